"""Rules that more than one floor goes by: screen, paper and prediction give the same answer."""

from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from rubric.draft.material import Material, gather
from rubric.draft.paper.charts import band_chart
from rubric.evidence import Assessment, EvidenceItem, example_assessment
from rubric.evidence.loops import plainly_closed
from rubric.framework import Framework, Maturity, Polarity, Voice, load
from rubric.prediction import Outcome
from rubric.prediction.offers import from_gaps
from rubric.prediction.value import tempered_level
from rubric.printed import outcome_as_text
from rubric.workflow import Bench, outlook

ON = date(2026, 11, 27)
ALL_STEPS = {"heard": "Replies were slow", "decided": "Open late", "changed": "Open till eight", "told": "By letter"}


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load()


def strength(text: str = "Carers reach us in the evening", **given: Any) -> EvidenceItem:
    values: dict[str, Any] = {"aspect": "feedback", "polarity": Polarity.STRENGTH, "maturity": Maturity.IMPACT}
    return EvidenceItem(text=text, **{**values, **given})


def on_screen(assessment: Assessment, framework: Framework) -> str:
    """The cards of every item, as they are given to the browser."""

    def page(assessment: "Assessment", framework: "Framework") -> None:
        from rubric.ui.evidence.cards import card

        for item in assessment.evidence:
            card(assessment, item, framework, [item.id for item in assessment.evidence])

    return _drawn(AppTest.from_function(page, args=(assessment, framework)))


def _drawn(at: AppTest) -> str:
    at.run(timeout=60)
    assert not at.exception
    return "\n".join(html.proto.body for html in at.get("html"))


def on_paper(item: EvidenceItem, framework: Framework) -> Material:
    return gather(Assessment(evidence=[item]), framework, ON)


@pytest.mark.parametrize(
    ("steps", "closed"),
    [
        (ALL_STEPS, True),
        (ALL_STEPS | {"told": ""}, False),
        (ALL_STEPS | {"told": " "}, False),
        (ALL_STEPS | {"told": "n/a"}, False),
        (ALL_STEPS | {"told": "TBC."}, False),
        (ALL_STEPS | {"changed": "None yet"}, False),
        (ALL_STEPS | {"decided": "to be agreed"}, False),
        (ALL_STEPS | {"told": "Not applicable at present"}, False),
        (ALL_STEPS | {"told": "Not all were told"}, True),
        (ALL_STEPS | {"changed": "No waiting list any more"}, True),
    ],
)
def test_a_loop_is_closed_for_all_or_for_none(framework: Framework, steps: dict[str, str], closed: bool) -> None:
    item = strength(voices=[Voice.PEOPLE], **steps)
    assessment = Assessment(evidence=[item])
    assert item.closes_a_loop == closed
    # a tick is for what plainly came to its end; what is told of it in its own words may say that it did not
    assert ("loop closed" in on_screen(assessment, framework)) == plainly_closed(item)
    assert not plainly_closed(item) or closed
    assert (on_paper(item, framework).loops != ()) == closed
    suggested = [one for one in from_gaps(assessment, framework) if one.cause.startswith("loop")]
    assert (not suggested) == closed


@pytest.mark.parametrize(
    ("voices", "outcome", "figures", "most"),
    [
        (None, "Fewer wait", "From 40 to 12 days", Maturity.IN_PLACE),
        ([], "Fewer wait", "From 40 to 12 days", Maturity.IN_PLACE),
        ([Voice.STAFF_AND_LEADERS], "", "", Maturity.EMBEDDED),
        ([Voice.STAFF_AND_LEADERS], "Fewer wait", "From 40 to 12 days", Maturity.EMBEDDED),
        ([Voice.PROCESSES], "Fewer wait", "", Maturity.EMBEDDED),
        ([Voice.PROCESSES], "Fewer wait", "not measured yet", Maturity.EMBEDDED),
        ([Voice.PROCESSES], "n/a", "From 40 to 12 days", Maturity.EMBEDDED),
        ([Voice.PROCESSES], "Fewer wait", "From 40 to 12 days", Maturity.IMPACT),
        ([Voice.PEOPLE], "", "", Maturity.IMPACT),
        ([Voice.STAFF_AND_LEADERS, Voice.PARTNERS], "", "", Maturity.IMPACT),
    ],
)
@pytest.mark.parametrize("chosen", Maturity)
def test_an_item_goes_as_far_in_the_draft_as_in_the_prediction(
    framework: Framework,
    voices: list[Voice] | None,
    outcome: str,
    figures: str,
    most: Maturity,
    chosen: Maturity,
) -> None:
    item = strength(maturity=chosen, voices=voices, outcome=outcome, figures=figures)
    assert item.supported.level == min(chosen.level, most.level)
    assert tempered_level(item.as_claim()) == item.supported.level
    assert (item.supported.level < Maturity.DEVELOPING.level) == bool(on_paper(item, framework).only_planned)


def test_the_draft_leads_with_what_goes_furthest_in_the_prediction(framework: Framework) -> None:
    staff = strength("Staff say that lives changed", voices=[Voice.STAFF_AND_LEADERS], outcome="Lives changed")
    people = strength("People say it is routine", voices=[Voice.PEOPLE], outcome="It is routine", position=1.0)
    people.maturity = Maturity.EMBEDDED
    told = gather(Assessment(evidence=[staff, people]), framework, ON).strengths
    assert [item.text for item in told] == [people.text, staff.text]


@pytest.mark.parametrize("nothing", ["n/a", "TBC", "none yet", "Not available.", "–"])
def test_an_item_without_words_of_its_own_counts_nowhere(framework: Framework, nothing: str) -> None:
    item = strength(nothing, voices=[Voice.PEOPLE])
    assessment = Assessment(evidence=[item])
    assert "Still to do: write what is true today." in on_screen(assessment, framework)
    assert on_paper(item, framework).usable == ()
    assert assessment.claims() == []


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.997, "over 99%"), (0.003, "under 1%"), (0.005, "under 1%"), (0.85, "85%"), (1.0, "100%"), (0.0, "0%")],
)
def test_a_chance_is_said_in_the_same_way_everywhere(bench: Bench, chance: float, said: str) -> None:
    def page(outcome: "Outcome", framework: "Framework") -> None:
        from rubric.ui.band.verdict import made_of

        made_of(outcome, framework)

    chances = {1: 1 - chance, 2: 0.0, 3: 0.0, 4: chance}
    outcome = outlook(example_assessment(), bench).model_copy(update={"probabilities": chances})
    screen = _drawn(AppTest.from_function(page, args=(outcome, bench.framework)))
    assert f"</span>{said}</td>" in screen
    assert band_chart(outcome, bench.framework).grid.table.rows[-1]["chance"] == said
    assert f"4: {said}\n" in outcome_as_text(outcome, None)

"""What a draft says of the council's own items: nothing kinder than they are, and in whole English."""

import re
from datetime import date
from typing import Any

import pytest

from rubric.draft import compose
from rubric.draft.harm import weighed
from rubric.draft.material import counts_something
from rubric.draft.steps import NOT_AGREED, SEE_STEP, due_cell
from rubric.evidence.example import example_assessment
from rubric.evidence.model import Action, ActionStatus, EvidenceItem, PlanAction
from rubric.framework import load
from rubric.framework.words import Maturity, Polarity, Reach, Voice
from tests.draft.builders import ON, council, gap, item, record
from tests.draft.test_councils import COUNCILS, TELLING, with_entry

FRAMEWORK = load()
SPACE = "\N{NO-BREAK SPACE}"


def text_of(name: str, *items: EvidenceItem, **given: Any) -> str:
    draft = compose(council(*items, **given), FRAMEWORK, on=ON)
    return "\n".join(p.text for p in draft.section(name).all_paragraphs()).replace(SPACE, " ")


def test_points_with_a_record_are_counted_whichever_way_it_speaks() -> None:
    items = [item(f"We meet in hall {number}", position=float(number)) for number in range(5)]
    items[0].confirmations = [record("They do not", against=True)]
    items[1].confirmations = [record("They do")]
    items.append(gap("We are late", polarity=Polarity.MIXED, confirmations=[record("It is so")]))
    items.append(item("We log it", confirmations=[record("It is in the log", Voice.PROCESSES)]))  # nobody said it
    assert "for three of them we have recorded what people" in text_of("position", *items)


@pytest.mark.parametrize(
    ("told", "given", "side"),
    [
        (item(), {"against": True}, "disputes a strength"),
        (item(), {}, "confirms a strength"),
        (item(), {"count": 19, "of": 40}, "has fewer than half agreeing with us"),
        (item(), {"count": 20, "of": 40}, "confirms a strength"),
        (item(), {"count": 19, "of": 40, "against": True}, "disputes a strength"),
        (gap(), {}, "confirms a gap"),
        (gap(), {"count": 1, "of": 40}, "confirms a gap"),
        (gap(), {"against": True}, "disputes a gap"),
        (gap(polarity=Polarity.MIXED), {}, "confirms a mixed point"),
        (gap(polarity=Polarity.MIXED), {"against": True}, "disputes a mixed point"),
    ],
)
def test_each_record_is_counted_on_its_side(told: EvidenceItem, given: dict[str, Any], side: str) -> None:
    records = [record("They said so", **given), record("So it is said", **given)]
    both = re.sub(r"^has|(?<=m|e)s(?= )", lambda found: "have" if found[0] == "has" else "", side)
    told = told.model_copy(update={"confirmations": records})
    assert text_of("voices", told).startswith(f"Two records bear on one point: both {both}. [1]")


def test_a_number_that_the_difference_gives_is_not_given_again_with_what_was_said() -> None:
    said = [record("Help came in time", count=52, of=65, where="Calls")]
    told = text_of("strengths", item(outcome="52 of 65 people said that help came in time", confirmations=said))
    assert told.endswith("People and carers: Help came in time (Calls). [1]")


def test_a_single_record_is_quoted_without_being_counted() -> None:
    disputed = item(confirmations=[record("They said so", against=True)])
    assert text_of("voices", disputed) == "Disputes a strength: They said so (Survey). [1]"


def test_what_disputes_a_strength_is_quoted_before_what_confirms_gaps() -> None:
    gaps = [
        gap(f"Reply {n} is late", id=f"g{n}", position=float(n), confirmations=[record(f"{'It was late ' * 9}{n}")])
        for n in range(9)
    ]
    disputed = item("We ask everybody", aspect="improvement", confirmations=[record("Nobody asked me", against=True)])
    text = text_of("voices", *gaps, disputed)
    assert "Disputes a strength: Nobody asked me (Survey). [10]" in text
    assert "more records that confirm a gap are told in the evidence base." in text


def test_a_record_without_a_date_says_so_only_beside_those_with_one() -> None:
    undated = gap(confirmations=[record("They never ring", Voice.PARTNERS, where="Forum")])
    dated = gap("We are late", position=1.0, confirmations=[record("It is late", when=date(2026, 5, 4))])
    assert "Said or shown: They never ring (Forum). [1]" in text_of("voices", undated)
    assert "Said or shown: They never ring (Forum, undated). [1]" in text_of("voices", undated, dated)


def test_only_what_the_gaps_hold_is_said_to_have_been_weighed() -> None:
    bare = [gap(f"Letter {n} is plain", voices=[], position=float(n)) for n in range(6)]
    assert weighed(bare, ON) == []
    assert text_of("areas", *bare).startswith("These five come first. One more gap or mixed point is")
    assert weighed([gap("Letters are late", voices=[], source_date=date(2025, 5, 1))], ON) == [
        "how long it has been known"
    ]
    assert weighed([gap("Abuse is not reported", reach=Reach.MOST)], ON) == [
        "safety",
        "how many are affected",
        "who says so",
    ]


def test_the_steps_of_the_example_are_counted_as_they_stand_and_the_one_overdue_is_named() -> None:
    example = example_assessment()
    actions = [*example.actions, *(i.action for i in example.evidence if i.action)]
    under_way = sum(action.status is ActionStatus.UNDER_WAY for action in actions)
    late = [a for a in actions if a.due and a.due < ON and a.status is not ActionStatus.DONE]
    text = compose(example, FRAMEWORK, on=ON).section("actions").paragraphs[0].text
    assert (len(actions), under_way, len(late)) == (15, 8, 1)
    assert "Of our 15 next steps, one is done and eight are under way. One is overdue: “" in text
    assert late[0].text.startswith(text.split("“")[1].split("…")[0])


def test_at_most_three_overdue_steps_are_named() -> None:
    steps = [PlanAction(text=f"Write letter {n}.", due=date(2026, 1, n)) for n in range(1, 6)]
    assert "Five are overdue: “Write letter 1”, “Write letter 2”, “Write letter 3” and two more." in text_of(
        "actions", actions=steps
    )


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reach": Reach.SOME}, "Reach, as we judge it: some."),
        ({"reach": Reach.EVERYONE}, "Reach, as we judge it: everyone."),
        ({"reach": Reach.SOME, "figures": "38 homes"}, ""),
        ({"reach": Reach.SOME, "text": "We train eight social workers a year"}, ""),
    ],
)
def test_reach_is_told_as_a_judgement_and_not_beside_what_counts_something(given: dict[str, Any], told: str) -> None:
    text = text_of("strengths", item(**{"text": "We train social workers", **given}))
    assert ("Reach" in text) is bool(told)
    assert told in text


def test_a_strength_that_is_only_planned_is_not_said_to_be_the_only_one_in_the_list_alone() -> None:
    planned = item("We will write", maturity="planned", source="Report")
    assert "One strength is planned and not yet working, so we do not tell it as a strength. [1]" in text_of(
        "evidence", planned
    )


@pytest.mark.parametrize(
    ("step", "cell"),
    [
        ("recruit 2 x OTs & 1 x AMHP by xmas", SEE_STEP),
        ("Write to all within six weeks", SEE_STEP),
        ("Audit again in Q1", SEE_STEP),
        ("Report before the end of the financial year", SEE_STEP),
        ("Send letters w/c 8 Sept", SEE_STEP),
        ("Write to all 118 carers by 30/09.", SEE_STEP),
        ("Put it in the commissioning plan 25/26", NOT_AGREED),
        ("Be guided by what carers may need", NOT_AGREED),
        ("Train staff for two days", NOT_AGREED),
        ("Recruit two OTs", NOT_AGREED),
        ("to look at transport", NOT_AGREED),
        ("Meet with carers by phone", NOT_AGREED),
    ],
)
def test_a_date_in_words_is_pointed_to(step: str, cell: str) -> None:
    assert due_cell(Action(text=step), NOT_AGREED) == cell
    assert due_cell(Action(text=step, due=date(2026, 5, 4)), NOT_AGREED) == "4 May 2026"


@pytest.mark.parametrize(
    ("figures", "counts"),
    [("37 days", True), ("44 of 52", True), ("100%", False), ("see [2]", False), ("", False), ("n/a", False)],
)
def test_a_figure_counts_something_or_not(figures: str, counts: bool) -> None:
    assert counts_something(figures) is counts


def test_boasts_with_nothing_behind_them_do_not_lead_and_figures_against_us_are_told() -> None:
    boastful = COUNCILS["boastful"]
    draft = compose(boastful, FRAMEWORK, on=ON)
    told = "\n".join(p.text for s in ("position", "strengths") for p in draft.section(s).all_paragraphs())
    for boast in ("outstanding learning organisation", "second to none", "inspirational"):
        assert boast not in told
    areas = draft.section("areas").paragraphs[0].text.replace(SPACE, " ")
    assert areas == (
        "The figures that we give question three points that we call strengths: “turnover rose from 9% to 17% in "
        "2025-26” [4]; “55 of 90 sessions held” [6]; “62% satisfied against 66% nationally” [12]."
    )
    assert "never miss one" not in told
    assert "Evidence 6 says “never”, and “55 of 90” beside it shows exceptions" in "\n".join(draft.notes)


@pytest.mark.parametrize(
    ("claim", "figures", "told"),
    [
        ("Turnover is low", "turnover rose from 9% to 17% in 2025-26", "The figures question the claim."),
        ("We never miss one", "55 of 90 sessions held", "The figures do not show “never”."),
    ],
)
def test_a_figure_against_us_is_told_beside_a_strength_where_there_is_hardly_another(
    claim: str, figures: str, told: str
) -> None:
    bad = item(claim, figures=figures)
    assert f"{figures}. {told}" in text_of("strengths", bad)
    assert figures not in text_of("areas", bad)
    others = [item(f"We hold forum {n}", source="Minutes", position=float(n)) for n in range(1, 3)]
    more = item("We hold a clinic", source="Minutes", aspect="practice")
    assert figures not in text_of("strengths", bad, *others, more)
    assert f"question a point that we call a strength: “{figures}” [1]." in text_of("areas", bad, *others, more)


def test_what_more_people_dispute_than_confirm_does_not_lead() -> None:
    said = [record("We were asked", count=1), record("Nobody asked us", count=12, of=15, against=True)]
    disputed = item("We ask everybody first", maturity=Maturity.IMPACT, outcome="Less waste", confirmations=said)
    others = [item(f"We hold forum {n}", source="Minutes", position=float(n)) for n in range(1, 3)]
    assert "We ask everybody first" not in text_of("position", disputed, *others)
    assert "We ask everybody first. Disputed by: people and carers. Difference made: Less waste." in text_of(
        "strengths", disputed
    )


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Why? Because we wait", "We know of one gap: Why? Because we wait."),
        ("• Caseloads OK\n• Few advocates", "We know of one gap:\n• Caseloads OK\n• Few advocates"),
        ("good visit found in hospital discharge…", "We know of one gap: good visit found in hospital discharge…"),
    ],
)
def test_a_gap_is_framed_or_labelled_and_never_both(claim: str, told: str) -> None:
    position = compose(with_entry("text", claim), FRAMEWORK, on=ON).section("position").paragraphs[1].text
    assert position == f"{told}\N{NO-BREAK SPACE}[1]"


def test_of_two_claims_that_cannot_share_a_line_each_is_numbered_and_not_labelled_again() -> None:
    gaps = [
        EvidenceItem(aspect="culture", text=text, polarity="shortfall", maturity="developing", position=float(place))
        for place, text in enumerate(("old IT. Slow too", "We answer letters late"))
    ]
    text = compose(council(*gaps), FRAMEWORK, on=ON).section("position").paragraphs[1].text
    space = "\N{NO-BREAK SPACE}"
    assert text == (
        f"We know of two gaps. First: old IT. Slow too.{space}[1] Second: We answer letters late.{space}[2]"
    )


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("Is our equality data any good?", "is a question"),
        ("{{ name }} to insert the claim", "has a place still to be filled in"),
        ("We meet [insert how often]", "has a place still to be filled in"),
        ("Figures for respite to insert", "has a place still to be filled in"),
    ],
)
def test_a_question_or_an_unfilled_place_is_left_to_the_notes(claim: str, why: str) -> None:
    draft = compose(with_entry("text", claim), FRAMEWORK, on=ON)
    assert not any(claim in p.text for s in ("position", *TELLING) for p in draft.section(s).all_paragraphs())
    assert any(f"The claim of evidence 1 {why}" in note for note in draft.notes)
    table = draft.section("evidence").table
    assert table is not None
    assert table.rows[0]["claim"] == claim

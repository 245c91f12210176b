"""What an aspect lacks before it could be shown to an assessor, in words."""

from datetime import date

import pytest

from rubric.evidence import Action, Assessment, EvidenceItem, PlanAction
from rubric.evidence.model import Skip
from rubric.evidence.readiness import AspectReadiness, State, readiness
from rubric.framework import Framework, Maturity, Polarity, Voice, load


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load()


WHOLE = EvidenceItem(
    aspect="coproduction",
    text="Carers chair the respite board",
    polarity=Polarity.STRENGTH,
    maturity=Maturity.IN_PLACE,
    voices=[Voice.PEOPLE],
    source="Minutes, March 2026",
)


def of(framework: Framework, *items: EvidenceItem, **more: object) -> AspectReadiness:
    assessment = Assessment(evidence=list(items)).model_copy(update=more)
    return next(one for one in readiness(assessment, framework) if one.aspect == "coproduction")


def other(**changes: object) -> EvidenceItem:
    return WHOLE.model_copy(update={"id": "other", **changes})


def test_an_aspect_with_all_that_is_asked_is_ready(framework: Framework) -> None:
    one = of(framework, WHOLE)
    assert (one.state, one.in_words, one.start_with) == (State.READY, "1 item", "")


def test_what_is_lacking_is_said_in_words_with_the_item_to_start_with(framework: Framework) -> None:
    alone = {"voices": [], "source": ""}
    one = of(framework, other(**alone), other(id="second", **alone), other(id="third", text=""))
    assert one.state is State.LACKING
    assert one.in_words == "3 items, 1 not finished, none confirmed by people or partners, 2 without a source"
    assert one.start_with == "other"


def test_partners_alone_do_not_speak_for_people_and_a_question_not_answered_is_told(framework: Framework) -> None:
    assert of(framework, other(voices=[Voice.PARTNERS])).lacks == ("none confirmed by people",)
    assert of(framework, WHOLE, other(voices=None)).lacks == ("1 with nobody named who confirms or doubts it",)


def test_a_shortfall_is_ready_with_a_next_step_on_itself_or_in_the_plan(framework: Framework) -> None:
    short = other(polarity=Polarity.SHORTFALL, voices=[])
    lacking = ("1 falling short without a next step",)
    assert of(framework, short).lacks == lacking
    assert of(framework, short.model_copy(update={"action": Action(owner="Ana")})).lacks == lacking
    assert of(framework, short.model_copy(update={"action": Action(text="Mend it")})).lacks == ()
    assert of(framework, short, actions=[PlanAction(text="Mend it", evidence=["other"])]).lacks == ()


def test_an_aspect_without_items_is_empty_or_left_out_on_purpose(framework: Framework) -> None:
    assert (of(framework).state, of(framework).in_words) == (State.EMPTY, "nothing yet")
    skipped = of(framework, skips=[Skip(aspect="coproduction", reason="Under statement 3")])
    assert (skipped.state, skipped.in_words) == (State.SKIPPED, "left out on purpose")


def test_owners_are_named_once_and_the_next_date_is_that_of_an_open_line(framework: Framework) -> None:
    lines = [
        PlanAction(text="Soon", aspects=["coproduction"], due=date(2026, 5, 1)),
        PlanAction(text="Done", aspects=["coproduction"], due=date(2026, 1, 1), status="done"),
    ]
    one = of(framework, other(owner="Ana"), other(id="b", owner="Ana"), other(id="c", owner="n/a"), actions=lines)
    assert (one.owners, one.due) == (("Ana",), date(2026, 5, 1))

"""What the draft leaves out, cuts, or lets a reader misread is told to its author."""

from typing import Any

import pytest

from rubric.draft import Draft, compose
from rubric.evidence.model import Action, EvidenceItem, PlanAction
from rubric.framework import load
from tests.draft.builders import ON, council, gap, record


def draft_of(item: EvidenceItem, *actions: PlanAction) -> Draft:
    return compose(council(item, actions=list(actions)), load(), on=ON)


def notes_with(item: EvidenceItem, words: str, *actions: PlanAction) -> list[str]:
    return [note for note in draft_of(item, *actions).notes if words in note]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"cause": "not known"}, "in its cause (“not known”): the draft leaves that out."),
        ({"outcome": "(none yet)"}, "in its difference (“(none yet)”): "),
        ({"source": "We don’t have one yet"}, "in its source (“We don’t have one yet”): "),
        ({"confirmations": [record("No.")]}, "in its account of what they said (“No.”): "),
        ({"action": Action(text="None needed")}, "in its next step (“None needed”): "),
        ({"action": Action(text="Write", owner="tbc")}, "in its next step’s owner (“tbc”): "),
        (
            {"cause": "?", "outcome": "n/a"},
            "in its difference (“n/a”) and its cause (“?”): the draft leaves these out.",
        ),
    ],
)
def test_what_says_nothing_is_named_where_it_is_left_out(given: dict[str, Any], told: str) -> None:
    (note,) = notes_with(gap(**given), "says nothing that can be told")
    assert told in note


def test_an_answered_step_of_a_loop_is_not_asked_for_again() -> None:
    told = gap(heard="they wait", decided="ring them", changed="Nothing", told="by letter")
    (note,) = notes_with(told, "feedback loop")
    assert note == (
        "Evidence 1 says “Nothing” on what changed, so its feedback loop is open and the draft leaves all of it out."
    )
    assert not notes_with(told, "says nothing that can be told")


def test_a_loop_that_is_not_counted_is_named() -> None:
    told = gap(heard="they wait", decided="ring them", changed="half done", told="by letter")
    assert notes_with(told, "do not plainly say")
    assert "we have recorded what people said" not in str(draft_of(told).section("voices"))


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"text": "We meet [2]"}, "“[2]” in its claim"),
        ({"action": Action(text="In the plan 25/26 [6]")}, "“[6]” in its next step,"),
        ({"confirmations": [record("They wait [3]")]}, "“[3]” in its account of what they said"),
        ({"confirmations": [record("They wait", where="see [4] & [5]")]}, "“[4]” in its place where it is written"),
        ({"source": "Log [1–3]"}, "“[1–3]” in its source"),
    ],
)
def test_a_typed_number_in_brackets_is_named_wherever_it_stands(given: dict[str, Any], place: str) -> None:
    (note,) = notes_with(gap(**given), "looks like a number of the evidence list")
    assert place in note


def test_the_plan_is_looked_at_too() -> None:
    step = PlanAction(text="Write to all [7]")
    (note,) = notes_with(gap(), "looks like a number", step)
    assert note.startswith("The action “Write to all [7]” has “[7]”, which")


def test_a_place_still_to_be_filled_in_is_named() -> None:
    part = gap(affected="XX% of {{ group }} in Westmoor")
    assert notes_with(part, "Evidence 1 has “XX%” in its account of who is affected, a place still to be filled in")
    assert "Westmoor" not in str(draft_of(part).section("areas"))
    assert notes_with(gap(cause="[insert reason]"), "says nothing that can be told in its cause (“[insert reason]”)")
    assert not notes_with(gap(cause="name on [a] list"), "still to be filled in")


def test_whatever_is_cut_is_told() -> None:
    long = "We ask. We listen. " + "We look at options with everybody who may have a view on them and " * 5
    assert notes_with(gap(action=Action(text=long)), "is too long and is cut short: shorten it.")
    assert notes_with(gap(long), "tells only the opening of evidence 1, which has more than 30 words.")
    assert not notes_with(gap(action=Action(text="Write")), "cut short")

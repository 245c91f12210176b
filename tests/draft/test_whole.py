"""A whole sentence is told from a fragment only where that is sure: in doubt, a label stands before the words."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

import rubric
from rubric.draft.whole import is_whole, sentences, stands_as_typed

SENTENCES = Path(rubric.__file__).parent / "claims" / "data" / "sentences"


@pytest.mark.parametrize(
    "text",
    [
        "We meet every month",
        "Nobody owns the reply.",
        "IT systems are old",
        "Tenants told us that they were not asked.",
        "Our director and heads of service visit every area team twice a year.",
        "The wait fell from 94 days to 37",
        "In 2025 waits were long",
        "Since April 2026 each locality has read what people told us.",
        "After the spring visits we moved to one rota for all three localities.",
        "We and five providers agreed that nobody moves in first.",
        "“Nobody rang back,” and carers are still waiting.",
        "There is no plan",
        "We think that carers are tired",
        "Nobody asked the families",
        "“Tell us once” is used by all teams",
        "It works",
        "Dr. Shah leads the panel, which has met twice. It is new.",
    ],
)
def test_whole_sentences_are_known(text: str) -> None:
    assert is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "IT systems old",
        "Care Quality Commission registration delays",
        "by letter in May",
        "about transport",
        "Review of respite",
        "named worker on every letter",
        "Staff who are unsure of the form",
        "Letters that were sent late.",
        "Changes we have made",
        "Too many surveys, nobody has time",
        "Long waits, staff are tired",
        "What carers said",
        "Because the system is old",
        "How people are told",
        "By asking what people are waiting for",
        "The will to change",
        "A must for new starters",
        "May 2026 letters",
        "6 of 9 changes made",
        "Support to help people choose where they live",
        "To be agreed by the board",
        "No forum yet.",
        "Staff trained in 2025.",
        "All letters sent by second class post.",
        "Do we meet?",
        "we meet monthly",  # no letter is made a capital
        "Things we are asked for",
        "40%",
        "",
        "…",
        "One reason: staff are tired",
        "Money – it is short",
        "We meet monthly. No minutes.",
        "Lack of time (staff are tired)",
        "- we are late",
        # no subject
        "Saves approx £14k pa and Mrs B (not her name) is happier so everyone wins;",
        "Helps people get home quicker and staff are pleased",
        "Reduced DToC, reduced LOS, reduced use of spot beds etc",
        "Improved recording across teams that use it",
        # the verb is another's
        "Twelve of the fifteen care homes, so that's 80 %, though two have since closed",
        "Four of the six wards, though one has shut since",
        "IT systems old & don't talk to each other",
        "Old phones + can't ring out",
        "N/A but could be any of us",
        "Nobody left but we were late",
        "Anyone discharged on a Friday pm, who doesn't get a call until Monday",
        "Someone found without a plan, who has no family",
        "I think mostly unpaid carers who don’t see themselves as carers…",
        "We hope mostly older people",
        "We social workers in the north",
        '"You said, we did" board in reception',
        "‘Ask me first’ posters in every foyer",
        "AI note-taker live in 3 of 8 teams",
        "Agency spend down",
    ],
)
def test_fragments_and_whatever_is_unsure_are_not_whole(text: str) -> None:
    assert not is_whole(text)


def test_a_title_or_an_initial_ends_no_sentence() -> None:
    assert sentences("Dr. Shah came. Mr. P. Lee, e.g. Monday, did not! Was it 3.5? “Yes.” He went.") == [
        "Dr. Shah came.",
        "Mr. P. Lee, e.g. Monday, did not!",
        "Was it 3.5?",
        "“Yes.”",
        "He went.",
    ]


def test_a_long_claim_typed_from_capital_to_full_stop_is_taken_at_its_word() -> None:
    claim = "Every complaint that we uphold ends in a written change with an owner and a date."
    assert stands_as_typed(claim)
    assert not stands_as_typed(claim.removesuffix("."))
    assert stands_as_typed("We changed:\n- the letters\n- the calls")
    assert not stands_as_typed("- the letters\n- the calls")


def of_register(*registers: str) -> Iterator[str]:
    """Sentences of the second half of the shipped files, which the rules were not made from."""
    for number in range(9, 17):
        with (SENTENCES / f"hand_{number:02}.csv").open(encoding="utf-8", newline="") as file:
            yield from (row["text"] for row in csv.DictReader(file) if row["register"] in registers)


def test_notes_are_seldom_taken_for_sentences() -> None:
    notes = list(of_register("bullet", "shorthand"))
    assert len(notes) == 300
    assert sum(map(is_whole, notes)) / len(notes) < 0.04


def test_most_written_sentences_are_known() -> None:
    written = list(of_register("self_assessment", "inspection"))
    assert len(written) > 1000
    assert sum(map(is_whole, written)) / len(written) > 0.6
    claims = list(of_register("self_assessment"))
    assert sum(map(stands_as_typed, claims)) / len(claims) > 0.8

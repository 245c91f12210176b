"""The notes on one item by itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence import EvidenceItem
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.lint import Note, Severity, item_notes
from rubric.framework import load
from rubric.framework.words import Maturity, Polarity, Voice

from .builders import usable

FRAMEWORK = load()
ON = date(2026, 10, 20)
SAID = Confirmation(voice=Voice.PEOPLE, said="They ring us back.", count=31, of=40)


def telling(item: EvidenceItem, on: date = ON) -> list[Note]:
    """The notes that are more than worth a look."""
    return [note for note in item_notes(item, FRAMEWORK, on) if note.severity is not Severity.COULD]


def rules(fields: dict[str, object]) -> set[str]:
    item = EvidenceItem.model_validate({"aspect": "culture", **fields})
    return {note.rule for note in item_notes(item, FRAMEWORK, ON)}


def test_a_sound_item_has_no_notes() -> None:
    sound = usable(
        "feedback",
        maturity=Maturity.EMBEDDED,
        confirmations=[SAID],
        reach="everyone",
        outcome="Calls to query a bill fell from 310 to 190 a quarter.",
        figures="13 of 16 changes made by June 2026",
        source="Learning log",
        source_date=date(2026, 7, 14),
    )
    assert telling(sound) == []


def test_a_poor_item_has_several() -> None:
    poor = usable("culture", text="We are excellent.", maturity=Maturity.IMPACT, voices=[], figures="95%")
    assert len(telling(poor)) > 3


def test_what_is_only_worth_a_look_says_so() -> None:
    plain = usable("culture", confirmations=[SAID], source="Log", source_date=date(2026, 7, 14))
    assert item_notes(plain, FRAMEWORK, ON)
    assert telling(plain) == []


def test_an_item_without_words_is_left_in_peace() -> None:
    assert item_notes(EvidenceItem(aspect="culture", polarity=Polarity.SHORTFALL), FRAMEWORK, ON) == []


def test_a_source_from_the_end_of_february_grows_old_without_trouble() -> None:
    item = usable("culture", confirmations=[SAID], source="Review", source_date=date(2024, 2, 29))
    assert telling(item, date(2026, 2, 28)) == []
    assert len(telling(item, date(2026, 3, 1))) == 1


def test_a_year_beside_a_percentage_is_no_base() -> None:
    for figures in ("92% in 2025-26", "92 per cent on 31 August 2026", "58% (51% in 2025)"):
        assert "percentage_without_base" in rules({"text": "We meet.", "figures": figures}), figures
    for figures in ("92% of 1,200 sessions", "171 of 189 (90%)", "90% (n=60), 2026"):
        assert "percentage_without_base" not in rules({"text": "We meet.", "figures": figures}), figures


def test_twenty_thousand_words_get_a_note_and_no_trouble() -> None:
    long = EvidenceItem(aspect="culture", text="We meet. " * 10_000)
    assert any("split it" in note.message for note in item_notes(long, FRAMEWORK, ON))


def few(polarity: Polarity | None, *records: Confirmation) -> list[str]:
    item = usable("culture", polarity=polarity, confirmations=list(records))
    return [note.message for note in item_notes(item, FRAMEWORK, ON) if note.rule == "few_confirm"]


@given(st.integers(0, 60), st.integers(0, 60), st.booleans(), st.sampled_from(Voice))
def test_fewer_than_half_who_confirm_are_pointed_out_and_nobody_else(
    count: int, of: int, against: bool, voice: Voice
) -> None:
    told = Confirmation(voice=voice, said="They ring us back.", count=count, of=of, against=against)
    expected = 0 < count < of - count and not against
    assert bool(few(Polarity.STRENGTH, told)) == expected


@pytest.mark.parametrize(
    ("polarity", "records", "told"),
    [
        (Polarity.MIXED, [SAID, SAID.model_copy(update={"id": "b", "count": 3})], "3 of 40 (people and carers)"),
        (None, [SAID.model_copy(update={"count": 1, "of": 1_200})], "1 of 1,200 (people and carers)"),
        (
            Polarity.STRENGTH,
            [
                SAID.model_copy(update={"count": 3}),
                Confirmation(voice=Voice.PROCESSES, said="Logged calls", count=4, of=9),
            ],
            "3 of 40 (people and carers) and 4 of 9 (documents and data)",
        ),
    ],
)
def test_the_note_names_who_they_are_and_how_many(
    polarity: Polarity | None, records: list[Confirmation], told: str
) -> None:
    (message,) = few(polarity, *records)
    assert message.startswith(f"Only {told} confirm this: fewer than half.")


def test_a_few_are_enough_to_name_a_gap_and_a_count_of_nobody_knows_how_many_is_none() -> None:
    assert few(Polarity.SHORTFALL, SAID.model_copy(update={"count": 3})) == []
    assert few(Polarity.STRENGTH, SAID.model_copy(update={"count": 3, "of": None})) == []
    assert few(Polarity.STRENGTH, SAID.model_copy(update={"count": 3, "said": ""})) == []  # not recorded yet

"""The few notes on a card."""

from datetime import date

from rubric.evidence import EvidenceItem, quality_notes
from rubric.evidence.lint.rules import rule_book
from rubric.evidence.quality import MOST_NOTES
from rubric.framework.words import Maturity, Polarity, Voice

from .builders import usable

BOOK = rule_book()
ON = date(2026, 10, 20)


def notes(fields: dict[str, object]) -> tuple[str, ...]:
    item = EvidenceItem.model_validate({"aspect": "culture", **fields})
    return quality_notes(item, BOOK.read_on, most=len(BOOK.rules))


def message(rule_id: str) -> str:
    return next(rule.message for rule in BOOK.rules if rule.id == rule_id)


def test_a_sound_item_has_no_notes() -> None:
    sound = usable(
        "feedback",
        maturity=Maturity.EMBEDDED,
        voices=[Voice.PEOPLE],
        reach="everyone",
        outcome="Calls to query a bill fell from 310 to 190 a quarter.",
        figures="13 of 16 changes made by June 2026",
        source="Learning log",
        source_date=date(2026, 7, 14),
    )
    assert quality_notes(sound, ON) == ()


def test_notes_are_few_and_the_most_telling_come_first() -> None:
    poor = usable("culture", text="We are excellent.", maturity=Maturity.IMPACT, voices=[], figures="95%")
    found = quality_notes(poor, ON)
    every = quality_notes(poor, ON, most=99)
    assert len(found) == MOST_NOTES < len(every)
    assert found == every[:MOST_NOTES]


def test_what_is_only_worth_a_look_is_left_off_the_card() -> None:
    plain = usable("culture", voices=[Voice.PEOPLE], source="Log", source_date=date(2026, 7, 14))
    assert quality_notes(plain, ON, most=99) == ()


def test_an_item_without_words_is_left_in_peace() -> None:
    assert quality_notes(EvidenceItem(aspect="culture", polarity=Polarity.SHORTFALL), ON) == ()


def test_a_source_from_the_end_of_february_grows_old_without_trouble() -> None:
    item = usable("culture", voices=[Voice.PEOPLE], source="Review", source_date=date(2024, 2, 29))
    assert quality_notes(item, date(2026, 2, 28)) == ()
    assert len(quality_notes(item, date(2026, 3, 1))) == 1


def test_a_year_beside_a_percentage_is_no_base() -> None:
    base = message("percentage_without_base")
    for figures in ("92% in 2025-26", "92 per cent on 31 August 2026", "58% (51% in 2025)"):
        assert base in notes({"text": "We meet.", "figures": figures}), figures
    for figures in ("92% of 1,200 sessions", "171 of 189 (90%)", "90% (n=60), 2026"):
        assert base not in notes({"text": "We meet.", "figures": figures}), figures


def test_twenty_thousand_words_get_a_note_and_no_trouble() -> None:
    assert any("split it" in note for note in notes({"text": "We meet. " * 10_000}))


def test_today_is_taken_where_no_day_is_given() -> None:
    old = usable("culture", voices=[Voice.PEOPLE], source="Review", source_date=date(2001, 1, 1))
    assert any("two years" in note for note in quality_notes(old))

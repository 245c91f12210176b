"""Quiet advice on an item: a test is made from each rule's own two examples."""

from datetime import date

import pytest

from rubric.evidence import EvidenceItem, quality_notes
from rubric.evidence.quality import LOOKS_FOR, MOST_NOTES, NoteRule, note_book
from rubric.framework.words import Maturity, Polarity, Voice

from .builders import usable

BOOK = note_book()
RULES = pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)


def notes(fields: dict[str, object]) -> tuple[str, ...]:
    item = EvidenceItem.model_validate({"aspect": "culture", **fields})
    return quality_notes(item, BOOK.read_on, most=len(BOOK.rules))


@RULES
def test_a_rule_speaks_up_for_its_example(rule: NoteRule) -> None:
    assert rule.message in notes(rule.triggers)


@RULES
def test_a_rule_leaves_its_other_example_alone(rule: NoteRule) -> None:
    assert rule.message not in notes(rule.silent)


@RULES
def test_a_rule_says_what_to_do_and_why(rule: NoteRule) -> None:
    assert rule.message.endswith(".")
    assert len(rule.message.split()) <= 25
    assert rule.reason


def test_every_rule_has_its_code_and_all_code_its_rule() -> None:
    assert [rule.id for rule in BOOK.rules] == list(LOOKS_FOR)


def test_messages_differ_from_each_other() -> None:
    assert len({rule.message for rule in BOOK.rules}) == len(BOOK.rules)


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
    assert quality_notes(sound, date(2026, 10, 20)) == ()


def test_notes_are_few_and_the_most_telling_come_first() -> None:
    poor = usable("culture", text="We are excellent.", maturity=Maturity.IMPACT, voices=[], figures="95%")
    found = quality_notes(poor, date(2026, 10, 20))
    every = quality_notes(poor, date(2026, 10, 20), most=99)
    assert len(found) == MOST_NOTES < len(every)
    assert found == every[:MOST_NOTES]


def test_an_item_without_words_is_left_in_peace() -> None:
    assert quality_notes(EvidenceItem(aspect="culture", polarity=Polarity.SHORTFALL), date(2026, 10, 20)) == ()


def test_a_source_from_the_end_of_february_grows_old_without_trouble() -> None:
    item = usable("culture", voices=[Voice.PEOPLE], source="Review", source_date=date(2024, 2, 29))
    assert quality_notes(item, date(2026, 2, 28)) == ()
    assert len(quality_notes(item, date(2026, 3, 1))) == 1


def test_a_year_beside_a_percentage_is_no_base() -> None:
    base = next(rule.message for rule in BOOK.rules if rule.id == "percentage_without_base")
    for figures in ("92% in 2025-26", "92 per cent on 31 August 2026", "58% (51% in 2025)"):
        assert base in notes({"text": "We meet.", "figures": figures}), figures
    for figures in ("92% of 1,200 sessions", "171 of 189 (90%)", "90% (n=60), 2026"):
        assert base not in notes({"text": "We meet.", "figures": figures}), figures


def test_twenty_thousand_words_get_a_note_and_no_trouble() -> None:
    assert any("split it" in note for note in notes({"text": "We meet. " * 10_000}))


def test_today_is_taken_where_no_day_is_given() -> None:
    old = usable("culture", voices=[Voice.PEOPLE], source="Review", source_date=date(2001, 1, 1))
    assert any("two years" in note for note in quality_notes(old))

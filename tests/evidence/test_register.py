"""The register: which items are found, in which order, and which want a document named."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence import Assessment, Confirmation, EvidenceItem, Waiver, example_assessment
from rubric.evidence.lint import lint, rule_book
from rubric.evidence.register import ONLY_US, UNANSWERED, Only, Order, Sought, found, lacks, wants_source
from rubric.framework import Maturity, Polarity, Voice, load
from tests.evidence.builders import usable

TODAY = date(2026, 11, 28)
OLD = date(TODAY.year - rule_book().limits.old_after_years, TODAY.month, TODAY.day - 1)
SAID = Confirmation(voice=Voice.PEOPLE, said="We chair it", where="Minutes", count=4)
ITEMS = [
    usable("feedback", id="survey", text="Carers answered", source="Carers’ survey 2026.pdf", owner="Ana", voices=[]),
    usable("culture", id="visits", text="Leaders visit teams", source="Visits log", source_date=OLD, owner=" ANA "),
    usable("culture", id="gap", polarity=Polarity.SHORTFALL, maturity=Maturity.PLANNED, voices=[Voice.PARTNERS]),
    EvidenceItem(id="half", aspect="workforce", text="Half typed", outcome="Fewer waits", related_aspects=["culture"]),
    usable("coproduction", id="said", confirmations=[SAID], position=2),
]
ASSESSMENT = Assessment(evidence=ITEMS)


def ids(order: Order = Order.ASPECT, **sought: Any) -> list[str]:
    return [item.id for item in found(ASSESSMENT, load(), Sought(**sought), order, TODAY)]


@pytest.mark.parametrize(
    ("sought", "wanted"),
    [
        ({}, {"survey", "visits", "gap", "half", "said"}),
        ({"words": "LEADERS teams"}, {"visits"}),
        ({"words": "fewer"}, {"half"}),
        ({"words": "chair"}, {"said"}),
        ({"words": "leaders carers"}, set()),
        ({"aspects": ("culture",)}, {"visits", "gap", "half"}),
        ({"polarities": ("shortfall",)}, {"gap"}),
        ({"polarities": ("None",)}, set()),
        ({"maturities": ("planned", "impact")}, {"gap"}),
        ({"voices": ("people",)}, {"said"}),
        ({"voices": (ONLY_US,)}, {"survey"}),
        ({"voices": (UNANSWERED,)}, {"visits", "half"}),
        ({"owners": ("ana",)}, {"survey", "visits"}),
        ({"owners": ("",), "aspects": ("culture",)}, {"gap", "half"}),
        ({"sources": ("carers survey 2026",)}, {"survey"}),
        ({"sources": ("", "visits log")}, {"visits", "gap", "half", "said"}),
        ({"only": (Only.STALE,)}, {"visits"}),
        ({"only": (Only.BARE,)}, {"gap", "half"}),
        ({"only": (Only.BARE, Only.UNFINISHED)}, {"half"}),
        ({"only": (Only.NO_OWNER,), "voices": ("people", "partners")}, {"gap", "said"}),
    ],
)
def test_what_is_looked_for_is_found_and_nothing_else(sought: dict[str, Any], wanted: set[str]) -> None:
    assert set(ids(**sought)) == wanted


def test_each_order_puts_what_is_to_be_done_first_and_keeps_the_framework_s_order_among_equals() -> None:
    assert ids() == ["gap", "visits", "half", "said", "survey"]
    assert ids(Order.OWNER)[-2:] == ["visits", "survey"]
    assert ids(Order.SOURCE)[-2:] == ["survey", "visits"]
    assert ids(Order.OLDEST)[-1] == "visits"
    assert ids(Order.LEAST_FAR)[:2] == ["half", "gap"]
    assert ids(Order.WORDS)[0] == "survey"


def test_an_item_under_an_unknown_aspect_is_found_last() -> None:
    lost = Assessment(evidence=[usable("no_such", id="lost"), *ITEMS])
    assert found(lost, load(), Sought(), Order.ASPECT, TODAY)[-1].id == "lost"


def test_the_last_day_of_the_years_that_a_document_may_have_is_not_old_yet() -> None:
    just = OLD.replace(day=TODAY.day)
    assert Only.STALE not in lacks(usable("culture", source_date=just), TODAY)
    assert Only.STALE in lacks(usable("culture", source_date=OLD), TODAY)


codes = st.sampled_from(["", "culture", "people", "ana", "strength", "planned", ONLY_US, UNANSWERED])
some = st.lists(codes, max_size=3).map(tuple)
sought = st.builds(
    Sought,
    words=st.text(max_size=6),
    aspects=some,
    polarities=some,
    maturities=some,
    voices=some,
    owners=some,
    sources=some,
    only=st.lists(st.sampled_from(Only), max_size=2).map(tuple),
)


@given(sought, st.sampled_from(Order))
def test_asking_for_more_finds_no_more_and_an_order_neither_loses_nor_doubles_an_item(
    one: Sought, order: Order
) -> None:
    whole, part = ids(order), [item.id for item in found(ASSESSMENT, load(), one, order, TODAY)]
    assert sorted(whole) == sorted(item.id for item in ITEMS)
    assert [id for id in whole if id in part] == part


def test_the_table_to_fill_in_has_what_the_writing_notes_ask_and_not_what_was_set_aside() -> None:
    example = example_assessment()
    notes = lint(example, load(), TODAY)
    asked = {note.subject for note in notes if note.rule == "no_source"}
    wanted = wants_source(example, TODAY)
    assert asked
    assert {f"item:{item.id}" for item in wanted} == asked
    example.waivers = [Waiver(rule="no_source", subject=f"item:{wanted[0].id}", reason="Seen at the visit")]
    assert wanted[0] not in wants_source(example, TODAY)

"""A council's own words joined into ours: every kind of fragment ends up in a sound sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rubric.draft.joining import (
    AFFECTED,
    CAUSE,
    changed_sentence,
    decided_sentence,
    heard_sentence,
    is_clause,
    is_order,
    led_in,
    lower_first,
    told_sentence,
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("staff turnover in two teams", "This comes down to staff turnover in two teams."),
        ("Too few checks.", "This comes down to too few checks."),
        ("wards can rarely let staff go", "This is because wards can rarely let staff go."),
        ("We never wrote it down.", "This is because we never wrote it down."),
        ("because one worker left", "This is because one worker left."),
        ("one investigator handles every complaint", "The cause: one investigator handles every complaint."),
        ("Healthwatch is short of staff", "Healthwatch is short of staff."),
        ("Turnover", "The cause: Turnover."),
        ("12 posts are empty", "The cause: 12 posts are empty."),
        ("We grew fast. Nobody kept count", "We grew fast. Nobody kept count."),
        ("  ", ""),
    ],
)
def test_a_cause_is_told_as_a_clause_a_thing_or_after_a_colon(typed: str, said: str) -> None:
    assert led_in(CAUSE, typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("carers of people with dementia, who are seldom asked", "It affects carers of people with dementia, who are "
         "seldom asked."),
        ("The 96 people who complained last year.", "It affects the 96 people who complained last year."),
        ("people have to wait longer", "It means that people have to wait longer."),
    ],
)  # fmt: skip
def test_those_affected_are_told_as_people_or_as_what_it_means_for_them(typed: str, said: str) -> None:
    assert led_in(AFFECTED, typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tenants told us that they had no say", "Tenants told us that they had no say."),
        ("long waits for equipment", "What we heard: long waits for equipment."),
        ("a shortage of equipment", "We heard about a shortage of equipment."),
        ("the wait is too long", "We heard that the wait is too long."),
    ],
)
def test_what_was_heard_is_a_sentence(typed: str, said: str) -> None:
    assert heard_sentence(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("to pay for taxis", "We decided to pay for taxis."),
        ("Pay for taxis.", "We decided to pay for taxis."),
        ("We will pay for taxis", "We will pay for taxis."),
        ("nobody moves in unasked", "We decided that nobody moves in unasked."),
        ("With five providers we agreed to ask first", "With five providers we agreed to ask first."),
        ("a new rota for nights", "We decided on a new rota for nights."),
        ("agreed a new rota", "We agreed a new rota."),
    ],
)
def test_what_was_decided_is_a_sentence(typed: str, said: str) -> None:
    assert decided_sentence(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nobody visits alone", "Nobody visits alone."),
        ("All 47 houses now work this way", "All 47 houses now work this way."),
        ("moved to evening visits", "We moved to evening visits."),
        ("fewer forms", "What is different: fewer forms."),
    ],
)
def test_what_changed_is_a_sentence(typed: str, said: str) -> None:
    assert changed_sentence(typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("by letter in June 2026", "We told people by letter in June 2026."),
        ("We rang all 488 people.", "We rang all 488 people."),
        ("wrote to every tenant", "We wrote to every tenant."),
        ("An easy read letter to all tenants", "We told people through an easy read letter to all tenants."),
        ("Facebook", "How we told people: Facebook."),
    ],
)
def test_how_people_were_told_is_a_sentence(typed: str, said: str) -> None:
    assert told_sentence(typed) == said


def test_names_keep_their_capital_and_words_that_the_council_writes_small_lose_it() -> None:
    assert lower_first("Healthwatch found gaps") == "Healthwatch found gaps"
    assert lower_first("Waits fell", {"waits"}) == "waits fell"
    assert lower_first("NHS staff agree") == "NHS staff agree"


def test_orders_are_told_from_things() -> None:
    assert is_order("Send a note to each carer")
    assert not is_order("A note to each carer")
    assert is_clause("staff are unsure")
    assert not is_clause("staff who are unsure")


@given(st.text(max_size=60))
def test_any_words_are_kept_and_end_with_one_stop(typed: str) -> None:
    letters = "".join(typed.split()).rstrip(".,;:–-").casefold()
    for said in (
        led_in(CAUSE, typed),
        led_in(AFFECTED, typed),
        heard_sentence(typed),
        decided_sentence(typed),
        changed_sentence(typed),
        told_sentence(typed),
    ):
        assert letters in "".join(said.split()).casefold()
        assert not said.endswith("..") or ".." in typed
        assert said == said.strip()

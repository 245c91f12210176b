"""A history leaves out what was only passed through in typing, and nothing that somebody may want back."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rubric.storage import Change
from rubric.ui.saved.passing import SITTING, passed_through, said

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "We ask people after each review, and tell them what changed"


def typed(*steps: tuple[str, int, str]) -> list[Change]:
    """The changes, newest first, of a field that held these words since so many seconds, by this hand; "" before."""
    held = ["", *(text for text, _, _ in steps)]
    changes = [
        Change(field="text", old=held[place], revision=place, at=START + timedelta(seconds=seconds), by=by)
        for place, (_, seconds, by) in enumerate(steps)
    ]
    return changes[::-1]


def was(changes: list[Change], now: str) -> list[object]:
    return [change.old for change in said(changes, lambda _name: now)]


def test_a_sentence_typed_with_pauses_is_one_change() -> None:
    steps = [(TEXT[:length], length, "Ana") for length in (6, 20, 31, len(TEXT))]
    assert was(typed(*steps), TEXT) == [""]


def test_a_slip_that_is_put_right_is_passed_through_too() -> None:
    assert was(typed(("We ask poeple after", 0, "Ana"), (TEXT, 9, "Ana")), TEXT) == [""]


@pytest.mark.parametrize(
    ("seconds", "by", "now"),
    [
        pytest.param(9, "Ben", TEXT, id="another hand"),
        pytest.param(SITTING.seconds + 1, "Ana", TEXT, id="another sitting"),
        pytest.param(9, "Ana", "Something else altogether", id="other words"),
        pytest.param(9, "Ana", "", id="all taken out"),
        pytest.param(9, "Ana", TEXT[:12], id="much taken out"),
    ],
)
def test_what_somebody_may_want_back_stays(seconds: int, by: str, now: str) -> None:
    assert was(typed((TEXT[:40], 0, "Ana"), (now, seconds, by)), now) == [TEXT[:40], ""]


def test_fields_are_looked_at_each_by_itself_and_choices_stay() -> None:
    choices = [
        Change(field="maturity", old=old, revision=at, at=START + timedelta(seconds=at), by="Ana")
        for at, old in ((3, "planned"), (1, None))
    ]
    words = [
        Change(field="text", old=old, revision=at, at=START + timedelta(seconds=at), by="Ana")
        for at, old in ((4, "We ask"), (2, ""))
    ]
    mixed = sorted([*choices, *words], key=lambda change: -change.revision)
    now = {"text": TEXT, "maturity": "embedded"}
    assert [(one.field, one.old) for one in said(mixed, now.get)] == [
        ("maturity", "planned"),
        ("text", ""),
        ("maturity", None),
    ]


@given(some.text(), some.text())
def test_next_to_nothing_of_what_is_left_out_was_taken_back(old: str, newer: str) -> None:
    if passed_through(old, newer, timedelta(seconds=1)):
        gone = [word for word in old.split()[:-1] if word not in newer.split()]
        assert len("".join(gone)) <= 20


@given(some.text(), some.text())
def test_whatever_is_typed_on_from_is_passed_through(old: str, more: str) -> None:
    assert passed_through(old, old + more, timedelta(seconds=1))

"""A process of its own gives what the function gives, and ends when its bounds are reached, however it is started."""

import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubric.bounded import Bounds, Over, asking, forked, within_bounds
from rubric.errors import BadInput, BadReport
from rubric.evidence import example_assessment
from tests.bounded import works

OVER = Over("This file", "bring a smaller one", refusal=BadReport)
WAYS = ["spawned", *(["forked"] if forked.AVAILABLE else [])]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such bounds")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each way of starting the process."""
    monkeypatch.setattr(forked, "AVAILABLE", request.param == "forked")
    return str(request.param)


def said(work: Callable[..., object], *given: object, bounds: Bounds | None = None) -> str:
    with pytest.raises(BadReport) as refused:
        within_bounds(work, *given, over=OVER, bounds=bounds)
    return str(refused.value)


def test_what_the_function_gives_comes_back_as_it_was(way: str) -> None:
    values = [
        example_assessment(),
        date(2026, 11, 20),
        datetime.now(UTC),
        timedelta(1),
        {"a": (1, 2.5)},
        frozenset("b"),
    ]
    assert within_bounds(works.echo, values, over=OVER) == values
    assert within_bounds(works.identity, over=OVER) != os.getpid()


def test_shares_are_heard_in_order_and_the_answer_still_comes(way: str) -> None:
    heard: list[float] = []
    assert within_bounds(works.in_steps, 4, over=OVER, heard=heard.append) == 4
    assert heard == [0.25, 0.5, 0.75, 1.0]


def test_a_refusal_comes_back_as_the_same_error_and_sentence(way: str) -> None:
    assert said(works.refuse, "This is no report: bring one.") == "This is no report: bring one."


def test_what_takes_too_long_on_the_clock_is_ended(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rubric.bounded.spawned.START_SECONDS", 10)
    began = time.monotonic()  # the clock is what is tried here
    assert (
        said(works.wait, 500, bounds=Bounds(seconds=0.2))
        == "This file takes far too long to read: bring a smaller one."
    )
    assert time.monotonic() - began < 60


@POSIX
def test_what_works_too_long_is_ended_by_the_system(way: str) -> None:
    assert "takes far too long to read" in said(works.work_on, bounds=Bounds(seconds=200, work=1))


@POSIX
def test_what_takes_too_much_memory_is_ended(way: str) -> None:
    assert said(works.take, 3_000_000_000) == "This file takes far too much memory to read: bring a smaller one."
    assert within_bounds(works.take, 10_000_000, over=OVER) == 10_000_000


@POSIX
def test_nothing_is_written_to_a_file(way: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert said(works.write, str(made)) == "This file cannot be read: bring a smaller one."
    assert not made.exists() or made.read_bytes() == b""


@pytest.mark.parametrize("work", [works.break_down, works.vanish])
def test_a_process_that_ends_without_a_word_is_one_sentence(
    work: Callable[[], None], way: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert said(work) == "This file cannot be read: bring a smaller one."
    if work is works.break_down:
        assert "ZeroDivisionError" in caplog.text  # for whoever looks after the server


def test_an_answer_may_hold_values_and_no_functions(way: str) -> None:
    with pytest.raises(BadInput, match="something that is no answer"):
        within_bounds(works.gadget, over=OVER)


def test_secrets_of_the_app_are_not_passed_on(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUBRIC_DATABASE_URL", "postgresql://a:secret@b/c")
    assert "secret" not in repr(within_bounds(works.environment, over=OVER))


@pytest.mark.skipif(not forked.AVAILABLE, reason="processes cannot copy themselves here")
def test_no_two_files_are_read_in_one_process() -> None:
    assert len({within_bounds(works.identity, over=OVER) for _ in range(5)}) == 5


@pytest.mark.skipif(not forked.AVAILABLE, reason="processes cannot copy themselves here")
def test_reading_goes_on_after_the_original_was_ended() -> None:
    within_bounds(works.identity, over=OVER)
    process = forked._original()._process
    assert process is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert within_bounds(works.echo, "still here", over=OVER) == "still here"


@pytest.mark.skipif(not forked.AVAILABLE, reason="processes cannot copy themselves here")
def test_whoever_goes_away_takes_the_process_along() -> None:
    class GoneAwayError(Exception):
        pass

    def hear(_: float) -> None:
        raise GoneAwayError

    with pytest.raises(GoneAwayError):
        within_bounds(works.in_steps, 10**9, over=OVER, heard=hear)
    assert within_bounds(works.echo, 1, over=OVER) == 1


def test_only_so_many_files_are_read_at_a_time_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor(5) as pool:
        found = list(pool.map(lambda n: within_bounds(works.echo, n, over=OVER), range(5)))
    assert found == [0, 1, 2, 3, 4]
    monkeypatch.setattr(asking, "WAIT", 0.01)
    for _ in range(asking.AT_ONCE):
        assert asking._turns.acquire()
    try:
        assert said(works.echo, 1) == asking.BUSY
    finally:
        asking._turns.release(asking.AT_ONCE)


@settings(max_examples=20, deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text() | st.binary() | st.dates(), st.lists))
def test_any_plain_value_comes_back(value: object) -> None:
    assert within_bounds(works.echo, value, over=OVER) == value

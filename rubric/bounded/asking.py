"""The server's side: a function and what it is given go out, its result or its refusal comes back."""

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Any, TypeVar

from rubric.bounded import forked, spawned
from rubric.bounded.frames import packed
from rubric.bounded.limits import BOUNDS, Bounds
from rubric.errors import BadInput, RubricError

T = TypeVar("T")

AT_ONCE = 2  # files that are read at the same time: together they may take no more than the smallest server has
WAIT = 60.0  # seconds that a file may wait for its turn: two that take all the time they may are over by then
BUSY = "Other files are being read at the moment: try again in a minute."
_log = logging.getLogger(__name__)
_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Over:
    """How to say that bounds were reached: "{what} takes far too long to {do}: {remedy}."; `refusal` is the error."""

    what: str
    remedy: str
    do: str = "read"
    refusal: type[BadInput] = BadInput

    def too_long(self) -> BadInput:
        """The error where it took too long."""
        return self.refusal(f"{self.what} takes far too long to {self.do}: {self.remedy}.")

    def too_much(self) -> BadInput:
        """The error where it took too much memory."""
        return self.refusal(f"{self.what} takes far too much memory to {self.do}: {self.remedy}.")

    def failed(self) -> BadInput:
        """The error where the process ended without a word."""
        return self.refusal(f"{self.what} cannot be {'read' if self.do == 'read' else 'used'}: {self.remedy}.")


def within_bounds(
    work: Callable[..., T],
    *given: object,
    over: Over,
    heard: Callable[[float], None] | None = None,
    bounds: Bounds | None = None,
) -> T:
    """The result of `work(*given)`, worked out in a process of its own.

    `work` is a function of a module, and what it is given and gives are plain values, dates or values of our own.
    With `heard`, `work` is also given `progress`, and `heard` is called with each share done (0 to 1). Raises what
    `work` refuses with (a RubricError), and the refusal of `over` where it takes longer or more than `bounds`.
    """
    if not _turns.acquire(timeout=WAIT):
        raise over.refusal(BUSY)
    try:
        request = packed((work, given, heard is not None))
        with closing(_replies(request, bounds or BOUNDS)) as replies:
            answer: T = _answer(replies, over, heard)
            return answer
    finally:
        _turns.release()


def warm_up() -> None:
    """Start what the first file would otherwise wait for, and come back at once."""
    if forked.AVAILABLE:
        forked.warm_up()


def _replies(request: bytes, bounds: Bounds) -> Generator[tuple[str, Any], None, None]:
    return forked.replies(request, bounds) if forked.AVAILABLE else spawned.replies(request, bounds)


def _answer(replies: Iterator[tuple[str, Any]], over: Over, heard: Callable[[float], None] | None) -> Any:
    try:
        for kind, value in replies:
            if kind == "share" and heard is not None:
                heard(value)
            elif kind == "answer":
                return value
            elif kind == "refused" and isinstance(value, RubricError):
                raise value
            elif kind == "memory":
                raise over.too_much()
            elif kind == "fault":
                _log.error("what was to be done within bounds has a fault:\n%s", value)
                raise over.failed()
    except TimeoutError as error:
        raise over.too_long() from error
    except (EOFError, OSError) as error:
        raise over.failed() from error
    raise over.failed()

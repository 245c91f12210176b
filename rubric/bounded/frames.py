"""What goes between the server and a process that reads for it: pickled values, each after its length.

The server made the request, so it may hold any function. The answer comes from where a hostile file was read: only
dates and our own kinds of value are made of it, whatever it says.
"""

import io
import pickle
from collections.abc import Callable
from typing import Any

from rubric.errors import BadInput

_LENGTH = 8  # bytes before each value, which say how long it is
MOST_ANSWER = 100_000_000  # bytes; the text of the largest file that is read has some ten million
_DATES = frozenset({"date", "datetime", "time", "timedelta", "timezone"})
_READ_ZONE = ("pydantic_core._pydantic_core", "TzInfo")  # of a moment that pydantic has read from a file


def packed(value: object) -> bytes:
    """A value as bytes, with its length before it."""
    content = pickle.dumps(value)
    return len(content).to_bytes(_LENGTH, "big") + content


def request_from(take: Callable[[int], bytes]) -> Any:
    """The next value; `take` gives as many bytes as are asked for. EOFError where they end before."""
    return pickle.loads(_content(take, None))  # noqa: S301 - of the server's own making


def answer_from(take: Callable[[int], bytes]) -> Any:
    """As `request_from`, of a process that has read a hostile file.

    BadInput where it is far larger than any answer, or holds anything but plain values, dates and our own.
    """
    return _Answer(io.BytesIO(_content(take, MOST_ANSWER))).load()


def _content(take: Callable[[int], bytes], most: int | None) -> bytes:
    size = int.from_bytes(take(_LENGTH), "big")
    if most is not None and size > most:
        raise BadInput("What was read is far larger than anything that belongs here.")
    return take(size)


class _Answer(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """A class of ours or of dates, by its name; BadInput for any other, and for every function."""
        if (module == "datetime" and name in _DATES) or (module, name) == _READ_ZONE:
            return super().find_class(module, name)
        if module.split(".")[0] == "rubric" and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__.split(".")[0] == "rubric":
                return found
        raise BadInput("What was read holds something that is no answer.")

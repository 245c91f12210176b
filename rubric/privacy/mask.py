"""Masks what was found, so that the sentence still reads ("[name]’s mother told us"), or takes it out."""

import re
from collections.abc import Callable, Iterable, Iterator

from rubric.privacy.model import Found

_GONE = "\0"  # in place of what was left out: no text that was kept has this character


def masked(text: str, found: Iterable[Found]) -> str:
    """The text with each find replaced by what it is, in square brackets.

    In: a text, and what `find` found in that very text, or some of it. ValueError: a find does not stand where it says.
    """
    return "".join(_replaced(text, found, lambda one: one.kind.mask))


def without(text: str, found: Iterable[Found]) -> str:
    """The text with the finds left out, and with them the brackets and spaces that would stand there for nothing.

    In and errors: as for `masked`.
    """
    left = "".join(_replaced(text, found, lambda _: _GONE))
    left = re.sub(rf"[ ]?[(\[]\s*{_GONE}\s*[)\]]", "", left)
    return re.sub(rf"^{_GONE}[ ]?|[ ]?{_GONE}(?=[,.;:!?)\s]|$)|{_GONE}[ ]?", "", left)


def _replaced(text: str, found: Iterable[Found], put: Callable[[Found], str]) -> Iterator[str]:
    place = 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start < place or text[one.start : one.end] != one.words:
            raise ValueError(f"no {one.kind} stands at {one.start} of this text")
        yield text[place : one.start]
        yield put(one)
        place = one.end
    yield text[place:]

"""Masks what was found, so that the sentence still reads: "[name]’s mother told us"."""

from collections.abc import Iterable

from rubric.privacy.model import Found


def masked(text: str, found: Iterable[Found]) -> str:
    """The text with each find replaced by what it is, in square brackets.

    In: a text, and what `find` found in that very text, or some of it. ValueError: a find does not stand where it says.
    """
    parts, place = [], 0
    for one in sorted(found, key=lambda one: one.start):
        if one.start < place or text[one.start : one.end] != one.words:
            raise ValueError(f"no {one.kind} stands at {one.start} of this text")
        parts += [text[place : one.start], one.kind.mask]
        place = one.end
    return "".join([*parts, text[place:]])

"""A council's own words made fit for prose: full stops, lists put on one line, openings. They are never rewritten."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rubric.english import capital, cut, flat, listed, month, shortened
from rubric.evidence.text import clean_text

_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_LONGEST_NAME = 120  # characters

# What stands before a line of a list: a dash, a bullet, "4)", "(b)".
_LIST_MARK = re.compile(r"^\s*(?:[-–—•*·▪●‣◦]+\s+|\(?(?:\d{1,2}|[a-z])\)\s+|\d{1,2}\.\s+(?=\D))")


def on_one_line(text: str) -> str:
    """The text on one line; where it is a list, with semicolons in place of its bullets or numbers."""
    lines = [line for line in text.splitlines() if line.strip()]
    bare = [_LIST_MARK.sub("", line).strip() for line in lines]
    if len(lines) > 1 and all(mark != line.strip() for mark, line in zip(bare[1:], lines[1:], strict=True)):
        if bare[0] != lines[0].strip():  # a list from its first line on
            return flat("; ".join([*(line.rstrip(".,;") for line in bare[:-1]), bare[-1]]))
        lead = bare[0] if bare[0].endswith(":") else f"{bare[0].rstrip('.')}:"
        return flat(f"{lead} {on_one_line(chr(10).join(lines[1:]))}")
    return flat("\n".join([*bare[:1], *lines[1:]]))


def sentence(text: str) -> str:
    """The words on one line, with a full stop where they have no ending of their own; "" for no words."""
    words = flat(text)
    if not words or _ENDED.search(words):
        return words
    return words.rstrip(",;:–- ") + "."


def without_full_stop(text: str) -> str:
    """The words on one line without a final full stop, for use inside another sentence."""
    words = flat(text)
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words


def opening(text: str, most: int) -> str:
    """The whole text as a sentence where it has at most `most` words; else its first whole sentences that fit.

    Where not even the first sentence fits, the first `most` words are given, and "…" shows that more follows.
    """
    whole = on_one_line(text)
    words = whole.split()
    if len(words) <= most:
        return sentence(whole)
    kept: list[str] = []
    for part in _SENTENCE_END.split(" ".join(words)):
        if sum(len(k.split()) for k in kept) + len(part.split()) > most:
            break
        kept.append(part)
    return sentence(" ".join(kept)) if kept else cut(whole, most)


def claim_sentence(text: str, most: int) -> str:
    """The `opening` of a claim, with a capital: "no forum yet" gives "No forum yet."."""
    text_opening = opening(text, most)
    first = text_opening.split(" ", 1)[0]
    return capital(text_opening) if first == first.lower() else text_opening  # "eHealth" and "iPads" stay


def cover_name(text: str) -> str:
    """A name for the cover and the head of each page: on one line, of at most 120 characters."""
    return shortened(clean_text(text), _LONGEST_NAME)


def on_topics(topics: Iterable[str]) -> str:
    """ "on a", "on a, and on b": each led in, since a topic may hold a comma or an "and" of its own."""
    return listed((f"on {topic}" for topic in topics), comma=True)


def with_date(source: str, day: date | None) -> str:
    """ "Carers survey, March 2026", or whichever of the two is given; "" for neither."""
    return ", ".join(part for part in (without_full_stop(source), month(day) if day else "") if part)


def first_few(numbers: Sequence[int], most: int = 6) -> tuple[int, ...]:
    """The first `most` numbers, so that a citation is never longer than its sentence (six: our own judgement)."""
    return tuple(numbers[:most])

"""Small matters of English: stops, lists, counts, dates and openings. A council's own words are never rewritten."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


# What stands before a line of a list: a dash, a bullet, "4)", "(b)".
_LIST_MARK = re.compile(r"^\s*(?:[-–—•*·▪●‣◦]+\s+|\(?(?:\d{1,2}|[a-z])\)\s+|\d{1,2}\.\s+(?=\D))")
# What people type where there is nothing to tell.
_NOTHING = re.compile(
    r"(?:n\s?/\s?a|tb[acd]|to be (?:agreed|confirmed|decided)|none|nil|no|nothing|not|unknown|[-–—?.]+)"
    r"(?:\s+(?:yet|so|far|known|recorded|applicable|done|decided|changed|told|agreed|at present))*\W*",
    re.IGNORECASE,
)


def stated(text: str) -> str:
    """The text, or "" where it only says that there is nothing to tell: "n/a", "tbc", "nothing yet"."""
    return "" if _NOTHING.fullmatch(flat(text)) else text


def unlisted(text: str) -> str:
    """The words of a list on one line, its marks made semicolons; other text on one line as it is."""
    lines = [line for line in text.splitlines() if line.strip()]
    bare = [_LIST_MARK.sub("", line).strip() for line in lines]
    if len(lines) > 1 and all(mark != line.strip() for mark, line in zip(bare[1:], lines[1:], strict=True)):
        if bare[0] != lines[0].strip():  # a list from its first line on
            return flat("; ".join([*(line.rstrip(".,;") for line in bare[:-1]), bare[-1]]))
        lead = bare[0] if bare[0].endswith(":") else f"{bare[0].rstrip('.')}:"
        return flat(f"{lead} {unlisted(chr(10).join(lines[1:]))}")
    return flat("\n".join([*bare[:1], *lines[1:]]))


def flat(text: str) -> str:
    """The same words on one line."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """The words on one line, with a full stop where they have no ending of their own; "" for no words."""
    words = flat(text)
    if not words or _ENDED.search(words):
        return words
    return words.rstrip(",;:–- ") + "."


def unstopped(text: str) -> str:
    """The words on one line without a final full stop, so that they can stand inside another sentence."""
    words = flat(text)
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words


def opening(text: str, most: int) -> str:
    """The whole text as a sentence where it has at most `most` words; else its first whole sentences that fit.

    Where not even the first sentence fits, the first `most` words stand, and "…" shows that more follows.
    """
    whole = unlisted(text)
    words = whole.split()
    if len(words) <= most:
        return sentence(whole)
    kept: list[str] = []
    for part in _SENTENCE_END.split(" ".join(words)):
        if sum(len(k.split()) for k in kept) + len(part.split()) > most:
            break
        kept.append(part)
    return sentence(" ".join(kept)) if kept else " ".join(words[:most]) + "…"


def claim(text: str, most: int) -> str:
    """The opening of what somebody says, as it starts a sentence of ours: "no forum yet" becomes "No forum yet."."""
    told = opening(text, most)
    first = told.split(" ", 1)[0]
    return capital(told) if first == first.lower() else told  # "eHealth" and "iPads" stay


def cut(text: str, most: int) -> str:
    """The text with its line breaks where it has at most `most` words; else its first `most` words and "…"."""
    words = text.split(maxsplit=most)
    return text.strip() if len(words) <= most else " ".join(words[:most]) + "…"


def capital(text: str) -> str:
    """The first letter made a capital."""
    return text[:1].upper() + text[1:]


def inline(title: str) -> str:
    """A heading as it reads inside a sentence: its first letter small, unless its first word is an abbreviation."""
    first = title.split(" ", 1)[0]
    return title if first[1:] != first[1:].lower() else title[:1].lower() + title[1:]


def listed(things: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    names = list(things)
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def on_each(topics: Iterable[str]) -> str:
    """ "on a", "on a, and on b": each led in, since a topic may hold a comma or an "and" of its own."""
    names = [f"on {topic}" for topic in topics]
    return f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else "".join(names)


def number(count: int) -> str:
    """Nought to nine in words, more in figures with a comma for thousands."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """ "one point", "nine points", "25 points"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def either(count: int, one: str, many: str) -> str:
    """`one` for a count of one, `many` for any other."""
    return one if count == 1 else many


def long_date(day: date) -> str:
    """ "3 July 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def month(day: date) -> str:
    """ "July 2026"."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def with_date(source: str, day: date | None) -> str:
    """ "Carers survey, March 2026", or whichever of the two there is."""
    return ", ".join(part for part in (unstopped(source), month(day) if day else "") if part)


def span(first: date, last: date) -> str:
    """ "in July 2026", "between March and July 2026", "between July 2025 and March 2026"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"in {month(last)}"
    start = _MONTHS[first.month - 1] if first.year == last.year else month(first)
    return f"between {start} and {month(last)}"


def some(numbers: Sequence[int], most: int = 6) -> tuple[int, ...]:
    """The first few numbers, so that a citation never outgrows its sentence."""
    return tuple(numbers[:most])


# Spelt out, because strftime follows the machine's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def percent(share: float) -> str:
    """A whole percentage that never rounds a chance away."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{round(share * 100)}%"

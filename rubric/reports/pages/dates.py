"""A report's publication date, from the lines that state it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rubric.english import listed, month_number

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_SAID = re.compile(
    r"^(?:(?:this|the)\s+)?(?:(?:assessment|report|date)\s+)?(?:was\s+)?(?:first\s+)?"
    r"(?:published(?:\s+on|\s+in)?|publication\s+date|date\s+of\s+publication|date\s+published)\s*[:–—-]?\s*(.{0,40})$",
    re.I,
)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTH})\.?,?\s+(\d{{4}})\b", re.I)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\.?,?\s+(\d{{4}})\b", re.I)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:T|\b)")
_SLASHED = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_LONGEST_LINE = 140


def as_iso(text: str) -> str | None:
    """The day (2025-02-21) or month (2025-02) in the text; None where there is none. Days come first, as in Britain."""
    if found := _DAY.search(text):
        return _day(int(found.group(3)), month_number(found.group(2)), int(found.group(1)))
    if found := _MONTH_YEAR.search(text):
        return f"{found.group(2)}-{month_number(found.group(1)):02d}" if month_number(found.group(1)) else None
    if found := _ISO.search(text):
        return _day(*map(int, found.groups()))
    if found := _SLASHED.search(text):
        day, month, year = map(int, found.groups())
        return _day(year, month, day)
    return None


def find_date(lines: Sequence[str]) -> tuple[str | None, list[str]]:
    """The publication date stated in the lines or None, and a sentence where there is none or more than one.

    The date is ISO (2025-02-21 or 2025-02) where it can be read, else the words as printed.

    Only lines that begin by saying "published" count: a report is full of other dates.
    """
    found = dict.fromkeys(_said(lines))
    if len(found) == 1:
        return next(iter(found)), []
    if found:
        # a month is no contradiction to a day in it
        days = [when for when in found if len(when) == len("2025-02-21") and as_iso(when)]
        if len(days) == 1 and all(days[0].startswith(when) for when in found):
            return days[0], []
        return None, [f"More than one publication date was found ({listed(found)}), so none was taken."]
    return None, ["No publication date was found."]


def _said(lines: Sequence[str]) -> Iterable[str]:
    for index, line in enumerate(lines):
        if len(line) > _LONGEST_LINE or not (match := _SAID.search(line.strip())):
            continue
        value = match.group(1).strip(" .")
        if not value and index + 1 < len(lines):
            value = lines[index + 1].strip(" .")
        if when := as_iso(value):
            yield when
        elif re.search(r"\b20\d\d\b", value) and len(value) <= 40:
            yield value


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None

"""Dates as people type them in logs and plans."""

import re
from calendar import monthrange
from datetime import date

from rubric.english import month_number

_FIRST, _LAST = date(1990, 1, 1), date(2099, 12, 31)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
_DIGITS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:[a-z]+day,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-/]+(?:of\s+)?([a-z]{3,9})\.?,?[\s\-/]+'?’?(\d{4}|\d{2})", re.I
)
_MONTH = re.compile(
    r"(?:by\s+|end\s+(?:of\s+)?|early\s+|mid[- ]?|late\s+)*([a-z]{3,9})\.?,?[\s\-/]+'?’?(\d{4}|\d{2})", re.I
)
_SLASHED_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_QUARTER = re.compile(
    r"(?:by\s+|end\s+(?:of\s+)?)*q(?:uarter\s*)?([1-4])[\s,]*(?:fy\s*)?(\d{4}|\d{2})[/\-–](\d{4}|\d{2})", re.I
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIALS = (32_874, 73_050)  # how Excel counts the days from 1990 to 2099
_COUNTS_FROM = date(1899, 12, 30).toordinal()


def day_of(text: str) -> tuple[date, bool] | None:
    """The day that a text names, and whether it names the day itself; None where it names none, or one of no use.

    A month or a quarter of a financial year (from April) stands for its last day. Days come before months.
    """
    text = re.sub(r"^(?:by|before|due)\s+(?=\d)", "", " ".join(text.split()).strip(" .,;"), flags=re.I)
    exact = _exact(text)
    if exact is not None:
        return (exact, True) if _FIRST <= exact <= _LAST else None
    month = _month_of(text)
    if month is None:
        return None
    last = date(*month, monthrange(*month)[1])
    return (last, False) if _FIRST <= last <= _LAST else None


def _exact(text: str) -> date | None:
    if found := _ISO.fullmatch(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DIGITS.fullmatch(text):
        return _date(_year(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and (month := month_number(found[2])):
        return _date(_year(found[3]), month, int(found[1]))
    if _SERIAL.fullmatch(text) and _SERIALS[0] <= float(text) <= _SERIALS[1]:
        return date.fromordinal(_COUNTS_FROM + int(float(text)))
    return None


def _month_of(text: str) -> tuple[int, int] | None:
    if (found := _MONTH.fullmatch(text)) and (month := month_number(found[1])):
        return _year(found[2]), month
    if (found := _SLASHED_MONTH.fullmatch(text)) and 1 <= int(found[1]) <= 12:
        return int(found[2]), int(found[1])
    if found := _QUARTER.fullmatch(text):
        quarter, starts = int(found[1]), _year(found[2])
        return (starts + 1, 3) if quarter == 4 else (starts, 3 + 3 * quarter)
    return None


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

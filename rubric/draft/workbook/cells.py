"""From the content of a cell to a field's value, or a sentence on why it cannot be one."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from openpyxl.utils.datetime import from_excel, to_excel  # type: ignore[import-untyped]

from rubric.draft.workbook.columns import Holds, SheetColumn
from rubric.draft.workbook.open import Broken, Percent
from rubric.draft.workbook.words import CODES, CUT, YES, aspect_title, choices
from rubric.english import month_number
from rubric.evidence.confirmation import MOST_PEOPLE
from rubric.evidence.faults import quoted
from rubric.evidence.text import clean_text
from rubric.framework.model import Framework

_YES = frozenset({"yes", "y", "true", "x", "1", "✓", "✔", "ticked"})
_NO = frozenset({"no", "n", "false", "0", "-", "–", "none", "n/a"})
_DIGITS = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?([a-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})", re.I
)
_ASK = "write the day, month and year, such as 31/03/2026."
_FIRST_DAY, _LAST_DAY = date(1900, 3, 1), date(2199, 12, 31)
_YEARS = range(1900, 2200)  # typed alone where a date should be
_SERIALS = (32_874, 73_050)  # how Excel counts the days from 1990 to 2099
# Excel spells a carriage return as _x000D_, and a text that looks like such an escape with one more before it.
_ESCAPE = re.compile(r"_x005F(_x[0-9A-Fa-f]{4}_)|_x000D_\n?")
_ENDS = re.compile(r"[;\n]")


class CellProblem(ValueError):
    """A cell whose content is no value; `str(error)` says why and what to do, to follow the cell's name and a colon."""


def cell_text(value: object) -> str:
    """A cell's content as text: numbers as people wrote them, days as 31/03/2026, and "" for an empty cell.

    Raises CellProblem where the cell is `Broken` or holds no ordinary number.
    """
    if isinstance(value, Broken):
        raise CellProblem(value.why)
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else "No"
    if isinstance(value, Percent):
        return f"{_number(value.share * 100)}%"
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time() else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time | timedelta):
        return str(value)
    text = clean_text(_ESCAPE.sub(lambda found: found[1] or "\n", str(value)))
    return text if text.strip() else ""


def _number(value: float) -> str:
    if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
        raise CellProblem("it holds a number of no ordinary size: write it as text.")
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def read_cell(value: object, column: SheetColumn, framework: Framework, links: Mapping[str, str]) -> object:
    """The value of the column's field in a cell: text, a date, a code, a list of ids, or None.

    A column for one voice gives True or False. `links` gives the name of each item of evidence in the workbook, by its
    id. Raises CellProblem where the content is no value of the field.
    """
    if column.holds is Holds.DATE:
        return _day(value)
    text = cell_text(value)
    if text.endswith(CUT.strip()):
        raise CellProblem(
            "this text was cut, as it is too long for Excel, so it was left as it is: change it in the app."
        )
    if column.holds in (Holds.YES, Holds.EITHER):
        return _yes(text)
    if column.holds is Holds.COUNT:
        return _whole(text)
    if column.holds is Holds.CHOICE:
        return _choice(text, column, framework)
    if column.holds is Holds.ASPECT:
        return _aspect(text, framework)
    if column.holds is Holds.ASPECTS:
        return [_aspect(part, framework) for part in map(str.strip, _ENDS.split(text)) if part]
    if column.holds is Holds.LINKS:
        return _linked(text, links)
    return text


def _yes(text: str) -> bool:
    answer = text.strip().lower()
    if answer in _YES:
        return True
    if not answer or answer in _NO:
        return False
    raise CellProblem(f"{quoted(text)} is not one of the choices: write {YES}, or leave it empty.")


def _whole(text: str) -> int | None:
    digits = re.sub(r"[\s,]", "", text)
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", digits) or int(digits) > MOST_PEOPLE:
        raise CellProblem(f"{quoted(text)} is not a whole number: write digits alone, such as 31.")
    return int(digits)


def _loose(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.lower()).split())


def _choice(text: str, column: SheetColumn, framework: Framework) -> str | None:
    if not text.strip():
        return None
    options = choices(column.name, framework)
    for option in options:
        if _loose(text) in (_loose(option.label), _loose(option.code)):
            return CODES[column.name](option.code)
    listed = ", ".join(option.label for option in options)
    raise CellProblem(f"{quoted(text)} is not one of the choices: {listed}.")


def _aspect(text: str, framework: Framework) -> str:
    if not text.strip():
        raise CellProblem("it is empty: choose the aspect that the row belongs under.")
    for aspect in framework.aspects:
        if _loose(text) in (_loose(aspect.title), _loose(aspect.id)):
            return aspect.id
    titles = "; ".join(aspect_title(aspect, framework) for aspect in framework.aspect_ids)
    raise CellProblem(f"{quoted(text)} is not one of the aspects: {titles}.")


def _linked(text: str, links: Mapping[str, str]) -> list[str]:
    ids: list[str] = []
    numbered = {link.split(" – ")[0]: item_id for item_id, link in links.items()}
    for line in map(str.strip, _ENDS.split(text)):
        if not line:
            continue
        whole = next((item_id for item_id, link in links.items() if link == line and item_id not in ids), None)
        numbers = [line] if whole else _numbers(line)
        for number in numbers:
            item_id = whole or numbered.get(number)
            if item_id is None:
                raise CellProblem(f"{quoted(number)} is not the number of any evidence: use those of the first column.")
            if item_id not in ids:
                ids.append(item_id)
    return ids


def _numbers(line: str) -> Sequence[str]:
    """The numbers that a line names: "3 – Carers chaired…" names one, "3, 7 and 12" three."""
    if re.fullmatch(r"(?:evidence\s+)?\d+(?:\s*(?:,|and|&)\s*\d+)*", line, re.I):
        return re.findall(r"\d+", line)
    start = re.match(r"(?:evidence\s+)?\[?(\d+)\b", line, re.I)
    return [start[1]] if start else [line]


def _day(value: object) -> date | None:
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        # in a cell for dates Excel counts the days of any number, so that a year alone becomes a day of 1905
        if (typed := int(to_excel(day))) in _YEARS:
            raise CellProblem(f"it holds the number {typed}, which is no whole date: {_ASK}")
        return _in_reach(day)
    if isinstance(value, int | float) and not isinstance(value, bool) and _SERIALS[0] <= value <= _SERIALS[1]:
        return _day(from_excel(int(value)))
    text = cell_text(value).strip()
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        return _date_of(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _DIGITS.fullmatch(text):
        return _date_of(text, _year(found[3]), int(found[2]), int(found[1]))
    if (found := _WORDS.fullmatch(text)) and (month := month_number(found[2])):
        return _date_of(text, _year(found[3]), month, int(found[1]))
    raise CellProblem(f"{quoted(text)} is not a whole date: {_ASK}")


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _date_of(text: str, year: int, month: int, day: int) -> date:
    try:
        day_found = date(year, month, day)
    except ValueError as error:
        why = "days come before months here" if month > 12 >= day else "there is no such day"
        raise CellProblem(f"{quoted(text)} is not a date, as {why}: {_ASK}") from error
    return _in_reach(day_found)


def _in_reach(day: date) -> date:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise CellProblem(f"{day.isoformat()} is too far from our time to be right: {_ASK}")
    return day

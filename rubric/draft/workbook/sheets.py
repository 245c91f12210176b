"""How the workbook is laid out: which sheets there are, what they are called, and how their cells look."""

import math
import re
from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any

from openpyxl.cell import Cell  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from rubric import palette
from rubric.draft.workbook.columns import Holds
from rubric.draft.workbook.words import escaped
from rubric.palette import bare

GUIDE = "Instructions"
PLAN = "Plan"
RECORDS = "What they said"
OTHER = "Other aspects"
HIDDEN = "_rubric"  # never seen: only a program can bring it to sight
KEYS_ROW, HEADINGS_ROW = 1, 2
LONGEST_TITLE = 31  # Excel's limit
DATE_FORMAT = "dd/mm/yyyy"
FONT = "Calibri"
_LINE_HEIGHT, _TALLEST = 15.0, 405.0  # points; Excel allows a row 409

_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_LOOKS_ACTIVE = ("=", "+", "-", "@", "'", "\t", "\r")
_LINE = Side(style="thin", color=bare(palette.LINE.light))
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def sheet_titles(titles: Iterable[str]) -> list[str]:
    """A legal name for each title, in order: at most 31 characters, none twice, the same at every export."""
    taken = {name.lower() for name in (GUIDE, PLAN, RECORDS, OTHER, HIDDEN, "History")}
    names = []
    for title in titles:
        plain = _cut(" ".join(_ILLEGAL.sub(" ", title).split()).strip("' ") or "Aspect", LONGEST_TITLE)
        name, again = plain, 2
        while name.lower() in taken:
            name, again = f"{_cut(plain, LONGEST_TITLE - 4)} ({again})", again + 1
        taken.add(name.lower())
        names.append(name)
    return names


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    words = text[: most + 1].rsplit(" ", 1)[0]
    return (words if most // 2 <= len(words) <= most else text[:most]).strip("' ,-–")


class Looks:
    """The cell styles of one workbook, each made once: making one for every cell is most of the work of writing."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._made: dict[Holds, Any] = {}
        self._heading = self._style(
            font=Font(name=FONT, size=11, bold=True, color=bare(palette.ON_ACCENT.light)),
            fill=PatternFill("solid", bare(palette.ACCENT.light)),
            number_format="@",
            border=_BORDER,
        )

    def dress(self, cell: Cell, holds: Holds) -> None:
        """Give a cell the look, the format and the protection of what it holds."""
        if holds not in self._made:
            text = holds in (Holds.TEXT, Holds.ASPECTS, Holds.LINKS, Holds.ID)
            shown = DATE_FORMAT if holds is Holds.DATE else "@" if text else "General"
            locked = Protection(locked=holds is Holds.ID)
            self._made[holds] = self._style(number_format=shown, protection=locked, border=_BORDER)
        cell._style = copy(self._made[holds])

    def dress_heading(self, cell: Cell) -> None:
        """Give a cell the look of a column heading."""
        cell._style = copy(self._heading)

    def _style(self, **parts: Any) -> Any:
        model = Cell(self._sheet, row=1, column=1)
        model.alignment = Alignment(wrap_text=True, vertical="top")
        for name, value in parts.items():
            setattr(model, name, value)
        return model._style


def height(cells: Iterable[tuple[str, float]]) -> float:
    """The height in points of a row that shows all of its texts, each given with its column's width in characters."""
    lines = [sum(max(1, math.ceil(len(line) / (width * 0.95))) for line in text.split("\n")) for text, width in cells]
    return min(_TALLEST, _LINE_HEIGHT * max(lines, default=1))


def write_value(cell: Cell, value: str | int | date | None) -> None:
    """Write a value. Text is text whatever it starts with: never a formula, never an error value."""
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = escaped(value)
    cell.data_type = "s"
    if value.startswith(_LOOKS_ACTIVE):
        cell.quotePrefix = True  # so that it stays text when somebody edits the cell

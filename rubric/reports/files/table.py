"""A table from a CSV file or an Excel workbook, as rows of text. No formula is worked out and no link is followed."""

import csv
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from rubric.english import count, month, size
from rubric.errors import BadInput
from rubric.mended import mended
from rubric.office import Package, is_old, is_zip, unsound_as
from rubric.reports.files.guard import MOST_TEXT, check_zip, decode, is_utf16
from rubric.reports.text import clean, one_line

MOST_COLUMNS = 200
MOST_SHEETS = 20
_LAST_ROW = 20_000  # of a sheet: below it nothing is looked at, as sheets are often formatted to their very end
_SAMPLE = 40  # lines of a CSV file by which its separator is told

# A cell with a formula and no saved result: files written by programs that work nothing out have these.
_UNWORKED = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True)
class TableKind:
    """What a table is for, and the most that one may hold. `written` puts a date in words."""

    called: str
    keep: str  # what a file that is too large should be cut down to
    most_bytes: int
    most_rows: int
    longest_cell: int
    written: Callable[[date], str]


def _iso(day: date) -> str:
    return (day.date() if isinstance(day, datetime) else day).isoformat()


SCORES = TableKind(
    "a table of councils and their scores",
    "only the table of scores, one row for each council",
    most_bytes=5_000_000,  # 153 councils make a file of about 20 KB
    most_rows=5_000,
    longest_cell=300,
    written=month,
)
EVIDENCE = TableKind(
    "an evidence log or an action plan",
    "only the sheets with evidence and actions",
    most_bytes=15_000_000,  # logs with pictures of documents in them reach some megabytes
    most_rows=5_000,
    longest_cell=5_000,
    written=_iso,
)


@dataclass(frozen=True)
class SheetRow:
    """A row that holds something: its number in the file, from 1, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """One table: the name of its sheet, "" for a CSV file, and its rows without the blank ones."""

    name: str
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True)
class Sheets:
    """The tables in a file, and sentences on what in it could not be read."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()


def read_sheets(data: bytes, name: str, kind: TableKind) -> Sheets:
    """The tables in a file: one for a CSV file, one for each sheet of a workbook that is not hidden.

    BadInput where it is neither, is damaged, or holds far more than such a table.
    """
    if not data.strip():
        raise BadInput(f"{name} is empty: choose {kind.called}.")
    if len(data) > kind.most_bytes:
        raise BadInput(f"{name} is larger than {size(kind.most_bytes)}: keep {kind.keep}.")
    if is_zip(data):
        return _workbook(data, name, kind)
    if is_old(data):
        raise BadInput(f"{name} is an old or a locked Excel file: save it as .xlsx or CSV without a password.")
    if b"\0" in data[:65_536] and not is_utf16(data):
        raise BadInput(f"{name} is neither CSV nor an Excel workbook: save the table as one of these.")
    return Sheets((Sheet("", _csv(clean(decode(data, name)), name, kind)),))


def _csv(text: str, name: str, kind: TableKind) -> tuple[SheetRow, ...]:
    sample = [line for line in text.split("\n") if line.strip()][:_SAMPLE]
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(sample))
        return _rows(rows, name, kind)
    except csv.Error as error:
        raise BadInput(
            f"{name} is not a sound CSV file: open it in Excel, check its quotation marks and save it."
        ) from error


def _separator(lines: list[str]) -> str:
    """What separates the cells: what most lines have equally often. Text holds commas too, but not as regularly."""

    def regular(separator: str) -> tuple[int, bool]:
        # what is in quotes separates nothing
        counts = Counter("".join(line.split('"')[::2]).count(separator) for line in lines)
        counts.pop(0, None)
        most, often = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
        return often * min(most, MOST_COLUMNS), separator != ","

    return max("\t;|,", key=regular)


def _workbook(data: bytes, name: str, kind: TableKind) -> Sheets:
    check_zip(data, name, BadInput)
    # half a second that reading a CSV file does not need
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    unsound = BadInput(f"{name} is not a sound Excel workbook: save the table as .xlsx or CSV and try again.")
    with unsound_as(unsound), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that no table needs
        book = load_workbook(BytesIO(mended(data)), read_only=True, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        sheets = tuple(
            Sheet(
                one_line(clean(sheet.title)),
                _rows(sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS), name, kind),
            )
            for sheet in shown[:MOST_SHEETS]
        )
        notes = [*_unworked(data), *_passed_over(len(book.worksheets) - len(shown), len(shown) - MOST_SHEETS)]
        book.close()
    return Sheets(sheets, tuple(notes))


def _unworked(data: bytes) -> Iterator[str]:
    """A sentence on cells whose formulas have no saved result, and so no value for us."""
    found = [
        cell.group(1)
        for part, content in Package(data).contents()
        if part.startswith("xl/worksheets/") and part.endswith(".xml")
        for cell in _UNWORKED.finditer(content)
    ]
    if not found:
        return
    first = re.search(rb'\br="([A-Z]+\d+)"', found[0])
    such = f", such as {first.group(1).decode()}" if first else ""
    yield (
        f"{count(len(found), 'cell')}{such}, {'holds' if len(found) == 1 else 'hold'} a formula without a saved result "
        "and could not be read: open the file in Excel, save it and bring it again."
    )


def _passed_over(hidden: int, too_many: int) -> Iterator[str]:
    if hidden > 0:
        yield f"{count(hidden, 'hidden sheet')} {'was' if hidden == 1 else 'were'} not read."
    if too_many > 0:
        yield f"Only the first {MOST_SHEETS} sheets were read, and {too_many} were not."


def _rows(rows: Iterable[Iterable[Any]], name: str, kind: TableKind) -> tuple[SheetRow, ...]:
    found: list[SheetRow] = []
    size = 0
    for number, row in enumerate(rows, 1):
        cells = tuple(_cell(value, kind) for value in list(row)[:MOST_COLUMNS])
        if not any(cells):
            continue
        if len(found) == kind.most_rows:
            raise BadInput(f"{name} has more than {kind.most_rows:,} rows: keep {kind.keep}.")
        size += sum(map(len, cells))
        if size > MOST_TEXT:
            raise BadInput(f"{name} holds far more text than {kind.called}: keep {kind.keep}.")
        found.append(SheetRow(number, cells))
    return tuple(found)


def _cell(cell: Any, kind: TableKind) -> str:
    """A cell of either kind of file as text: a date as `kind` writes it, a number without a useless fraction."""
    value = cell if cell is None or isinstance(cell, str) else cell.value
    if value is None:
        return ""
    if isinstance(value, date):
        return kind.written(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return _number(value, f"{getattr(cell, 'number_format', '')}")
    lines = clean(str(value)[: kind.longest_cell]).split("\n")
    return "\n".join(line for line in map(one_line, lines) if line) if kind is EVIDENCE else one_line(" ".join(lines))


def _number(value: int | float, shown_as: str) -> str:
    """A number as its cell shows it, as far as that matters: a share as a percentage."""
    if "%" in shown_as:
        return f"{round(value * 100, 1):g}%"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)

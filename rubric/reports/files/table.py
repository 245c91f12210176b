"""A table from a CSV file or an Excel workbook, as rows of text. No formula is worked out and no link is followed."""

import csv
import warnings
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO

from rubric.english import month, size
from rubric.errors import BadInput
from rubric.office import is_old, unsound_as
from rubric.reports.files.guard import MOST_TEXT, check_zip, decode
from rubric.reports.text import clean, one_line

MOST_BYTES = 5_000_000  # 153 councils make a file of about 20 KB
MOST_ROWS = 5_000
MOST_COLUMNS = 200
_LAST_ROW = 20_000  # of a sheet: below it nothing is looked at, as sheets are often formatted to their very end
LONGEST_CELL = 300

Rows = list[list[str]]


def read_sheets(data: bytes, name: str) -> list[Rows]:
    """The tables in a file: one for a CSV file, one for each sheet of a workbook. Blank rows are left out.

    BadInput where it is neither, is damaged, or holds far more than a table of scores.
    """
    if not data.strip():
        raise BadInput(f"{name} is empty: choose a table of councils and their scores.")
    if len(data) > MOST_BYTES:
        raise BadInput(f"{name} is larger than {size(MOST_BYTES)}: keep only the table of scores in it.")
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data, name)
    if is_old(data):
        raise BadInput(f"{name} is an old or a locked Excel file: save it as .xlsx or CSV without a password.")
    if b"\0" in data[:65_536] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(f"{name} is neither CSV nor an Excel workbook: save the table as one of these.")
    return [_csv(clean(decode(data, name)), name)]


def _csv(text: str, name: str) -> Rows:
    first = next((line for line in text.split("\n") if line.strip()), "")
    # the first line of a table names nine statements, so the separator is what it has most of; titles hold commas, but
    # then they are in quotes, or another separator is there as often
    bare = "".join(first.split('"')[::2])
    separator = max("\t;|,", key=lambda char: (bare.count(char), char != ","))
    try:
        return _rows(csv.reader(StringIO(text, newline=""), delimiter=separator), name)
    except csv.Error as error:
        raise BadInput(
            f"{name} is not a sound CSV file: open it in Excel, check its quotation marks and save it."
        ) from error


def _workbook(data: bytes, name: str) -> list[Rows]:
    check_zip(data, name, BadInput)
    # half a second that reading a CSV file does not need
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    unsound = BadInput(f"{name} is not a sound Excel workbook: save the table as .xlsx or CSV and try again.")
    with unsound_as(unsound), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that no table of scores needs
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = [
            _rows(sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS, values_only=True), name)
            for sheet in book.worksheets[:20]
        ]
        book.close()
    return sheets


def _rows(rows: Iterable[Iterable[object]], name: str) -> Rows:
    found: Rows = []
    size = 0
    for row in rows:
        cells = [_cell(value) for value in list(row)[:MOST_COLUMNS]]
        if not any(cells):
            continue
        if len(found) == MOST_ROWS:
            raise BadInput(f"{name} has more than {MOST_ROWS} rows: keep only one row for each council.")
        size += sum(map(len, cells))
        if size > MOST_TEXT:
            raise BadInput(f"{name} holds far more text than a table of scores: keep only the table.")
        found.append(cells)
    return found


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return month(value)
    return one_line(clean(str(value)[:LONGEST_CELL]))

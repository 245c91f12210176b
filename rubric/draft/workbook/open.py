"""From a file's bytes to the cells of its sheets, within bounds; or one sentence on why there are none."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils import range_boundaries  # type: ignore[import-untyped]

from rubric.draft.workbook.sheets import HIDDEN
from rubric.errors import BadInput

MOST_BYTES = 30_000_000  # of the file: a workbook of 1,000 long items has about 1 MB
MOST_HELD = 64_000_000  # unpacked, of any part that is held in memory whole, such as the table of texts
MOST_SHEET = 400_000_000  # unpacked, of one sheet, which is read a row at a time
MOST_PARTS = 2_000
MOST_SHEETS = 60
MOST_ROWS = 5_000  # with something in them, of all sheets together: as many as an assessment may have items
LAST_ROW = 20_000  # of a sheet: below it nothing is looked at, as sheets are often formatted to their very end
MOST_COLUMNS = 100
_MOST_PIECES = 1_000  # columns of the hidden sheet
_MOST_JOINED = 200_000  # joined cells of a sheet that are kept in mind
_PIECE = 1 << 20

NOT_OURS = "bring the workbook that was exported from here, which ends in .xlsx"
_DAMAGED = f"This workbook is damaged or incomplete: open it in Excel, save it again as .xlsx, or {NOT_OURS}."
_TOO_LARGE = "This workbook is far larger than ours ever are: keep only the sheets that were exported from here."
_LOCKED = "This workbook is locked with a password: save a copy without one and bring that in."
_JOINED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
# What openpyxl raises on files that are zips but not sound workbooks.
_UNSOUND = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError,
    EOFError, RuntimeError, NotImplementedError, AssertionError, SyntaxError,
)  # fmt: skip


@dataclass(frozen=True)
class Broken:
    """A cell whose content cannot be taken: why, and what to do."""

    why: str


@dataclass(frozen=True)
class Percent:
    """A number that is shown as a share of a hundred."""

    share: float


FORMULA = "it holds a formula whose result is not in the file: write the result itself."
JOINED = "it is joined with other cells, so it was left as it is: undo the joining and fill in each cell."


@dataclass(frozen=True)
class OpenSheet:
    """A sheet's filled rows, each with its number; `cut` where there may be more than were looked at."""

    title: str
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    cut: bool = False


@dataclass(frozen=True)
class OpenBook:
    """The sheets that people see, and the rows of the one they don't (empty where it is not there)."""

    sheets: tuple[OpenSheet, ...]
    hidden: tuple[tuple[object, ...], ...]


def open_workbook(data: bytes, *, progress: Callable[[float], None] = lambda _: None) -> OpenBook:
    """The cells of a workbook. BadInput where it is none, is damaged, locked, or far too large.

    `progress` is told how much is done, from 0 to 1.
    """
    parts = _checked(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that are of no use here
            return _opened(data, parts, progress)
    except _UNSOUND as error:
        raise BadInput(_DAMAGED) from error


def _checked(data: bytes) -> dict[str, int]:
    """The size of each part, once the file is known to be an ordinary workbook of ordinary size."""
    if not data:
        raise BadInput(f"This file is empty: {NOT_OURS}.")
    if len(data) > MOST_BYTES:
        raise BadInput(_TOO_LARGE)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadInput(_LOCKED)
        raise BadInput("This is a file of an old Office format: save it in Excel as .xlsx and bring that in.")
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise BadInput(f"This is not an Excel workbook: {NOT_OURS}.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except _UNSOUND as error:
        raise BadInput(_DAMAGED) from error
    if any(info.flag_bits & 1 for info in infos):
        raise BadInput(_LOCKED)
    parts = {info.filename: info.file_size for info in infos}
    _check_kind(set(parts))
    held = sum(size for name, size in parts.items() if not name.startswith("xl/worksheets/"))
    streamed = max((size for name, size in parts.items() if name.startswith("xl/worksheets/")), default=0)
    if len(infos) > MOST_PARTS or held > MOST_HELD or streamed > MOST_SHEET:
        raise BadInput(_TOO_LARGE)
    return parts


def _check_kind(names: set[str]) -> None:
    if any("vbaproject" in name.lower() for name in names):
        raise BadInput("This workbook holds macros, which are not taken: save it in Excel as .xlsx and bring that in.")
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("word/") for name in names):
        raise BadInput(f"This is a Word document, not a workbook: {NOT_OURS}.")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise BadInput("This is a workbook of another format: save it in Excel as .xlsx and bring that in.")
    raise BadInput(f"This is not an Excel workbook: {NOT_OURS}.")


def _opened(data: bytes, parts: dict[str, int], progress: Callable[[float], None]) -> OpenBook:
    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    try:
        names = [sheet.title for sheet in book.worksheets]
        if not names:
            raise BadInput("No sheet of this workbook can be read: save it in Excel as “Excel Workbook (.xlsx)”.")
        if len(names) > MOST_SHEETS:
            raise BadInput(_TOO_LARGE)
        hidden: tuple[tuple[object, ...], ...] = ()
        if HIDDEN in names:
            rows = book[HIDDEN].iter_rows(max_row=2 * MOST_ROWS + 2, max_col=_MOST_PIECES, values_only=True)
            hidden = tuple(tuple(cell for cell in row if cell is not None) for row in rows)
        sheets, left = [], MOST_ROWS
        seen = [name for name in names if name != HIDDEN]
        for at, name in enumerate(seen):
            path = book[name]._worksheet_path
            # a sheet cannot claim to be a part that is not streamed, and so was not allowed this size
            if parts.get(path, MOST_SHEET + 1) > MOST_SHEET:
                raise BadInput(_TOO_LARGE)
            sheet = _sheet(data, book, name, left)
            left -= len(sheet.rows)
            sheets.append(sheet)
            progress((at + 1) / len(seen))
        return OpenBook(tuple(sheets), hidden)
    finally:
        book.close()


def _sheet(data: bytes, book: object, name: str, most: int) -> OpenSheet:
    sheet = book[name]  # type: ignore[index]
    covered = _covered(data, sheet._worksheet_path)
    rows: list[tuple[int, list[object]]] = []
    formulas: list[tuple[int, int, int]] = []  # the place in `rows`, the row and the column
    cut = (sheet.max_row or 0) > LAST_ROW
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS), start=1):
        values = [_value(cell, (number, place) in covered) for place, cell in enumerate(cells)]
        if all(value is None or isinstance(value, Broken) for value in values) and not any(
            cell.data_type in "fe" for cell in cells
        ):
            continue
        if len(rows) >= most:
            cut = True
            break
        formulas += [(len(rows), number, place) for place, cell in enumerate(cells) if cell.data_type == "f"]
        rows.append((number, values))
    if formulas:
        _work_out(data, name, rows, formulas)
    return OpenSheet(name, tuple((number, tuple(values)) for number, values in rows), cut)


def _value(cell: object, covered: bool) -> object:
    value, kind = cell.value, cell.data_type  # type: ignore[attr-defined]
    if covered:
        return Broken(JOINED)
    if kind == "e":
        return Broken(f"it shows {value}, which is an error of Excel: write what should stand there.")
    if kind == "n" and isinstance(value, int | float) and "%" in (cell.number_format or ""):  # type: ignore[attr-defined]
        return Percent(float(value))
    return value


def _work_out(data: bytes, name: str, rows: list[tuple[int, list[object]]], wanted: list[tuple[int, int, int]]) -> None:
    """Put the results that Excel left beside its formulas in their place. Nothing is calculated."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    last = max(number for _, number, _ in wanted)
    places = {(number, place): at for at, number, place in wanted}
    for number, cells in enumerate(book[name].iter_rows(max_row=last, max_col=MOST_COLUMNS), start=1):
        for place, cell in enumerate(cells):
            at = places.get((number, place))
            if at is not None and not isinstance(rows[at][1][place], Broken):
                rows[at][1][place] = Broken(FORMULA) if cell.value is None else _value(cell, False)
    book.close()
    for at, _, place in wanted:  # none may stay as text, even where the two passes do not agree
        if type(rows[at][1][place]).__name__ in ("ArrayFormula", "DataTableFormula"):
            rows[at][1][place] = Broken(FORMULA)


def _covered(data: bytes, path: str) -> set[tuple[int, int]]:
    """The cells (row, place from 0) that are joined to the one above or left of them, and so have nothing to say."""
    covered: set[tuple[int, int]] = set()
    with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(path) as part:
        for joined in _joined(part.read):
            left, top, right, bottom = range_boundaries(joined)
            for row in range(top, min(bottom, LAST_ROW) + 1):
                covered |= {(row, place - 1) for place in range(left, min(right, MOST_COLUMNS) + 1)}
                if len(covered) > _MOST_JOINED:
                    return covered
            covered.discard((top, left - 1))
    return covered


def _joined(read: Callable[[int], bytes]) -> Iterator[str]:
    """The ranges of joined cells named in a sheet, which is looked through piece by piece."""
    rest = b""
    while piece := read(_PIECE):
        text = rest + piece
        end = 0
        for found in _JOINED.finditer(text):
            end = found.end()
            yield found.group(1).decode("ascii")
        rest = text[max(end, len(text) - 200) :]

"""From a file's bytes to the cells of its sheets, within bounds; or one sentence on why it cannot be opened."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook  # type: ignore[import-untyped]
from openpyxl.utils import range_boundaries  # type: ignore[import-untyped]

from rubric.draft.workbook.comments import CellComment, comments_on
from rubric.draft.workbook.sheets import HIDDEN
from rubric.errors import ArchiveFault, BadArchive, BadInput
from rubric.office import MOST_BYTES, Limits, Package, is_old, is_old_and_locked, is_zip, unsound_as

# Parts held in memory whole, such as the table of texts, count together; a workbook of 1,000 long items has about 1 MB
# packed. A sheet is read a row at a time, and is often formatted to its very end, which packs to next to nothing.
_MOST_OF_SHEET = 400_000_000
_LIMITS = Limits(text=None, total=64_000_000, ratio=None, sheet=_MOST_OF_SHEET)
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
_MACROS = "This workbook holds macros, which are not taken: save it in Excel as .xlsx and bring that in."
_JOINED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_REFUSED = {
    ArchiveFault.DAMAGED: _DAMAGED,
    ArchiveFault.LOCKED: _LOCKED,
    ArchiveFault.MACROS: _MACROS,
    ArchiveFault.TOO_LARGE: _TOO_LARGE,
}


@dataclass(frozen=True)
class Broken:
    """A cell whose content cannot be used; `why` also says what to do."""

    why: str


@dataclass(frozen=True)
class Percent:
    """A number that Excel shows as a percentage: `share` 0.5 is 50%."""

    share: float


FORMULA = "it holds a formula whose result is not in the file: write the result itself."
JOINED = "it is joined with other cells, so it was left as it is: undo the joining and fill in each cell."


@dataclass(frozen=True)
class OpenSheet:
    """A sheet's filled rows, each with its number; `cut` where more may follow the rows read."""

    title: str
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    cut: bool = False
    comments: tuple[CellComment, ...] = ()


@dataclass(frozen=True)
class OpenBook:
    """The visible sheets, and the rows of the hidden one (empty where there is none)."""

    sheets: tuple[OpenSheet, ...]
    hidden: tuple[tuple[object, ...], ...]


def open_workbook(data: bytes, *, progress: Callable[[float], None] = lambda _: None) -> OpenBook:
    """The cells of a workbook, as values of openpyxl, `Broken` or `Percent`.

    `progress` is called with the share done, from 0 to 1. Raises BadInput where the bytes are no .xlsx, or one that is
    damaged, locked, far too large or with macros.
    """
    package = _checked_package(data)
    with unsound_as(BadInput(_DAMAGED)), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that are of no use here
        return _opened(package, progress)


def _checked_package(data: bytes) -> Package:
    """The file as a package; BadInput where it is no ordinary workbook of ordinary size."""
    if not data:
        raise BadInput(f"This file is empty: {NOT_OURS}.")
    if len(data) > MOST_BYTES:
        raise BadInput(_TOO_LARGE)
    if is_old_and_locked(data):
        raise BadInput(_LOCKED)
    if is_old(data):
        raise BadInput("This is a file of an old Office format: save it in Excel as .xlsx and bring that in.")
    if not is_zip(data):
        raise BadInput(f"This is not an Excel workbook: {NOT_OURS}.")
    try:
        package = Package(data)
        package.refuse_locked()
        package.refuse_macros()
        _check_kind(set(package.sizes))
        package.refuse_larger(_LIMITS)
    except BadArchive as bad:
        raise BadInput(_REFUSED[bad.fault]) from bad
    return package


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("word/") for name in names):
        raise BadInput(f"This is a Word document, not a workbook: {NOT_OURS}.")
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise BadInput("This is a workbook of another format: save it in Excel as .xlsx and bring that in.")
    raise BadInput(f"This is not an Excel workbook: {NOT_OURS}.")


def _opened(package: Package, progress: Callable[[float], None]) -> OpenBook:
    book = load_workbook(BytesIO(package.data), read_only=True, keep_links=False)
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
        for index, name in enumerate(seen):
            path = book[name]._worksheet_path
            # a sheet cannot claim to be a part that is not streamed, and so was not allowed this size
            if package.sizes.get(path, _MOST_OF_SHEET + 1) > _MOST_OF_SHEET:
                raise BadInput(_TOO_LARGE)
            sheet = _sheet(package, book, name, left)
            left -= len(sheet.rows)
            sheets.append(sheet)
            progress((index + 1) / len(seen))
        return OpenBook(tuple(sheets), hidden)
    finally:
        book.close()


def _sheet(package: Package, book: object, name: str, most: int) -> OpenSheet:
    sheet = book[name]  # type: ignore[index]
    covered = _covered(package, sheet._worksheet_path)
    rows: list[tuple[int, list[object]]] = []
    formulas: list[tuple[int, int, int]] = []  # the place in `rows`, the row and the column
    cut = (sheet.max_row or 0) > LAST_ROW
    for number, cells in enumerate(sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS), start=1):
        values = [_value(cell, (number, column) in covered) for column, cell in enumerate(cells)]
        if all(value is None or isinstance(value, Broken) for value in values) and not any(
            cell.data_type in "fe" for cell in cells
        ):
            continue
        if len(rows) >= most:
            cut = True
            break
        formulas += [(len(rows), number, column) for column, cell in enumerate(cells) if cell.data_type == "f"]
        rows.append((number, values))
    if formulas:
        _fill_in_results(package.data, name, rows, formulas)
    comments = comments_on(package, sheet._worksheet_path, name)
    return OpenSheet(name, tuple((number, tuple(values)) for number, values in rows), cut, comments)


def _value(cell: object, covered: bool) -> object:
    value, kind = cell.value, cell.data_type  # type: ignore[attr-defined]
    if covered:
        return Broken(JOINED)
    if kind == "e":
        return Broken(f"it shows {value}, which is an error of Excel: write what should stand there.")
    if kind == "n" and isinstance(value, int | float) and "%" in (cell.number_format or ""):  # type: ignore[attr-defined]
        return Percent(float(value))
    return value


def _fill_in_results(
    data: bytes, name: str, rows: list[tuple[int, list[object]]], wanted: list[tuple[int, int, int]]
) -> None:
    """Put the results that Excel left beside its formulas in their place. Nothing is calculated."""
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    last = max(number for _, number, _ in wanted)
    row_index = {(number, column): index for index, number, column in wanted}
    for number, cells in enumerate(book[name].iter_rows(max_row=last, max_col=MOST_COLUMNS), start=1):
        for column, cell in enumerate(cells):
            index = row_index.get((number, column))
            if index is not None and not isinstance(rows[index][1][column], Broken):
                rows[index][1][column] = Broken(FORMULA) if cell.value is None else _value(cell, False)
    book.close()
    for index, _, column in wanted:  # none may stay as text, even where the two passes do not agree
        if type(rows[index][1][column]).__name__ in ("ArrayFormula", "DataTableFormula"):
            rows[index][1][column] = Broken(FORMULA)


def _covered(package: Package, path: str) -> set[tuple[int, int]]:
    """The cells (row from 1, column from 0) that are joined to one above or left of them, and so hold nothing."""
    covered: set[tuple[int, int]] = set()
    with package.stream(path) as part:
        for joined in _joined(part.read):
            left, top, right, bottom = range_boundaries(joined)
            for row in range(top, min(bottom, LAST_ROW) + 1):
                covered |= {(row, column - 1) for column in range(left, min(right, MOST_COLUMNS) + 1)}
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

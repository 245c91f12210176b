"""From the bytes of a file of any kind to passages, each with its place."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from rubric.errors import BadInput, BadReport
from rubric.intake.columns import match_columns
from rubric.intake.model import FileRead, Passage, Place, Source, Table
from rubric.intake.sift import contents, is_page_furniture
from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.by_kind import read_file
from rubric.reports.files.guard import ENDINGS, FileKind, check_size, check_text, ending, kind_of, safe_name
from rubric.reports.files.plain import read_plain
from rubric.reports.files.table import EVIDENCE, Sheet, Sheets, read_sheets
from rubric.reports.pages.spans import MarkedBlock
from rubric.reports.pages.statement import is_heading

PASTED = "pasted text"
_TABLES = frozenset({".csv", ".tsv"})
_LEAST_WORDS = 6  # of a cell that is a passage by itself
_LEAST_LABEL = 4  # words of a first cell that says what the figures beside it are of


def read_passages(data: bytes, name: str) -> FileRead:
    """The passages and tables of a file; `refused` where it can't be read. `name` is for sentences only."""
    name = safe_name(name)
    source = Source(name, sha256(data).hexdigest())
    try:
        check_size(len(data), name)
        kind = kind_of(data, name)
        if kind is FileKind.WORKBOOK or (kind is FileKind.TEXT and ending(name) in _TABLES):
            return _of_sheets(read_sheets(data, name, EVIDENCE), source)
        return _of_blocks(read_file(data, kind, name), source, kind.value, _misnamed(name, kind))
    except (BadInput, BadReport) as error:
        return FileRead(source, refused=str(error))


def pasted_passages(text: str) -> FileRead:
    """The passages of pasted text."""
    source = Source(PASTED, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    try:
        check_text(len(text), PASTED, text.count("\n"))
    except BadReport as error:
        return FileRead(source, refused=str(error))
    return _of_blocks(read_plain(text), source, PASTED, ())


def _misnamed(name: str, kind: FileKind) -> tuple[str, ...]:
    claimed = ENDINGS.get(ending(name))
    if claimed in {kind, None}:
        return ()
    return (f"{name} is {kind.value} by its content, whatever its name ends in, and was read as that.",)


def _of_blocks(extract: Extract, source: Source, kind: str, notes: tuple[str, ...]) -> FileRead:
    blocks = extract.blocks
    skipped = contents(blocks)
    passages: list[Passage] = []
    left_out, heading = 0, ""
    for index, block in enumerate(blocks):
        if _is_heading(block, blocks[index + 1] if index + 1 < len(blocks) else None) and index not in skipped:
            heading = block.text
        elif index in skipped or is_page_furniture(block.text):
            left_out += 1
        else:
            place = Place(page=block.page, heading=heading, paragraph=len(passages) + 1)
            passages.append(Passage(block.text, source, place))
    return FileRead(source, kind, tuple(passages), left_out=left_out, notes=(*notes, *extract.notes))


def _is_heading(block: Block, following: Block | None) -> bool:
    return is_heading(MarkedBlock(block, None), MarkedBlock(following, None) if following else None)


def _of_sheets(read: Sheets, source: Source) -> FileRead:
    tables = [Table(sheet, match_columns(sheet)) for sheet in read.sheets]
    ours = tuple(table for table in tables if table.matching.is_ours)
    others = [table.sheet for table in tables if not table.matching.is_ours]
    passages = tuple(passage for sheet in others for passage in _of_sheet(sheet, source))
    return FileRead(source, "a table", passages, ours, notes=read.notes)


def _of_sheet(sheet: Sheet, source: Source) -> Iterator[Passage]:
    """Cells that hold a sentence; and rows that say what their figures are of, with the figures and their headings."""
    header: Sequence[str] = ()
    for row in sheet.rows:
        texts = [index for index, cell in enumerate(row.cells) if len(cell.split()) >= _LEAST_WORDS]
        figures = [index for index, cell in enumerate(row.cells) if index and _is_figure(cell)]
        label = next((cell for cell in row.cells if cell), "")
        if figures and len(label.split()) >= _LEAST_LABEL and not _is_figure(label):
            told = "; ".join(_under(header, index, row.cells[index]) for index in figures)
            yield Passage(f"{label.rstrip('.: ')}: {told}.", source, _place(sheet, row.number, 0), figures=True)
        elif texts:
            for index in texts:
                yield Passage(row.cells[index], source, _place(sheet, row.number, index))
        elif _is_header(row.cells):
            header = row.cells


def _place(sheet: Sheet, number: int, column: int) -> Place:
    return Place(sheet=sheet.name, cell=f"{get_column_letter(column + 1)}{number}")


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns: words or years beside its first cell, and not only figures."""
    named = [cell for cell in cells[1:] if cell]
    return bool(named) and any(not _is_figure(cell) or re.fullmatch(r"(?:19|20)\d\d", cell) for cell in named)


def _is_figure(cell: str) -> bool:
    return bool(cell) and len(cell) <= 20 and sum(map(str.isdigit, cell)) * 2 >= len(cell.replace(" ", ""))


def _under(header: Sequence[str], index: int, cell: str) -> str:
    heading = header[index] if index < len(header) else ""
    return f"{heading} {cell}" if heading else cell

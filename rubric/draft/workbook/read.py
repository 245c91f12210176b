"""From a returned workbook to its rows: which item or action each row is of, and the values of its cells."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from rubric.draft.workbook.cells import CellProblem, cell_text, read_cell
from rubric.draft.workbook.columns import ONLY_US, ONLY_US_HEADING, Holds, SheetColumn
from rubric.draft.workbook.comments import remark_on
from rubric.draft.workbook.hidden import Base, Origin, read_hidden, record_bases
from rubric.draft.workbook.layout import Layout, is_blank_row, layout
from rubric.draft.workbook.model import Fault, FilledRecord, ItemRecord, ReadRow, RowKind, WorkbookRead
from rubric.draft.workbook.open import LAST_ROW, MOST_ROWS, NOT_OURS, OpenSheet, open_workbook
from rubric.draft.workbook.records import with_records
from rubric.draft.workbook.words import cell_value, same_text
from rubric.draft.workbook.write import RECORDS_KEY
from rubric.errors import BadInput
from rubric.evidence.fields import value_of
from rubric.evidence.model import ActionStatus
from rubric.framework.model import Framework
from rubric.framework.words import Voice

_MOST_FAULTS = 2_000


def read_workbook(
    data: bytes, framework: Framework, *, progress: Callable[[float], None] = lambda _: None
) -> WorkbookRead:
    """The rows of a workbook. They are not compared with the current assessment: see `compare_workbook`.

    In: the bytes of an .xlsx, the framework, and a callback for the share done (0 to 1). Raises BadInput, in one
    sentence, where it is no workbook, not ours, of a newer release, damaged, locked, far too large or with macros. A
    fault in a cell is in the result, and stops nothing else.
    """
    book = open_workbook(data, progress=lambda share: progress(share * 0.8))
    origin = read_hidden(book.hidden)
    reading = _WorkbookPass(framework, origin)
    for sheet in book.sheets:
        reading.add(sheet)
    if not reading.layouts and not origin.is_recorded:
        raise BadInput(f"This workbook is not one of ours: {NOT_OURS}.")
    if not origin.is_recorded:
        reading.notes.insert(
            0,
            "The workbook no longer says where it comes from or what it held then, so you are asked about every "
            "difference.",
        )
    elif not origin.whole:
        reading.notes.insert(0, "Part of what the workbook held when it was written is lost, so you may be asked more.")
    reading.notes += remark_on([comment for sheet in book.sheets for comment in sheet.comments])
    progress(1.0)
    return reading.result()


@dataclass(frozen=True)
class _FilledRow:
    """A filled row before it is matched with an item or action."""

    sheet: str
    number: int
    layout: Layout
    cells: Mapping[str, object]  # by the column's key


class _WorkbookPass:
    """A workbook being read."""

    def __init__(self, framework: Framework, origin: Origin) -> None:
        self._framework, self._origin = framework, origin
        self.layouts: list[Layout] = []
        self.notes: list[str] = []
        self._faults: list[Fault] = []
        self._rows: list[_FilledRow] = []
        self._whole = True
        bases = (*origin.bases, *record_bases(origin.bases, RECORDS_KEY))
        self._bases = {(base.kind, base.entry.id): base for base in bases}
        self._numbered = {(base.kind, str(base.number)): base for base in bases if base.number}
        self._texts: dict[tuple[RowKind, str], list[Base]] = {}
        for base in bases:
            if base.entry.text.strip():
                self._texts.setdefault((base.kind, base.entry.text.strip()), []).append(base)

    def add(self, sheet: OpenSheet) -> None:
        """Take in the rows of a sheet."""
        sheet_layout = layout(sheet, self._origin.sheets, self._framework)
        if sheet.cut:
            self._whole = False
            last = sheet.rows[-1][0] if sheet.rows else 0
            self.notes.append(
                f"The sheet “{sheet.title}” is very long: {len(sheet.rows):,} filled rows of it were looked at, down "
                f"to row {last:,}. A workbook may have {MOST_ROWS:,} filled rows, and a sheet {LAST_ROW:,} rows in all."
            )
        if isinstance(sheet_layout, str):
            self.notes += [sheet_layout] if sheet_layout else []
            return
        self.layouts.append(sheet_layout)
        self.notes += sheet_layout.notes
        for number, values in sheet.rows:
            if number > sheet_layout.above:
                cells = {
                    column.key: values[index] for index, column in sheet_layout.columns.items() if index < len(values)
                }
                self._rows.append(_FilledRow(sheet.title, number, sheet_layout, cells))

    def result(self) -> WorkbookRead:
        """The rows, each matched with the item or action it was exported from."""
        owned = self._owned()
        filled = [(source, base) for source, base in owned if not self._is_emptied(source, base)]
        own = [self._row(source, base) for source, base in filled if source.layout.kind != "record"]
        records = [self._record(source, base) for source, base in filled if source.layout.kind == "record"]
        items = {base.entry.id: base for base in self._origin.bases if base.kind == "item"}
        rows, faults = with_records(own, records, items)
        self._faults += faults
        read = {sheet_layout.key for sheet_layout in self.layouts}
        absent = [title for title, key in self._origin.sheets.items() if key not in read]
        filled_sheets = {base.sheet for base in self._origin.bases}
        for title in absent:
            if self._origin.sheets[title] in filled_sheets:
                self.notes.append(f"The sheet “{title}” is not in the workbook, so what stood on it is left as it is.")
        expected_ids = {base.entry.id for base in self._origin.bases if base.sheet in read} if self._whole else set()
        if len(self._faults) > _MOST_FAULTS:
            self.notes.append(f"There are {len(self._faults):,} faults; the first {_MOST_FAULTS:,} are listed.")
        return WorkbookRead(
            assessment=self._origin.assessment,
            rows=rows,
            expected_ids=frozenset(expected_ids),
            faults=tuple(self._faults[:_MOST_FAULTS]),
            notes=tuple(self.notes),
        )

    def _owned(self) -> list[tuple[_FilledRow, Base | None]]:
        """Each row with the entry it was exported from. Where two rows have the same, the more similar one keeps it."""
        guessed = [(row, self._base_of(row)) for row in self._rows]
        best: dict[tuple[RowKind, str], tuple[int, int]] = {}
        for index, (row, base) in enumerate(guessed):
            if base is not None:
                name = (base.kind, base.entry.id)
                best[name] = max(best.get(name, (-1, 0)), (self._same_count(row, base), -index))
        owned: list[tuple[_FilledRow, Base | None]] = []
        for index, (row, base) in enumerate(guessed):
            if base is None or best[(base.kind, base.entry.id)][1] == -index:
                owned.append((row, base))
            elif self._is_changed(row, base):
                self.notes.append(f"{row.sheet}, row {row.number} was copied from another row, so it counts as new.")
                owned.append((replace(row, cells={**row.cells, "id": None}), None))
            else:
                self.notes.append(f"{row.sheet}, row {row.number} repeats another row, so it was left out.")
        return owned

    def _base_of(self, row: _FilledRow) -> Base | None:
        """The item that a row was written from: by its hidden id, its number or its claim, whichever fits it best.

        Sorting in a protected sheet moves a row without its hidden id; then the number beside it is right.
        """
        kind = row.layout.kind
        by_id = self._bases.get((kind, _text(row.cells.get("id")).strip()))
        candidates = [(self._same_count(row, by_id), 2, by_id)] if by_id else []
        by_number = self._numbered.get((kind, _text(row.cells.get("number")).strip()))
        same_words = self._texts.get((kind, _text(row.cells.get("text")).strip()), [])
        for rank, base in ((1, by_number), (0, same_words[0] if len(same_words) == 1 else None)):
            if base is not None and base.sheet == row.layout.key and (alike := self._same_count(row, base)):
                candidates.append((alike, rank, base))
        return max(candidates, key=lambda candidate: candidate[:2])[2] if candidates else None

    def _same_count(self, row: _FilledRow, base: Base) -> int:
        """In how many filled cells a row still holds what was exported."""
        return sum(
            self._same(row, column, base) and row.cells.get(column.key) not in (None, "") for column in _content(row)
        )

    def _is_changed(self, row: _FilledRow, base: Base) -> bool:
        return any(not self._same(row, column, base) for column in _content(row))

    def _same(self, row: _FilledRow, column: SheetColumn, base: Base) -> bool:
        """Whether a cell holds exactly what was exported."""
        written = cell_value(base.entry, column, self._framework, self._origin.links)
        cell = row.cells.get(column.key)
        if isinstance(cell, datetime):
            cell = cell.date()
        if isinstance(written, date) and isinstance(cell, date):
            return written == cell
        return same_text(_text(cell), _text(written)) if not isinstance(written, date) else False

    def _is_emptied(self, row: _FilledRow, base: Base | None) -> bool:
        """Whether it is a spare row, or one that somebody has emptied, which is the same as having deleted it."""
        empty = is_blank_row((column, row.cells.get(column.key)) for column in _content(row))
        return empty and (base is None or self._is_changed(row, base))

    def _record(self, row: _FilledRow, base: Base | None) -> FilledRecord:
        headings = {column.name: column.heading for column in row.layout.columns.values()}
        before = base.entry if base is not None and isinstance(base.entry, ItemRecord) else None
        return FilledRecord(row.sheet, row.number, self._values(row, base), before, headings)

    def _row(self, row: _FilledRow, base: Base | None) -> ReadRow:
        entry_id = (
            base.entry.id
            if base
            else ""
            if self._origin.is_recorded and self._origin.whole
            else _text(row.cells.get("id"))
        )
        return ReadRow(
            kind="action" if row.layout.kind == "action" else "item",
            sheet=row.sheet,
            row=row.number,
            sheet_key=row.layout.aspect,
            id=entry_id.strip(),
            values=self._values(row, base),
            base=None if base is None or isinstance(base.entry, ItemRecord) else base.entry,
        )

    def _values(self, row: _FilledRow, base: Base | None) -> dict[str, object]:
        """The cells' values, by field. An unchanged cell gives the exported value itself, not its text."""
        values: dict[str, object] = {}
        if row.layout.aspect:
            values["aspect"] = row.layout.aspect
        voices = [column for column in row.layout.columns.values() if column.holds is Holds.YES]
        if len(voices) == len(Voice) + 1:
            self._voices(row, base, voices, values)
        for column in _content(row):
            if column.holds is Holds.YES:
                continue
            if base is not None and self._same(row, column, base):
                values[column.name] = value_of(base.entry, column.name)
                continue
            try:
                value = read_cell(row.cells.get(column.key), column, self._framework, self._origin.links)
            except CellProblem as problem:
                self._faults.append(Fault(row.sheet, row.number, column.heading, str(problem)))
                continue
            if column.name.endswith("status"):
                value = value or ActionStatus.NOT_STARTED
            values[column.name] = value
        return values

    def _voices(
        self, row: _FilledRow, base: Base | None, columns: Iterable[SheetColumn], values: dict[str, object]
    ) -> None:
        if base is not None and all(self._same(row, column, base) for column in columns):
            values["voices"] = value_of(base.entry, "voices")
            return
        answers = {}
        for column in columns:
            try:
                answers[column.key] = read_cell(row.cells.get(column.key), column, self._framework, {})
            except CellProblem as problem:
                self._faults.append(Fault(row.sheet, row.number, column.heading, str(problem)))
                return
        confirmed = [voice for voice in Voice if answers[f"voices.{voice}"]]
        if confirmed and answers[ONLY_US]:
            why = "it says Yes, and so does somebody else's column: keep the one or the other."
            self._faults.append(Fault(row.sheet, row.number, ONLY_US_HEADING, why))
            return
        values["voices"] = confirmed or ([] if answers[ONLY_US] else None)


def _content(row: _FilledRow) -> list[SheetColumn]:
    """The columns that hold what people write."""
    return [column for column in row.layout.columns.values() if column.holds not in (Holds.ID, Holds.NUMBER)]


def _text(value: object) -> str:
    try:
        return cell_text(value)
    except CellProblem:
        return ""

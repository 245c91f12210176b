"""From the rows of an evidence log or action plan to items and actions, with nothing in a row lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from rubric.claims.coder import Reading
from rubric.evidence import fields
from rubric.evidence.fields import STEP, Answer
from rubric.evidence.model import Action, ActionStatus, EvidenceItem, PlanAction
from rubric.evidence.personal import ACTION, ITEM, Personal, of_action, of_item, personal_in
from rubric.framework.model import Framework
from rubric.framework.words import Maturity, Polarity, Reach
from rubric.intake.columns import Column, Kind, Matching, Why
from rubric.intake.days import day_of
from rubric.intake.values import aspect_of, code_of, voices_of
from rubric.reports.files.table import Sheet, SheetRow
from rubric.reports.text import loose

_CODES: Mapping[str, Callable[[str], object]] = {
    "polarity": Polarity,
    "maturity": Maturity,
    "reach": Reach,
    "status": ActionStatus,
}
NOTE = "note"  # the field of a find in what has no field of ours
_LEAST_LETTERS = 3
_SPARSE = 0.5
_WORDS_OF_CODE = 6  # of a cell that says no more than its code: "5 Learning culture and leadership"


@dataclass(frozen=True)
class BroughtItem:
    """A row as an item. `note` holds what has no field of ours, by column; `guessed` names what the reader gave."""

    row: int
    item: EvidenceItem
    note: str = ""
    guessed: tuple[str, ...] = ()
    confidence: float | None = None  # the least that the reader has in what it gave; None where it gave nothing

    @property
    def personal(self) -> tuple[Personal, ...]:
        """What looks like personal data in the item and its note, for a person to settle before it is kept."""
        return (*of_item(self.item), *personal_in(f"{ITEM}:{self.item.id}", NOTE, self.note))


@dataclass(frozen=True)
class BroughtAction:
    """A row as a line of the plan."""

    row: int
    action: PlanAction
    note: str = ""

    @property
    def personal(self) -> tuple[Personal, ...]:
        """What looks like personal data in the action and its note, as for an item."""
        return (*of_action(self.action), *personal_in(f"{ACTION}:{self.action.id}", NOTE, self.note))


@dataclass(frozen=True)
class LeftOut:
    """A row that could not be read, by its number in the file, and why."""

    row: int
    why: str


@dataclass(frozen=True)
class Brought:
    """What comes of a table. `taken` says what each wording in a coded column was taken for ("" for nothing)."""

    items: tuple[BroughtItem, ...] = ()
    actions: tuple[BroughtAction, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[str, ...] = ()
    taken: tuple[tuple[str, str, str], ...] = ()  # column, wording, code


def items_of(
    sheet: Sheet,
    matching: Matching,
    framework: Framework,
    read_all: Callable[[list[str]], list[Reading]],
    meanings: Mapping[tuple[str, str], str] | None = None,
) -> Brought:
    """The items or actions of a table.

    `read_all` gives the reader's coding, for what no column says. `meanings`: corrected codes by field and wording.
    """
    rows = _Rows(sheet, matching, framework, meanings or {})
    if not matching.is_usable:
        return Brought(left_out=tuple(LeftOut(row.number, "no column says what the rows are") for row in rows.below))
    for row in rows.below:
        rows.read(row)
    if matching.kind is Kind.ACTIONS:
        actions = tuple(rows.action(number, values, note) for number, values, note in rows.filled)
        return replace(rows.brought(), actions=actions)
    readings = read_all([str(values["text"]) for _, values, _ in rows.filled])
    items = tuple(
        rows.item(number, values, note, reading)
        for (number, values, note), reading in zip(rows.filled, readings, strict=True)
    )
    return replace(rows.brought(), items=items)


class _Rows:
    """A table being read, row by row."""

    def __init__(
        self, sheet: Sheet, matching: Matching, framework: Framework, meanings: Mapping[tuple[str, str], str]
    ) -> None:
        self._sheet, self._matching, self._framework, self._meanings = sheet, matching, framework, meanings
        self.below = [row for row in sheet.rows if row.number > matching.header]
        self._header = next((row for row in sheet.rows if row.number == matching.header), None)
        self.filled: list[tuple[int, dict[str, Any], str]] = []
        self._left_out: list[LeftOut] = []
        self._problems: list[str] = []
        self._taken: dict[tuple[str, str], str] = {}
        self._aspect_above = ""  # for rows under a joined cell, or under a row that only names an aspect
        self._under_one = self._is_sparse("aspect")

    def brought(self) -> Brought:
        """What is known of the table so far, without its items and actions."""
        taken = tuple((heading, wording, code) for (heading, wording), code in self._taken.items())
        return Brought(left_out=tuple(self._left_out), problems=tuple(self._problems), taken=taken)

    def read(self, row: SheetRow) -> None:
        """Take in a row, or say why it is left out."""
        cells = {column: self._cell(row, column) for column in self._matching.columns}
        text = next(cell for column, cell in cells.items() if column.field == "text")
        if self._header is not None and row.cells == self._header.cells:
            self._left_out.append(LeftOut(row.number, "it repeats the column names"))
            return
        if sum(map(str.isalpha, text)) < _LEAST_LETTERS:
            filled = [cell for cell in cells.values() if cell]
            heading = filled[0] if len(filled) == 1 else ""
            if heading and aspect_of(heading, self._framework):
                self._aspect_above, self._under_one = heading, True
            shown = f": it holds only “{' | '.join(filled)[:120]}”"
            self._left_out.append(LeftOut(row.number, f"nothing stands in “{self._heading('text')}”{shown}"))
            return
        values: dict[str, Any] = {"text": text}
        notes = []
        for column, cell in cells.items():
            if not cell or column.field == "text":
                continue
            kept = self._value(row.number, column, cell, values) if column.field else False
            if not kept or column.why is Why.CONTENT:  # what was guessed from the cells stays as written too
                notes.append(f"{column.heading or 'Column ' + str(column.index + 1)}: {cell}")
        if "aspect" in values:
            self._aspect_above = values["aspect"]
        elif self._under_one and (above := aspect_of(self._aspect_above, self._framework)):
            values["aspect"] = above
        if not any(name.startswith(STEP) and name != f"{STEP}status" for name in values):
            values.pop(f"{STEP}status", None)  # a step that nothing is said of but where it stands is none
        self.filled.append((row.number, values, "\n".join(notes)))

    def _is_sparse(self, name: str) -> bool:
        """Whether a field's column is filled in few rows, from the first on, as with cells joined down a column."""
        column = next((column for column in self._matching.columns if column.field == name), None)
        if column is None or not self.below:
            return False
        filled = [bool(self._cell(row, column)) for row in self.below]
        return filled[0] and sum(filled) <= _SPARSE * len(filled)

    def _cell(self, row: SheetRow, column: Column) -> str:
        return row.cells[column.index].strip() if column.index < len(row.cells) else ""

    def _heading(self, name: str) -> str:
        return next((column.heading for column in self._matching.columns if column.field == name), "") or "its column"

    def _value(self, number: int, column: Column, cell: str, values: dict[str, Any]) -> bool:
        """Put a cell's value among a row's; False where it has none, so that the cell goes to the note as it is."""
        name = column.field
        row = fields.item(name) if self._matching.kind is Kind.ITEMS else fields.action(name)
        if row.answer is Answer.WORDS:
            values[name] = cell
            return True
        if row.answer is Answer.DAY:
            return self._day(number, column, cell, values)
        if row.answer is Answer.CHOICES:
            values[name] = list(voices_of(cell)) or None
            self._record(column, cell, ", ".join(values[name] or ()))
            return False  # who is named beside a claim stays readable as it was written
        code = self._code(name, cell)
        self._record(column, cell, code or "")
        if not code:
            self._problems.append(f"Row {number}: “{cell[:60]}” in “{column.heading}” means none of our values.")
            return False
        if row.answer is Answer.ASPECTS:
            values[name] = [code]
        else:
            values[name] = code if row.answer is Answer.ASPECT else _CODES[name.removeprefix(STEP)](code)
        if name == f"{STEP}status":
            return False  # kept as written too, as it may be the item's own
        # a cell that goes on, such as "In progress: the panel meets monthly from May", says more than its code
        return len(cell.split()) <= _WORDS_OF_CODE

    def _code(self, name: str, cell: str) -> str | None:
        if (given := self._meanings.get((name, loose(cell)))) is not None:
            return given or None
        kind = name.removeprefix(STEP)
        if kind in {"aspect", "aspects", "related_aspects"}:
            return aspect_of(cell, self._framework)
        return code_of(kind, cell)

    def _record(self, column: Column, cell: str, code: str) -> None:
        self._taken.setdefault((column.heading, cell[:120]), code)

    def _day(self, number: int, column: Column, cell: str, values: dict[str, Any]) -> bool:
        found = day_of(cell)
        if found is None:
            self._problems.append(f"Row {number}: “{cell[:60]}” in “{column.heading}” is not a date that can be read.")
            return False
        values[column.field], exact = found
        return exact  # "March 2026" is kept as written beside the day that it was taken for

    def _id(self, number: int, text: str) -> str:
        key = f"{self._sheet.name}\n{number}\n{text}"
        return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def item(self, number: int, values: dict[str, Any], note: str, reading: Reading) -> BroughtItem:
        """A row as an item: what no column says is the reader's proposal, and named as guessed."""
        proposed = {"aspect": reading.aspect, "polarity": reading.polarity, "maturity": reading.maturity}
        guessed = tuple(name for name in proposed if values.get(name) is None)
        step = {name.removeprefix(STEP): value for name, value in values.items() if name.startswith(STEP)}
        own = {name: value for name, value in values.items() if not name.startswith(STEP)}
        item = EvidenceItem(
            id=self._id(number, values["text"]),
            **{**{name: proposed[name] for name in guessed}, **own},
            action=Action(**step) if step else None,
        )
        sure = min((reading.confidence[name] for name in guessed), default=None)
        return BroughtItem(number, item, note, guessed, sure)

    def action(self, number: int, values: dict[str, Any], note: str) -> BroughtAction:
        """A row as a line of the plan."""
        return BroughtAction(number, PlanAction(id=self._id(number, values["text"]), **values), note)

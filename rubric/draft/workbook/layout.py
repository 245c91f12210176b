"""Recognises our sheets and columns in a workbook, whatever was moved or renamed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rubric.draft.workbook.cells import CellProblem, cell_text
from rubric.draft.workbook.columns import Holds, SheetColumn, item_columns, plan_columns, record_columns
from rubric.draft.workbook.model import RowKind
from rubric.draft.workbook.open import OpenSheet
from rubric.draft.workbook.sheets import GUIDE, OTHER, PLAN, RECORDS, sheet_titles
from rubric.draft.workbook.write import ACTIONS_KEY, ITEMS_KEY, RECORDS_KEY
from rubric.framework.model import Framework

_LOOKED_AT = 12  # rows at the top of a sheet: people put titles above a table
_FEW = 4  # columns named in a sentence
_LEAST = 3  # headings or keys that make a row ours


@dataclass(frozen=True)
class Layout:
    """A sheet of ours: its key, its columns by index from 0, and the number of the last row above the content."""

    key: str
    columns: Mapping[int, SheetColumn]
    above: int
    notes: tuple[str, ...] = ()

    @property
    def kind(self) -> RowKind:
        """What its rows are."""
        kinds: dict[str, RowKind] = {ACTIONS_KEY: "action", RECORDS_KEY: "record"}
        return kinds.get(self.key, "item")

    @property
    def aspect(self) -> str:
        """The aspect that all its rows are under; "" where each says its own, or they are no items."""
        return self.key.removeprefix(ITEMS_KEY) if self.kind == "item" else ""


def layout(sheet: OpenSheet, sheets: Mapping[str, str], framework: Framework) -> Layout | str:
    """How to read a sheet, or a sentence on why it was not read ("" for the instructions and for an empty sheet).

    `sheets` gives the key of each sheet by its name, as exported.
    """
    if sheet.title == GUIDE or not sheet.rows:
        return ""
    columns_by_key = {
        column.key: column
        for column in (*item_columns(framework, with_aspect=True), *record_columns(), *plan_columns())
    }
    top = [(number, [_plain(value) for value in row]) for number, row in sheet.rows[:_LOOKED_AT]]
    keys = next((row for row in top if sum(text in columns_by_key for text in row[1]) >= _LEAST), None)
    key = next((text for text in keys[1] if text.startswith((ITEMS_KEY, RECORDS_KEY, ACTIONS_KEY))), "") if keys else ""
    key = key or _by_title(sheet.title, sheets, framework)
    others = {ACTIONS_KEY: plan_columns(), RECORDS_KEY: record_columns()}
    ours = others.get(key) or item_columns(framework, with_aspect=key in ("", ITEMS_KEY))
    headings = {_loose(column.heading): column for column in ours}
    heads = max(top, key=lambda row: sum(_loose(text) in headings for text in row[1]))
    if sum(_loose(text) in headings for text in heads[1]) < _LEAST and keys is None:
        return f"The sheet “{sheet.title}” is not one of ours, so it was not read."
    if not key:
        return (
            f"The sheet “{sheet.title}” has our columns, but not the name of an aspect, so it was not read: "
            "give it back the name it had."
        )
    by_key = {column.key: column for column in ours}
    columns, notes = _matched(keys[1] if keys else [], heads[1], key, by_key, headings, sheet.title)
    above = heads[0] if sum(_loose(text) in headings for text in heads[1]) >= _LEAST else keys[0] if keys else 0
    lacking = [column.heading for column in ours if column.key not in {c.key for c in columns.values()}]
    if lacking:
        what = "; ".join(f"“{heading}”" for heading in lacking[:_FEW])
        what += f" and {len(lacking) - _FEW} more" if len(lacking) > _FEW else ""
        notes.append(f"The sheet “{sheet.title}” has no column {what}, so what was there is left as it is.")
    return Layout(key, columns, max(above, keys[0] if keys else 0), tuple(notes))


def _matched(
    keys: Sequence[str],
    heads: Sequence[str],
    sheet_key: str,
    by_key: Mapping[str, SheetColumn],
    headings: Mapping[str, SheetColumn],
    title: str,
) -> tuple[dict[int, SheetColumn], list[str]]:
    """The columns by index, and notes: by hidden key where there is one, otherwise by heading."""
    columns: dict[int, SheetColumn] = {}
    notes = []
    for index in range(max(len(keys), len(heads))):
        key = keys[index] if index < len(keys) else ""
        head = heads[index] if index < len(heads) else ""
        column = by_key.get("id" if key == sheet_key else key) or headings.get(_loose(head))
        if column is None:
            if head:
                notes.append(f"The column “{head[:60]}” of the sheet “{title}” is not one of ours, so it was not read.")
        elif column in columns.values():
            notes.append(f"The sheet “{title}” has the column “{column.heading}” twice: the first was read.")
        else:
            columns[index] = column
    return columns, notes


def _by_title(title: str, sheets: Mapping[str, str], framework: Framework) -> str:
    names = dict(zip(sheet_titles(aspect.title for aspect in framework.aspects), framework.aspect_ids, strict=True))
    keys = {_loose(name): ITEMS_KEY + aspect for name, aspect in names.items()}
    keys |= {_loose(aspect.title): ITEMS_KEY + aspect.id for aspect in framework.aspects}
    keys |= {_loose(PLAN): ACTIONS_KEY, _loose(RECORDS): RECORDS_KEY, _loose(OTHER): ITEMS_KEY}
    return sheets.get(title) or keys.get(_loose(title), "")


def is_blank_row(values: Iterable[tuple[SheetColumn, object]]) -> bool:
    """Whether a row, given as (column, value), is empty apart from its id and number."""
    return all(value in (None, "") for column, value in values if column.holds not in (Holds.ID, Holds.NUMBER))


def _plain(value: object) -> str:
    try:
        return cell_text(value).strip()
    except CellProblem:
        return ""


def _loose(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())

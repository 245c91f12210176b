"""An evidence log or action plan while a person looks at how its columns are taken: as JSON values, and out of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rubric.intake.columns import Column, Kind, Matching, Why
from rubric.intake.model import Table
from rubric.reports.files.table import Sheet, SheetRow

Meanings = Mapping[tuple[str, str], str]  # for a field and a wording (as `loose` has it), the code of ours


@dataclass(frozen=True)
class WaitingTable:
    """A table of a file that was brought in. `meanings` are corrected codes, as `items_of` takes them.

    `items` and `actions` are the ids of what came of it, none while it waits.
    """

    id: int
    file: str
    table: Table
    meanings: Meanings = field(default_factory=dict)
    items: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()

    @property
    def is_brought(self) -> bool:
        """Whether its rows are items or actions by now."""
        return bool(self.items or self.actions)


def sheet_as_json(sheet: Sheet) -> dict[str, Any]:
    """A sheet's name and rows."""
    return {"name": sheet.name, "rows": [[row.number, list(row.cells)] for row in sheet.rows]}


def choices_as_json(matching: Matching, meanings: Meanings) -> dict[str, Any]:
    """How a table's columns and values are taken."""
    return {
        "kind": matching.kind.value,
        "header": matching.header,
        "columns": [[one.index, one.heading, one.field, one.why and one.why.value] for one in matching.columns],
        "meanings": meanings_as_json(meanings),
    }


def meanings_as_json(meanings: Meanings) -> list[list[str]]:
    """Corrected codes as lists of field, wording and code."""
    return [[name, wording, code] for (name, wording), code in meanings.items()]


def meanings_of(given: object) -> dict[tuple[str, str], str]:
    """Corrected codes, back from JSON."""
    return {(name, wording): code for name, wording, code in given} if isinstance(given, list) else {}


def table_of(sheet: Mapping[str, Any], choices: Mapping[str, Any]) -> Table:
    """A table, back from JSON."""
    rows = tuple(SheetRow(number, tuple(cells)) for number, cells in sheet["rows"])
    columns = tuple(
        Column(index, heading, name, Why(why) if why else None) for index, heading, name, why in choices["columns"]
    )
    matching = Matching(Kind(choices["kind"]), choices["header"], columns)
    return Table(Sheet(sheet["name"], rows), matching)

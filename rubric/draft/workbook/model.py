"""The values that reading and comparing a workbook give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import EvidenceItem, PlanAction


class ItemRecord(Confirmation):
    """A record of what somebody said, as a row of a sheet of its own: `item` holds the id of the item it is about."""

    item: list[str]

    @property
    def text(self) -> str:
        """The words that the row is known by."""
        return self.said


Entry = EvidenceItem | PlanAction
Row = Entry | ItemRecord
EntryKind = Literal["item", "action"]
RowKind = Literal["item", "action", "record"]
KIND = "rubric-workbook"
SCHEMA = 2  # 2 added the sheet of records; 1 is read too


@dataclass(frozen=True)
class Fault:
    """A cell that could not be used: where it is, and what is wrong and what to do."""

    sheet: str
    row: int
    heading: str
    text: str

    @property
    def sentence(self) -> str:
        """ "Co-production, row 7, How far along: “soon” is not one of the choices: …"."""
        return f"{self.sheet}, row {self.row}, {self.heading}: {self.text}"


@dataclass(frozen=True)
class ReadRow:
    """One filled row. `values` holds its cells' values by field name, without fields that have no column or a fault.

    `id` is that of the item or action it was exported from ("": the row was added), `base` that item or action as
    exported (None: not recorded). `sheet_key` is the aspect's id, or "" for a sheet of more than one aspect. The parts
    of records are among the values of their item, as "confirmations.ID.said"; `records_only` where its own row is
    missing.
    """

    kind: EntryKind
    sheet: str
    row: int
    sheet_key: str
    id: str
    values: Mapping[str, object]
    base: Entry | None = None
    records_only: bool = False


@dataclass(frozen=True)
class FilledRecord:
    """One filled row of the sheet of records, as `ReadRow`; `headings` are those of its columns, by field."""

    sheet: str
    row: int
    values: Mapping[str, object]
    base: ItemRecord | None
    headings: Mapping[str, str]


@dataclass(frozen=True)
class WorkbookRead:
    """A workbook as read. `assessment` is the id of the one it was exported from ("": not recorded).

    `expected_ids` are the ids of entries whose sheet is in the workbook: those without a row were deleted in it. It is
    empty where not every row was read.
    """

    assessment: str
    rows: tuple[ReadRow, ...]
    expected_ids: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldChange:
    """One field of an item or action: its `current` value in the assessment, and its value `in_workbook`.

    `before` is the value exported; in a conflict it differs from both, or is not recorded (None).
    """

    name: str
    label: str
    current: object
    in_workbook: object
    before: object = None


@dataclass(frozen=True)
class RowChange:
    """What a row would change in the item or action with this id."""

    kind: EntryKind
    id: str
    sheet: str
    row: int
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class NewRow:
    """A row that is not in the assessment, as the entry it would become. Its id is the same at every import."""

    row: int
    entry: EvidenceItem | PlanAction


@dataclass(frozen=True)
class MissingRow:
    """An existing item or action whose row was deleted in the workbook."""

    kind: EntryKind
    id: str
    title: str


@dataclass(frozen=True)
class WorkbookChanges:
    """What importing a workbook would change.

    `changed` holds fields changed in the workbook alone, `conflicting` those changed on both sides; a row may be in
    both. `missing` were deleted in the workbook; `gone` were removed from the assessment since the export, and can be
    put back as the workbook has them. `foreign`: exported from another assessment, so rows can only be added.
    """

    new: tuple[NewRow, ...] = ()
    changed: tuple[RowChange, ...] = ()
    conflicting: tuple[RowChange, ...] = ()
    missing: tuple[MissingRow, ...] = ()
    gone: tuple[NewRow, ...] = ()
    unchanged: int = 0
    foreign: bool = False
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def nothing_to_do(self) -> bool:
        """Whether there is nothing to import and nothing to choose."""
        return not (self.new or self.changed or self.conflicting or self.missing or self.gone)

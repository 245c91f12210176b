"""What passes between writing, reading and comparing a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from rubric.evidence.model import EvidenceItem, PlanAction

Kind = Literal["item", "action"]
KIND = "rubric-workbook"
SCHEMA = 1


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
    """One filled row. `values` holds what its cells say by field name; fields with no column or a fault are not in it.

    `id` is that of the item or action it was written from ("" where it is none: the row was added), `base` what that
    one held when the workbook was written (None: not known). `sheet_key` is the aspect's id, or "" for a sheet that
    holds more than one.
    """

    kind: Kind
    sheet: str
    row: int
    sheet_key: str
    id: str
    values: Mapping[str, object]
    base: EvidenceItem | PlanAction | None = None


@dataclass(frozen=True)
class WorkbookRead:
    """A workbook as read. `assessment` is the id of the one it was written from ("": the workbook does not say).

    `here` names the ids whose sheet is in the workbook, so that one of them without a row was deleted there; it is
    empty where not every row was looked at.
    """

    assessment: str
    rows: tuple[ReadRow, ...]
    expected_ids: frozenset[str] = frozenset()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FieldChange:
    """One field of one item: what it `was` here, and what the workbook says `now`.

    `before` is what it held when the workbook was written; in a conflict it differs from both, or is not known (None).
    """

    name: str
    label: str
    current: object
    in_workbook: object
    before: object = None


@dataclass(frozen=True)
class RowChange:
    """What a row would change in the item or action with this id."""

    kind: Kind
    id: str
    sheet: str
    row: int
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class NewRow:
    """A row that is not here yet, as the item or action it would become. Its id is the same at every import."""

    row: int
    entry: EvidenceItem | PlanAction


@dataclass(frozen=True)
class MissingRow:
    """An item or action that is here, and whose row was deleted in the workbook."""

    kind: Kind
    id: str
    title: str


@dataclass(frozen=True)
class WorkbookChanges:
    """What bringing a workbook in would do. Nothing is done by making this.

    `changed` holds fields that only the workbook changed, `conflicting` those changed there and here; a row may be in
    both. `missing` were deleted in the workbook; `gone` were removed here since, and can be put back as the workbook
    has them. `foreign` workbooks come from another assessment, so their rows can only be added.
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
        """Whether there is nothing to bring in and nothing to choose."""
        return not (self.new or self.changed or self.conflicting or self.missing or self.gone)

"""What the page that files are brought in on remembers between clicks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from rubric.draft.round_trip.returned import Returned
from rubric.draft.workbook.model import WorkbookRead
from rubric.evidence import EvidenceItem, PlanAction, SectionEdit

Entry: TypeAlias = EvidenceItem | PlanAction
Name: TypeAlias = tuple[str, str]  # "item" or "action", and the id


@dataclass(frozen=True)
class Left:
    """The key of a difference of a Word draft that was rejected."""

    key: str


@dataclass(frozen=True)
class Taken:
    """Differences of a section that were accepted: how many, and its edit before that (None: composed)."""

    section: str
    differences: int
    before: SectionEdit | None


@dataclass
class ReturnedDraft:
    """A Word draft under review; `left` has the keys of rejected differences, `done` all decisions in order."""

    assessment: str
    name: str
    returned: Returned
    left: set[str] = field(default_factory=set)
    done: list[Left | Taken] = field(default_factory=list)


@dataclass(frozen=True)
class Import:
    """What an import did: each entry before and after it (None: it did not exist), by kind and id."""

    assessment: str
    summary: str
    entries: Mapping[Name, tuple[Entry | None, Entry | None]]


@dataclass
class ReturnedWorkbook:
    """An Excel workbook under review, and the last import, which can be undone.

    `read` has its rows: None where there is no workbook, or it could not be read, and `error` says why. `chosen` has
    the choices made, by kind and row or field; `shown` the page of each list, from 0.
    """

    assessment: str = ""
    name: str = ""
    read: WorkbookRead | None = None
    error: str = ""
    chosen: dict[str, bool] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    undo: Import | None = None


@dataclass
class FilesDesk:
    """The Word draft and the workbook under review."""

    word: ReturnedDraft | None = None
    workbook: ReturnedWorkbook = field(default_factory=ReturnedWorkbook)

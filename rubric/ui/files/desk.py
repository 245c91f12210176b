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
    """A difference of a Word draft that was left as it is here."""

    key: str


@dataclass(frozen=True)
class Taken:
    """Differences of a section that were accepted: how many, and its edit before that (None: composed)."""

    section: str
    differences: int
    before: SectionEdit | None


@dataclass
class ReturnedDraft:
    """A Word draft that came back and is gone through, difference by difference; `done` has what was decided."""

    assessment: str
    name: str
    returned: Returned
    left: set[str] = field(default_factory=set)
    done: list[Left | Taken] = field(default_factory=list)


@dataclass(frozen=True)
class Import:
    """What an import did: each entry before and after it (None: it was not there), by kind and id."""

    assessment: str
    summary: str
    entries: Mapping[Name, tuple[Entry | None, Entry | None]]


@dataclass
class ReturnedWorkbook:
    """An Excel workbook that came back and is looked through, and the last import, which can be undone.

    `read` has its rows: None where there is no workbook, or it could not be read, and `error` says why. `chosen` is
    what was chosen against the usual, by row or field; `shown` the page of each list.
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
    """The Word draft and the workbook that are being looked through."""

    word: ReturnedDraft | None = None
    workbook: ReturnedWorkbook = field(default_factory=ReturnedWorkbook)

"""Every error a person may meet. Each message is one plain sentence: what is wrong and what to do.

RubricError
├── BadInput              something brought to us cannot be used as it is
│   ├── BadFramework      a framework pack does not load, link or check
│   ├── BadAssessmentFile an assessment file is broken, newer than we are, or not ours
│   ├── BadReport         a report file holds nothing we can read as a report
│   ├── BadArchive        a Word, Excel or zip file is not safe to open, or cannot be opened
│   └── BadTemplate       a Word template asks for something we do not have
├── NoPdf                 no PDF can be made on this machine
├── NotServed             a page that the bench measures does not come, or not as it should
└── StoreError            the database cannot be used
    ├── StoreUnavailable  it cannot be opened, or is read-only
    ├── NotFound          no such assessment, item, report or finding (any more)
    ├── AlreadyShelved    a report's file is in the library already
    └── Conflict          somebody else changed it first
"""

from collections.abc import Mapping
from enum import StrEnum


class RubricError(Exception):
    """The base of all our errors; `str(error)` is a sentence fit to show."""


class BadInput(RubricError):
    """Something brought to us cannot be used as it is."""


class BadFramework(BadInput):
    """A framework pack does not load, link or check."""


class BadAssessmentFile(BadInput):
    """An assessment file is broken, newer than we are, or not ours."""


class BadReport(BadInput):
    """A report file holds nothing we can read as a report."""


class ArchiveFault(StrEnum):
    """What is wrong with a Word, Excel or zip file before anything in it is read."""

    DAMAGED = "damaged"  # or no such file at all
    LOCKED = "locked"
    MACROS = "macros"
    TOO_LARGE = "too_large"


class BadArchive(BadInput):
    """A Word, Excel or zip file is not safe to open, or cannot be opened; `fault` says why."""

    def __init__(self, message: str, fault: ArchiveFault) -> None:
        super().__init__(message)
        self.fault = fault


class BadTemplate(BadInput):
    """A Word template asks for something we do not have."""


class NoPdf(RubricError):
    """No PDF can be made: LibreOffice is not here, or did not do it."""


class NotServed(RubricError):
    """A page that the bench measures does not come, or not as it should."""


class StoreError(RubricError):
    """The database cannot be used."""


class StoreUnavailable(StoreError):
    """The database cannot be opened, or is read-only."""


class NotFound(StoreError):
    """No such assessment, item, report or finding (any more)."""


class AlreadyShelved(StoreError):
    """A report's file is in the library already, as `report_id`; `removed` where somebody has removed it since."""

    def __init__(self, message: str, report_id: str, *, removed: bool = False) -> None:
        super().__init__(message)
        self.report_id = report_id
        self.removed = removed


class Conflict(StoreError):
    """Somebody else changed it first.

    `theirs` has the stored values by the field names that the writer used, and `revision` the revision that has them:
    whoever has looked at `theirs` has seen that revision.
    """

    def __init__(
        self, message: str, theirs: Mapping[str, object] | None = None, *, revision: int | None = None
    ) -> None:
        super().__init__(message)
        self.theirs: dict[str, object] = dict(theirs or {})
        self.revision = revision

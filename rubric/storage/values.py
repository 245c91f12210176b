"""What the store returns besides assessments and reports."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from rubric.english import count, either
from rubric.english import size as in_bytes
from rubric.prediction.change import LibraryChange
from rubric.reports.model import NationalCounts


class Value(BaseModel):
    """A value: it never changes, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Saved(Value):
    """That something is saved: when (UTC), and the revision it now has.

    `merged` names what others changed since the revision the writer had seen. Where it is not empty, read the item
    again before claiming to have seen `revision`.
    """

    at: datetime
    revision: int
    merged: tuple[str, ...] = ()


class Summary(Value):
    """One line of the list of assessments. `aspects` counts those with an item, `skipped` those left out on purpose.

    `revision` is the assessment's own, which counts changes to its details and not those to its items.
    """

    id: str
    revision: int
    council: str
    title: str
    period: str
    items: int
    aspects: int
    skipped: int
    updated: datetime
    archived: bool
    is_example: bool


ASIDE = -1  # in place of a revision: it never stood


class Change(Value):
    """A former value of a field (as in the assessment file), the last revision with it, and when it was replaced.

    `by` is who replaced it, "" where that is not known. With the revision ASIDE it is what `by` wrote and what was not
    taken, as a colleague had changed the field meanwhile.
    """

    field: str
    old: object
    revision: int
    at: datetime
    by: str = ""


class SeveralChanged(Value):
    """That one field of several items was given one value: how many items, when (UTC) and by whom, "" if not known.

    `id` is what it is taken back by. `stand` is how many of them nobody has changed since.
    """

    id: str
    field: str
    at: datetime
    by: str
    items: int
    stand: int


class TemplateVersion(Value):
    """One version of a Word template: the hash and size of its file, and who uploaded it when (UTC).

    `kind` is the document that it is a template of.
    """

    id: int
    name: str
    kind: str
    version: int
    sha256: str
    size: int
    by: str
    at: datetime


class Shelved(Saved):
    """That a report is in the library, under this id."""

    id: str


class ShelvedSummary(Value):
    """One line of the list of imported reports. `corrected` counts the findings that a person has put right."""

    id: str
    authority: str
    score: int | None
    date: str
    name: str
    imported: datetime
    imported_by: str
    accepted: bool
    findings: int
    corrected: int


class ShelvedOutcome(Value):
    """The result of adding many reports at once: their ids in the library.

    `already`: their file was in the library; `removed`: somebody had removed them, and they stay removed.
    """

    added: tuple[str, ...]
    already: tuple[str, ...]
    removed: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """ "Of these reports: 2 were added; 1 was in your library already." and the like."""
        counted = [
            (self.added, "added"),
            (self.already, "in your library already"),
            (self.removed, "removed from your library before, so put back there what you want to keep"),
        ]
        parts = [f"{len(ids)} {either(len(ids), 'was', 'were')} {words}" for ids, words in counted if ids]
        if not parts:
            return "There were no reports to add."
        return f"{'Of these reports' if self.added else 'Nothing was added'}: {'; '.join(parts)}."


class ScoreTable(Value):
    """A table of councils' published scores: the counts made from it, its rows, and who imported it when (UTC)."""

    id: int
    national: NationalCounts
    rows: tuple[dict[str, Any], ...]
    imported: datetime
    imported_by: str


class Learned(Value):
    """What the last change of the library changed, when that was worked out (UTC), and the library's version."""

    library: str
    change: LibraryChange
    at: datetime


class Decision(Value):
    """What was decided about a proposal (accepted, rejected, or replaced by others), numbered within its assessment."""

    step: int
    state: str
    text: str
    id: str


class Copied(Value):
    """That a copy of everything was written: its file, the revision of its tables, what is in it, and its bytes."""

    file: str
    revision: str
    assessments: int
    size: int

    @property
    def sentence(self) -> str:
        """ "Copied 3 assessments and all that belongs to them to backup.sqlite3 (200 KB)." """
        what = count(self.assessments, "assessment")
        return f"Copied {what}, the library and all history to {self.file} ({in_bytes(self.size)})."


class Restored(Value):
    """That everything was put back from a copy; `kept` is where a copy of what it replaced is, "" for nothing."""

    assessments: int
    kept: str = ""

    @property
    def sentence(self) -> str:
        """What was put back, and where what it replaced is."""
        before = f" What was there before is in {self.kept}." if self.kept else ""
        return f"Put back {count(self.assessments, 'assessment')}, the library and all history.{before}"


class Erased(Value):
    """How many things of each kind were erased for good.

    `taken_away` are the council's own reports, peer challenges and findings of these that somebody took away; `copies`
    are those of the database made before an upgrade or a restore.
    """

    assessments: int = 0
    items: int = 0
    actions: int = 0
    attached: int = 0
    templates: int = 0
    reports: int = 0
    score_tables: int = 0
    proposals: int = 0
    taken_away: int = 0
    copies: int = 0

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(dict(self).values())

    @property
    def sentence(self) -> str:
        """ "Erased for good: 1 assessment, 3 items." and the like."""
        counted = (
            ("assessment", "assessments", self.assessments),
            ("item", "items", self.items),
            ("action", "actions", self.actions),
            ("attached file or link", "attached files or links", self.attached),
            ("Word template", "Word templates", self.templates),
            ("imported report", "imported reports", self.reports),
            ("table of scores", "tables of scores", self.score_tables),
            ("proposal that was decided about", "proposals that were decided about", self.proposals),
            ("report or finding that was taken away", "reports or findings that were taken away", self.taken_away),
            ("copy of the database", "copies of the database", self.copies),
        )
        parts = [f"{n} {singular if n == 1 else plural}" for singular, plural, n in counted if n]
        return f"Erased for good: {', '.join(parts)}." if parts else "Nothing was erased."


class Receipt(Value):
    """That things were erased for good: what and how many, when (UTC), and how long they had been deleted at least."""

    erased: Erased
    at: datetime
    days: int

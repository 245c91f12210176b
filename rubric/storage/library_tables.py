"""The tables of a council's own library: imported reports, their findings, published scores, and what was learned."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from rubric.reports.library.shelf import ID_LENGTH
from rubric.storage.tables import Table


class ReportRow(Table):
    """An imported report. `revision` counts every change to it or to its findings, `changed_at` is the last one's.

    One file stands here once: a report that was removed (`removed_at`) still holds its place until it is erased.
    """

    __tablename__ = "library_report"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str]
    authority: Mapped[str]
    score: Mapped[int | None]
    date: Mapped[str]
    imported: Mapped[datetime]
    imported_by: Mapped[str]
    accepted: Mapped[bool]
    changed_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class FindingRow(Table):
    """A finding of an imported report; its authority and score are the report's. `dropped_at`: somebody left it out.

    `reading` is what a sentence encoder made of the text, kept so that it is not made again; `read_by` says which
    encoder and of what text (`rubric/storage/readings.py`).
    """

    __tablename__ = "library_finding"

    report_id: Mapped[str] = mapped_column(ForeignKey(ReportRow.id, ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int] = mapped_column(default=1)
    section: Mapped[str]
    paragraph: Mapped[int]
    text: Mapped[str]
    aspect: Mapped[str]
    polarity: Mapped[str]
    maturity: Mapped[str]
    voice: Mapped[str]
    figures: Mapped[str]
    cue: Mapped[str]
    confidence: Mapped[float | None]
    coded_by: Mapped[str]
    dropped_at: Mapped[datetime | None]
    read_by: Mapped[str] = mapped_column(String(40), default="")
    reading: Mapped[bytes | None] = mapped_column(deferred=True)  # 3 KB that only a new start of the app wants


class FormerCodingRow(Table):
    """What a field of a finding held before it was changed; `number` is empty for a field of the report itself.

    `revision` is the last one of the finding (or report) in which the value stood; `change` is the revision of the
    report that the change made, so that what changed together is undone together. `undone` marks a correction that was
    undone, and what the undoing itself replaced: neither can be undone again.
    """

    __tablename__ = "library_former_value"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[str] = mapped_column(ForeignKey(ReportRow.id, ondelete="CASCADE"), index=True)
    number: Mapped[int | None]
    change: Mapped[int]
    revision: Mapped[int]
    field: Mapped[str]
    old: Mapped[Any] = mapped_column(nullable=True)
    changed_at: Mapped[datetime]
    undone: Mapped[bool] = mapped_column(default=False)


class ScoreTableRow(Table):
    """A table of councils' published scores as it was imported: the counts made from it, and a value for each row."""

    __tablename__ = "score_table"

    id: Mapped[int] = mapped_column(primary_key=True)
    imported: Mapped[datetime]
    imported_by: Mapped[str]
    national: Mapped[Any]
    councils: Mapped[Any]
    removed_at: Mapped[datetime | None]


class LibraryChangeRow(Table):
    """What learning from the library with the version `library` changed, as JSON; only the newest row counts."""

    __tablename__ = "library_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    library: Mapped[str]
    change: Mapped[Any]
    learned_at: Mapped[datetime]

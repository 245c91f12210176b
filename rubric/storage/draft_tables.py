"""The tables about the draft itself: edited sections, waived notes, and Word templates."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rubric.storage.tables import AssessmentRow, Table


class SectionEditRow(Table):
    """A section of the draft as somebody wrote it.

    `replaced_at` is empty while these are the section's words, and `replaced_by` says who then wrote others or went
    back to those composed. `revision` counts what was saved of the section, from 1.
    """

    __tablename__ = "section_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"), index=True)
    place: Mapped[int]
    section: Mapped[str]
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    text: Mapped[str]
    composed: Mapped[str]
    saved_by: Mapped[str]
    saved_at: Mapped[datetime]
    replaced_by: Mapped[str | None]
    replaced_at: Mapped[datetime | None]


class WaiverRow(Table):
    """A writing note that was set aside, and why."""

    __tablename__ = "waiver"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"), index=True)
    place: Mapped[int]
    rule: Mapped[str]
    subject: Mapped[str]
    reason: Mapped[str]
    saved_by: Mapped[str]
    saved_at: Mapped[datetime]


class TemplateRow(Table):
    """One version of a council's own Word template: the file's bytes as uploaded; `kind` is the document it is for."""

    __tablename__ = "word_template"
    __table_args__ = (UniqueConstraint("name", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(server_default="draft")
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    data: Mapped[bytes]
    saved_by: Mapped[str]
    saved_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

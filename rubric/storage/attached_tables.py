"""The tables about attached files and links: what is kept of each, and the bytes of files, each once."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rubric.evidence.ids import ID_LENGTH
from rubric.storage.tables import AssessmentRow, Table


class FileRow(Table):
    """The bytes of a file, once however often and in however many assessments it is attached."""

    __tablename__ = "attached_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int]
    data: Mapped[bytes]


class AttachmentRow(Table):
    """One version of a file or link in an assessment, under its id there (`key`); the fields are `Attachment`'s.

    `held` is the hash of its bytes where these are here: they are not where it came in an assessment file.
    """

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("assessment_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(ID_LENGTH))
    place: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    owner: Mapped[str]
    dated: Mapped[date | None]
    expires: Mapped[date | None]
    version: Mapped[int]
    replaces: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    link: Mapped[str]
    held: Mapped[str | None] = mapped_column(ForeignKey(FileRow.sha256), index=True)
    saved_by: Mapped[str]
    saved_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

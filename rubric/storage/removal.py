"""Removing that can be undone: one way of marking a row and of refusing a removed one, for every kind of thing."""

from datetime import datetime
from typing import TypeVar

from rubric.errors import NotFound
from rubric.evidence.model import now
from rubric.storage.attached_tables import AttachmentRow
from rubric.storage.draft_tables import TemplateRow
from rubric.storage.library_tables import ReportRow, ScoreTableRow
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow

Removable = AssessmentRow | ItemRow | ActionRow | AttachmentRow | TemplateRow | ReportRow | ScoreTableRow
Row = TypeVar("Row", AssessmentRow, ItemRow, ActionRow, AttachmentRow, TemplateRow, ReportRow, ScoreTableRow)


def require_row(row: Row | None, *, missing: str, gone: str, removed: bool) -> Row:
    """The row itself, once it is sure that it may be used.

    NotFound: it is None (`missing` is the sentence), or it was removed (`gone` is the sentence) and `removed` is False.
    """
    if row is None:
        raise NotFound(missing)
    if row.removed_at is not None and not removed:
        raise NotFound(gone)
    return row


def mark(row: Removable, *, removed: bool) -> datetime | None:
    """Mark a row as removed, or no longer; returns the moment (UTC), or None where nothing changed."""
    if (row.removed_at is not None) == removed:
        return None
    at = now()
    row.removed_at = at if removed else None
    return at

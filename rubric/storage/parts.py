"""What holds for the items and the actions of an assessment alike: their next place, removing, counting changes."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rubric.evidence.model import now
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow
from rubric.storage.values import Saved


def next_place(session: Session, assessment: AssessmentRow, kind: type[ItemRow] | type[ActionRow]) -> int:
    """The place after the last of this kind in the assessment, removed ones included."""
    last = session.scalar(select(func.max(kind.place)).where(kind.assessment_id == assessment.id))
    return 0 if last is None else last + 1


def set_removed(assessment: AssessmentRow, row: ItemRow | ActionRow, *, removed: bool) -> Saved:
    """Remove it, or put it back where it was. Doing so twice is the same as once."""
    if (row.removed_at is not None) == removed:
        return Saved(at=assessment.updated, revision=row.revision)
    at = now()
    row.removed_at = at if removed else None
    return touched(assessment, row, at)


def touched(assessment: AssessmentRow, row: ItemRow | ActionRow, at: datetime) -> Saved:
    """Count a change to it, which is one to its assessment too."""
    row.revision += 1
    assessment.updated = at
    return Saved(at=at, revision=row.revision)

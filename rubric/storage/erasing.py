"""Erasing for good what was removed long enough ago, and whatever names or repeats it elsewhere."""

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, select, update
from sqlalchemy.orm import Session

from rubric.evidence.model import now
from rubric.storage.draft_tables import TemplateRow, WaiverRow
from rubric.storage.library_tables import ReportRow, ScoreTableRow
from rubric.storage.removal import Removable
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow
from rubric.storage.values import Erased


def erase(session: Session, older_than: timedelta) -> Erased:
    """Erase what was removed longer ago than that; how many of each kind.

    What was said about an erased item or action goes with it: links to it and waivers of notes on it. A draft that used
    an erased template uses the shipped one.
    """
    before = now() - older_than
    _forget(session, before)
    _unuse(session, before)
    return Erased(
        assessments=_erase(session, AssessmentRow, before),
        items=_erase(session, ItemRow, before),
        actions=_erase(session, ActionRow, before),
        templates=_erase(session, TemplateRow, before),
        reports=_erase(session, ReportRow, before),
        score_tables=_erase(session, ScoreTableRow, before),
    )


def _erase(session: Session, table: type[Removable], before: datetime) -> int:
    result = session.execute(delete(table).where(table.removed_at < before))  # what belongs to them goes with them
    return result.rowcount if isinstance(result, CursorResult) else 0


def _unuse(session: Session, before: datetime) -> None:
    """SQLite may give an erased number to the next template, which nobody chose."""
    gone = session.scalars(select(TemplateRow.id).where(TemplateRow.removed_at < before)).all()
    session.execute(update(AssessmentRow).where(AssessmentRow.template_id.in_(gone)).values(template_id=None))


def _forget(session: Session, before: datetime) -> None:
    items: dict[str, set[str]] = {}
    subjects: dict[str, set[str]] = {}
    for item in session.scalars(select(ItemRow).where(ItemRow.removed_at < before)):
        items.setdefault(item.assessment_id, set()).add(item.id)
        subjects.setdefault(item.assessment_id, set()).add(f"item:{item.id}")
    for action in session.scalars(select(ActionRow).where(ActionRow.removed_at < before)):
        subjects.setdefault(action.assessment_id, set()).add(f"action:{action.id}")
    for assessment_id, named in subjects.items():
        for waiver in session.scalars(select(WaiverRow).where(WaiverRow.assessment_id == assessment_id)):
            if waiver.subject in named:
                session.delete(waiver)
    for assessment_id, ids in items.items():
        for linked in session.scalars(select(ActionRow).where(ActionRow.assessment_id == assessment_id)):
            if ids & set(linked.evidence):
                linked.evidence = [one for one in linked.evidence if one not in ids]
    session.flush()

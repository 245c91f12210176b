"""What can be done to an assessment as a whole, within a session: find, list, add, and keep what was there before."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import CursorResult, delete, distinct, func, select
from sqlalchemy.orm import Session

from rubric.errors import NotFound
from rubric.evidence.model import Assessment, now
from rubric.storage import rows
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow, ItemRow, SkipRow
from rubric.storage.values import Change, Saved, Summary


def find(session: Session, assessment_id: str, *, hold: bool = False, deleted: bool = False) -> AssessmentRow:
    """The assessment's row; with `hold`, nobody else changes the assessment until this session ends.

    NotFound: there is none, or (unless `deleted` may be) it was deleted.
    """
    row = session.get(AssessmentRow, assessment_id, with_for_update=hold or None)
    if row is None:
        raise NotFound("This assessment can't be found: open it from the list on the home page.")
    if row.deleted_at is not None and not deleted:
        raise NotFound("This assessment was deleted: put it back from the home page first.")
    return row


def read(session: Session, row: AssessmentRow) -> Assessment:
    """The whole assessment, without what was removed from it."""
    items = session.scalars(
        select(ItemRow).where(ItemRow.assessment_id == row.id, ItemRow.removed_at.is_(None)).order_by(ItemRow.place)
    )
    skips = session.scalars(select(SkipRow).where(SkipRow.assessment_id == row.id).order_by(SkipRow.place, SkipRow.id))
    actions = session.scalars(select(ActionRow).where(ActionRow.assessment_id == row.id).order_by(ActionRow.place))
    return rows.assessment_of(row, items, skips, actions)


def insert(session: Session, assessment: Assessment) -> Assessment:
    """Add an assessment with all its rows; an id that is in use anywhere, or is no key, gives way to a fresh one."""
    taken = set(session.scalars(select(AssessmentRow.id).where(AssessmentRow.id == rows.stored(assessment.id))))
    row = rows.assessment_row(assessment, rows.usable_id(assessment.id, taken))
    session.add(row)
    session.flush()  # before what points to it
    ids = _ids_in_use(session, [rows.stored(item.id) for item in assessment.evidence])
    for place, item in enumerate(assessment.evidence):
        key = rows.usable_id(item.id, ids)
        ids.add(key)
        session.add(rows.item_row(item, row.id, key, place))
    session.add_all(rows.skip_row(skip, row.id, place) for place, skip in enumerate(assessment.skips))
    session.add_all(rows.action_row(action, row.id, place) for place, action in enumerate(assessment.actions))
    session.flush()
    return read(session, row)


def _ids_in_use(session: Session, ids: Sequence[str]) -> set[str]:
    used: set[str] = set()
    for start in range(0, len(ids), 500):  # databases limit how many values one statement may name
        used.update(session.scalars(select(ItemRow.id).where(ItemRow.id.in_(ids[start : start + 500]))))
    return used


def summaries(session: Session, *, archived: bool, deleted: bool) -> list[Summary]:
    """One line for each assessment, newest change first."""
    live = (
        select(
            ItemRow.assessment_id.label("key"),
            func.count().label("item_count"),
            func.count(distinct(ItemRow.aspect)).label("aspect_count"),
        )
        .where(ItemRow.removed_at.is_(None))
        .group_by(ItemRow.assessment_id)
        .subquery()
    )
    skips = (
        select(SkipRow.assessment_id.label("key"), func.count(distinct(SkipRow.aspect)).label("skipped"))
        .group_by(SkipRow.assessment_id)
        .subquery()
    )
    query = (
        select(AssessmentRow, live.c.item_count, live.c.aspect_count, skips.c.skipped)
        .outerjoin(live, live.c.key == AssessmentRow.id)
        .outerjoin(skips, skips.c.key == AssessmentRow.id)
        .where(AssessmentRow.deleted_at.is_not(None) if deleted else AssessmentRow.deleted_at.is_(None))
        .order_by(AssessmentRow.updated.desc(), AssessmentRow.created.desc(), AssessmentRow.id)
    )
    if not archived:
        query = query.where(AssessmentRow.archived_at.is_(None))
    return [
        Summary(
            id=row.id,
            council=row.council,
            title=row.title,
            period=row.period,
            items=items or 0,
            aspects=aspects or 0,
            skipped=skipped or 0,
            updated=row.updated,
            archived=row.archived_at is not None,
            is_example=row.is_example,
        )
        for row, items, aspects, skipped in session.execute(query)
    ]


def changed(session: Session, row: AssessmentRow, old: dict[str, Any]) -> Saved:
    """Stamp a change to the assessment itself, keeping what the changed fields held (`old`, by name)."""
    at = now()
    session.add_all(
        FormerValueRow(assessment_id=row.id, revision=row.revision, field=field, old=value, changed_at=at)
        for field, value in old.items()
    )
    row.revision += 1
    row.updated = at
    return Saved(at=at, revision=row.revision)


def history(session: Session, row: AssessmentRow, item_id: str | None) -> list[Change]:
    """Every value that fields of an item (None: of the assessment itself) held before, newest first."""
    query = (
        select(FormerValueRow)
        .where(FormerValueRow.assessment_id == row.id, FormerValueRow.item_id == item_id)
        .order_by(FormerValueRow.id.desc())
    )
    return [
        Change(field=former.field, old=former.old, revision=former.revision, at=former.changed_at)
        for former in session.scalars(query)
    ]


def purge(session: Session, older_than: timedelta) -> int:
    """Remove for good what was deleted or removed longer ago; how many assessments, and items of others."""
    before = now() - older_than
    gone = 0
    for table, since in ((AssessmentRow, AssessmentRow.deleted_at), (ItemRow, ItemRow.removed_at)):
        result = session.execute(delete(table).where(since < before))  # what belongs to them goes with them
        gone += result.rowcount if isinstance(result, CursorResult) else 0
    return gone

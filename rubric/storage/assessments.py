"""What can be done to an assessment as a whole, within a session: find, list, add, and keep what was there before."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Select, delete, distinct, func, select
from sqlalchemy.orm import Session

from rubric.errors import NotFound
from rubric.evidence.model import Assessment, now
from rubric.storage import rows
from rubric.storage.draft_tables import SectionEditRow, TemplateRow, WaiverRow
from rubric.storage.references import led_to
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow, ItemRow, SkipRow
from rubric.storage.values import Change, Saved, Summary

Part = TypeVar("Part", ItemRow, SkipRow, ActionRow, SectionEditRow, WaiverRow)


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
    return rows.assessment_of(
        row,
        items=session.scalars(_of(row, ItemRow).where(ItemRow.removed_at.is_(None))),
        skips=session.scalars(_of(row, SkipRow)),
        actions=session.scalars(_of(row, ActionRow).where(ActionRow.removed_at.is_(None))),
        edits=session.scalars(_of(row, SectionEditRow).where(SectionEditRow.replaced_at.is_(None))),
        waivers=session.scalars(_of(row, WaiverRow)),
    )


def _of(row: AssessmentRow, table: type[Part]) -> Select[Part]:
    """The rows of one kind that belong to an assessment, in the order they came."""
    return select(table).where(table.assessment_id == row.id).order_by(table.place, table.id)


def insert(session: Session, assessment: Assessment, template_id: int | None = None) -> Assessment:
    """Add an assessment with all its rows; an id that is in use anywhere, or is no key, gives way to a fresh one.

    What names such an item or line of the plan within the assessment then names it by its fresh id.
    """
    taken = set(session.scalars(select(AssessmentRow.id).where(AssessmentRow.id == rows.stored(assessment.id))))
    row = rows.assessment_row(assessment, rows.usable_id(assessment.id, taken))
    if template_id is not None and session.get(TemplateRow, template_id) is not None:
        row.template_id = template_id
    session.add(row)
    session.flush()  # before what points to it
    item_ids = _usable_ids(session, ItemRow, [item.id for item in assessment.evidence])
    action_ids = _usable_ids(session, ActionRow, [action.id for action in assessment.actions])
    assessment = led_to(
        assessment,
        items=_first_of_each([item.id for item in assessment.evidence], item_ids),
        actions=_first_of_each([action.id for action in assessment.actions], action_ids),
    )
    session.add_all(
        rows.item_row(item, row.id, key, place)
        for place, (item, key) in enumerate(zip(assessment.evidence, item_ids, strict=True))
    )
    session.add_all(rows.skip_row(skip, row.id, place) for place, skip in enumerate(assessment.skips))
    session.add_all(
        rows.action_row(action, row.id, key, place)
        for place, (action, key) in enumerate(zip(assessment.actions, action_ids, strict=True))
    )
    session.add_all(rows.edit_row(edit, row.id, place) for place, edit in enumerate(assessment.edits))
    session.add_all(rows.waiver_row(waiver, row.id, place) for place, waiver in enumerate(assessment.waivers))
    session.flush()
    return read(session, row)


def _usable_ids(session: Session, table: type[ItemRow] | type[ActionRow], wanted: Sequence[str]) -> list[str]:
    """An id for each wanted one: itself, or a fresh one where it is in use in the table or given twice."""
    used: set[str] = set()
    keys = [rows.stored(one) for one in wanted]
    for start in range(0, len(keys), 500):  # databases limit how many values one statement may name
        used.update(session.scalars(select(table.id).where(table.id.in_(keys[start : start + 500]))))
    ids = []
    for one in wanted:
        ids.append(rows.usable_id(one, used))
        used.add(ids[-1])
    return ids


def _first_of_each(wanted: Sequence[str], given: Sequence[str]) -> dict[str, str]:
    """What each wanted id became; where one was wanted twice, the first keeps what points to it."""
    became: dict[str, str] = {}
    for one, key in zip(wanted, given, strict=True):
        became.setdefault(one, key)
    return became


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


def changed(session: Session, row: AssessmentRow, old: Mapping[str, Any]) -> Saved:
    """Stamp a change to the assessment itself, keeping what the changed fields held (`old`, by name)."""
    at = now()
    session.add_all(
        FormerValueRow(assessment_id=row.id, revision=row.revision, field=field, old=value, changed_at=at)
        for field, value in old.items()
    )
    row.revision += 1
    row.updated = at
    return Saved(at=at, revision=row.revision)


def history(
    session: Session, row: AssessmentRow, *, item_id: str | None = None, action_id: str | None = None
) -> list[Change]:
    """Every value that fields of an item or action (neither: of the assessment itself) held before, newest first."""
    query = (
        select(FormerValueRow)
        .where(
            FormerValueRow.assessment_id == row.id,
            FormerValueRow.item_id == item_id,
            FormerValueRow.action_id == action_id,
        )
        .order_by(FormerValueRow.id.desc())
    )
    return [
        Change(field=former.field, old=former.old, revision=former.revision, at=former.changed_at)
        for former in session.scalars(query)
    ]


def purge(session: Session, older_than: timedelta) -> int:
    """Remove for good what was deleted or removed longer ago; how many assessments, items and lines of plans.

    What was said about a purged item or line goes with it: links to it and waivers of notes on it.
    """
    before = now() - older_than
    _forget(session, before)
    gone = 0
    for table, since in (
        (AssessmentRow, AssessmentRow.deleted_at),
        (ItemRow, ItemRow.removed_at),
        (ActionRow, ActionRow.removed_at),
    ):
        result = session.execute(delete(table).where(since < before))  # what belongs to them goes with them
        gone += result.rowcount if isinstance(result, CursorResult) else 0
    return gone


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

"""A whole assessment into its rows, and the list of all."""

from collections.abc import Sequence

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from rubric.evidence.model import Assessment
from rubric.storage import rows
from rubric.storage.attached_tables import FileRow
from rubric.storage.draft_tables import TemplateRow
from rubric.storage.reading import read
from rubric.storage.references import with_new_ids
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow, SkipRow
from rubric.storage.values import Summary


def _templates_there(session: Session, like: AssessmentRow) -> tuple[int | None, dict[str, int] | None]:
    """The templates that an assessment uses, as far as they were not erased meanwhile."""
    used = {"": like.template_id, **(like.paper_templates or {})}
    there = {kind: number for kind, number in used.items() if number and session.get(TemplateRow, number) is not None}
    return there.pop("", None), there or None


def insert(session: Session, assessment: Assessment, like: AssessmentRow | None = None) -> Assessment:
    """Add an assessment with all its rows; an id that is in use or not usable is replaced by a fresh one.

    References to such an item or action within the assessment follow. It uses the templates of `like`. An attached file
    has its bytes where the store holds them already: an assessment does not bring them.
    Returns the assessment as stored.
    """
    taken = set(session.scalars(select(AssessmentRow.id).where(AssessmentRow.id == rows.stored(assessment.id))))
    row = rows.assessment_row(assessment, rows.usable_id(assessment.id, taken))
    if like is not None:
        row.template_id, row.paper_templates = _templates_there(session, like)
    session.add(row)
    session.flush()  # before what points to it
    item_ids = _usable_ids(session, ItemRow, [item.id for item in assessment.evidence])
    action_ids = _usable_ids(session, ActionRow, [action.id for action in assessment.actions])
    assessment = with_new_ids(
        assessment,
        items=_first_of_each([item.id for item in assessment.evidence], item_ids),
        actions=_first_of_each([action.id for action in assessment.actions], action_ids),
    )
    row.last_report = rows.reports_stored(assessment.to_answer)  # their links follow too
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
    attachments = {one.id: one for one in reversed(assessment.attachments)}  # of two with one id, the first
    there = _held(session, [one.sha256 for one in attachments.values()])
    session.add_all(
        rows.attachment_row(one, row.id, place, one.sha256 if one.sha256 in there else None)
        for place, one in enumerate(reversed(attachments.values()))
    )
    session.flush()
    return read(session, row)


def _held(session: Session, hashes: Sequence[str]) -> set[str]:
    """Those of these hashes whose files the store holds."""
    found: set[str] = set()
    for start in range(0, len(hashes), 500):
        found.update(session.scalars(select(FileRow.sha256).where(FileRow.sha256.in_(hashes[start : start + 500]))))
    return found


def _usable_ids(session: Session, table: type[ItemRow] | type[ActionRow], wanted: Sequence[str]) -> list[str]:
    """An id for each wanted one: itself, or a fresh one where it is in use in the table or given twice."""
    used: set[str] = set()
    keys = [rows.stored(wanted_id) for wanted_id in wanted]
    for start in range(0, len(keys), 500):  # databases limit how many values one statement may name
        used.update(session.scalars(select(table.id).where(table.id.in_(keys[start : start + 500]))))
    ids = []
    for wanted_id in wanted:
        ids.append(rows.usable_id(wanted_id, used))
        used.add(ids[-1])
    return ids


def _first_of_each(wanted: Sequence[str], given: Sequence[str]) -> dict[str, str]:
    """The given id by wanted id; where an id was wanted twice, references keep to the first."""
    became: dict[str, str] = {}
    for wanted_id, key in zip(wanted, given, strict=True):
        became.setdefault(wanted_id, key)
    return became


def summaries(session: Session, *, archived: bool, removed: bool) -> list[Summary]:
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
        .where(AssessmentRow.removed_at.is_not(None) if removed else AssessmentRow.removed_at.is_(None))
        .order_by(AssessmentRow.updated.desc(), AssessmentRow.created.desc(), AssessmentRow.id)
    )
    if not archived:
        query = query.where(AssessmentRow.archived_at.is_(None))
    return [
        Summary(
            id=row.id,
            revision=row.revision,
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

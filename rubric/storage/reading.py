"""A whole assessment out of its rows; of one that was read before, only what was changed since is read anew."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.storage import rows
from rubric.storage.attached_tables import AttachmentRow
from rubric.storage.draft_tables import SectionEditRow, WaiverRow
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow, ReceiptRow, SkipRow

Row = TypeVar("Row", ItemRow, SkipRow, ActionRow, SectionEditRow, WaiverRow, AttachmentRow)
Many = TypeVar("Many", ItemRow, ActionRow)
Part = TypeVar("Part", EvidenceItem, PlanAction)

_MOST_BY_NAME = 200  # changed ones that are asked for by their names; of more, all are read


class Opened(NamedTuple):
    """An assessment as it was read, the revision of its own details, and by id those of items, actions and sections.

    `receipt` is the number of the last erasing for good until then: that takes links along without a new revision.
    """

    assessment: Assessment
    revision: int
    items: Mapping[str, int]
    plan: Mapping[str, int]
    sections: Mapping[str, int]
    receipt: int


def read(session: Session, row: AssessmentRow) -> Assessment:
    """The whole assessment, without what was removed from it."""
    return read_again(session, row, None).assessment


def read_again(session: Session, row: AssessmentRow, last: Opened | None) -> Opened:
    """As `read`, with all revisions; items and actions that stand at the revision they had in `last` are taken from it.

    Each revision is read in one row with the words it belongs to, so none is newer than those.
    """
    receipt = session.scalar(select(func.coalesce(func.max(ReceiptRow.id), 0))) or 0
    if last is not None and last.receipt != receipt:
        last = None
    items_known = last and _known(last.assessment.evidence, last.items)
    plan_known = last and _known(last.assessment.actions, last.plan)
    # another item that is put between two can give both another position, without a revision of theirs
    items = _parts(session, row, ItemRow, rows.item_of, items_known, also=("position",))
    plan = _parts(session, row, ActionRow, rows.action_of, plan_known)
    edits = session.scalars(_of(row, SectionEditRow).where(SectionEditRow.replaced_at.is_(None))).all()
    return Opened(
        assessment=rows.assessment_of(
            row,
            evidence=[item for _, item in items.values()],
            actions=[action for _, action in plan.values()],
            skips=session.scalars(_of(row, SkipRow)),
            edits=edits,
            waivers=session.scalars(_of(row, WaiverRow)),
            attachments=session.scalars(_of(row, AttachmentRow).where(AttachmentRow.removed_at.is_(None))),
        ),
        revision=row.revision,
        items={key: revision for key, (revision, _) in items.items()},
        plan={key: revision for key, (revision, _) in plan.items()},
        sections={edit.section: edit.revision for edit in sorted(edits, key=lambda edit: edit.revision)},
        receipt=receipt,
    )


def _known(parts: Iterable[Part], revisions: Mapping[str, int]) -> dict[str, tuple[int, Part]]:
    return {part.id: (revisions[part.id], part) for part in parts}


def _parts(
    session: Session,
    row: AssessmentRow,
    table: type[Many],
    made_of: Callable[[Many], Part],
    known: Mapping[str, tuple[int, Part]] | None,
    also: Sequence[str] = (),
) -> dict[str, tuple[int, Part]]:
    """The items or actions of an assessment with their revisions, by id, in the order they came.

    Those in `known` are taken from there, where their revision and the fields named in `also` are the same.
    """
    query = _of(row, table).where(table.removed_at.is_(None))
    if known is None:
        return {one.id: (one.revision, made_of(one)) for one in session.scalars(query)}
    columns = (table.id, table.revision, *(getattr(table, name) for name in also))
    heads = {key: tuple(stands) for key, *stands in session.execute(query.with_only_columns(*columns))}
    stood = {key: _stood(*known[key], also) for key in known}
    changed = [key for key, stands in heads.items() if stood.get(key) != stands]
    if len(changed) > _MOST_BY_NAME:
        return _parts(session, row, table, made_of, None)
    found = dict(known)
    if changed:
        anew = session.scalars(query.where(table.id.in_(changed)))
        for key in changed:
            found.pop(key, None)
        found |= {one.id: (one.revision, made_of(one)) for one in anew}
    return {key: found[key] for key in heads if key in found}  # one may have been removed in between


def _stood(revision: int, part: EvidenceItem | PlanAction, also: Sequence[str]) -> tuple[object, ...]:
    return (revision, *(getattr(part, name) for name in also))


def _of(row: AssessmentRow, table: type[Row]) -> Select[Row]:
    """The rows of one kind that belong to an assessment, in the order they came."""
    return select(table).where(table.assessment_id == row.id).order_by(table.place, table.id)

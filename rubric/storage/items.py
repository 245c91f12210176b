"""What can be done to the evidence items of one assessment, whose row the caller holds in a writing session."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import EvidenceItem, now
from rubric.storage.edits import differing, edited, former_values, refuse_to_overwrite
from rubric.storage.order import in_order, put_between, put_last
from rubric.storage.parts import next_place, set_removed, touched
from rubric.storage.rows import item_of, item_row, stored, usable_id, write_item
from rubric.storage.tables import AssessmentRow, FormerValueRow, ItemRow
from rubric.storage.values import Saved

GONE = "This piece of evidence was removed meanwhile: put it back first, then make your change."


def find(session: Session, assessment: AssessmentRow, item_id: str, *, removed: bool = False) -> ItemRow:
    """The item's row. NotFound: it is not in this assessment, or (unless `removed` may be) it was removed."""
    row = session.get(ItemRow, item_id)
    if row is None or row.assessment_id != assessment.id:
        raise NotFound("This piece of evidence can't be found: go back to the list and open it from there.")
    if row.removed_at is not None and not removed:
        raise NotFound(GONE)
    return row


def add(session: Session, assessment: AssessmentRow, item: EvidenceItem) -> Saved:
    """Add an item after the last of its aspect. Conflict: there is one with this id already."""
    if usable_id(item.id, taken=()) != item.id or session.get(ItemRow, item.id) is not None:
        raise Conflict("This piece of evidence has been added already: load the page again to see it.")
    row = item_row(item, assessment.id, item.id, next_place(session, assessment, ItemRow))
    put_last(row, of_aspect(session, assessment, row.aspect))
    session.add(row)
    assessment.updated = now()
    return Saved(at=assessment.updated, revision=row.revision)


def save(
    session: Session, assessment: AssessmentRow, item_id: str, changes: Mapping[str, object], seen: int | None
) -> Saved:
    """Write the named fields. NotFound, BadInput, or Conflict with what others wrote after revision `seen`."""
    row = find(session, assessment, item_id)
    before = item_of(row)
    after = edited(before, changes)
    merged: tuple[str, ...] = ()
    if seen is not None and seen < row.revision:
        later = select(FormerValueRow).where(FormerValueRow.item_id == item_id, FormerValueRow.revision >= seen)
        merged = refuse_to_overwrite(before, after, changes, session.scalars(later).all())
    if before == after:
        return Saved(at=assessment.updated, revision=row.revision, merged=merged)
    write_item(row, after)
    if after.aspect != before.aspect and "position" not in changes:
        put_last(row, of_aspect(session, assessment, after.aspect, without=row))
    return _changed(session, assessment, row, before).model_copy(update={"merged": merged})


def move(
    session: Session, assessment: AssessmentRow, item_id: str, before: str | None, after: str | None, aspect: str | None
) -> Saved:
    """Put an item before or after another one (and into its aspect), or at the end of an aspect."""
    if (before is not None) + (after is not None) + (aspect is not None) != 1:
        raise BadInput("Say where the evidence should go: before another piece, after one, or to an aspect.")
    row = find(session, assessment, item_id)
    was = item_of(row)
    beside = before if before is not None else after
    if beside == item_id:
        return Saved(at=assessment.updated, revision=row.revision)
    if beside is not None:
        neighbour = find(session, assessment, beside)
        row.aspect = neighbour.aspect
        others = in_order(of_aspect(session, assessment, row.aspect, without=row))
        put_between(row, others, others.index(neighbour) + (after is not None))
    else:
        row.aspect = stored(aspect)
        put_last(row, of_aspect(session, assessment, row.aspect, without=row))
    return _changed(session, assessment, row, was)


def remove_or_restore(session: Session, assessment: AssessmentRow, item_id: str, *, removed: bool) -> Saved:
    """Remove an item, or put it back where it was. Doing so twice is the same as once."""
    return set_removed(assessment, find(session, assessment, item_id, removed=True), removed=removed)


def of_aspect(
    session: Session, assessment: AssessmentRow, aspect: str, *, without: ItemRow | None = None
) -> list[ItemRow]:
    """The items of an aspect, with the removed ones: these keep their place, to be put back there."""
    with session.no_autoflush:
        rows = session.scalars(
            select(ItemRow).where(ItemRow.assessment_id == assessment.id, ItemRow.aspect == aspect)
        ).all()
    return [row for row in rows if row is not without]


def _changed(session: Session, assessment: AssessmentRow, row: ItemRow, before: EvidenceItem) -> Saved:
    at = now()
    names = differing(before, item_of(row))
    session.add_all(former_values(before, names, assessment.id, row.revision, at))
    return touched(assessment, row, at)

"""The store's part for evidence items: fields saved as they are left, conflicts reported, removals undone."""

from collections.abc import Mapping
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, Conflict
from rubric.evidence.fields import record_name, record_of, value_of
from rubric.evidence.model import EvidenceItem, now
from rubric.storage import holding
from rubric.storage.clashes import changed_since, merged, overwritten
from rubric.storage.database import Database
from rubric.storage.edits import differing, edited, former_values, spoken
from rubric.storage.order import in_order, put_between, put_last
from rubric.storage.removal import require_row
from rubric.storage.rows import item_of, item_row, stored, usable_id, write_item
from rubric.storage.tables import AssessmentRow, ItemRow
from rubric.storage.values import Change, Saved
from rubric.storage.versions import item_changes_back

GONE = "This piece of evidence was removed meanwhile: put it back first, then make your change."


class EvidenceItems:
    """The evidence items of assessments in one database. Every call may raise StoreUnavailable and NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, assessment_id: str, item: EvidenceItem) -> Saved:
        """Add an item after the last of its aspect. Conflict: its id is in use, as when it was added twice."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            saved = add_item(session, row, item)
            session.commit()
            return saved

    def save(
        self,
        assessment_id: str,
        item_id: str,
        changes: Mapping[str, object],
        *,
        seen: int | None = None,
        by: str = "",
    ) -> Saved:
        """Write the named fields of an item and no others; a part of its next step is named as "action.owner".

        `seen` is the item's revision that the writer had on screen. BadInput: a name or value that does not fit.
        Conflict: somebody else has given a named field another value since `seen`; nothing is changed then, and the
        words that met theirs are laid aside in the history.

        Returns the item's revision and when. `by` is who writes, for the history.
        """
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            try:
                saved = save_item(session, row, item_id, changes, seen)
            except Conflict as clash:
                met = {name: value for name, value in changes.items() if name in clash.theirs}
                holding.lay_aside(session, row, met, item_id=item_id)
                raise
            session.commit()
            return saved

    def move(
        self,
        assessment_id: str,
        item_id: str,
        *,
        before: str | None = None,
        after: str | None = None,
        aspect: str | None = None,
    ) -> Saved:
        """Put an item before or after another one (in that item's aspect), or last in an aspect.

        Exactly one of `before`, `after` (ids of items) and `aspect` (an id) is given; else BadInput."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            saved = move_item(session, row, item_id, before, after, aspect)
            session.commit()
            return saved

    def remove(self, assessment_id: str, item_id: str) -> Saved:
        """Remove an item, which `restore` undoes until it is erased."""
        return self._set_removed(assessment_id, item_id, removed=True)

    def restore(self, assessment_id: str, item_id: str) -> Saved:
        """Put a removed item back where it was."""
        return self._set_removed(assessment_id, item_id, removed=False)

    def removed(self, assessment_id: str) -> list[EvidenceItem]:
        """The items that were removed and can still be restored, the last removed first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(ItemRow).where(ItemRow.assessment_id == row.id, ItemRow.removed_at.is_not(None))
            return [item_of(item) for item in session.scalars(query.order_by(ItemRow.removed_at.desc()))]

    def history(self, assessment_id: str, item_id: str) -> list[Change]:
        """Every value that the item's fields held before, newest first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            find_item(session, row, item_id, removed=True)
            return holding.history(session, row, item_id=item_id)

    def changes_back(self, assessment_id: str, item_id: str, revision: int) -> dict[str, object]:
        """The changes that make an item say again what it said at the end of a revision, as `save` takes them.

        Saved, they make a new revision: nothing is taken out of the history. Where it stands is not changed.
        """
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            item = item_of(find_item(session, row, item_id))
            return item_changes_back(item, holding.history(session, row, item_id=item_id), revision)

    def revisions(self, assessment_id: str) -> dict[str, int]:
        """The revision of each item that was not removed, by its id."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(ItemRow.id, ItemRow.revision).where(ItemRow.assessment_id == row.id)
            return {item.id: item.revision for item in session.execute(query.where(ItemRow.removed_at.is_(None)))}

    def _set_removed(self, assessment_id: str, item_id: str, *, removed: bool) -> Saved:
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            saved = set_item_removed(session, row, item_id, removed=removed)
            session.commit()
            return saved


# the same within a session in which the caller has locked the assessment


def find_item(session: Session, assessment: AssessmentRow, item_id: str, *, removed: bool = False) -> ItemRow:
    """The item's row. NotFound: it is not in this assessment, or (unless `removed` is True) it was removed."""
    row = session.get(ItemRow, item_id)
    return require_row(
        row if row is not None and row.assessment_id == assessment.id else None,
        missing="This piece of evidence can't be found: go back to the list and open it from there.",
        gone=GONE,
        removed=removed,
    )


def add_item(session: Session, assessment: AssessmentRow, item: EvidenceItem) -> Saved:
    """Add an item after the last of its aspect. Conflict: an item with this id exists."""
    if usable_id(item.id, taken=()) != item.id or session.get(ItemRow, item.id) is not None:
        raise Conflict("This piece of evidence has been added already: load the page again to see it.")
    row = item_row(item, assessment.id, item.id, holding.next_place(session, assessment, ItemRow))
    put_last(row, of_aspect(session, assessment, row.aspect))
    session.add(row)
    assessment.updated = now()
    return Saved(at=assessment.updated, revision=row.revision)


def save_item(
    session: Session, assessment: AssessmentRow, item_id: str, changes: Mapping[str, object], seen: int | None
) -> Saved:
    """Write the named fields. NotFound, BadInput, or Conflict with what others wrote after revision `seen`."""
    row = find_item(session, assessment, item_id)
    before = item_of(row)
    after = edited(before, _with_lost_records(session, assessment, before, changes))
    others: set[str] = set()
    if seen is not None and seen < row.revision:
        others = changed_since(session, assessment, seen, item_id=item_id)
        theirs = overwritten(others, changes, partial(value_of, before), partial(value_of, after))
        if theirs:
            raise Conflict(
                f"{' and '.join(spoken(name) for name in theirs)} was changed by somebody else while you wrote, so "
                "yours was not saved: choose which words to keep, then save again.",
                theirs,
                revision=row.revision,
            )
    if before == after:
        return Saved(at=assessment.updated, revision=row.revision, merged=merged(others, changes))
    write_item(row, after)
    if after.aspect != before.aspect and "position" not in changes:
        put_last(row, of_aspect(session, assessment, after.aspect, without=row))
    return _changed(session, assessment, row, before).model_copy(update={"merged": merged(others, changes)})


def _with_lost_records(
    session: Session, assessment: AssessmentRow, item: EvidenceItem, changes: Mapping[str, object]
) -> Mapping[str, object]:
    """The changes, and first the records of which they name a part but which were removed, as these were last."""
    wanted = dict.fromkeys(record_name(found[0]) for name in changes if (found := record_of(name)) and found[1])
    lost = [name for name in wanted if name not in changes and value_of(item, name) is None]
    return {name: _last_record(session, assessment, item, name) for name in lost} | dict(changes)


def _last_record(session: Session, assessment: AssessmentRow, item: EvidenceItem, name: str) -> object:
    history = holding.history(session, assessment, item_id=item.id)
    return next((change.old for change in history if change.field == name and change.old is not None), None)


def move_item(
    session: Session, assessment: AssessmentRow, item_id: str, before: str | None, after: str | None, aspect: str | None
) -> Saved:
    """Put an item before or after another one (and into its aspect), or at the end of an aspect.

    NotFound: either item is not in the assessment. BadInput: not exactly one of the three places is given."""
    if (before is not None) + (after is not None) + (aspect is not None) != 1:
        raise BadInput("Say where the evidence should go: before another piece, after one, or to an aspect.")
    row = find_item(session, assessment, item_id)
    was = item_of(row)
    beside = before if before is not None else after
    if beside == item_id:
        return Saved(at=assessment.updated, revision=row.revision)
    if beside is not None:
        neighbour = find_item(session, assessment, beside)
        row.aspect = neighbour.aspect
        others = in_order(of_aspect(session, assessment, row.aspect, without=row))
        put_between(row, others, others.index(neighbour) + (after is not None))
    else:
        row.aspect = stored(aspect)
        put_last(row, of_aspect(session, assessment, row.aspect, without=row))
    return _changed(session, assessment, row, was)


def set_item_removed(session: Session, assessment: AssessmentRow, item_id: str, *, removed: bool) -> Saved:
    """Remove an item, or put it back where it was. Doing so twice is the same as once."""
    return holding.set_removed(assessment, find_item(session, assessment, item_id, removed=True), removed=removed)


def of_aspect(
    session: Session, assessment: AssessmentRow, aspect: str, *, without: ItemRow | None = None
) -> list[ItemRow]:
    """The rows of an aspect's items, removed ones included, as these keep their position for when they are restored."""
    with session.no_autoflush:
        rows = session.scalars(
            select(ItemRow).where(ItemRow.assessment_id == assessment.id, ItemRow.aspect == aspect)
        ).all()
    return [row for row in rows if row is not without]


def _changed(session: Session, assessment: AssessmentRow, row: ItemRow, before: EvidenceItem) -> Saved:
    at = now()
    names = differing(before, item_of(row))
    holding.remember(session, former_values(before, names, assessment.id, row.revision, at))
    return holding.count_change(assessment, row, at)

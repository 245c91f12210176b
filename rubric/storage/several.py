"""The store's part for several items changed together: all of them or none, and the way back, also after a reload.

Such a change leaves a mark in the assessment's history: the field, and the items with the last revision in which each
held what it held before. Those values are where the values before every change are, in the item's own history. So it is
there that one reads what was changed since, and nothing is kept twice.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.errors import NotFound
from rubric.evidence.ids import new_id
from rubric.evidence.model import now
from rubric.storage import holding
from rubric.storage.bringing import refuse_to_overwrite
from rubric.storage.database import Database
from rubric.storage.items import find_item, save_item
from rubric.storage.rows import stored
from rubric.storage.tables import AssessmentRow, FormerValueRow, ItemRow
from rubric.storage.values import Saved, SeveralChanged

FORMER = "several."  # begins the name under which the assessment's history keeps the mark of such a change
OFFERED_FOR = timedelta(days=7)  # what is older is taken back item by item, from the history of each


class SeveralItems:
    """Changes of several items in the assessments of one database. Every call may raise StoreUnavailable, NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(
        self,
        assessment_id: str,
        items: Collection[str],
        name: str,
        value: object,
        *,
        seen: Mapping[str, int],
        by: str = "",
    ) -> SeveralChanged | None:
        """Give the field `name` of all these items (ids) one value; None where they have it already.

        `seen` has the revision of each that the writer had on screen, `by` is who writes. BadInput: a name or value
        that does not fit. Conflict: somebody else has given the field of one of them another value since; then nothing
        is changed.
        """
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            changed = {}
            for item_id in items:
                refuse_to_overwrite(session, row, item_id, {name: value}, seen.get(item_id))
                before = find_item(session, row, item_id)
                revision, position = before.revision, before.position
                if save_item(session, row, item_id, {name: value}, None).revision > revision:
                    changed[item_id] = {"revision": revision, "position": position}
            if not changed:
                return None
            mark = new_id()
            saved = holding.keep(session, row, {f"{FORMER}{mark}": {"field": name, "items": changed}})
            return SeveralChanged(
                id=mark, field=name, at=saved.at, by=stored(by), items=len(changed), stand=len(changed)
            )

    def last(self, assessment_id: str) -> SeveralChanged | None:
        """The last change of several items, made in the days of OFFERED_FOR, of which anything still stands."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            for mark in _marks(session, row):
                if mark.changed_at >= now() - OFFERED_FOR and (standing := _standing(session, row, mark)):
                    return SeveralChanged(
                        id=mark.field.removeprefix(FORMER),
                        field=mark.old["field"],
                        at=mark.changed_at,
                        by=mark.changed_by,
                        items=len(mark.old["items"]),
                        stand=len(standing),
                    )
            return None

    def undo(self, assessment_id: str, change: str, *, by: str = "") -> Saved:
        """Take a change back by its id, with what it did to each item; one that went to another aspect goes back.

        Items that were removed or given another value since are left alone: their ids are in `merged`.
        """
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            mark = next((one for one in _marks(session, row) if one.field == f"{FORMER}{change}"), None)
            if mark is None:
                raise NotFound("This change can't be taken back any more: load the page again.")
            standing = _standing(session, row, mark)
            for item_id, former in standing.items():
                save_item(session, row, item_id, former, None)
            session.commit()
            left = tuple(item_id for item_id in mark.old["items"] if item_id not in standing)
            return Saved(at=row.updated, revision=row.revision, merged=left)


def forget_items(session: Session, row: AssessmentRow, gone: Collection[str]) -> None:
    """Take items that are erased out of the marks of an assessment; a mark with no item left goes too."""
    for mark in _marks(session, row):
        stay = {item_id: told for item_id, told in mark.old["items"].items() if item_id not in gone}
        if not stay:
            session.delete(mark)
        elif len(stay) < len(mark.old["items"]):
            mark.old = mark.old | {"items": stay}


def _marks(session: Session, row: AssessmentRow) -> Sequence[FormerValueRow]:
    """The marks of an assessment, the newest first."""
    query = select(FormerValueRow).where(
        FormerValueRow.assessment_id == row.id,
        FormerValueRow.item_id.is_(None),
        FormerValueRow.action_id.is_(None),
        FormerValueRow.field.startswith(FORMER, autoescape=True),
    )
    return session.scalars(query.order_by(FormerValueRow.id.desc())).all()


def _standing(session: Session, row: AssessmentRow, mark: FormerValueRow) -> dict[str, dict[str, object]]:
    """What each item that is as the change left it held before, by field; the others were removed or changed since.

    A field that somebody changed and changed back is theirs too, as everywhere (`clashes.py`).
    """
    told = mark.old["items"]
    there = select(ItemRow.id).where(ItemRow.assessment_id == row.id, ItemRow.removed_at.is_(None))
    before: dict[str, dict[str, object]] = {item_id: {} for item_id in session.scalars(there) if item_id in told}
    later: set[tuple[str, str]] = set()
    for former in session.scalars(select(FormerValueRow).where(FormerValueRow.item_id.in_(list(before)))):
        item_id, revision = str(former.item_id), told[former.item_id]["revision"]
        if former.revision == revision:
            before[item_id][former.field] = former.old
        elif former.revision > revision:
            later.add((item_id, former.field))
    standing = {item_id: olds for item_id, olds in before.items() if not any((item_id, one) in later for one in olds)}
    for item_id, olds in standing.items():
        if "aspect" in olds:  # so that it goes back to where it stood
            olds["position"] = told[item_id]["position"]
    return standing

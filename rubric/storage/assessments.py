"""The store's part for assessments: created, imported, listed, their details and skipped aspects, archived, deleted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rubric.errors import BadInput, Conflict
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction, Skip, Standing, now
from rubric.storage import bringing, rows, whole
from rubric.storage.clashes import changed_since, merged, overwritten
from rubric.storage.database import Database
from rubric.storage.edits import spoken
from rubric.storage.holding import find_assessment, history, hold_assessment, keep
from rubric.storage.reading import Opened, read, read_again
from rubric.storage.references import with_fresh_ids
from rubric.storage.removal import mark
from rubric.storage.tables import AssessmentRow, FormerValueRow, ReceiptRow, SkipRow
from rubric.storage.values import Change, Saved, Summary


class Assessments:
    """Whole assessments in one database. Every call may raise StoreUnavailable; a call with an id, NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(
        self, *, council: str, title: str, period: str = "", lead: str = "", framework_version: str
    ) -> Assessment:
        """Begin an empty assessment."""
        return self.add(
            Assessment(council=council, title=title, period=period, lead=lead, framework_version=framework_version)
        )

    def add(self, assessment: Assessment) -> Assessment:
        """Store a whole assessment, such as one from a file; returns it as stored.

        An id that is in use is replaced by a fresh one, and whatever refers to it within the assessment follows.
        """
        return self._add(assessment)

    def duplicate(self, assessment_id: str, title: str) -> Assessment:
        """A copy under another title, with fresh ids; what was removed or changed before is not copied."""
        with self._database.reading() as session:
            row = find_assessment(session, assessment_id)
            original = read(session, row)
            session.expunge(row)
        at = now()
        return self._add(
            with_fresh_ids(original).model_copy(update={"title": title, "created": at, "updated": at}), row
        )

    def get(self, assessment_id: str) -> Assessment:
        """The assessment as it is stored now, without what was removed."""
        with self._database.reading() as session:
            return read(session, find_assessment(session, assessment_id))

    def opened(self, assessment_id: str, last: Opened | None = None) -> Opened:
        """As `get`, with the revision of everything in it; what has not changed since `last` is not read again."""
        with self._database.reading() as session:
            return read_again(session, find_assessment(session, assessment_id), last)

    def summaries(self, *, archived: bool = False) -> list[Summary]:
        """One line for each assessment, newest change first; archived ones only on request, deleted ones never."""
        with self._database.reading() as session:
            return whole.summaries(session, archived=archived, removed=False)

    def removed(self) -> list[Summary]:
        """One line for each deleted assessment that can still be restored."""
        with self._database.reading() as session:
            return whole.summaries(session, archived=True, removed=True)

    def save(self, assessment_id: str, changes: Mapping[str, str], *, seen: int | None = None, by: str = "") -> Saved:
        """Change the named details (see `rows.DETAILS`); returns the assessment's revision and when.

        `seen` is the assessment's revision that the writer had on screen. BadInput: any other name. Conflict: somebody
        else has given a named detail another value since `seen`; then nothing is written. `by` is who writes.
        """
        unknown = ", ".join(sorted(changes.keys() - set(rows.DETAILS)))
        if unknown:
            raise BadInput(f"These details can't be changed: {unknown}.")
        wanted = {name: rows.stored(value) for name, value in changes.items()}
        if wanted.get("status", Standing.DRAFT) not in set(Standing):
            raise BadInput("There is no such status: load the page again and choose it there.")
        with hold_assessment(self._database, assessment_id, by=by) as (session, row):
            others: set[str] = set()
            if seen is not None and seen < row.revision:
                others = changed_since(session, row, seen) & set(rows.DETAILS)
                theirs = overwritten(others, wanted, partial(getattr, row), wanted.__getitem__)
                if theirs:
                    raise Conflict(
                        f"{spoken(' and '.join(theirs))} was changed by somebody else while you wrote, so yours was "
                        "not saved: choose which words to keep, then save again.",
                        theirs,
                        revision=row.revision,
                    )
            old = {name: getattr(row, name) for name in wanted if getattr(row, name) != wanted[name]}
            for name in old:
                setattr(row, name, wanted[name])
            return keep(session, row, old).model_copy(update={"merged": merged(others, changes)})

    def changed(self, assessment_id: str) -> datetime | None:
        """When anything in the assessment was changed last; None where it was deleted, or never was.

        One row by its key, so that many may ask every few seconds. It is compared for being the same: the clocks of two
        servers differ.
        """
        with self._database.reading() as session:
            return session.scalar(
                select(AssessmentRow.updated).where(
                    AssessmentRow.id == assessment_id, AssessmentRow.removed_at.is_(None)
                )
            )

    def stamp(self, assessment_id: str) -> tuple[datetime, int] | None:
        """What differs as soon as anything that `get` gives of the assessment does; None where it was deleted.

        It is when the assessment was changed last, and the number of the last receipt: what is erased for good takes
        links to it along, and nobody has changed anything by that.
        """
        receipt = select(func.coalesce(func.max(ReceiptRow.id), 0)).scalar_subquery()
        here = (AssessmentRow.id == assessment_id, AssessmentRow.removed_at.is_(None))
        with self._database.reading() as session:
            found = session.execute(select(AssessmentRow.updated, receipt).where(*here)).one_or_none()
            return found and (found[0], found[1])

    def changed_by(self, assessment_id: str) -> str:
        """Who made that last change, "" where that is not known."""
        newest = (
            select(FormerValueRow.changed_by)
            .join(AssessmentRow, AssessmentRow.id == FormerValueRow.assessment_id)
            .where(AssessmentRow.id == assessment_id, FormerValueRow.changed_at == AssessmentRow.updated)
            .order_by(FormerValueRow.id.desc())
        )
        with self._database.reading() as session:
            return session.scalar(newest.limit(1)) or ""

    def history(self, assessment_id: str) -> list[Change]:
        """Every former value of the assessment's own fields, newest first."""
        with self._database.reading() as session:
            return history(session, find_assessment(session, assessment_id))

    def skip(self, assessment_id: str, aspect: str, reason: str) -> Saved:
        """Leave an aspect out on purpose, or give another reason for it. BadInput: no reason."""
        reason = rows.stored(reason).strip()
        if not reason:
            raise BadInput("Say in a few words why you skip this aspect.")
        with hold_assessment(self._database, assessment_id) as (session, row):
            skips = _skips_of(session, row, aspect)
            if not skips:
                session.add(rows.skip_row(Skip(aspect=aspect, reason=reason), row.id, row.revision))
            old = {f"skip.{aspect}": skip.reason for skip in skips if skip.reason != reason}
            for skip in skips:
                skip.reason = reason
            return keep(session, row, old, anyway=not skips)

    def unskip(self, assessment_id: str, aspect: str) -> Saved:
        """Take an aspect in again; the reason it was left out stays in the assessment's history."""
        with hold_assessment(self._database, assessment_id) as (session, row):
            skips = _skips_of(session, row, aspect)
            for skip in skips:
                session.delete(skip)
            return keep(session, row, {f"skip.{aspect}": skip.reason for skip in skips})

    def archive(self, assessment_id: str) -> Saved:
        """Put an assessment away; it can still be read and changed."""
        return self._set_archived(assessment_id, archived=True)

    def unarchive(self, assessment_id: str) -> Saved:
        """Bring an archived assessment back to the list."""
        return self._set_archived(assessment_id, archived=False)

    def remove(self, assessment_id: str) -> Saved:
        """Delete an assessment, which `restore` undoes until it is erased."""
        return self._set_removed(assessment_id, removed=True)

    def restore(self, assessment_id: str) -> Saved:
        """Undo `remove`."""
        return self._set_removed(assessment_id, removed=False)

    def bring_in(
        self,
        assessment_id: str,
        *,
        added: Sequence[EvidenceItem] = (),
        changed: Mapping[str, Mapping[str, object]] | None = None,
        seen: Mapping[str, int] | None = None,
        actions_added: Sequence[PlanAction] = (),
        actions_changed: Mapping[str, Mapping[str, object]] | None = None,
        actions_seen: Mapping[str, int] | None = None,
        by: str = "",
    ) -> Saved:
        """Add and change items and actions, all or none, such as what came back in a workbook.

        `changed` and `actions_changed` have changes by id, as the `save` of an item and of an action takes them; former
        values stay in the history. An added one that was removed from this assessment is restored with the
        given values; an id that another assessment has is replaced by a fresh one, and links among what is added
        follow. `seen` and `actions_seen` are the revisions by id of what was compared. BadInput: a name or value
        that does not fit. Conflict: an added one exists in this assessment, or somebody else has given a named
        field another value since.

        Returns the assessment's revision and when. `by` is who brings it in.
        """
        with hold_assessment(self._database, assessment_id, by=by) as (session, row):
            bringing.bring_in(
                session,
                row,
                added=added,
                changed=changed or {},
                seen=seen or {},
                actions_added=actions_added,
                actions_changed=actions_changed or {},
                actions_seen=actions_seen or {},
            )
            session.commit()
            return Saved(at=row.updated, revision=row.revision)

    def _add(self, assessment: Assessment, like: AssessmentRow | None = None) -> Assessment:
        with self._database.writing() as session:
            try:
                kept = whole.insert(session, assessment, like)
            except IntegrityError:  # somebody took one of the ids a moment ago: now it is seen to be taken
                session.rollback()
                kept = whole.insert(session, assessment, like)
            session.commit()
            return kept

    def _set_archived(self, assessment_id: str, *, archived: bool) -> Saved:
        with hold_assessment(self._database, assessment_id) as (session, row):
            if (row.archived_at is not None) == archived:
                return keep(session, row, {})
            row.archived_at = now() if archived else None
            return keep(session, row, {}, anyway=True)

    def _set_removed(self, assessment_id: str, *, removed: bool) -> Saved:
        with hold_assessment(self._database, assessment_id, removed=True) as (session, row):
            return keep(session, row, {}, anyway=mark(row, removed=removed) is not None)


def _skips_of(session: Session, row: AssessmentRow, aspect: str) -> Sequence[SkipRow]:
    return session.scalars(
        select(SkipRow).where(SkipRow.assessment_id == row.id, SkipRow.aspect == rows.stored(aspect))
    ).all()

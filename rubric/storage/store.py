"""The store: assessments and a library kept in a database, each field saved as it is left, nothing typed ever lost."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rubric.errors import BadInput, StoreError
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction, Skip, now
from rubric.storage import assessments, bringing, items, reports, rows, score_tables, templates
from rubric.storage.database import Database
from rubric.storage.learned import LastLearned
from rubric.storage.library import ReportShelf
from rubric.storage.migrate import bring_up_to_date
from rubric.storage.plan import ImprovementPlan
from rubric.storage.references import anew
from rubric.storage.score_tables import PublishedScores
from rubric.storage.sections import DraftWords
from rubric.storage.tables import AssessmentRow, ItemRow, SkipRow
from rubric.storage.templates import WordTemplates
from rubric.storage.values import Change, Saved, Summary


class Store(ImprovementPlan, DraftWords, WordTemplates, ReportShelf, PublishedScores, LastLearned):
    """Assessments with their plans and drafts, Word templates, imported reports and published scores in one database.

    Threads may share it; each call is one short transaction of its own. Every call may raise StoreUnavailable; those
    that name an assessment, an item, a report or a finding, NotFound.
    """

    def __init__(self, url: str) -> None:
        """Open the database at an SQLAlchemy URL, made or brought up to date as needed.

        StoreUnavailable: it cannot be opened or written to, or a newer release has been at work on it.
        """
        self._database = Database(url)
        try:
            bring_up_to_date(self._database)
        except BaseException:
            self._database.close()
            raise

    def close(self) -> None:
        """Let go of every connection."""
        self._database.close()

    def healthy(self) -> bool:
        """Whether the database answers, and has our tables."""
        try:
            with self._database.reading() as session:
                session.execute(select(AssessmentRow.id).limit(1))
        except StoreError:
            return False
        return True

    # whole assessments

    def create(
        self, *, council: str, title: str, period: str = "", lead: str = "", framework_version: str
    ) -> Assessment:
        """Begin an empty assessment."""
        return self.add(
            Assessment(council=council, title=title, period=period, lead=lead, framework_version=framework_version)
        )

    def add(self, assessment: Assessment) -> Assessment:
        """Keep a whole assessment, such as one from a file; as kept, with fresh ids where its own are in use.

        What names an item or action by an id that gave way names it by its fresh one.
        """
        return self._add(assessment)

    def duplicate(self, assessment_id: str, title: str) -> Assessment:
        """A copy under another title, with fresh ids; what was removed or changed before is not copied."""
        with self._database.reading() as session:
            row = assessments.find(session, assessment_id)
            original, template_id = assessments.read(session, row), row.template_id
        at = now()
        return self._add(anew(original).model_copy(update={"title": title, "created": at, "updated": at}), template_id)

    def _add(self, assessment: Assessment, template_id: int | None = None) -> Assessment:
        with self._database.writing() as session:
            try:
                kept = assessments.insert(session, assessment, template_id)
            except IntegrityError:  # somebody took one of the ids a moment ago: now it is seen to be taken
                session.rollback()
                kept = assessments.insert(session, assessment, template_id)
            session.commit()
            return kept

    def get(self, assessment_id: str) -> Assessment:
        """The assessment as it stands."""
        with self._database.reading() as session:
            return assessments.read(session, assessments.find(session, assessment_id))

    def summaries(self, *, archived: bool = False) -> list[Summary]:
        """One line for each assessment, newest change first; archived ones only on request, deleted ones never."""
        with self._database.reading() as session:
            return assessments.summaries(session, archived=archived, deleted=False)

    def deleted(self) -> list[Summary]:
        """One line for each deleted assessment that can still be restored."""
        with self._database.reading() as session:
            return assessments.summaries(session, archived=True, deleted=True)

    def save_details(self, assessment_id: str, **changes: str) -> Saved:
        """Change council, title, period or lead. BadInput: any other name."""
        unknown = ", ".join(sorted(changes.keys() - set(rows.DETAILS)))
        if unknown:
            raise BadInput(f"These details can't be changed: {unknown}.")
        with self._holding(assessment_id) as (session, row):
            old = {name: getattr(row, name) for name in changes if getattr(row, name) != rows.stored(changes[name])}
            for name in old:
                setattr(row, name, rows.stored(changes[name]))
            return self._keep(session, row, old)

    def skip_aspect(self, assessment_id: str, aspect: str, reason: str) -> Saved:
        """Leave an aspect out on purpose, or give another reason for it. BadInput: no reason."""
        reason = rows.stored(reason).strip()
        if not reason:
            raise BadInput("Say in a few words why you skip this aspect.")
        with self._holding(assessment_id) as (session, row):
            skips = _skips_of(session, row, aspect)
            if not skips:
                session.add(rows.skip_row(Skip(aspect=aspect, reason=reason), row.id, row.revision))
            old = {f"skip.{aspect}": skip.reason for skip in skips if skip.reason != reason}
            for skip in skips:
                skip.reason = reason
            return self._keep(session, row, old, anyway=not skips)

    def unskip_aspect(self, assessment_id: str, aspect: str) -> Saved:
        """Take an aspect in again; the reason it was left out stays in the assessment's history."""
        with self._holding(assessment_id) as (session, row):
            skips = _skips_of(session, row, aspect)
            for skip in skips:
                session.delete(skip)
            return self._keep(session, row, {f"skip.{aspect}": skip.reason for skip in skips})

    def archive(self, assessment_id: str) -> Saved:
        """Put an assessment away; it can still be read and changed."""
        return self._mark(assessment_id, "archived_at", on=True)

    def unarchive(self, assessment_id: str) -> Saved:
        """Bring an archived assessment back to the list."""
        return self._mark(assessment_id, "archived_at", on=False)

    def delete(self, assessment_id: str) -> Saved:
        """Delete an assessment, which `restore` undoes until it is purged."""
        return self._mark(assessment_id, "deleted_at", on=True)

    def restore(self, assessment_id: str) -> Saved:
        """Undo `delete`."""
        return self._mark(assessment_id, "deleted_at", on=False)

    def purge(self, *, older_than: timedelta) -> int:
        """Remove for good, with their history, what was deleted or removed longer ago; how many.

        That is assessments, their items and actions, Word templates, imported reports, and tables of published scores.
        """
        with self._database.writing() as session:
            gone = assessments.purge(session, older_than)
            gone += templates.purge(session, older_than) + reports.purge(session, older_than)
            gone += score_tables.purge(session, older_than)
            session.commit()
            return gone

    # the items of an assessment

    def revisions(self, assessment_id: str) -> dict[str, int]:
        """The revision of each item, by its id."""
        with self._database.reading() as session:
            row = assessments.find(session, assessment_id)
            query = select(ItemRow.id, ItemRow.revision).where(ItemRow.assessment_id == row.id)
            return {item.id: item.revision for item in session.execute(query.where(ItemRow.removed_at.is_(None)))}

    def removed_items(self, assessment_id: str) -> list[EvidenceItem]:
        """The items that were removed and can still be restored, the last removed first."""
        with self._database.reading() as session:
            row = assessments.find(session, assessment_id)
            query = select(ItemRow).where(ItemRow.assessment_id == row.id, ItemRow.removed_at.is_not(None))
            return [rows.item_of(item) for item in session.scalars(query.order_by(ItemRow.removed_at.desc()))]

    def history(self, assessment_id: str, item_id: str | None = None) -> list[Change]:
        """Every value that the item's fields (no item: the assessment's own) held before, newest first."""
        with self._database.reading() as session:
            row = assessments.find(session, assessment_id)
            if item_id is not None:
                items.find(session, row, item_id, removed=True)
            return assessments.history(session, row, item_id=item_id)

    def add_item(self, assessment_id: str, item: EvidenceItem) -> Saved:
        """Add an item after the last of its aspect. Conflict: its id is in use, as when it was added twice."""
        with self._holding(assessment_id) as (session, row):
            saved = items.add(session, row, item)
            session.commit()
            return saved

    def save_item(
        self, assessment_id: str, item_id: str, changes: Mapping[str, object], *, seen: int | None = None
    ) -> Saved:
        """Write the named fields of an item and no others; a part of its next step is named as "action.owner".

        `seen` is the revision that the writer had on screen. BadInput: a name or value that does not fit. Conflict:
        somebody else has given a named field another value since `seen`; then nothing is written.
        """
        with self._holding(assessment_id) as (session, row):
            saved = items.save(session, row, item_id, changes, seen)
            session.commit()
            return saved

    def move_item(
        self,
        assessment_id: str,
        item_id: str,
        *,
        before: str | None = None,
        after: str | None = None,
        aspect: str | None = None,
    ) -> Saved:
        """Put an item before or after another (in that one's aspect), or last in an aspect. BadInput: no such wish."""
        with self._holding(assessment_id) as (session, row):
            saved = items.move(session, row, item_id, before, after, aspect)
            session.commit()
            return saved

    def remove_item(self, assessment_id: str, item_id: str) -> Saved:
        """Remove an item, which `restore_item` undoes until it is purged."""
        return self._set_removed(assessment_id, item_id, removed=True)

    def restore_item(self, assessment_id: str, item_id: str) -> Saved:
        """Put a removed item back where it was."""
        return self._set_removed(assessment_id, item_id, removed=False)

    def bring_in(
        self,
        assessment_id: str,
        *,
        added: Sequence[EvidenceItem] = (),
        changed: Mapping[str, Mapping[str, object]] | None = None,
        actions_added: Sequence[PlanAction] = (),
        actions_changed: Mapping[str, Mapping[str, object]] | None = None,
        seen: Assessment | None = None,
    ) -> Saved:
        """Add and change items and actions, all or none, such as what came back in a workbook.

        `changed` and `actions_changed` have changes by id, as `save_item` and `save_action` take them; former values
        stay in the history. An added one that was removed here is put back with what is given; an id that another
        assessment has gives way to a fresh one, and links among what is added follow. `seen` is the assessment as it
        was compared. BadInput: a name or value that does not fit. Conflict: an added one is here already, or a named
        field holds something else by now than in `seen`. The assessment's revision and when.
        """
        with self._holding(assessment_id) as (session, row):
            bringing.bring_in(
                session,
                row,
                added=added,
                changed=changed or {},
                actions_added=actions_added,
                actions_changed=actions_changed or {},
                seen=seen,
            )
            session.commit()
            return Saved(at=row.updated, revision=row.revision)

    def _set_removed(self, assessment_id: str, item_id: str, *, removed: bool) -> Saved:
        with self._holding(assessment_id) as (session, row):
            saved = items.remove_or_restore(session, row, item_id, removed=removed)
            session.commit()
            return saved

    def _mark(self, assessment_id: str, column: str, *, on: bool) -> Saved:
        with self._holding(assessment_id, deleted=column == "deleted_at") as (session, row):
            if (getattr(row, column) is not None) == on:
                return self._keep(session, row, {})
            setattr(row, column, now() if on else None)
            return self._keep(session, row, {}, anyway=True)


def _skips_of(session: Session, row: AssessmentRow, aspect: str) -> Sequence[SkipRow]:
    return session.scalars(
        select(SkipRow).where(SkipRow.assessment_id == row.id, SkipRow.aspect == rows.stored(aspect))
    ).all()

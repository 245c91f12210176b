"""The store's part for the draft: sections in somebody's own words; conflicts are reported and former words kept."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, Conflict
from rubric.evidence.model import SectionEdit, now
from rubric.storage import holding
from rubric.storage.database import Database
from rubric.storage.draft_tables import SectionEditRow
from rubric.storage.rows import edit_of, edit_row, stored
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Saved


class DraftSections:
    """Edited sections of assessments in one database. Every call may raise StoreUnavailable and NotFound.

    A section that stands as the tool composes it has revision 0.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, assessment_id: str, section: str, changes: Mapping[str, str], *, by: str, seen: int | None = None
    ) -> Saved:
        """Store a section in somebody's own words; its former words stay in `history`. Returns its revision and when.

        `changes` has the `text` that `by` wrote, and as `composed` what the tool had written when they did. `seen` is
        the section's revision that the writer had on screen. BadInput: a name of a section or of a change that cannot
        be one. Conflict: somebody saved the section after `seen`; these words are laid aside in its history then.
        """
        wanted = _edit(section, changes, by)
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            existing = _current(session, row, wanted.section)
            if existing and (existing[0].text, existing[0].composed) == (wanted.text, wanted.composed):
                return Saved(at=existing[0].saved_at, revision=_revision(existing))
            if existing and seen is not None and _revision(existing) > seen:
                _lay_aside(session, row, wanted)
                raise _clash(existing[0], _revision(existing))
            at = _after(existing)
            place = existing[0].place if existing else holding.next_place(session, row, SectionEditRow)
            _replace(existing, by=wanted.by, at=at)
            made = edit_row(wanted.model_copy(update={"at": at}), row.id, place)
            made.revision = _last_revision(session, row, wanted.section) + 1
            session.add(made)
            holding.keep(session, row, {}, anyway=True)
            return Saved(at=at, revision=made.revision)

    def remove(self, assessment_id: str, section: str, *, by: str) -> Saved:
        """Go back to the section as the tool composes it; the words given up stay in `history`.

        Returns the revision of the words given up; whatever is saved of this section later has a higher one.
        """
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            existing = _current(session, row, stored(section))
            _replace(existing, by=stored(by), at=_after(existing))
            saved = holding.keep(session, row, {}, anyway=bool(existing))
            return Saved(at=saved.at, revision=_last_revision(session, row, stored(section)))

    def history(self, assessment_id: str, section: str) -> list[SectionEdit]:
        """The former wordings of a section, those given up included, newest first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(SectionEditRow).where(
                SectionEditRow.assessment_id == row.id,
                SectionEditRow.section == stored(section),
                SectionEditRow.replaced_at.is_not(None),
            )
            newest = query.order_by(SectionEditRow.replaced_at.desc(), SectionEditRow.id.desc())
            return [edit_of(edit) for edit in session.scalars(newest)]

    def revisions(self, assessment_id: str) -> dict[str, int]:
        """The revision of each section that is in somebody's own words, by its name."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = (
                select(SectionEditRow.section, func.max(SectionEditRow.revision).label("revision"))
                .where(SectionEditRow.assessment_id == row.id, SectionEditRow.replaced_at.is_(None))
                .group_by(SectionEditRow.section)
            )
            return {edit.section: edit.revision for edit in session.execute(query)}


def _edit(section: str, changes: Mapping[str, str], by: str) -> SectionEdit:
    if "text" not in changes or not changes.keys() <= {"text", "composed"}:
        raise BadInput("This section was not saved, as it came without words: load the page again and write them.")
    try:
        return SectionEdit(
            section=stored(section),
            text=stored(changes["text"]),
            composed=stored(changes.get("composed", "")),
            by=stored(by),
        )
    except ValidationError as error:
        raise BadInput("This section has no usable name: load the page again and open it from there.") from error


def _current(session: Session, row: AssessmentRow, section: str) -> Sequence[SectionEditRow]:
    """The section's current rows: one, or more where an imported file had more."""
    query = select(SectionEditRow).where(
        SectionEditRow.assessment_id == row.id,
        SectionEditRow.section == section,
        SectionEditRow.replaced_at.is_(None),
    )
    return session.scalars(query.order_by(SectionEditRow.place, SectionEditRow.id)).all()


def _lay_aside(session: Session, row: AssessmentRow, wanted: SectionEdit) -> None:
    """Commit words that were not taken to the history, as if they had stood for a moment, once however often tried."""
    same = select(SectionEditRow).where(
        SectionEditRow.assessment_id == row.id,
        SectionEditRow.section == wanted.section,
        SectionEditRow.text == wanted.text,
    )
    if session.scalars(same).first() is None:
        at = now()
        made = edit_row(wanted.model_copy(update={"at": at}), row.id, holding.next_place(session, row, SectionEditRow))
        made.revision, made.replaced_at, made.replaced_by = 0, at, wanted.by
        session.add(made)
        session.commit()


def _revision(existing: Sequence[SectionEditRow]) -> int:
    return max(edit.revision for edit in existing)


def _last_revision(session: Session, row: AssessmentRow, section: str) -> int:
    """The highest revision that the section ever had; 0 where nobody has edited it."""
    query = select(func.max(SectionEditRow.revision)).where(
        SectionEditRow.assessment_id == row.id, SectionEditRow.section == section
    )
    return session.scalar(query) or 0


def _clash(existing: SectionEditRow, revision: int) -> Conflict:
    author = existing.saved_by or "Somebody else"
    return Conflict(
        f"{author} saved this section while you wrote, so yours was not saved: "
        "choose which words to keep, then save again.",
        {"text": existing.text, "composed": existing.composed, "by": existing.saved_by, "at": existing.saved_at},
        revision=revision,
    )


def _after(existing: Sequence[SectionEditRow]) -> datetime:
    """Now, and in any case later than what it replaces: the clocks of two servers may differ."""
    return max([now(), *(edit.saved_at + timedelta(microseconds=1) for edit in existing)])


def _replace(existing: Sequence[SectionEditRow], *, by: str, at: datetime) -> None:
    for edit in existing:
        edit.replaced_by, edit.replaced_at = by, at

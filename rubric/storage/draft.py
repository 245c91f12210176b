"""The store's part for the draft: sections in somebody's own words, with conflicts told and former words kept."""

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
        """Keep a section in somebody's own words; its former words stay in `history`. The section's revision and when.

        `changes` has the `text` that `by` wrote, and as `composed` what the tool had written when they did. `seen` is
        the section's revision that the writer had on screen. BadInput: a name of a section or of a change that cannot
        be one. Conflict: somebody saved the section after `seen`; nothing is written then.
        """
        wanted = _edit(section, changes, by)
        with holding.holding(self._database, assessment_id) as (session, row):
            there = _current(session, row, wanted.section)
            if there and (there[0].text, there[0].composed) == (wanted.text, wanted.composed):
                return Saved(at=there[0].saved_at, revision=_revision(there))
            if there and seen is not None and _revision(there) > seen:
                raise _clash(there[0], _revision(there))
            at = _after(there)
            place = there[0].place if there else holding.next_place(session, row, SectionEditRow)
            _replace(there, by=wanted.by, at=at)
            made = edit_row(wanted.model_copy(update={"at": at}), row.id, place)
            made.revision = _last_revision(session, row, wanted.section) + 1
            session.add(made)
            holding.keep(session, row, {}, anyway=True)
            return Saved(at=at, revision=made.revision)

    def remove(self, assessment_id: str, section: str, *, by: str) -> Saved:
        """Go back to the section as the tool composes it; the words given up stay in `history`.

        The revision that the words given up had: whatever is saved of this section later has a higher one.
        """
        with holding.holding(self._database, assessment_id) as (session, row):
            there = _current(session, row, stored(section))
            _replace(there, by=stored(by), at=_after(there))
            saved = holding.keep(session, row, {}, anyway=bool(there))
            return Saved(at=saved.at, revision=_last_revision(session, row, stored(section)))

    def history(self, assessment_id: str, section: str) -> list[SectionEdit]:
        """What stood in a section before and was replaced or given up, newest first."""
        with self._database.reading() as session:
            row = holding.find(session, assessment_id)
            query = select(SectionEditRow).where(
                SectionEditRow.assessment_id == row.id,
                SectionEditRow.section == stored(section),
                SectionEditRow.replaced_at.is_not(None),
            )
            newest = query.order_by(SectionEditRow.replaced_at.desc(), SectionEditRow.id.desc())
            return [edit_of(one) for one in session.scalars(newest)]

    def revisions(self, assessment_id: str) -> dict[str, int]:
        """The revision of each section that is in somebody's own words, by its name."""
        with self._database.reading() as session:
            row = holding.find(session, assessment_id)
            query = (
                select(SectionEditRow.section, func.max(SectionEditRow.revision).label("revision"))
                .where(SectionEditRow.assessment_id == row.id, SectionEditRow.replaced_at.is_(None))
                .group_by(SectionEditRow.section)
            )
            return {one.section: one.revision for one in session.execute(query)}


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
    """The section as it stands: one row, or more where a file brought more."""
    query = select(SectionEditRow).where(
        SectionEditRow.assessment_id == row.id,
        SectionEditRow.section == section,
        SectionEditRow.replaced_at.is_(None),
    )
    return session.scalars(query.order_by(SectionEditRow.place, SectionEditRow.id)).all()


def _revision(there: Sequence[SectionEditRow]) -> int:
    return max(one.revision for one in there)


def _last_revision(session: Session, row: AssessmentRow, section: str) -> int:
    """The highest revision that the section ever had; 0 where nobody has edited it."""
    query = select(func.max(SectionEditRow.revision)).where(
        SectionEditRow.assessment_id == row.id, SectionEditRow.section == section
    )
    return session.scalar(query) or 0


def _clash(there: SectionEditRow, revision: int) -> Conflict:
    who = there.saved_by or "Somebody else"
    return Conflict(
        f"{who} saved this section while you wrote, so yours was not saved: "
        "choose which words to keep, then save again.",
        {"text": there.text, "composed": there.composed, "by": there.saved_by, "at": there.saved_at},
        revision=revision,
    )


def _after(there: Sequence[SectionEditRow]) -> datetime:
    """Now, and in any case later than what it replaces: the clocks of two servers may differ."""
    return max([now(), *(one.saved_at + timedelta(microseconds=1) for one in there)])


def _replace(there: Sequence[SectionEditRow], *, by: str, at: datetime) -> None:
    for one in there:
        one.replaced_by, one.replaced_at = by, at

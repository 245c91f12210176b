"""The store's part for the draft's words: sections in somebody's own words with what they held before, and waivers."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, Conflict
from rubric.evidence.model import SectionEdit, Waiver, now
from rubric.storage import assessments
from rubric.storage.draft_tables import SectionEditRow, WaiverRow
from rubric.storage.holding import Holding
from rubric.storage.rows import edit_of, edit_row, stored, waiver_row
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Saved


class DraftWords(Holding):
    """Edited sections and waived notes of assessments in one database. Every call may raise NotFound."""

    def save_section(
        self,
        assessment_id: str,
        section: str,
        text: str,
        *,
        composed: str,
        by: str,
        seen: datetime | None = None,
    ) -> Saved:
        """Keep a section in somebody's own words; its former words stay in `section_history`. When, for `seen`.

        `seen` is the edit's `at` that the writer had on screen, or with none there, when they looked. BadInput: a
        section's name that cannot be one. Conflict: somebody saved the section after `seen`; nothing is written then.
        """
        wanted = _edit(section, text, composed, by)
        with self._holding(assessment_id) as (session, row):
            there = _current(session, row, wanted.section)
            if there and (there[0].text, there[0].composed) == (wanted.text, wanted.composed):
                return Saved(at=there[0].saved_at, revision=row.revision)
            if there and seen is not None and there[0].saved_at > seen:
                raise _clash(there[0])
            at = _after(there)
            place = there[0].place if there else _next_place(session, row, SectionEditRow)
            _replace(there, by=wanted.by, at=at)
            session.add(edit_row(wanted.model_copy(update={"at": at}), row.id, place))
            saved = self._keep(session, row, {}, anyway=True)
            return saved.model_copy(update={"at": at})

    def drop_section(self, assessment_id: str, section: str, *, by: str) -> Saved:
        """Go back to the section as the tool composes it; the words given up stay in `section_history`."""
        with self._holding(assessment_id) as (session, row):
            there = _current(session, row, stored(section))
            _replace(there, by=stored(by), at=_after(there))
            return self._keep(session, row, {}, anyway=bool(there))

    def section_history(self, assessment_id: str, section: str) -> list[SectionEdit]:
        """What stood in a section before and was replaced or given up, newest first."""
        with self._database.reading() as session:
            row = assessments.find(session, assessment_id)
            query = select(SectionEditRow).where(
                SectionEditRow.assessment_id == row.id,
                SectionEditRow.section == stored(section),
                SectionEditRow.replaced_at.is_not(None),
            )
            newest = query.order_by(SectionEditRow.replaced_at.desc(), SectionEditRow.id.desc())
            return [edit_of(one) for one in session.scalars(newest)]

    def waive(self, assessment_id: str, rule: str, subject: str, reason: str, *, by: str) -> Saved:
        """Set a writing note aside, or give another reason for it. BadInput: no reason, or nothing named."""
        if not stored(reason).strip():
            raise BadInput("Say in a few words why this note does not hold here.")
        try:
            wanted = Waiver(rule=stored(rule), subject=stored(subject), reason=stored(reason).strip(), by=stored(by))
        except ValidationError as error:
            raise BadInput("This note can't be set aside: load the page again and choose it there.") from error
        with self._holding(assessment_id) as (session, row):
            there = _waivers(session, row, wanted.rule, wanted.subject)
            if any(one.reason == wanted.reason for one in there):
                return self._keep(session, row, {})
            old = {_called(wanted.rule, wanted.subject): one.reason for one in there}
            place = there[0].place if there else _next_place(session, row, WaiverRow)
            for one in there:
                session.delete(one)
            session.add(waiver_row(wanted, row.id, place))
            return self._keep(session, row, old, anyway=True)

    def unwaive(self, assessment_id: str, rule: str, subject: str) -> Saved:
        """Let a note stand again; the reason it was set aside stays in the assessment's history."""
        with self._holding(assessment_id) as (session, row):
            there = _waivers(session, row, stored(rule), stored(subject))
            for one in there:
                session.delete(one)
            return self._keep(session, row, {_called(rule, subject): one.reason for one in there})


def _edit(section: str, text: str, composed: str, by: str) -> SectionEdit:
    try:
        return SectionEdit(section=stored(section), text=stored(text), composed=stored(composed), by=stored(by))
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


def _clash(there: SectionEditRow) -> Conflict:
    who = there.saved_by or "Somebody else"
    return Conflict(
        f"{who} saved this section while you wrote, so yours was not saved: "
        "choose which words to keep, then save again.",
        {"text": there.text, "composed": there.composed, "by": there.saved_by, "at": there.saved_at},
    )


def _after(there: Sequence[SectionEditRow]) -> datetime:
    """Now, and in any case later than what it replaces: the clocks of two servers may differ."""
    return max([now(), *(one.saved_at + timedelta(microseconds=1) for one in there)])


def _replace(there: Sequence[SectionEditRow], *, by: str, at: datetime) -> None:
    for one in there:
        one.replaced_by, one.replaced_at = by, at


def _next_place(session: Session, row: AssessmentRow, table: type[SectionEditRow] | type[WaiverRow]) -> int:
    last = session.scalar(select(func.max(table.place)).where(table.assessment_id == row.id))
    return 0 if last is None else last + 1


def _waivers(session: Session, row: AssessmentRow, rule: str, subject: str) -> Sequence[WaiverRow]:
    return session.scalars(
        select(WaiverRow).where(WaiverRow.assessment_id == row.id, WaiverRow.rule == rule, WaiverRow.subject == subject)
    ).all()


def _called(rule: str, subject: str) -> str:
    return f"waiver.{stored(rule)}.{stored(subject)}"

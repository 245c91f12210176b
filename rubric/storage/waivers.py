"""The store's part for writing notes that were set aside, and suggestions for the plan that were."""

from collections.abc import Sequence

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.errors import BadInput
from rubric.evidence.model import Waiver
from rubric.storage import holding
from rubric.storage.database import Database
from rubric.storage.draft_tables import WaiverRow
from rubric.storage.rows import stored, waiver_row
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Saved

FORMER = "waiver."  # begins the name under which the assessment's history keeps the reason of a waiver


class WaivedNotes:
    """Notes set aside in assessments of one database. Every call may raise StoreUnavailable and NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, assessment_id: str, rule: str, subject: str, reason: str, *, by: str) -> Saved:
        """Set a note aside, or give another reason for it. BadInput: no reason, or nothing named.

        Returns the assessment's revision and when; the former reason stays in the assessment's history.
        """
        if not stored(reason).strip():
            raise BadInput("Say in a few words why this note does not hold here.")
        try:
            wanted = Waiver(rule=stored(rule), subject=stored(subject), reason=stored(reason).strip(), by=stored(by))
        except ValidationError as error:
            raise BadInput("This note can't be set aside: load the page again and choose it there.") from error
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            existing = _waivers(session, row, wanted.rule, wanted.subject)
            if any(waiver.reason == wanted.reason for waiver in existing):
                return holding.keep(session, row, {})
            old = {_called(wanted.rule, wanted.subject): waiver.reason for waiver in existing}
            place = existing[0].place if existing else holding.next_place(session, row, WaiverRow)
            for waiver in existing:
                session.delete(waiver)
            session.add(waiver_row(wanted, row.id, place))
            return holding.keep(session, row, old, anyway=True)

    def remove(self, assessment_id: str, rule: str, subject: str) -> Saved:
        """Take a waiver back; its reason stays in the history. Returns the assessment's revision and when."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            existing = _waivers(session, row, stored(rule), stored(subject))
            for waiver in existing:
                session.delete(waiver)
            return holding.keep(session, row, {_called(rule, subject): waiver.reason for waiver in existing})


def _waivers(session: Session, row: AssessmentRow, rule: str, subject: str) -> Sequence[WaiverRow]:
    return session.scalars(
        select(WaiverRow).where(WaiverRow.assessment_id == row.id, WaiverRow.rule == rule, WaiverRow.subject == subject)
    ).all()


def _called(rule: str, subject: str) -> str:
    return f"{FORMER}{stored(rule)}.{stored(subject)}"

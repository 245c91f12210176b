"""The store's part for what a council answers: its own last report and a peer challenge, field by field.

Both stand in one column of the assessment (`rows.reports_of`). Their findings have names of their own, so an answer is
found by its finding alone.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.last_report import KINDS, Answer, LastReport, ReportOrigin
from rubric.storage.clashes import changed_since, overwritten
from rubric.storage.database import Database
from rubric.storage.edits import refusal
from rubric.storage.holding import find_assessment, hold_assessment, keep
from rubric.storage.rows import reports_of, reports_stored, stored
from rubric.storage.tables import AssessmentRow, FormerValueRow
from rubric.storage.values import Saved

CHANGEABLE = frozenset({"done", "shows", "changed", "nothing_yet_because", "items", "actions"})
CALLED = "answer."  # before a finding's id and a field's name in the assessment's history


class LastReports:
    """Reports and letters in the assessments of one database. Every call may raise StoreUnavailable and NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, assessment_id: str, report: LastReport, *, by: str = "") -> Saved:
        """Put a report in the place of the one of its origin that is there; that one stays in the history."""
        with self._held(assessment_id, by) as (session, row, reports):
            before = reports.get(report.origin)
            reports[report.origin] = report
            return _keep(session, row, reports, {report.origin.value: stored(before)})

    def remove(self, assessment_id: str, origin: ReportOrigin, *, by: str = "") -> Saved:
        """Take the report of an origin away; it stays in the history."""
        with self._held(assessment_id, by) as (session, row, reports):
            before = reports.pop(origin, None)
            return _keep(session, row, reports, {origin.value: stored(before)} if before else {})

    def taken_away(self, assessment_id: str, origin: ReportOrigin) -> LastReport | None:
        """The report of an origin that was taken away last, as it was; None where one stands, or none ever did."""
        with self._database.reading() as session:
            row = find_assessment(session, assessment_id)
            if origin in reports_of(row):
                return None
            query = select(FormerValueRow).where(
                FormerValueRow.assessment_id == row.id,
                FormerValueRow.item_id.is_(None),
                FormerValueRow.action_id.is_(None),
                FormerValueRow.field == origin.value,
            )
            former = session.scalars(query.order_by(FormerValueRow.id.desc()).limit(1)).first()
            return KINDS[origin].model_validate(former.old) if former is not None and former.old else None

    def redate(self, assessment_id: str, origin: ReportOrigin, date: str, *, by: str = "") -> Saved:
        """Say when a report or letter is from."""
        with self._held(assessment_id, by) as (session, row, reports):
            before = _there(reports.get(origin))
            reports[origin] = before.model_copy(update={"date": stored(date)})
            old = {f"{origin.value}.date": before.date} if before.date != reports[origin].date else {}
            return _keep(session, row, reports, old)

    def leave_out(self, assessment_id: str, finding: str, *, by: str = "") -> Saved:
        """Take a finding off the list with its answer, as it is none; it stays in the history."""
        with self._held(assessment_id, by) as (session, row, reports):
            report, answer = _found(reports, finding)
            left = [one for one in report.answers if one.finding != finding]
            reports[report.origin] = report.model_copy(update={"answers": left})
            return _keep(session, row, reports, {f"{CALLED}{finding}": stored(answer)})

    def take_in(self, assessment_id: str, origin: ReportOrigin, answer: Answer, place: int, *, by: str = "") -> Saved:
        """Put a finding that was left out back on the list, at its place from 0; one that is there stays as it is."""
        with self._held(assessment_id, by) as (session, row, reports):
            report = _there(reports.get(origin))
            if report.answer(answer.finding) is not None:
                return _keep(session, row, reports, {})
            answers = [*report.answers[:place], answer, *report.answers[place:]]
            reports[origin] = report.model_copy(update={"answers": answers})
            return _keep(session, row, reports, {f"{CALLED}{answer.finding}": None})

    def revision(self, assessment_id: str) -> int:
        """The revision that a writer has on screen: that of the assessment itself."""
        with self._database.reading() as session:
            return find_assessment(session, assessment_id).revision

    def save(
        self,
        assessment_id: str,
        finding: str,
        changes: Mapping[str, object],
        *,
        seen: int | None = None,
        by: str = "",
    ) -> Saved:
        """Write the named fields (of CHANGEABLE) of the answer to a finding, and no others.

        BadInput: a name or value that does not fit. Conflict: somebody else has given a named field another value since
        `seen`; then nothing is written. `by` is who writes. Returns the assessment's revision and when.
        """
        if unknown := ", ".join(sorted(changes.keys() - CHANGEABLE)):
            raise BadInput(f"These fields of an answer can't be changed: {unknown}.")
        with self._held(assessment_id, by) as (session, row, reports):
            report, before = _found(reports, finding)
            wanted = {name: stored(value) for name, value in changes.items()}
            try:
                after = Answer.model_validate(before.model_dump() | wanted)
            except ValidationError as error:
                raise BadInput(refusal(error)) from error
            start = f"{CALLED}{finding}."
            if seen is not None and seen < row.revision:
                others = {name.removeprefix(start) for name in changed_since(session, row, seen)}
                theirs = overwritten(others, changes, lambda name: getattr(before, name), lambda n: getattr(after, n))
                if theirs:
                    raise Conflict(
                        "This answer was changed by somebody else while you wrote, so yours was not saved: choose "
                        "which words to keep, then save again.",
                        theirs,
                        revision=row.revision,
                    )
            answers = [after if answer.finding == finding else answer for answer in report.answers]
            reports[report.origin] = report.model_copy(update={"answers": answers})
            old = {
                f"{start}{name}": getattr(before, name)
                for name in wanted
                if getattr(before, name) != getattr(after, name)
            }
            return _keep(session, row, reports, old)

    @contextmanager
    def _held(
        self, assessment_id: str, by: str
    ) -> Iterator[tuple[Session, AssessmentRow, dict[ReportOrigin, LastReport]]]:
        with hold_assessment(self._database, assessment_id, by=by) as (session, row):
            yield session, row, reports_of(row)


def _keep(
    session: Session, row: AssessmentRow, reports: Mapping[ReportOrigin, LastReport], old: Mapping[str, object]
) -> Saved:
    """Write the reports, and commit with the former values of what was changed."""
    if old:
        row.last_report = reports_stored(reports.values())
    return keep(session, row, old)


def _found(reports: Mapping[ReportOrigin, LastReport], finding: str) -> tuple[LastReport, Answer]:
    for report in reports.values():
        if (answer := report.answer(finding)) is not None:
            return report, answer
    raise NotFound("This finding is not on the list any more: load the page again.")


def _there(report: LastReport | None) -> LastReport:
    if report is None:
        raise NotFound("This was taken away meanwhile: load the page again.")
    return report

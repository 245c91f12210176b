"""The store's part for the council's own last report: its findings, and each answer saved field by field."""

from collections.abc import Mapping

from pydantic import ValidationError

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.last_report import Answer, LastReport
from rubric.storage.clashes import changed_since, overwritten
from rubric.storage.database import Database
from rubric.storage.edits import refusal
from rubric.storage.holding import find_assessment, hold_assessment, keep
from rubric.storage.rows import stored
from rubric.storage.values import Saved

CHANGEABLE = frozenset({"done", "shows", "changed", "nothing_yet_because", "items", "actions"})
_CALLED = "answer."  # before a finding's id and a field's name in the assessment's history


class LastReports:
    """Last reports in the assessments of one database. Every call may raise StoreUnavailable and NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, assessment_id: str, report: LastReport | None) -> Saved:
        """Put a report in the place of the one that is there, or (None) take it away; that stays in the history."""
        with hold_assessment(self._database, assessment_id) as (session, row):
            before, row.last_report = row.last_report, stored(report)
            return keep(session, row, {"last_report": before}, anyway=True)

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
        with hold_assessment(self._database, assessment_id, by=by) as (session, row):
            report = LastReport.model_validate(row.last_report) if row.last_report else None
            before = report.answer(finding) if report else None
            if report is None or before is None:
                raise NotFound("This finding is not in your last report any more: load the page again.")
            wanted = {name: stored(value) for name, value in changes.items()}
            try:
                after = Answer.model_validate(before.model_dump() | wanted)
            except ValidationError as error:
                raise BadInput(refusal(error)) from error
            start = f"{_CALLED}{finding}."
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
            row.last_report = stored(report.model_copy(update={"answers": answers}))
            old = {
                f"{start}{name}": getattr(before, name)
                for name in wanted
                if getattr(before, name) != getattr(after, name)
            }
            return keep(session, row, old)

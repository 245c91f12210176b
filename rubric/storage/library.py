"""The store's part for the library: imported reports, added, corrected, accepted, removed and restored."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from rubric.evidence.model import now
from rubric.reports.library.shelf import ShelvedReport
from rubric.storage import reports
from rubric.storage.database import Database
from rubric.storage.library_tables import ReportRow
from rubric.storage.values import Change, Saved, Shelved, ShelvedOutcome, ShelvedSummary


class ReportShelf:
    """Imported reports in one database. Every call may raise StoreUnavailable; a call with a report's id, NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, report: ShelvedReport) -> Shelved:
        """Add a report, under a fresh id where its own is in use.

        AlreadyShelved: its file is in the library, or was removed from it; the sentence says who imported it when.
        """
        with self._database.writing() as session:
            try:
                row = reports.add_report(session, report)
            except IntegrityError:  # somebody added the same file or id a moment ago: now it is seen to be there
                session.rollback()
                row = reports.add_report(session, report)
            session.commit()
            return Shelved(at=row.changed_at, revision=row.revision, id=row.id)

    def add_all(self, shared: Iterable[ShelvedReport], *, imported_by: str | None = None) -> ShelvedOutcome:
        """Add reports, such as a shared library, all or none.

        Reports whose file is in the library are left as they are, and removed ones stay removed.

        With `imported_by`, it is noted that this person imported them now, in place of who first did elsewhere.
        """
        given = list(shared)
        if imported_by is not None:
            stamp = {"imported": now(), "imported_by": imported_by}
            given = [report.model_copy(update=stamp) for report in given]
        with self._database.writing() as session:
            try:
                outcome = reports.add_reports(session, given)
            except IntegrityError:  # as for one
                session.rollback()
                outcome = reports.add_reports(session, given)
            session.commit()
            return outcome

    def reports(self, *, accepted_only: bool = False) -> list[ShelvedReport]:
        """The library's reports with their findings, oldest import first; or only those accepted with a score."""
        with self._database.reading() as session:
            return reports.read_reports(session, reports.library_query(accepted_only=accepted_only))

    def get(self, report_id: str) -> ShelvedReport:
        """One report with its findings."""
        with self._database.reading() as session:
            row = reports.find_report(session, report_id)
            return reports.read_reports(session, select(ReportRow).where(ReportRow.id == row.id))[0]

    def summaries(self) -> list[ShelvedSummary]:
        """One line for each report, newest import first."""
        with self._database.reading() as session:
            return reports.summaries(session)

    def version(self) -> str:
        """A key of at most 16 characters that changes with the accepted reports, their findings and the score table.

        It is read from a few numbers a report, so it is cheap enough to be a key for whatever is made from them.
        """
        with self._database.reading() as session:
            return reports.version(session)

    def save(self, report_id: str, changes: Mapping[str, object], *, seen: int | None = None) -> Saved:
        """Write details that could not be read from the file, or were read wrong: `authority`, `score` or `date`.

        A score of None takes the score back; until the report has one again it does not count, accepted or not. `seen`
        is the report's revision that the writer had on screen. BadInput: a name or value that does not fit. Conflict:
        somebody else has given a named detail another value since `seen`; then nothing is written.
        """
        with reports.hold_report(self._database, report_id) as (session, row):
            saved = reports.save_details(session, row, changes, seen)
            session.commit()
            return saved

    def accept(self, report_id: str) -> Saved:
        """Let a report count. BadInput: it has no score, or no finding."""
        return self._set_accepted(report_id, accepted=True)

    def unaccept(self, report_id: str) -> Saved:
        """Undo `accept`: the report stays, to be looked at, but does not count."""
        return self._set_accepted(report_id, accepted=False)

    def remove(self, report_id: str) -> Saved:
        """Remove a report, which `restore` undoes until it is erased."""
        return self._set_removed(report_id, removed=True)

    def restore(self, report_id: str) -> Saved:
        """Put a removed report back as it was."""
        return self._set_removed(report_id, removed=False)

    def history(self, report_id: str) -> list[Change]:
        """Every former value of the report's own details, newest first."""
        with self._database.reading() as session:
            return reports.history(session, reports.find_report(session, report_id))

    def revision(self, report_id: str) -> int:
        """The report's revision, which counts every change to it and to its findings."""
        with self._database.reading() as session:
            return reports.find_report(session, report_id).revision

    def _set_accepted(self, report_id: str, *, accepted: bool) -> Saved:
        with reports.hold_report(self._database, report_id) as (session, row):
            saved = reports.set_accepted(session, row, accepted=accepted)
            session.commit()
            return saved

    def _set_removed(self, report_id: str, *, removed: bool) -> Saved:
        with reports.hold_report(self._database, report_id, removed=True) as (session, row):
            saved = reports.set_removed(row, removed=removed)
            session.commit()
            return saved

"""The library's part of the store: imported reports, their findings corrected by hand, and every correction undone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from rubric.evidence.model import now
from rubric.reports.model import Finding
from rubric.reports.shelf import ShelvedReport
from rubric.storage import findings, reports
from rubric.storage.database import Database
from rubric.storage.library_tables import FindingRow, ReportRow
from rubric.storage.values import Change, Saved, Shelved, ShelvedOutcome, ShelvedSummary


class ReportShelf:
    """Imported reports in one database. Every call that names a report or a finding may raise NotFound."""

    _database: Database

    # whole reports

    def shelve(self, report: ShelvedReport) -> Shelved:
        """Add a report, under a fresh id where its own is in use.

        AlreadyShelved: its file is in the library, or was removed from it; the sentence says who imported it when.
        """
        with self._database.writing() as session:
            try:
                row = reports.add(session, report)
            except IntegrityError:  # somebody added the same file or id a moment ago: now it is seen to be there
                session.rollback()
                row = reports.add(session, report)
            session.commit()
            return Shelved(at=row.changed_at, revision=row.revision, id=row.id)

    def shelve_all(self, shared: Iterable[ShelvedReport], *, imported_by: str | None = None) -> ShelvedOutcome:
        """Add reports, such as a shared library, all or none.

        Those whose file is there already are left as they are, and those that were removed stay removed.

        With `imported_by`, it is noted that this person imported them now, in place of who first did elsewhere.
        """
        given = list(shared)
        if imported_by is not None:
            stamp = {"imported": now(), "imported_by": imported_by}
            given = [report.model_copy(update=stamp) for report in given]
        with self._database.writing() as session:
            try:
                outcome = reports.add_all(session, given)
            except IntegrityError:  # as for one
                session.rollback()
                outcome = reports.add_all(session, given)
            session.commit()
            return outcome

    def shelved(self, *, accepted_only: bool = False) -> list[ShelvedReport]:
        """The library's reports with their findings, oldest import first; or only those accepted with a score."""
        with self._database.reading() as session:
            return reports.read(session, reports.listed(accepted_only=accepted_only))

    def shelved_report(self, report_id: str) -> ShelvedReport:
        """One report with its findings."""
        with self._database.reading() as session:
            row = reports.find(session, report_id)
            return reports.read(session, select(ReportRow).where(ReportRow.id == row.id))[0]

    def shelved_summaries(self) -> list[ShelvedSummary]:
        """One line for each report, newest import first."""
        with self._database.reading() as session:
            return reports.summaries(session, removed=False)

    def removed_reports(self) -> list[ShelvedSummary]:
        """One line for each removed report that can still be restored."""
        with self._database.reading() as session:
            return reports.summaries(session, removed=True)

    def library_version(self) -> str:
        """A short text, another one whenever the accepted reports, their findings or the score table change.

        It is read from a few numbers a report, so it is cheap enough to be a key for whatever is made from them.
        """
        with self._database.reading() as session:
            return reports.version(session)

    def save_report_details(
        self, report_id: str, *, authority: str | None = None, score: int | None = None, date: str | None = None
    ) -> Saved:
        """Write what could not be read from the file, or was read wrong; None leaves a detail as it is.

        `clear_report_score` takes a score back. BadInput: a value that does not fit.
        """
        named = {"authority": authority, "score": score, "date": date}
        changes = {name: value for name, value in named.items() if value is not None}
        with self._report(report_id) as (session, row):
            saved = reports.save_details(session, row, changes)
            session.commit()
            return saved

    def clear_report_score(self, report_id: str) -> Saved:
        """Take back a report's score; until it has one again it does not count, accepted or not."""
        with self._report(report_id) as (session, row):
            saved = reports.save_details(session, row, {"score": None})
            session.commit()
            return saved

    def accept_report(self, report_id: str) -> Saved:
        """Let a report count. BadInput: it has no score, or no finding."""
        return self._set_accepted(report_id, accepted=True)

    def unaccept_report(self, report_id: str) -> Saved:
        """Undo `accept_report`: the report stays, to be looked at, but does not count."""
        return self._set_accepted(report_id, accepted=False)

    def remove_report(self, report_id: str) -> Saved:
        """Remove a report, which `restore_report` undoes until it is purged."""
        return self._set_report_removed(report_id, removed=True)

    def restore_report(self, report_id: str) -> Saved:
        """Put a removed report back as it was."""
        return self._set_report_removed(report_id, removed=False)

    # the findings of a report

    def correct_finding(
        self, report_id: str, number: int, changes: Mapping[str, object], *, seen: int | None = None
    ) -> Saved:
        """Write the named fields of a finding, which is then coded by a person; its revision and when.

        `seen` is the revision that the writer had on screen. BadInput: a name or value that does not fit. Conflict:
        somebody else has given a named field another value since `seen`; then nothing is written.
        """
        with self._report(report_id) as (session, row):
            findings.correct(session, row, {number: seen}, changes)
            session.commit()
            return Saved(at=row.changed_at, revision=findings.find(session, row, number).revision)

    def correct_findings(
        self,
        report_id: str,
        numbers: Sequence[int],
        changes: Mapping[str, object],
        *,
        seen: Mapping[int, int] | None = None,
    ) -> Saved:
        """Write the same fields of several findings, all or none, as one change; the REPORT's revision and when.

        `uncorrect_findings` undoes it by that revision. `seen` has revisions by number. Errors as `correct_finding`.
        """
        with self._report(report_id) as (session, row):
            findings.correct(session, row, {number: (seen or {}).get(number) for number in numbers}, changes)
            session.commit()
            return Saved(at=row.changed_at, revision=row.revision)

    def uncorrect_finding(self, report_id: str, number: int) -> Saved:
        """Undo the last correction of a finding that still stands, then the one before. BadInput: none is left."""
        with self._report(report_id) as (session, row):
            finding = findings.undo(session, row, number)
            session.commit()
            return Saved(at=row.changed_at, revision=finding.revision)

    def uncorrect_findings(self, report_id: str, revision: int) -> Saved:
        """Undo what one call of `correct_findings` changed, by the revision it returned.

        BadInput: it was undone already. Conflict: one of the findings was corrected again since; nothing is undone.
        """
        with self._report(report_id) as (session, row):
            findings.undo_change(session, row, revision)
            session.commit()
            return Saved(at=row.changed_at, revision=row.revision)

    def drop_finding(self, report_id: str, number: int) -> Saved:
        """Leave a finding out, which `restore_finding` undoes. BadInput: the last one of an accepted report."""
        return self._set_dropped(report_id, number, dropped=True)

    def restore_finding(self, report_id: str, number: int) -> Saved:
        """Take a finding in again as it was."""
        return self._set_dropped(report_id, number, dropped=False)

    def dropped_findings(self, report_id: str) -> list[Finding]:
        """The findings that were left out, by number."""
        with self._database.reading() as session:
            row = reports.find(session, report_id)
            query = select(FindingRow).where(FindingRow.report_id == row.id, FindingRow.dropped_at.is_not(None))
            return [reports.finding_of(one, row) for one in session.scalars(query.order_by(FindingRow.number))]

    def finding_revisions(self, report_id: str) -> dict[int, int]:
        """The revision of each finding, by its number."""
        with self._database.reading() as session:
            row = reports.find(session, report_id)
            query = select(FindingRow.number, FindingRow.revision).where(FindingRow.report_id == row.id)
            return {one.number: one.revision for one in session.execute(query.where(FindingRow.dropped_at.is_(None)))}

    def finding_history(self, report_id: str, number: int | None = None) -> list[Change]:
        """Every value that the finding's fields (no number: the report's own) held before, newest first."""
        with self._database.reading() as session:
            row = reports.find(session, report_id)
            if number is not None:
                findings.find(session, row, number, dropped=True)
            return findings.history(session, row, number)

    def _set_accepted(self, report_id: str, *, accepted: bool) -> Saved:
        with self._report(report_id) as (session, row):
            saved = reports.set_accepted(session, row, accepted=accepted)
            session.commit()
            return saved

    def _set_report_removed(self, report_id: str, *, removed: bool) -> Saved:
        with self._report(report_id, removed=True) as (session, row):
            saved = reports.set_removed(row, removed=removed)
            session.commit()
            return saved

    def _set_dropped(self, report_id: str, number: int, *, dropped: bool) -> Saved:
        with self._report(report_id) as (session, row):
            saved = findings.set_dropped(session, row, number, dropped=dropped)
            session.commit()
            return saved

    @contextmanager
    def _report(self, report_id: str, *, removed: bool = False) -> Iterator[tuple[Session, ReportRow]]:
        """A writing session that holds the report, so that two writers to it take turns."""
        with self._database.writing() as session:
            yield session, reports.find(session, report_id, hold=True, removed=removed)

"""Imported reports as a whole, within a session: add, find, read, list and change them; the library's version."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Select, case, func, insert, literal, select, union_all
from sqlalchemy.orm import Session

from rubric.english import long_date
from rubric.errors import AlreadyShelved, BadInput, Conflict
from rubric.evidence.model import now
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.model import UNNAMED, UNSCORED, Finding
from rubric.storage.clashes import merged, overwritten
from rubric.storage.database import Database
from rubric.storage.edits import spoken
from rubric.storage.library_tables import FindingRow, FormerCodingRow, ReportRow, ScoreTableRow
from rubric.storage.removal import mark, require_row
from rubric.storage.rows import stored, usable_id
from rubric.storage.values import Change, Saved, ShelvedOutcome, ShelvedSummary

REPORT_FIELDS = tuple(name for name in ShelvedReport.model_fields if name not in ("id", "findings"))
FINDING_FIELDS = tuple(name for name in Finding.model_fields if name not in ("report_id", "authority", "score"))
NOTHING_ACCEPTED = "shipped"

_DETAILS = {
    "authority": "The council's name was not saved: give it as text.",
    "score": "The score was not saved: choose a whole number from 1 to 4.",
    "date": "The date was not saved: give it as text, such as 31 March 2026.",
}


def find_report(session: Session, report_id: str, *, lock: bool = False, removed: bool = False) -> ReportRow:
    """The report's row; with `lock`, nobody else changes the report or its findings until this session ends.

    NotFound: no report has this id, or (unless `removed` is True) it was removed.
    """
    return require_row(
        session.get(ReportRow, report_id, with_for_update=lock or None),
        missing="This report can't be found: open it from the list in the library.",
        gone="This report was removed from the library: put it back there first.",
        removed=removed,
    )


@contextmanager
def hold_report(database: Database, report_id: str, *, removed: bool = False) -> Iterator[tuple[Session, ReportRow]]:
    """A writing session that holds the report, so that two writers to it take turns. NotFound as for `find_report`."""
    with database.writing() as session:
        yield session, find_report(session, report_id, lock=True, removed=removed)


def add_report(session: Session, report: ShelvedReport) -> ReportRow:
    """Add a report with its findings, under a fresh id where its own is in use or is no key.

    AlreadyShelved: its file is in the library, removed or not.
    """
    existing = session.scalar(select(ReportRow).where(ReportRow.sha256 == report.sha256))
    if existing is not None:
        raise AlreadyShelved(_already(existing), existing.id, removed=existing.removed_at is not None)
    taken = set(session.scalars(select(ReportRow.id).where(ReportRow.id == stored(report.id))))
    row = ReportRow(
        id=usable_id(report.id, taken),
        revision=1,
        changed_at=now(),
        **{field: stored(getattr(report, field)) for field in REPORT_FIELDS},
    )
    session.add(row)
    session.flush()  # before what points to it
    findings = [_finding_values(finding) | {"report_id": row.id} for finding in report.findings]
    if findings:
        session.execute(insert(FindingRow), findings)
    return row


def add_reports(session: Session, reports: Sequence[ShelvedReport]) -> ShelvedOutcome:
    """Add the reports whose file is not in the library yet; a file given several times is added once."""
    ids: dict[str, str] = {}
    removed_by_hash: dict[str, bool] = {}  # whether it was removed, by the file's hash
    # always in the same order, so that two who add the same files wait for each other, never both ways at once
    for report in sorted(reports, key=lambda report: report.sha256):
        try:
            ids[report.sha256] = add_report(session, report).id
        except AlreadyShelved as error:
            if report.sha256 not in ids:
                removed_by_hash[report.sha256] = error.removed
            ids[report.sha256] = error.report_id
    files = dict.fromkeys(report.sha256 for report in reports)
    return ShelvedOutcome(
        added=tuple(ids[file] for file in files if file not in removed_by_hash),
        already=tuple(ids[file] for file in files if removed_by_hash.get(file) is False),
        removed=tuple(ids[file] for file in files if removed_by_hash.get(file)),
    )


def read_reports(session: Session, query: Select[ReportRow]) -> list[ShelvedReport]:
    """The reports that a query over `ReportRow` selects, in its order, without the findings that were left out."""
    rows = session.scalars(query).all()
    by_report: dict[str, list[Finding]] = {row.id: [] for row in rows}
    wanted = query.with_only_columns(ReportRow.id).order_by(None)
    for finding in session.scalars(
        select(FindingRow).where(FindingRow.report_id.in_(wanted), FindingRow.dropped_at.is_(None))
    ):
        by_report[finding.report_id].append(finding_of(finding))
    return [_report(row, by_report[row.id]) for row in rows]


def finding_of(row: FindingRow, report: ReportRow | None = None) -> Finding:
    """The finding that a row holds, with its report's authority and score where that is given."""
    fields = {field: getattr(row, field) for field in FINDING_FIELDS}
    authority = (report.authority if report else "") or UNNAMED
    score = (report.score if report else None) or UNSCORED
    return Finding.model_validate(fields | {"report_id": row.report_id, "authority": authority, "score": score})


def library_query(*, accepted_only: bool = False) -> Select[ReportRow]:
    """A query for the library's reports, oldest import first; with `accepted_only`, for those that count."""
    query = select(ReportRow).where(ReportRow.removed_at.is_(None)).order_by(ReportRow.imported, ReportRow.id)
    return query.where(ReportRow.accepted, ReportRow.score.is_not(None)) if accepted_only else query


def summaries(session: Session) -> list[ShelvedSummary]:
    """One line for each report that was not removed, newest import first."""
    counts = (
        select(
            FindingRow.report_id.label("key"),
            func.count().label("findings"),
            func.sum(case((FindingRow.coded_by == "person", 1), else_=0)).label("corrected"),
        )
        .where(FindingRow.dropped_at.is_(None))
        .group_by(FindingRow.report_id)
        .subquery()
    )
    query = (
        select(ReportRow, counts.c.findings, counts.c.corrected)
        .outerjoin(counts, counts.c.key == ReportRow.id)
        .where(ReportRow.removed_at.is_(None))
        .order_by(ReportRow.imported.desc(), ReportRow.id)
    )
    names = [name for name in ShelvedSummary.model_fields if name not in ("findings", "corrected")]
    return [
        ShelvedSummary.model_validate(
            {name: getattr(row, name) for name in names} | {"findings": findings or 0, "corrected": corrected or 0}
        )
        for row, findings, corrected in session.execute(query)
    ]


def save_details(session: Session, row: ReportRow, changes: Mapping[str, object], seen: int | None) -> Saved:
    """Write what a person typed about a report. BadInput, or Conflict with what others wrote after revision `seen`."""
    unknown = ", ".join(sorted(changes.keys() - _DETAILS.keys()))
    if unknown:
        raise BadInput(f"These details can't be changed: {unknown}.")
    try:
        typed = {name: stored(value) for name, value in changes.items()}
        typed = {name: value.strip() if isinstance(value, str) else value for name, value in typed.items()}
        report = ShelvedReport.model_validate({"sha256": row.sha256, **typed})
    except ValidationError as error:
        raise BadInput(_DETAILS[str(error.errors()[0]["loc"][0])]) from error
    wanted = {name: getattr(report, name) for name in changes}
    others = set() if seen is None else changed_since(session, row, None, seen)
    theirs = overwritten(others, wanted, partial(getattr, row), wanted.__getitem__)
    if theirs:
        raise Conflict(
            f"{spoken(' and '.join(theirs))} of this report was changed by somebody else while you wrote, so yours was "
            "not saved: look at theirs, then write yours again.",
            theirs,
            revision=row.revision,
        )
    old = {name: getattr(row, name) for name in changes if getattr(row, name) != wanted[name]}
    if not old:
        return Saved(at=row.changed_at, revision=row.revision, merged=merged(others, changes))
    at = now()
    session.add_all(
        FormerCodingRow(
            report_id=row.id, change=row.revision + 1, revision=row.revision, field=name, old=value, changed_at=at
        )
        for name, value in old.items()
    )
    for name in old:
        setattr(row, name, wanted[name])
    return count_change(row, at).model_copy(update={"merged": merged(others, changes)})


def changed_since(session: Session, report: ReportRow, number: int | None, seen: int) -> set[str]:
    """The fields of a finding (None: of the report itself) that were changed after the REPORT's revision `seen`."""
    query = select(FormerCodingRow.field).where(
        FormerCodingRow.report_id == report.id, FormerCodingRow.number == number, FormerCodingRow.change > seen
    )
    return set(session.scalars(query))


def history(session: Session, report: ReportRow) -> list[Change]:
    """Every former value of the report's own fields, newest first."""
    query = select(FormerCodingRow).where(FormerCodingRow.report_id == report.id, FormerCodingRow.number.is_(None))
    return [
        Change(field=former.field, old=former.old, revision=former.revision, at=former.changed_at)
        for former in session.scalars(query.order_by(FormerCodingRow.id.desc()))
    ]


def set_accepted(session: Session, row: ReportRow, *, accepted: bool) -> Saved:
    """Accept a report, so that it counts, or take that back; twice is as once. BadInput: no score or finding."""
    if row.accepted == accepted:
        return Saved(at=row.changed_at, revision=row.revision)
    if accepted:
        if row.score is None:
            raise BadInput("This report can't be accepted without a score: give the score that CQC published first.")
        live = select(FindingRow.number).where(FindingRow.report_id == row.id, FindingRow.dropped_at.is_(None))
        if session.scalar(live.limit(1)) is None:
            raise BadInput("This report can't be accepted without a finding: put one back, or remove the report.")
    row.accepted = accepted
    return count_change(row, now())


def set_removed(row: ReportRow, *, removed: bool) -> Saved:
    """Remove a report, or put it back as it was. Doing so twice is the same as once."""
    at = mark(row, removed=removed)
    return Saved(at=row.changed_at, revision=row.revision) if at is None else count_change(row, at)


def count_change(row: ReportRow, at: datetime) -> Saved:
    """Raise the report's revision after a change to it or its findings at a moment (`at`, UTC)."""
    row.revision += 1
    row.changed_at = at
    return Saved(at=at, revision=row.revision)


def version(session: Session) -> str:
    """A key of at most 16 characters that changes whenever what counts does: reports, findings, published scores."""
    counting = select(ReportRow.id, ReportRow.revision, ReportRow.changed_at).where(
        ReportRow.removed_at.is_(None), ReportRow.accepted, ReportRow.score.is_not(None)
    )
    newest = (
        select(literal("scores"), ScoreTableRow.id, ScoreTableRow.imported)
        .where(ScoreTableRow.removed_at.is_(None))
        .order_by(ScoreTableRow.id.desc())
        .limit(1)
        .subquery()
    )
    # one question of the database: every run of a page asks this more than once
    found = session.execute(union_all(counting, select(newest))).all()
    if not found:
        return NOTHING_ACCEPTED
    counts = sorted(f"{name} {number} {at.isoformat()}" for name, number, at in found)
    return hashlib.sha256("\n".join(counts).encode()).hexdigest()[:16]


def _report(row: ReportRow, findings: Sequence[Finding]) -> ShelvedReport:
    fields = {field: getattr(row, field) for field in REPORT_FIELDS}
    return ShelvedReport.model_validate(fields | {"id": row.id, "findings": tuple(findings)})


def _finding_values(finding: Finding) -> dict[str, Any]:
    return {field: stored(getattr(finding, field)) for field in FINDING_FIELDS}


def _already(row: ReportRow) -> str:
    importer = f"{row.imported_by} imported it" if row.imported_by else "it was imported"
    name = f" as {row.name}" if row.name else ""
    details = f"{importer} on {long_date(row.imported)}{name}"
    if row.removed_at is not None:
        return f"This file was removed from your library ({details}): put it back there instead of importing it again."
    return f"This file is in your library already ({details}): open it there."

"""The store's part for the findings of imported reports: corrected by hand, left out, and every correction undone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.english import capital, listed
from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import now
from rubric.reports.model import MAX_TEXT, Finding
from rubric.storage.clashes import overwritten
from rubric.storage.database import Database
from rubric.storage.library_tables import FindingRow, FormerCodingRow, ReportRow
from rubric.storage.reports import changed_since, count_change, finding_of, hold_report
from rubric.storage.rows import stored
from rubric.storage.values import Saved

CORRECTABLE = ("text", "aspect", "polarity", "maturity", "voice", "figures", "section", "paragraph")
_NEVER_BLANK = ("text", "aspect")


class ReportFindings:
    """The findings of imported reports in one database. Every call may raise StoreUnavailable and NotFound.

    The revision of a finding is that of its report, which counts every change to any of them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self, report_id: str, numbers: Sequence[int], changes: Mapping[str, object], *, seen: int | None = None
    ) -> Saved:
        """Write the named fields of the findings with these numbers, all or none, as one change by a person.

        Returns the report's revision, which is what `undo` takes, and when. `seen` is the report's revision that the
        writer had on screen. BadInput: a name or value that does not fit. Conflict: somebody else has given a named
        field of one of them another value since `seen`; then nothing is written.
        """
        with hold_report(self._database, report_id) as (session, row):
            _correct(session, row, numbers, changes, seen)
            session.commit()
            return Saved(at=row.changed_at, revision=row.revision)

    def undo(self, report_id: str, revision: int) -> Saved:
        """Undo what one call of `save` changed, by the revision it returned.

        BadInput: it was undone already. Conflict: one of the findings was corrected again since; nothing is undone.
        """
        with hold_report(self._database, report_id) as (session, row):
            _undo(session, row, revision)
            session.commit()
            return Saved(at=row.changed_at, revision=row.revision)

    def remove(self, report_id: str, number: int) -> Saved:
        """Leave a finding out, which `restore` undoes. BadInput: the last one of an accepted report."""
        return self._set_dropped(report_id, number, dropped=True)

    def restore(self, report_id: str, number: int) -> Saved:
        """Take a finding in again as it was."""
        return self._set_dropped(report_id, number, dropped=False)

    def _set_dropped(self, report_id: str, number: int, *, dropped: bool) -> Saved:
        with hold_report(self._database, report_id) as (session, row):
            _drop(session, row, number, dropped=dropped)
            session.commit()
            return Saved(at=row.changed_at, revision=row.revision)


def _find(session: Session, report: ReportRow, number: int, *, dropped: bool = False) -> FindingRow:
    """The finding's row. NotFound: no such number, or it was left out and `dropped` is False."""
    row = session.get(FindingRow, (report.id, number))
    if row is None:
        raise NotFound("This finding can't be found: open the report from the list in the library.")
    if row.dropped_at is not None and not dropped:
        raise NotFound("This finding was left out meanwhile: put it back first, then make your change.")
    return row


def _correct(
    session: Session, report: ReportRow, numbers: Sequence[int], changes: Mapping[str, object], seen: int | None
) -> None:
    """Write the named fields of these findings as one change."""
    at = now()
    changed = False
    for number in dict.fromkeys(numbers):
        row = _find(session, report, number)
        before = finding_of(row)
        after = _corrected(before, changes)
        if seen is not None and seen < report.revision:
            _refuse_to_overwrite(session, report, row, after, changes, seen)
        if after != before:
            _write(session, report, row, after, at)
            changed = True
    if changed:
        count_change(report, at)


def _undo(session: Session, report: ReportRow, change: int) -> None:
    """Undo what was corrected together. BadInput: nothing (left) to undo. Conflict: some of it was corrected since."""
    in_force = _not_undone(session, report)
    together = [former for former in in_force if former.change == change]
    if not together:
        raise BadInput("There is nothing left to undo here: these corrections were undone already.")
    numbers = sorted({former.number for former in together if former.number is not None})
    since = sorted({former.number for former in in_force if former.change > change and former.number in numbers})
    if since:
        raise Conflict(
            f"Finding {since[0]} was corrected again since then, so nothing was undone: "
            "undo that correction first, or put the findings right one by one."
        )
    at = now()
    for number in numbers:
        row = _find(session, report, number)
        _put_back(session, report, row, [former for former in together if former.number == number], at)
    count_change(report, at)


def _drop(session: Session, report: ReportRow, number: int, *, dropped: bool) -> None:
    """Leave a finding out, or take it in again as it was. Doing so twice is the same as once.

    BadInput: it is the last one of a report that counts.
    """
    row = _find(session, report, number, dropped=True)
    if (row.dropped_at is not None) == dropped:
        return
    if dropped and report.accepted:
        live = select(FindingRow.number).where(FindingRow.report_id == report.id, FindingRow.dropped_at.is_(None))
        if len(session.scalars(live.limit(2)).all()) < 2:
            raise BadInput("The last finding of an accepted report can't be left out: remove the report instead.")
    at = now()
    row.dropped_at = at if dropped else None
    row.revision += 1
    count_change(report, at)


def _corrected(finding: Finding, changes: Mapping[str, object]) -> Finding:
    """The finding with these changes made, coded by a person where anything differs then."""
    fields = finding.model_dump()
    for name, value in changes.items():
        if name not in CORRECTABLE:
            raise BadInput(f"{_spoken(name)} can't be corrected: only a finding's words, coding and place can.")
        fields[name] = stored(value)
        if name in _NEVER_BLANK and isinstance(value, str) and not fields[name].strip():
            raise BadInput(f"{_spoken(name)} was not saved: it can't be empty, so fill it in or leave the finding out.")
    try:
        corrected = Finding.model_validate(fields)
    except ValidationError as error:
        raise BadInput(_sentence(error)) from error
    return finding if corrected == finding else corrected.model_copy(update={"coded_by": "person"})


def _write(session: Session, report: ReportRow, row: FindingRow, after: Finding, at: datetime) -> None:
    for field in (*CORRECTABLE, "coded_by"):
        old, new = getattr(row, field), stored(getattr(after, field))
        if old != new:
            session.add(_former(report, row, field, old, at))
            setattr(row, field, new)
    row.revision += 1


def _put_back(
    session: Session, report: ReportRow, row: FindingRow, formers: Iterable[FormerCodingRow], at: datetime
) -> None:
    for former in formers:
        former.undone = True
        replaced = _former(report, row, former.field, getattr(row, former.field), at)
        replaced.undone = True
        session.add(replaced)
        setattr(row, former.field, former.old)
    row.revision += 1


def _former(report: ReportRow, row: FindingRow, field: str, old: Any, at: datetime) -> FormerCodingRow:
    return FormerCodingRow(
        report_id=report.id,
        number=row.number,
        change=report.revision + 1,
        revision=row.revision,
        field=field,
        old=old,
        changed_at=at,
    )


def _not_undone(session: Session, report: ReportRow) -> list[FormerCodingRow]:
    """The values replaced by corrections that have not been undone, newest first."""
    query = select(FormerCodingRow).where(
        FormerCodingRow.report_id == report.id,
        FormerCodingRow.number.is_not(None),
        FormerCodingRow.undone.is_(False),
    )
    return list(session.scalars(query.order_by(FormerCodingRow.id.desc())))


def _refuse_to_overwrite(
    session: Session,
    report: ReportRow,
    row: FindingRow,
    after: Finding,
    changes: Mapping[str, object],
    seen: int,
) -> None:
    """Conflict where somebody else has given a field named in `changes` another value since `seen`."""
    others = changed_since(session, report, row.number, seen)
    theirs = overwritten(others, changes, partial(getattr, row), lambda name: stored(getattr(after, name)))
    if theirs:
        named = listed(map(_spoken, theirs))
        raise Conflict(
            f"{named} of finding {row.number} was changed by somebody else while you looked, so yours was not saved: "
            "look at theirs, then choose again.",
            theirs,
            revision=report.revision,
        )


def _spoken(name: str) -> str:
    return capital(name.replace("_", " "))


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    wanted = next(want for kind, want in _WANTED.items() if kind in first["type"])
    return f"{_spoken(str(first['loc'][0]))} was not saved: {wanted}."


# by a word in pydantic's name for what is wrong
_WANTED = {
    "enum": "choose one of the options offered",
    "too_long": f"keep it to {MAX_TEXT:,} letters",
    "string": "it should be text",
    "int": "it should be a whole number",
    "than": "it should be a whole number from 1 up",
    "": "it is not of the kind expected here",
}

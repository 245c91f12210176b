"""What can be done to the findings of one imported report, whose row the caller holds in a writing session."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.english import capital, listed
from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import now
from rubric.reports.model import MAX_TEXT, Finding
from rubric.storage.library_tables import FindingRow, FormerCodingRow, ReportRow
from rubric.storage.reports import finding_of, touched
from rubric.storage.rows import stored
from rubric.storage.values import Change, Saved

CORRECTABLE = ("text", "aspect", "polarity", "maturity", "voice", "figures", "section", "paragraph")
_NEVER_BLANK = ("text", "aspect")


def find(session: Session, report: ReportRow, number: int, *, dropped: bool = False) -> FindingRow:
    """The finding's row. NotFound: the report has none of this number, or (unless it may be) it was left out."""
    row = session.get(FindingRow, (report.id, number))
    if row is None:
        raise NotFound("This finding can't be found: open the report from the list in the library.")
    if row.dropped_at is not None and not dropped:
        raise NotFound("This finding was left out meanwhile: put it back first, then make your change.")
    return row


def correct(
    session: Session, report: ReportRow, seen: Mapping[int, int | None], changes: Mapping[str, object]
) -> list[FindingRow]:
    """Write the named fields of the findings in `seen`, as one change; those that are another now.

    `seen` has the revision that the writer had on screen by the finding's number, None to overwrite whatever is there.
    NotFound, BadInput, or Conflict with what others wrote since then.
    """
    at = now()
    changed = []
    for number, revision in seen.items():
        row = find(session, report, number)
        before = finding_of(row)
        after = _corrected(before, changes)
        if revision is not None and revision < row.revision:
            _refuse_to_overwrite(session, row, after, changes, revision)
        if after != before:
            _write(session, report, row, after, at)
            changed.append(row)
    if changed:
        touched(report, at)
    return changed


def undo(session: Session, report: ReportRow, number: int) -> FindingRow:
    """Give a finding back what it held before its last correction. BadInput: there is none left to undo."""
    row = find(session, report, number)
    formers = _standing(session, report, number)
    if not formers:
        raise BadInput("There is no correction of this finding left to undo: it is as it was read.")
    last = max(former.change for former in formers)
    at = now()
    _put_back(session, report, row, [former for former in formers if former.change == last], at)
    touched(report, at)
    return row


def undo_change(session: Session, report: ReportRow, change: int) -> None:
    """Undo what was corrected together. BadInput: nothing (left) to undo. Conflict: some of it was corrected since."""
    standing = _standing(session, report)
    together = [former for former in standing if former.change == change]
    if not together:
        raise BadInput("There is nothing left to undo here: these corrections were undone already.")
    numbers = sorted({former.number for former in together if former.number is not None})
    since = sorted({former.number for former in standing if former.change > change and former.number in numbers})
    if since:
        raise Conflict(
            f"Finding {since[0]} was corrected again since then, so nothing was undone: "
            "undo that correction first, or put the findings right one by one."
        )
    at = now()
    for number in numbers:
        row = find(session, report, number)
        _put_back(session, report, row, [former for former in together if former.number == number], at)
    touched(report, at)


def set_dropped(session: Session, report: ReportRow, number: int, *, dropped: bool) -> Saved:
    """Leave a finding out, or take it in again as it was. Doing so twice is the same as once.

    BadInput: it is the last one of a report that counts.
    """
    row = find(session, report, number, dropped=True)
    if (row.dropped_at is not None) == dropped:
        return Saved(at=report.changed_at, revision=row.revision)
    if dropped and report.accepted:
        live = select(FindingRow.number).where(FindingRow.report_id == report.id, FindingRow.dropped_at.is_(None))
        if len(session.scalars(live.limit(2)).all()) < 2:
            raise BadInput("The last finding of an accepted report can't be left out: remove the report instead.")
    at = now()
    row.dropped_at = at if dropped else None
    row.revision += 1
    touched(report, at)
    return Saved(at=at, revision=row.revision)


def history(session: Session, report: ReportRow, number: int | None) -> list[Change]:
    """Every value that fields of a finding (None: of the report itself) held before, newest first."""
    query = (
        select(FormerCodingRow)
        .where(FormerCodingRow.report_id == report.id, FormerCodingRow.number == number)
        .order_by(FormerCodingRow.id.desc())
    )
    return [
        Change(field=former.field, old=former.old, revision=former.revision, at=former.changed_at)
        for former in session.scalars(query)
    ]


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


def _standing(session: Session, report: ReportRow, number: int | None = None) -> list[FormerCodingRow]:
    """What corrections that still stand replaced, newest first; of one finding, or of all."""
    query = select(FormerCodingRow).where(
        FormerCodingRow.report_id == report.id,
        FormerCodingRow.number.is_not(None) if number is None else FormerCodingRow.number == number,
        FormerCodingRow.undone.is_(False),
    )
    return list(session.scalars(query.order_by(FormerCodingRow.id.desc())))


def _refuse_to_overwrite(
    session: Session, row: FindingRow, after: Finding, changes: Mapping[str, object], revision: int
) -> None:
    """Conflict where somebody else has given a field named in `changes` another value since `revision`."""
    later = select(FormerCodingRow.field).where(
        FormerCodingRow.report_id == row.report_id,
        FormerCodingRow.number == row.number,
        FormerCodingRow.revision >= revision,
    )
    by_others = set(session.scalars(later))
    theirs = {
        name: getattr(row, name)
        for name in changes
        if name in by_others and getattr(row, name) != stored(getattr(after, name))
    }
    if theirs:
        named = listed(map(_spoken, theirs))
        raise Conflict(
            f"{named} of finding {row.number} was changed by somebody else while you looked, so yours was not saved: "
            "look at theirs, then choose again.",
            theirs,
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

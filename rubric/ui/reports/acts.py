"""What clicks on the page of reports do with imported reports and their coding. They commit and draw nothing."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from rubric.reports.library.share import write_library
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.library.shipped import load_library
from rubric.reports.library.twins import shipped_already
from rubric.reports.model import Finding
from rubric.ui.reports.desk import Correction, FileOutcome, ReportsDesk
from rubric.ui.reports.kept import PLACE, finding
from rubric.ui.saved import saving
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Gone

PICK = "pick"
CODES = ("aspect", "polarity", "maturity", "voice")


def clear_outcomes() -> None:
    """Clear the list of results of the files brought in so far."""
    session.feature(ReportsDesk).brought.clear()


def open_report(report: str) -> None:
    """Open a report for review."""
    session.opened().report = report
    session.feature(ReportsDesk).corrections.clear()
    fresh_table()


def close_report(report: str) -> None:
    """Go back from this report to the list, if it is the one that is open."""
    if session.opened().report == report:
        open_report("")


def fresh_table() -> None:
    """Have the table of findings drawn again from the store, with nothing ticked."""
    memory = session.feature(ReportsDesk)
    session.next_turn("review")
    memory.edits.clear()
    memory.rows.clear()


def accept(report: str) -> None:
    """Accept the report with this id, so that it counts."""
    attempt(PLACE, lambda: cache.store().library.accept(report))


def take_back(report: str) -> None:
    """Undo the acceptance of the report with this id."""
    attempt(PLACE, lambda: cache.store().library.unaccept(report))


def accept_all() -> None:
    """Accept every report that has a score and findings, except shipped ones; a note says how many."""
    store, taken = cache.store(), 0
    waiting = [report for report in store.library.reports() if not report.accepted and report.score and report.findings]
    for report in waiting:
        if not is_shipped(report):
            taken += attempt(PLACE, partial(store.library.accept, report.id))
    session.note("accepted", f"Accepted {taken} of {len(waiting)} reports that have a score.")


def is_shipped(report: ShelvedReport) -> bool:
    """Whether this is one of the reports whose coding is shipped, so that it would count twice."""
    return shipped_already([finding.text for finding in report.findings], load_library()) is not None


def remove(report: str, label: str) -> None:
    """Remove a report from the library; it can be restored. `label` names it."""
    if attempt(PLACE, lambda: cache.store().library.remove(report)):
        session.feature(ReportsDesk).removed = Gone("", report, label)
        close_report(report)


def put_back(report: str) -> None:
    """Restore a removed report."""
    if attempt(PLACE, lambda: cache.store().library.restore(report)):
        memory = session.feature(ReportsDesk)
        if memory.removed and memory.removed.item == report:
            memory.removed = None
        for index, outcome in enumerate(memory.brought):
            if outcome.report == report and outcome.kind == "removed":
                memory.brought[index] = FileOutcome(outcome.name, "already", ("It is back in your library.",), report)


def library_as_file() -> bytes:
    """All imported reports as one JSON file, which can be imported elsewhere. StoreError where they can't be read."""
    return write_library(cache.store().library.reports()).encode("utf-8")


def edited(report: str, key: str, numbers: Sequence[int], seen: int) -> None:
    """Save the cells changed in the table with this key since its last callback.

    `numbers` are the findings by row, and `seen` the report's revision on screen.
    """
    memory = session.feature(ReportsDesk)
    now = _cells(session.read(key))
    before = memory.edits.get(key, {})
    memory.edits[key] = now
    for row, changes in fresh(before, now).items():
        if row < len(numbers) and not _correct(report, numbers[row], changes, seen):
            fresh_table()
            return


def _cells(state: Any) -> dict[int, dict[str, Any]]:
    """The changed cells of a table, by row, from its widget's state; ticks are no change to a finding."""
    rows = (state or {}).get("edited_rows", {})
    return {int(row): {name: cells[name] for name in CODES if name in cells} for row, cells in rows.items()}


def fresh(before: Mapping[int, Mapping[str, Any]], now: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """The cells of `now` that differ from `before`. A table sends its earlier changes again, which may be outdated."""
    found = {
        row: {name: value for name, value in cells.items() if before.get(row, {}).get(name) != value}
        for row, cells in now.items()
    }
    return {row: cells for row, cells in found.items() if cells}


def ticked(key: str, numbers: Sequence[int]) -> list[int]:
    """The numbers of the findings whose rows are ticked in the table with this key."""
    rows = (session.read(key) or {}).get("edited_rows", {})
    return [numbers[int(row)] for row, cells in rows.items() if cells.get(PICK) and int(row) < len(numbers)]


def set_ticked(report: str, key: str, numbers: Sequence[int], name: str, value_key: str) -> None:
    """Give every ticked finding the code in the widget `value_key`, for the field `name`."""
    chosen, value = ticked(key, numbers), session.read(value_key)
    if not chosen or value is None:
        session.note(PLACE, "Tick the rows that you want to change first, in the first column of the table.")
        return
    store = cache.store()
    findings = {finding.number: finding for finding in store.library.get(report).findings}
    chosen = [number for number in chosen if number in findings and not _has_codes(findings[number], {name: value})]
    revisions: list[int] = []
    if not chosen or attempt(
        PLACE, lambda: revisions.append(store.findings.save(report, chosen, {name: value}).revision)
    ):
        memory = session.feature(ReportsDesk)
        memory.corrections += [Correction(report, revision) for revision in revisions]
        fresh_table()


def leave_out(report: str, key: str, numbers: Sequence[int]) -> None:
    """Remove the ticked findings from the report; `undo` restores them."""
    chosen = ticked(key, numbers)
    if not chosen:
        session.note(PLACE, "Tick the rows that you want to leave out first, in the first column of the table.")
        return
    dropped = [number for number in chosen if attempt(PLACE, partial(cache.store().findings.remove, report, number))]
    if dropped:
        session.feature(ReportsDesk).corrections.append(Correction(report, left_out=tuple(dropped)))
    fresh_table()


def undo() -> None:
    """Undo the last change to the coding of the open report."""
    memory = session.feature(ReportsDesk)
    if not memory.corrections:
        return
    last = memory.corrections.pop()
    store = cache.store()
    for number in last.left_out:
        attempt(PLACE, partial(store.findings.restore, last.report, number))
    if last.revision:
        attempt(PLACE, lambda: store.findings.undo(last.report, last.revision))
    fresh_table()


def _correct(report: str, number: int, changes: dict[str, Any], seen: int) -> bool:
    findings = {finding.number: finding for finding in cache.store().library.get(report).findings}
    if number in findings and _has_codes(findings[number], changes):
        return True  # nothing to save, and so nothing to undo
    kept = finding(report, number)
    saving.mark_seen(kept, seen)
    return saving.save(kept, changes)


def _has_codes(finding: Finding, changes: Mapping[str, Any]) -> bool:
    return all(getattr(finding, name) == value for name, value in changes.items())

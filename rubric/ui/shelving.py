"""Callbacks on imported reports and their coding. Like those in `saving.py`, they commit and draw nothing."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from rubric.errors import Conflict, RubricError
from rubric.reports.model import Finding
from rubric.reports.share import write_library
from rubric.reports.shelf import ShelvedReport
from rubric.reports.shipped import load_library
from rubric.reports.twins import shipped_already
from rubric.storage import Saved
from rubric.ui import cache, session
from rubric.ui.desk import Brought, Corrected, Gone
from rubric.ui.saving import done

PLACE = "library"
PICK = "pick"
CODES = ("aspect", "polarity", "maturity", "voice")


def clear_outcomes() -> None:
    """Put away what came of the files brought in so far."""
    session.desk().brought.clear()


def open_report(report: str) -> None:
    """Open a report for review."""
    here = session.desk()
    here.report = report
    here.corrections.clear()
    fresh_table()


def close_report(report: str) -> None:
    """Go back from this report to the list, if it is the one that is open."""
    if session.desk().report == report:
        open_report("")


def fresh_table() -> None:
    """Draw the table of findings anew from the store, with nothing ticked."""
    here = session.desk()
    session.next_turn("review")
    here.edits.clear()
    here.rows.clear()


def detail(report: str, name: str, key: str) -> None:
    """Save the council, score or date of a report; a score that was emptied is taken back."""
    if not session.is_news(key):
        return
    seen = session.desk().seen

    def save() -> Saved:
        saved = cache.store().library.save(report, {name: session.read(key)}, seen=seen.get(report))
        if not saved.merged:  # otherwise the next run reads the report afresh before claiming to have seen it
            seen[report] = saved.revision
        return saved

    if done(PLACE, save):
        session.own(key)


def left_behind(report: str, name: str, key: str, said: Any) -> None:
    """Save what a box held when the server was started again under its page; old news is let go."""
    held = [change.old for change in cache.store().library.history(report) if change.field == name]
    if said in (None, "") or said in held:
        session.overrule(key)
    else:
        detail(report, name, key)


def accept(report: str) -> None:
    """Let a report count."""
    done(PLACE, lambda: cache.store().library.accept(report))


def take_back(report: str) -> None:
    """Let a report count no more."""
    done(PLACE, lambda: cache.store().library.unaccept(report))


def accept_all() -> None:
    """Accept every report that has a score and findings, and is not one that is shipped."""
    store, taken = cache.store(), 0
    waiting = [report for report in store.library.reports() if not report.accepted and report.score and report.findings]
    for report in waiting:
        if not is_shipped(report):
            taken += done(PLACE, partial(store.library.accept, report.id))
    session.note("accepted", f"Accepted {taken} of {len(waiting)} reports that have a score.")


def is_shipped(report: ShelvedReport) -> bool:
    """Whether this is one of the reports whose coding is shipped, so that it would count twice."""
    return shipped_already([finding.text for finding in report.findings], load_library()) is not None


def remove(report: str, label: str) -> None:
    """Take a report out of the library; it can be put back."""
    if done(PLACE, lambda: cache.store().library.remove(report)):
        session.desk().unshelved = Gone("", report, label)
        close_report(report)


def put_back(report: str) -> None:
    """Put a removed report back as it was."""
    if done(PLACE, lambda: cache.store().library.restore(report)):
        here = session.desk()
        if here.unshelved and here.unshelved.item == report:
            here.unshelved = None
        for at, one in enumerate(here.brought):
            if one.report == report and one.kind == "removed":
                here.brought[at] = Brought(one.name, "already", ("It is back in your library.",), report)


def as_file() -> bytes:
    """All imported reports as one file that can be shared and imported elsewhere."""
    return write_library(cache.store().library.reports()).encode("utf-8")


def edited(report: str, key: str, numbers: Sequence[int], seen: int | None) -> None:
    """Save the cells that were changed in the table of findings since it last said so."""
    here = session.desk()
    now = _cells(session.read(key))
    before = here.edits.get(key, {})
    here.edits[key] = now
    for row, changes in fresh(before, now).items():
        if row < len(numbers) and not _correct(report, [numbers[row]], changes, seen):
            fresh_table()
            return


def _cells(state: Any) -> dict[int, dict[str, Any]]:
    """What a table says was changed in it, by row; ticks are no change to a finding."""
    rows = (state or {}).get("edited_rows", {})
    return {int(row): {name: cells[name] for name in CODES if name in cells} for row, cells in rows.items()}


def fresh(before: Mapping[int, Mapping[str, Any]], now: Mapping[int, Mapping[str, Any]]) -> dict[int, dict[str, Any]]:
    """The cells that say something else than before. A table repeats what it said, which may be old news by now."""
    found = {
        row: {name: value for name, value in cells.items() if before.get(row, {}).get(name) != value}
        for row, cells in now.items()
    }
    return {row: cells for row, cells in found.items() if cells}


def ticked(key: str, numbers: Sequence[int]) -> list[int]:
    """The findings whose rows are ticked."""
    rows = (session.read(key) or {}).get("edited_rows", {})
    return [numbers[int(row)] for row, cells in rows.items() if cells.get(PICK) and int(row) < len(numbers)]


def set_ticked(report: str, key: str, numbers: Sequence[int], name: str, value_key: str) -> None:
    """Give every ticked finding the chosen code."""
    chosen, value = ticked(key, numbers), session.read(value_key)
    if not chosen or value is None:
        session.note(PLACE, "Tick the rows that you want to change first, in the first column of the table.")
        return
    if _correct(report, chosen, {name: value}, None):
        fresh_table()


def leave_out(report: str, key: str, numbers: Sequence[int]) -> None:
    """Leave the ticked findings out of the report."""
    chosen = ticked(key, numbers)
    if not chosen:
        session.note(PLACE, "Tick the rows that you want to leave out first, in the first column of the table.")
        return
    dropped = [number for number in chosen if done(PLACE, partial(cache.store().findings.remove, report, number))]
    if dropped:
        session.desk().corrections.append(Corrected(report, left_out=tuple(dropped)))
    fresh_table()


def undo() -> None:
    """Undo the last change to the coding of the open report."""
    here = session.desk()
    if not here.corrections:
        return
    last = here.corrections.pop()
    store = cache.store()
    for number in last.left_out:
        done(PLACE, partial(store.findings.restore, last.report, number))
    if last.revision:
        done(PLACE, lambda: store.findings.undo(last.report, last.revision))
    fresh_table()


def _correct(report: str, numbers: Sequence[int], changes: Mapping[str, Any], seen: int | None) -> bool:
    here = session.desk()
    try:
        held = {finding.number: finding for finding in cache.store().library.get(report).findings}
        if all(number in held and _says(held[number], changes) for number in numbers):
            return True  # nothing to save, and so nothing to undo
        saved = cache.store().findings.save(report, numbers, changes, seen=seen)
    except Conflict:
        session.note(PLACE, "Somebody else changed this finding meanwhile: look at theirs, then change it again.")
        return False
    except RubricError as wrong:
        session.note(PLACE, str(wrong))
        return False
    here.corrections.append(Corrected(report, saved.revision))
    here.saved_at = saved.at
    return True


def _says(finding: Finding, changes: Mapping[str, Any]) -> bool:
    return all(getattr(finding, name) == value for name, value in changes.items())

"""Saves an imported report's own details, and the coding of its findings."""

from collections.abc import Iterable, Mapping
from typing import Any

from rubric.storage import Saved
from rubric.ui.reports.desk import Correction, ReportsDesk
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.state import cache, session

PLACE = "library"  # where on the page an error is shown


def _save(_owner: str, report: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    return cache.store().library.save(report, changes, seen=seen)


def _former(_owner: str, report: str, name: str) -> Iterable[object]:
    return (change.old for change in cache.store().library.history(report) if change.field == name)


REPORTS = Kind(
    name="report",
    place=PLACE,
    save=_save,
    former=_former,
    inside=lambda name: {"authority": "council", "date": "date of the report"}.get(name, name),
)


def thing(report: str) -> Thing:
    """An imported report, as a thing whose council, score and date are saved."""
    return Thing(REPORTS, "", report)


def _correct(report: str, number: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    saved = cache.store().findings.save(report, [int(number)], changes, seen=seen)
    session.feature(ReportsDesk).corrections.append(Correction(report, saved.revision))
    return saved


FINDINGS = Kind(
    name="finding",
    place=PLACE,
    save=_correct,
    inside=lambda name: {"polarity": "tone", "maturity": "how far along", "voice": "who says so"}.get(name, name),
)


def finding(report: str, number: int) -> Thing:
    """A finding of an imported report, as a thing whose coding is saved."""
    return Thing(FINDINGS, report, str(number))

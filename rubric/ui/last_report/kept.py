"""Saves the fields of an answer to a finding when they are left."""

from collections.abc import Iterable, Mapping
from typing import Any

from rubric.evidence.answers import FIELDS
from rubric.storage import Saved
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.state import cache, session

PLACE = "last-report"  # where on the page an error is shown
_INSIDE = {row.name: row.inside for row in FIELDS} | {"items": "links to evidence", "actions": "links to the plan"}


def _save(assessment: str, finding: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    return cache.store().last_report.save(assessment, finding, changes, seen=seen, by=session.desk().who)


def _former(assessment: str, finding: str, name: str) -> Iterable[object]:
    history = cache.store().assessments.history(assessment)
    return (change.old for change in history if change.field == f"answer.{finding}.{name}")


ANSWERS = Kind(
    name="answer",
    place=PLACE,
    save=_save,
    former=_former,
    inside=lambda name: _INSIDE.get(name, name),
)


def thing(assessment: str, finding: str) -> Thing:
    """The answer to a finding, as a thing whose fields are saved."""
    return Thing(ANSWERS, assessment, finding)

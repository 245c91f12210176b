"""How an assessment's own details are kept when one of their fields is left."""

from collections.abc import Iterable, Mapping
from typing import Any

from rubric.storage import Saved
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.state import cache, session


def _save(_owner: str, assessment: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    return cache.store().assessments.save(assessment, changes, seen=seen, by=session.desk().who)


def _former(_owner: str, assessment: str, name: str) -> Iterable[object]:
    return (change.old for change in cache.store().assessments.history(assessment) if change.field == name)


DETAILS = Kind(name="assessment", place="home", save=_save, former=_former)


def thing(assessment: str) -> Thing:
    """An assessment, as a thing whose own fields are saved: council, title, period, lead, status and version."""
    return Thing(DETAILS, "", assessment)

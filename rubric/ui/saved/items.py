"""Saves the fields of an evidence item when they are left: the same on every page that draws one."""

from collections.abc import Iterable, Mapping
from typing import Any

from rubric.evidence import Confirmation, fields
from rubric.evidence.fields import RECORD
from rubric.storage import Saved
from rubric.ui.saved.kind import Kind, Thing, value_in_words
from rubric.ui.state import cache, session


def _save(assessment: str, item: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    return cache.store().items.save(assessment, item, changes, seen=seen, by=session.desk().who)


def _restore(assessment: str, item: str) -> None:
    cache.store().items.restore(assessment, item)
    session.opened().item = item


def _former(assessment: str, item: str, name: str) -> Iterable[object]:
    return (change.old for change in cache.store().items.history(assessment, item) if change.field == name)


def _inside(name: str) -> str:
    """A field's name in a sentence; a record as a whole, which somebody removes, is the record of one voice."""
    return (
        "record of what they said"
        if fields.record_of(name) == (name.removeprefix(RECORD), "")
        else fields.item(name).inside
    )


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return AGAINST[value].lower()
    if isinstance(value, Mapping):
        value = Confirmation.model_validate(value)
    if isinstance(value, Confirmation):
        return value.in_words or "an empty record"
    if isinstance(value, list):
        return ", ".join(value_in_words(voice) for voice in value) or "only us so far"
    return value_in_words(value)


AGAINST = {False: "They confirm it", True: "They say otherwise"}

ITEMS = Kind(  # named by their ids; a part of the next step is named as "action.owner"
    name="item",
    place="evidence",
    save=_save,
    restore=_restore,
    former=_former,
    words=_words,
    inside=_inside,
)


def thing(assessment: str, item: str) -> Thing:
    """An item of an assessment, as a thing whose fields are saved."""
    return Thing(ITEMS, assessment, item)

"""Saves the fields of an evidence item when they are left."""

from collections.abc import Iterable, Mapping
from typing import Any

from rubric.evidence import fields
from rubric.storage import Saved
from rubric.ui.parts.coding import ONLY_US
from rubric.ui.saved.kind import Kind, Thing, value_in_words
from rubric.ui.saved.saving import Stored
from rubric.ui.state import cache, session


def _save(assessment: str, item: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    return cache.store().items.save(assessment, item, changes, seen=seen)


def _restore(assessment: str, item: str) -> None:
    cache.store().items.restore(assessment, item)
    session.opened().item = item


def _former(assessment: str, item: str, name: str) -> Iterable[object]:
    return (change.old for change in cache.store().items.history(assessment, item) if change.field == name)


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value_in_words(voice) for voice in value) or "only us so far"
    return value_in_words(value)


ITEMS = Kind(  # named by their ids; a part of the next step is named as "action.owner"
    name="item",
    place="evidence",
    save=_save,
    restore=_restore,
    former=_former,
    words=_words,
    fields={row.name: row.inside for row in fields.ITEM},
)


def thing(assessment: str, item: str) -> Thing:
    """An item of an assessment, as a thing whose fields are saved."""
    return Thing(ITEMS, assessment, item)


def voices(chosen: list[str] | None, before: Any) -> Stored:
    """The voices to store: "only us so far" excludes the others, and the newer choice wins. Nothing chosen: None.

    `before` is what the widget was drawn with.
    """
    if not chosen:
        return Stored(None)
    if ONLY_US not in chosen:
        return Stored(list(chosen))
    if ONLY_US in (before if isinstance(before, list) else []):
        others = [voice for voice in chosen if voice != ONLY_US]
        return Stored(others, stands=not others)
    return Stored([], stands=chosen == [ONLY_US])

"""What an assessment file from elsewhere may leave out or write more simply than we do.

Nothing here loses a word: null and missing fields take their defaults, a next step may be a plain string, ids that
are missing or taken are made. What is wrong stays as it is, for validation to name.
"""

import json
from collections.abc import Callable
from typing import Any, get_args
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel

from rubric.evidence.model import Action, Assessment, EvidenceItem, Skip


def accept(raw: dict[str, Any]) -> dict[str, Any]:
    """The file's content in our own shape, as far as it can be brought there."""
    assessment = _without_blanks(raw, Assessment)
    for key, one in (("evidence", _item), ("skips", _skip), ("actions", _action)):
        if isinstance(assessment.get(key), list):
            assessment[key] = _each(assessment[key], one)
    if isinstance(assessment.get("evidence"), list):
        _fill_places(assessment["evidence"])
    return assessment


def _each(parts: list[Any], one: Callable[[Any], Any]) -> list[Any]:
    return [one(part) for part in parts]


def _item(raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    item = _without_blanks(raw, EvidenceItem)
    if "action" in item:
        item["action"] = _action(item["action"])
    return item


def _skip(raw: Any) -> Any:
    return _without_blanks(raw, Skip) if isinstance(raw, dict) else raw


def _action(raw: Any) -> Any:
    """A next step; a plain string is its text."""
    if isinstance(raw, str):
        return {"text": raw}
    return _without_blanks(raw, Action) if isinstance(raw, dict) else raw


def _without_blanks(raw: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Without what stands for "not filled in": null anywhere, and "" where the field is a choice, a date or an id."""
    kept = {}
    for key, value in raw.items():
        field = model.model_fields.get(key)
        if field is not None:
            optional = type(None) in get_args(field.annotation)
            if value is None and not optional:
                continue
            if isinstance(value, str) and not value.strip() and (optional or key == "id"):
                continue
        kept[key] = value
    return kept


def _fill_places(items: list[Any]) -> None:
    """Give items their place in the file where they name none, and an id where theirs is missing or taken.

    A made id comes from the item's place and content, so that reading a file twice gives the same ids; it is long
    enough never to meet another one.
    """
    taken = {item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)}
    seen: set[str] = set()
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            continue
        wanted = item.get("id")
        if wanted is None or (isinstance(wanted, str) and wanted in seen):
            content = json.dumps([index, item], sort_keys=True, default=str)
            item["id"] = uuid5(NAMESPACE_URL, content).hex
            while item["id"] in taken:
                item["id"] = uuid5(NAMESPACE_URL, item["id"]).hex
            taken.add(item["id"])
        if isinstance(item["id"], str):
            seen.add(item["id"])
        item.setdefault("position", float(index))

"""What an assessment file from elsewhere may leave out or write more simply than we do.

Nothing here loses a word: null and missing fields take their defaults, a next step may be a plain string, ids that
are missing or taken are made. Anything else that does not fit stays as it is, for validation to report.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args
from uuid import NAMESPACE_URL, uuid5

from pydantic import BaseModel

from rubric.evidence.attachment import Attachment
from rubric.evidence.confirmation import ID, Confirmation
from rubric.evidence.last_report import KINDS, Answer
from rubric.evidence.model import (
    SCHEMA_VERSION,
    Action,
    Assessment,
    EvidenceItem,
    PlanAction,
    SectionEdit,
    Skip,
    Waiver,
)


def accept(raw: dict[str, Any]) -> dict[str, Any]:
    """The file's content in the newest release's shape, as far as it can be brought there; `raw` is parsed JSON."""
    assessment = _without_blanks(raw, Assessment) | {"schema_version": SCHEMA_VERSION}
    for key, normalise in _PARTS.items():
        if isinstance(assessment.get(key), list):
            assessment[key] = [normalise(part) for part in assessment[key]]
    for origin, model in KINDS.items():
        if isinstance(assessment.get(origin), dict):
            assessment[origin.value] = _report(assessment[origin], model)
    for key in ("evidence", "actions", "attachments"):
        if isinstance(assessment.get(key), list):
            _fill_ids(assessment[key])
    if isinstance(assessment.get("evidence"), list):
        _fill_places(assessment["evidence"])
    return assessment


def _item(raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    item = _without_blanks(raw, EvidenceItem)
    if "action" in item:
        item["action"] = _action(item["action"])
    if isinstance(item.get("confirmations"), list):
        item["confirmations"] = [_record(record) for record in item["confirmations"]]
        _fill_ids(item["confirmations"])
    return item


def _record(raw: Any) -> Any:
    """A record of what somebody said; an id that could not be part of a field's name is left out."""
    record = _without_blanks(raw, Confirmation) if isinstance(raw, dict) else raw
    if isinstance(record, dict) and isinstance(record.get("id"), str) and not re.fullmatch(ID, record["id"]):
        del record["id"]
    return record


def _action(raw: Any, model: type[Action] = Action) -> Any:
    """A next step; a plain string is its text."""
    if isinstance(raw, str):
        return {"text": raw}
    return _without_blanks(raw, model) if isinstance(raw, dict) else raw


def _report(raw: dict[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    report = _without_blanks(raw, model)
    if isinstance(report.get("answers"), list):
        report["answers"] = [_plain(Answer)(answer) for answer in report["answers"]]
    return report


def _plain(model: type[BaseModel]) -> Callable[[Any], Any]:
    return lambda raw: _without_blanks(raw, model) if isinstance(raw, dict) else raw


_PARTS: Mapping[str, Callable[[Any], Any]] = {
    "evidence": _item,
    "skips": _plain(Skip),
    "actions": lambda raw: _action(raw, PlanAction),
    "edits": _plain(SectionEdit),
    "waivers": _plain(Waiver),
    "attachments": _plain(Attachment),
}


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


def _fill_ids(entries: list[Any]) -> None:
    """Give items, actions or records an id where theirs is missing or taken.

    A made id comes from the entry's place and content, so that reading a file twice gives the same ids; it is long
    enough never to meet another one.
    """
    taken = {entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)}
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict):
            continue
        wanted = entry.get("id")
        if wanted is None or (isinstance(wanted, str) and wanted in seen):
            content = json.dumps([index, entry], sort_keys=True, default=str)
            entry["id"] = uuid5(NAMESPACE_URL, content).hex
            while entry["id"] in taken:
                entry["id"] = uuid5(NAMESPACE_URL, entry["id"]).hex
            taken.add(entry["id"])
        if isinstance(entry["id"], str):
            seen.add(entry["id"])


def _fill_places(items: list[Any]) -> None:
    """Give items their place in the file where they name none."""
    for index, item in enumerate(items):
        if isinstance(item, dict):
            item.setdefault("position", float(index))

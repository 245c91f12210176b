"""A change to some fields of an item: checked, and its old values kept.

A field is named as on `EvidenceItem`; a part of the next step may be named alone, as "action.owner".
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from rubric.english import capital
from rubric.errors import BadInput
from rubric.evidence.fields import called, value_of
from rubric.evidence.model import Action, EvidenceItem
from rubric.evidence.text import clean_text
from rubric.storage.rows import ACTION_FIELDS, ITEM_FIELDS
from rubric.storage.tables import FormerValueRow

_NAMES = frozenset({*ITEM_FIELDS, "action", *(f"action.{field}" for field in ACTION_FIELDS)})


def edited(item: EvidenceItem, changes: Mapping[str, object]) -> EvidenceItem:
    """The item with these changes made. BadInput: no such field, or a value that does not fit it."""
    fields = item.model_dump()
    for name, value in changes.items():
        if name not in _NAMES:
            raise BadInput(f"{spoken(name)} can't be changed: no part of a piece of evidence has that name.")
        if name.startswith("action."):
            fields["action"] = (fields["action"] or {}) | {name.removeprefix("action."): typed(value)}
        else:
            fields[name] = typed(value)
    try:
        return EvidenceItem.model_validate(fields)
    except ValidationError as error:
        raise BadInput(refusal(error)) from error


def differing(before: EvidenceItem, after: EvidenceItem) -> list[str]:
    """The names of the fields in which two states of an item differ.

    The next step is compared part by part, and as a whole ("action") where only one of the two has one.
    """
    names = (*ITEM_FIELDS, *(f"action.{field}" for field in ACTION_FIELDS))
    came_or_went = ["action"] if (before.action is None) != (after.action is None) else []
    return [name for name in names if value_of(before, name) != value_of(after, name)] + came_or_went


def former_values(
    before: EvidenceItem, names: Sequence[str], assessment_id: str, revision: int, at: datetime
) -> list[FormerValueRow]:
    """A row for each named field with its value in `before`, which it had up to `revision`; `at` is in UTC."""
    values = before.model_dump(mode="json")
    action = (before.action or Action()).model_dump(mode="json")
    values |= {f"action.{field}": action[field] for field in ACTION_FIELDS}
    return [
        FormerValueRow(
            assessment_id=assessment_id,
            item_id=before.id,
            revision=revision,
            field=name,
            old=values[name],
            changed_at=at,
        )
        for name in names
        if name != "position"  # nobody typed it, and a move can be made again
    ]


def typed(value: object) -> Any:
    """A value as a form gives it, made fit to be validated: plain words and lists, cleaned."""
    if isinstance(value, BaseModel):
        value = value.model_dump()
    if isinstance(value, Mapping):
        return {key: typed(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [typed(part) for part in value]
    return clean_text(value) if type(value) is str else value


def spoken(name: str) -> str:
    """A field's name at the start of a sentence: "Source date", "Next step, owner"."""
    return capital(called(name))


def refusal(error: ValidationError) -> str:
    """What to say of the first value that does not fit: "Source date was not saved: give a date, …"."""
    first = error.errors()[0]
    field = spoken(".".join(str(part) for part in first["loc"] if not isinstance(part, int)))
    return f"{field} was not saved: {next(want for kind, want in _WANTED.items() if kind in first['type'])}."


# by a word in pydantic's name for what is wrong
_WANTED = {
    "enum": "choose one of the options offered",
    "date": "give a date, such as 31 March 2026",
    "string": "it should be text",
    "list": "it should be a list",
    "float": "it should be an ordinary number",
    "finite": "it should be an ordinary number",
    "": "it is not of the kind expected here",
}

"""A change to some fields of an item: checked, compared with what others did meanwhile, and its old values kept.

A field is named as on `EvidenceItem`; a part of the next step may be named alone, as "action.owner".
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from rubric.english import capital, listed
from rubric.errors import BadInput, Conflict
from rubric.evidence.model import Action, EvidenceItem
from rubric.evidence.text import clean_text
from rubric.storage.rows import ACTION_FIELDS, ITEM_FIELDS
from rubric.storage.tables import FormerValueRow

_NAMES = frozenset({*ITEM_FIELDS, "action", *(f"action.{field}" for field in ACTION_FIELDS)})


def edited(item: EvidenceItem, changes: Mapping[str, object]) -> EvidenceItem:
    """The item with these changes made. BadInput: a field that there is not, or a value that does not fit it."""
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

    The next step counts part by part, and as a whole where it comes or goes.
    """
    names = (*ITEM_FIELDS, *(f"action.{field}" for field in ACTION_FIELDS))
    came_or_went = ["action"] if (before.action is None) != (after.action is None) else []
    return [name for name in names if value_of(before, name) != value_of(after, name)] + came_or_went


def value_of(item: EvidenceItem, name: str) -> object:
    """What a named field holds. A part of a next step that there is not is empty, like that of one just begun."""
    if name.startswith("action."):
        return getattr(item.action or Action(), name.removeprefix("action."))
    return getattr(item, name)


def refuse_to_overwrite(
    now: EvidenceItem, wanted: EvidenceItem, changes: Mapping[str, object], since: Sequence[FormerValueRow]
) -> tuple[str, ...]:
    """Compare a wanted change with those of others `since` the writer looked; the fields only they changed, sorted.

    Conflict: they gave a field that is named in `changes` another value than the one wanted.
    """
    by_others = {row.field for row in since}
    theirs = {
        name: value_of(now, name)
        for name in changes
        if value_of(now, name) != value_of(wanted, name)
        and any(field == name or field.startswith(f"{name}.") for field in by_others)
    }
    if theirs:
        named = listed(map(spoken, theirs))
        raise Conflict(
            f"{named} was changed by somebody else while you wrote, so yours was not saved: "
            "choose which words to keep, then save again.",
            theirs,
        )
    return tuple(sorted(name for name in by_others if name not in changes and name.split(".")[0] not in changes))


def former_values(
    before: EvidenceItem, names: Sequence[str], assessment_id: str, revision: int, at: datetime
) -> list[FormerValueRow]:
    """A row for each named field, holding what it held in `revision` and before."""
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
        return {key: typed(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [typed(one) for one in value]
    return clean_text(value) if type(value) is str else value


def spoken(name: str) -> str:
    """A field's name as one would say it: "Source date", "Next step, owner"."""
    words = _CALLED.get(name, name).replace("action.", "next step, ").replace("action", "next step").replace("_", " ")
    return capital(words)


def refusal(error: ValidationError) -> str:
    """What to say of the first value that does not fit: "Source date was not saved: give a date, …"."""
    first = error.errors()[0]
    field = spoken(".".join(str(part) for part in first["loc"] if not isinstance(part, int)))
    return f"{field} was not saved: {next(want for kind, want in _WANTED.items() if kind in first['type'])}."


# where the name is not what the form calls it
_CALLED = {
    "cause": "why it is so",
    "affected": "who is affected",
    "heard": "what was heard",
    "decided": "what was decided",
    "changed": "what changed",
    "told": "how people were told",
}

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

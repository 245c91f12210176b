"""A change to some fields of an item: checked, and its old values kept.

A field is named as on `EvidenceItem`; a part of the next step may be named alone, as "action.owner", and so may a
record of what somebody said ("confirmations.ID") or a part of one ("confirmations.ID.said").
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import to_jsonable_python

from rubric.english import capital
from rubric.errors import BadInput
from rubric.evidence.confirmation import MOST_RECORDS, Confirmation
from rubric.evidence.fields import called, record_name, record_of, value_of
from rubric.evidence.model import EvidenceItem
from rubric.evidence.text import clean_text
from rubric.storage.rows import ACTION_FIELDS, ITEM_FIELDS
from rubric.storage.tables import FormerValueRow

_NAMES = frozenset({*ITEM_FIELDS, "action", *(f"action.{field}" for field in ACTION_FIELDS)})
_OF_RECORD = tuple(name for name in Confirmation.model_fields if name != "id")


def edited(item: EvidenceItem, changes: Mapping[str, object]) -> EvidenceItem:
    """The item with these changes made. BadInput: no such field, or a value that does not fit it."""
    fields = item.model_dump()
    for name, value in changes.items():
        if record := record_of(name):
            fields["confirmations"] = _with_record(fields["confirmations"], *record, typed(value))
        elif name not in _NAMES:
            raise BadInput(f"{spoken(name)} can't be changed: no part of a piece of evidence has that name.")
        elif name.startswith("action."):
            fields["action"] = (fields["action"] or {}) | {name.removeprefix("action."): typed(value)}
        else:
            fields[name] = typed(value)
    try:
        return EvidenceItem.model_validate(fields)
    except ValidationError as error:
        raise BadInput(refusal(error)) from error


def _with_record(records: list[dict[str, Any]], record_id: str, part: str, value: Any) -> list[dict[str, Any]]:
    """The records with one of them, or a part of it, set to a value; a whole record that is set to None is removed."""
    place = next((place for place, record in enumerate(records) if record["id"] == record_id), None)
    if part and place is None:
        raise BadInput("This record of what they said was removed meanwhile: add it again, then make your change.")
    if part and place is not None:
        changed = [records[place] | {part: value}]
    else:
        changed = [{**value, "id": record_id}] if isinstance(value, Mapping) else []
    place = len(records) if place is None else place
    return [*records[:place], *changed, *records[place + 1 :]]


def differing(before: EvidenceItem, after: EvidenceItem) -> list[str]:
    """The names of the fields in which two states of an item differ.

    The next step is compared part by part, and as a whole ("action") where only one of the two has one; so is each
    record of what somebody said, by its whole name alone where only one of the two has it.
    """
    names = (
        *(name for name in ITEM_FIELDS if name != "confirmations"),
        *(f"action.{field}" for field in ACTION_FIELDS),
    )
    came_or_went = ["action"] if (before.action is None) != (after.action is None) else []
    differ = [name for name in names if value_of(before, name) != value_of(after, name)]
    return differ + came_or_went + list(_differing_records(before, after))


def _differing_records(before: EvidenceItem, after: EvidenceItem) -> Iterator[str]:
    for record_id in dict.fromkeys(record.id for record in (*before.confirmations, *after.confirmations)):
        whole = record_name(record_id)
        if value_of(before, whole) is None or value_of(after, whole) is None:
            yield whole
            continue
        names = (record_name(record_id, part) for part in _OF_RECORD)
        yield from (name for name in names if value_of(before, name) != value_of(after, name))


def former_values(
    before: EvidenceItem, names: Sequence[str], assessment_id: str, revision: int, at: datetime
) -> list[FormerValueRow]:
    """A row for each named field with its value in `before`, which it had up to `revision`; `at` is in UTC."""
    return [
        FormerValueRow(
            assessment_id=assessment_id,
            item_id=before.id,
            revision=revision,
            field=name,
            old=to_jsonable_python(value_of(before, name)),
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
    "int": "give a whole number",
    "than": "give a whole number, from 0 to 100 million",
    "too_long": f"an item holds no more than {MOST_RECORDS} of these",
    "": "it is not of the kind expected here",
}

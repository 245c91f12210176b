"""The rows of the sheet of records: each put among the values of the item that it is about."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from pydantic_core import to_jsonable_python

from rubric.draft.workbook.hidden import Base
from rubric.draft.workbook.model import Fault, FilledRecord, ItemRecord, ReadRow
from rubric.evidence import fields
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.fields import record_name

ITEM = "item"  # the name of the field that says which evidence a record is about
_NO_ITEM = "it names no evidence, or more than one: write the one number in the evidence list that it is about."
_NOBODY = "it is empty: choose who said or showed it."


def with_records(
    rows: Sequence[ReadRow], records: Iterable[FilledRecord], bases: Mapping[str, Base]
) -> tuple[tuple[ReadRow, ...], list[Fault]]:
    """The rows of items and actions, the values of the records among those of their items; and what was wrong.

    `bases` are the items as exported, by id. An item whose own row is missing gets one that holds its records only. A
    record that was added, or that is about another item now, is a new one; nothing removes a record.
    """
    values: dict[str, dict[str, object]] = {}
    places: dict[str, FilledRecord] = {}
    faults: list[Fault] = []
    for record in records:
        wrong = _fault(record)
        if wrong is not None:
            faults.append(wrong)
            continue
        item = _item_of(record)
        places.setdefault(item, record)
        values.setdefault(item, {}).update(_values(record, item))
    own = {row.id for row in rows if row.kind == "item"}
    kept = [
        replace(row, values={**row.values, **values[row.id]}) if row.kind == "item" and row.id in values else row
        for row in rows
    ]
    alone = [_alone(places[item], item, values[item], bases) for item in values if item not in own]
    return (*kept, *alone), faults


def gathered(
    values: Mapping[str, object], before: Sequence[Confirmation]
) -> tuple[dict[str, object], list[Confirmation]]:
    """The values other than those of records, and the records that they and the exported ones (`before`) make."""
    made = {record.id: record.model_dump() for record in before}
    rest: dict[str, object] = {}
    for name, value in values.items():
        found = fields.record_of(name)
        if found is None:
            rest[name] = value
        elif isinstance(value, Confirmation):
            made[found[0]] = value.model_dump()
        else:
            made.setdefault(found[0], {"id": found[0]})[found[1]] = value
    return rest, [Confirmation.model_validate(record) for record in made.values()]


def _fault(record: FilledRecord) -> Fault | None:
    items = record.values.get(ITEM, record.base.item if record.base else None)
    if not isinstance(items, list) or len(items) != 1:
        # where the cell itself is at fault, that is told already
        return Fault(record.sheet, record.row, record.headings[ITEM], _NO_ITEM) if ITEM in record.values else None
    if "voice" in record.values and record.values["voice"] is None:
        return Fault(record.sheet, record.row, record.headings["voice"], _NOBODY)
    return None


def _item_of(record: FilledRecord) -> str:
    items = record.values.get(ITEM, record.base.item if record.base else None)
    return str(items[0]) if isinstance(items, list) else ""


def _values(record: FilledRecord, item: str) -> dict[str, object]:
    """The record's values by their names among the fields of its item; a new one as a whole."""
    parts = {name: value for name, value in record.values.items() if name != ITEM}
    if record.base is not None and record.base.item == [item]:
        return {record_name(record.base.id, name): value for name, value in parts.items()}
    before = record.base.model_dump(exclude={"id", ITEM}) if record.base else {}
    said = to_jsonable_python(
        {name: value for name, value in (before | parts).items() if value not in (None, "", False)}
    )
    made = uuid5(NAMESPACE_URL, json.dumps([item, said], sort_keys=True)).hex  # the same at every import
    return {record_name(made): Confirmation.model_validate(before | parts | {"id": made})}


def _alone(record: FilledRecord, item: str, values: Mapping[str, object], bases: Mapping[str, Base]) -> ReadRow:
    base = bases[item].entry if item in bases else None
    held = None if isinstance(base, ItemRecord) else base
    return ReadRow("item", record.sheet, record.row, "", item, values, held, records_only=True)

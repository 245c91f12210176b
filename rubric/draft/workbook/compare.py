"""A workbook compared with the current assessment: what is new, changed, changed on both sides, or deleted."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import Enum
from uuid import NAMESPACE_URL, uuid5

from rubric.draft.workbook.model import (
    Entry,
    FieldChange,
    MissingRow,
    NewRow,
    ReadRow,
    RowChange,
    WorkbookChanges,
    WorkbookRead,
)
from rubric.draft.workbook.records import gathered
from rubric.english import shortened
from rubric.evidence import fields
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.fields import record_name, record_of, value_of
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem, PlanAction
from rubric.evidence.text import clean_text

_LONGEST_TITLE, _SHORT = 80, 40
_EMPTY = ("", None, (), False, ActionStatus.NOT_STARTED.value)


def compare_workbook(read: WorkbookRead, assessment: Assessment, *, removed: Collection[str] = ()) -> WorkbookChanges:
    """What importing a workbook would change in the current assessment; nothing is changed.

    `removed` holds the ids of items and actions removed from the assessment, so that a row imported before and removed
    since is not new. A field counts as changed in the workbook where its cell differs from what was exported, and as
    changed in the app where the current value differs from that; both, with different values, is a conflict. Equal
    values count as unchanged, so that importing one file twice changes nothing.
    """
    existing: dict[tuple[str, str], Entry] = {("item", item.id): item for item in assessment.evidence}
    existing |= {("action", action.id): action for action in assessment.actions}
    has_existing = any((row.kind, row.id) in existing for row in read.rows)
    foreign = (
        read.assessment != assessment.id if read.assessment else not has_existing and any(row.id for row in read.rows)
    )
    new_ids: dict[tuple[str, str], str] = {}
    if foreign:
        new_ids = {(row.kind, row.id): _made_id(row, read, assessment) for row in read.rows if row.id}
    claimed = {(row.kind, row.id) for row in read.rows if row.id and not foreign}
    texts = _by_text(existing)
    new: dict[str, NewRow] = {}
    changed, conflicting, gone = [], [], []
    unchanged, notes = 0, list(read.notes)
    for row in read.rows:
        entry_id = new_ids.get((row.kind, row.id)) or (row.id if not foreign else "")
        if row.records_only and (row.kind, entry_id) not in existing:
            notes.append(f"{row.sheet}, row {row.row} is about evidence that is not here, so it was left out.")
            continue
        if foreign or not entry_id or ((row.kind, entry_id) not in existing and row.base is None):
            entry_id = _made_id(row, read, assessment)
            if (row.kind, entry_id) in existing:
                unchanged += 1  # brought in before
                continue
            twin = None if foreign else _twin(row, texts, claimed)
            if twin is None:
                if entry_id in new:
                    notes.append(f"{row.sheet}, row {row.row} repeats another row, so it was left out.")
                elif row.kind == "item" and not row.values.get("aspect"):
                    notes.append(f"{row.sheet}, row {row.row} says no aspect, so it was left out.")
                elif entry_id in removed:
                    gone.append(NewRow(row.row, _entry(row, entry_id, new_ids)))
                else:
                    new[entry_id] = NewRow(row.row, _entry(row, entry_id, new_ids))
                continue
            claimed.add((row.kind, twin))
            entry_id = twin
        current = existing.get((row.kind, entry_id))
        if current is None:
            gone.append(NewRow(row.row, _entry(row, entry_id, new_ids)))
            continue
        plain, clashes = _differences(row, current)
        row_place = (
            row.kind,
            entry_id,
            row.sheet,
            row.row,
            row_title(current.text or str(row.values.get("text") or "")),
        )
        if plain:
            changed.append(RowChange(*row_place, plain))
        if clashes:
            conflicting.append(RowChange(*row_place, clashes))
        unchanged += not (plain or clashes)
    present = {(row.kind, row.id) for row in read.rows if not row.records_only}
    missing = [
        MissingRow("action" if kind == "action" else "item", entry_id, row_title(entry.text))
        for (kind, entry_id), entry in existing.items()
        if entry_id in read.expected_ids and (kind, entry_id) not in present and not foreign
    ]
    return WorkbookChanges(
        new=tuple(new.values()),
        changed=tuple(changed),
        conflicting=tuple(conflicting),
        missing=tuple(missing),
        gone=tuple(gone),
        unchanged=unchanged,
        foreign=foreign,
        faults=read.faults,
        notes=tuple(notes),
    )


def _differences(row: ReadRow, current: Entry) -> tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]:
    """The fields that only the workbook changed, and those changed on both sides."""
    plain: list[FieldChange] = []
    clashes: list[FieldChange] = []
    field_of = fields.action if row.kind == "action" else fields.item
    for name, in_workbook in row.values.items():
        current_value, workbook_value = _comparable(value_of(current, name), name), _comparable(in_workbook, name)
        if current_value == workbook_value:
            continue
        if isinstance(in_workbook, Confirmation) and current_value is not None:
            continue  # brought in before, and changed here since
        before = value_of(row.base, name) if row.base else None
        exported_value = _comparable(before, name)
        if (row.base and workbook_value == exported_value) or (not row.base and workbook_value in _EMPTY):
            continue  # nobody wrote there: what stands here is newer
        label = field_of(name).heading if record_of(name) is None else _of_record(name, row.base, current)
        change = FieldChange(name, label, value_of(current, name), in_workbook, before)
        unchanged_here = current_value == exported_value if row.base else current_value in _EMPTY
        (plain if unchanged_here else clashes).append(change)
    return tuple(plain), tuple(clashes)


def _of_record(name: str, before: Entry | None, current: Entry) -> str:
    """What a part of a record is called in a list of changes: with the first words of the record."""
    whole = record_name((record_of(name) or ("", ""))[0])
    if name == whole:
        return "New record"
    found = value_of(current, whole) or (value_of(before, whole) if before else None)
    said = shortened(found.said, _SHORT) if isinstance(found, Confirmation) else ""
    return f"{fields.item(name).heading}{f' (record “{said}”)' if said else ''}"


def _comparable(value: object, name: str = "") -> object:
    """A value in a form in which equal values are equal: voices in any order, text as it is stored."""
    if isinstance(value, Confirmation):
        return tuple(_comparable(part) for part in (value.id, *dict(value).values()))
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        plain = tuple(str(_comparable(item)) for item in value)
        return ("confirmed by", *sorted(set(plain))) if name == "voices" else plain
    return value


def _made_id(row: ReadRow, read: WorkbookRead, assessment: Assessment) -> str:
    """An id for a row that has none in the assessment: made from its origin and its values, so it never changes."""
    values = {name: _comparable(value, name) for name, value in row.values.items()}
    filled = {name: value for name, value in values.items() if value not in _EMPTY}
    origin = [assessment.id, read.assessment, row.kind, row.sheet_key, row.id]
    return uuid5(NAMESPACE_URL, json.dumps([*origin, filled], sort_keys=True)).hex


def _twin(row: ReadRow, texts: Mapping[tuple[str, ...], list[str]], claimed: Collection[tuple[str, str]]) -> str | None:
    """The id of the only item with the row's claim and aspect that no other row has; None where there is none."""
    text = row.values.get("text")
    if not isinstance(text, str) or not text.strip():
        return None
    ids = [
        entry_id
        for entry_id in texts.get((row.kind, str(row.values.get("aspect", "")), text.strip()), ())
        if (row.kind, entry_id) not in claimed
    ]
    return ids[0] if len(ids) == 1 else None


def _by_text(existing: Mapping[tuple[str, str], Entry]) -> dict[tuple[str, ...], list[str]]:
    """The ids of existing entries, by kind, aspect and claim."""
    ids: dict[tuple[str, ...], list[str]] = {}
    for (kind, entry_id), entry in existing.items():
        aspect = entry.aspect if isinstance(entry, EvidenceItem) else ""
        ids.setdefault((kind, aspect, clean_text(entry.text).strip()), []).append(entry_id)
    return ids


def _entry(row: ReadRow, entry_id: str, new_ids: Mapping[tuple[str, str], str]) -> Entry:
    values = dict(row.values)
    if row.kind == "action":
        links = values.get("evidence")
        if isinstance(links, Sequence) and new_ids:
            values["evidence"] = [new_ids[("item", link)] for link in links if ("item", link) in new_ids]
        return PlanAction.model_validate(values | {"id": entry_id})
    values, records = gathered(values, row.base.confirmations if isinstance(row.base, EvidenceItem) else ())
    if records:
        values["confirmations"] = records
    step = {part.removeprefix("action."): values.pop(part) for part in list(values) if part.startswith("action.")}
    if any(_comparable(value) not in _EMPTY for value in step.values()):
        values["action"] = Action.model_validate(step)
    return EvidenceItem.model_validate(values | {"id": entry_id})


def row_title(text: str) -> str:
    """The title of a row in a list: the first 80 characters of its claim."""
    return shortened(text, _LONGEST_TITLE) or "No claim yet"

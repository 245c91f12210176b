"""The hidden sheet: which assessment the workbook was exported from, and what each row held then."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]
from pydantic import ValidationError

from rubric.draft.workbook.model import KIND, SCHEMA, EntryKind, ItemRecord, Row, RowKind
from rubric.draft.workbook.sheets import write_value
from rubric.errors import BadInput
from rubric.evidence.model import EvidenceItem, PlanAction
from rubric.evidence.parse import cleaned

_PIECE = 30_000  # of a row's JSON in one cell: plain ASCII, so that Excel counts it as Python does
_MODELS: Mapping[str, type[EvidenceItem] | type[PlanAction]] = {"item": EvidenceItem, "action": PlanAction}


@dataclass(frozen=True)
class Base:
    """One item, record or action as exported: its number in the evidence list, on its sheet or in the plan, and the
    key of its sheet."""

    kind: RowKind
    number: int | None
    sheet: str
    entry: Row


@dataclass(frozen=True)
class Origin:
    """What the hidden sheet records; empty where it is lost, and `whole` is False where part of it is.

    `assessment` is the id, `sheets` gives the key of each sheet by its name, `links` the name of each item of evidence
    in the plan, by its id, and `bases` the rows as exported.
    """

    assessment: str = ""
    sheets: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    bases: tuple[Base, ...] = ()
    whole: bool = True

    @property
    def is_recorded(self) -> bool:
        """Whether the workbook records which assessment it was exported from."""
        return bool(self.assessment)


def record_bases(bases: Iterable[Base], sheet: str) -> list[Base]:
    """The rows of the sheet with this key: the records of the items among these bases, in their order."""
    records = [
        ItemRecord(item=[base.entry.id], **record.model_dump())
        for base in bases
        if isinstance(base.entry, EvidenceItem)
        for record in base.entry.confirmations
    ]
    return [Base("record", number, sheet, record) for number, record in enumerate(records, start=1)]


def write_hidden(sheet: Worksheet, origin: Origin) -> None:
    """Fill the sheet and hide it."""
    about = {
        "kind": KIND,
        "schema": SCHEMA,
        "assessment": origin.assessment,
        "sheets": dict(origin.sheets),
        "links": dict(origin.links),
    }
    _row(sheet, 1, "about", about)
    for row, base in enumerate(origin.bases, start=2):
        entry = base.entry.model_dump()
        _row(sheet, row, base.kind, {"number": base.number, "sheet": base.sheet, "entry": entry})
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _row(sheet: Worksheet, row: int, name: str, value: dict[str, Any]) -> None:
    # no underscore, as programs read "_x0041_" in a cell as an escape; in JSON it has another spelling
    text = json.dumps(cleaned(value), default=_plain).replace("_", "\\u005f")
    pieces = [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
    for column, piece in enumerate((name, *pieces), start=1):
        write_value(sheet.cell(row, column), piece)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a workbook")


def read_hidden(rows: Iterable[Iterable[object]]) -> Origin:
    """What the rows of the sheet record. Rows that cannot be read are left out, and `whole` is then False.

    Raises BadInput where a newer release wrote the workbook.
    """
    origin, bases, whole = Origin(), [], True
    for name, *pieces in (list(row) or [None] for row in rows):
        value = _value(pieces)
        if name == "about" and value is not None:
            origin = _about(value)
        elif name in _MODELS:
            base = _base("item" if name == "item" else "action", value)
            if base:
                bases.append(base)
            else:
                whole = False
    if not origin.is_recorded:
        return Origin(whole=False)
    return Origin(
        assessment=origin.assessment,
        sheets=origin.sheets,
        links=origin.links,
        bases=tuple(bases),
        whole=whole,
    )


def _value(pieces: Iterable[object]) -> dict[str, Any] | None:
    try:
        value = json.loads("".join(piece for piece in pieces if isinstance(piece, str)))
    except (ValueError, RecursionError):
        return None
    return cleaned(value) if isinstance(value, dict) else None


def _about(value: dict[str, Any]) -> Origin:
    if value.get("kind") != KIND:
        return Origin()
    schema = value.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise BadInput("This workbook was written by a newer release: install that one, or export the workbook again.")
    return Origin(
        assessment=str(value.get("assessment") or ""),
        sheets=_texts(value.get("sheets")),
        links=_texts(value.get("links")),
    )


def _texts(value: object) -> dict[str, str]:
    return {key: text for key, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}


def _base(kind: EntryKind, value: dict[str, Any] | None) -> Base | None:
    if value is None:
        return None
    number, sheet = value.get("number"), value.get("sheet")
    try:
        entry = _MODELS[kind].model_validate(value.get("entry"))
    except ValidationError:
        return None
    return Base(kind, number if isinstance(number, int) else None, sheet if isinstance(sheet, str) else "", entry)

"""What was taken in, as the JSON that `rubric intake` writes (contract 7): files, items and actions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rubric.claims.coder import Coder, Reading
from rubric.english import count, either
from rubric.evidence.model import EvidenceItem, PlanAction
from rubric.evidence.personal import Personal
from rubric.framework.model import Framework
from rubric.framework.words import Speaker, Voice
from rubric.intake.log import Brought, items_of
from rubric.intake.model import FileRead, Intake, Place, Proposal, Source, Table

KIND = "rubric-intake"


def as_json(taken: Intake, framework: Framework, coder: Coder) -> dict[str, Any]:
    """Everything that came of the files. Items stand least sure first; those of a table in its order before them.

    `confidence` is null for an item of a table whose aspect, tone and how far along all stand in its columns.
    """

    def read_all(texts: list[str]) -> list[Reading]:
        return coder.read_all(texts, Speaker.COUNCIL)

    tables = [
        (file, table, items_of(table.sheet, table.matching, framework, read_all))
        for file in taken.files
        for table in file.tables
    ]
    return {
        "kind": KIND,
        "files": [_file(file, [entry for entry in tables if entry[0] is file]) for file in taken.files],
        "items": [
            *(item for file, table, brought in tables for item in _rows(file, table, brought)),
            *map(_proposal, taken.proposals),
        ],
        "actions": [
            {
                "action": _dumped(row.action),
                "note": row.note,
                "source": _place(file.source, table, row.row),
                "personal": _personal(row.personal),
            }
            for file, table, brought in tables
            for row in brought.actions
        ],
    }


def _file(file: FileRead, tables: list[tuple[FileRead, Table, Brought]]) -> dict[str, Any]:
    return {
        "file": file.source.name,
        "sha256": file.source.sha256,
        "kind": file.kind,
        "refused": file.refused or None,
        "passages": len(file.passages),
        "left_out": file.left_out,
        "notes": list(file.notes),
        "tables": [
            {
                "sheet": table.sheet.name,
                "rows_are": f"{table.matching.kind.value}s",
                "header_row": table.matching.header,
                "columns": [
                    {"heading": column.heading, "field": column.field or None, "why": column.why}
                    for column in table.matching.columns
                ],
                "taken": [
                    {"column": column, "wording": wording, "for": code or None}
                    for column, wording, code in brought.taken
                ],
                "rows_left_out": [{"row": row.row, "why": row.why} for row in brought.left_out],
                "problems": list(brought.problems),
            }
            for _, table, brought in tables
        ],
    }


def _rows(file: FileRead, table: Table, brought: Brought) -> Iterator[dict[str, Any]]:
    for row in brought.items:
        yield {
            "item": _dumped(row.item),
            "source": _place(file.source, table, row.row),
            "confidence": row.confidence,
            "proposed": list(row.guessed),
            "note": row.note,
            "personal": _personal(row.personal),
        }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    reading = proposal.reading
    return {
        "item": _dumped(proposal.as_item()),
        "source": _source(proposal.passage.source, proposal.passage.place),
        "confidence": round(proposal.confidence, 4),
        "proposed": ["text", "aspect", "polarity", "maturity", *(["reach"] if reading.reach else [])],
        "sure": {about: round(sure, 4) for about, sure in reading.confidence.items()},
        "named": [voice.value for voice in Voice if voice in reading.voices],
        "passage": proposal.passage.text,
        "group": proposal.group or None,
        "personal": _personal(proposal.personal),
    }


def personal_told(written: Mapping[str, Any]) -> str:
    """A sentence on how much that looks like personal data stands in what was written; "" where nothing does."""
    number = sum(len(entry["personal"]) for kind in ("items", "actions") for entry in written[kind])
    looks = f"{count(number, 'thing')} in what is proposed {either(number, 'looks', 'look')} like personal data"
    return f"{looks}: see “personal” beside each, before anything is brought in." if number else ""


def _personal(found: Iterable[Personal]) -> list[dict[str, Any]]:
    """Where each find stands, from `start` up to `end` in letters of its field; its words are not told again."""
    return [
        {
            "field": one.field,
            "kind": str(one.found.kind),
            "sure": str(one.found.sure),
            "start": one.found.start,
            "end": one.found.end,
        }
        for one in found
    ]


def _dumped(entry: EvidenceItem | PlanAction) -> dict[str, Any]:
    return entry.model_dump(mode="json")


def _place(source: Source, table: Table, row: int) -> dict[str, Any]:
    return _source(source, Place(sheet=table.sheet.name, cell=f"{row}:{row}"))


def _source(source: Source, place: Place) -> dict[str, Any]:
    return {
        "file": source.name,
        "sha256": source.sha256,
        "page": place.page,
        "heading": place.heading or None,
        "paragraph": place.paragraph,
        "sheet": place.sheet or None,
        "cell": place.cell or None,
    }

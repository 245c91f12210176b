"""The `check` command: writing notes, personal data and gaps of an assessment, for a person or another program.

Of what was found only the beginning is printed, enough to find it by: what a command prints ends up in logs.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from rubric import framework as frameworks
from rubric.draft import compose
from rubric.draft.passages import passages
from rubric.english import count, either, listed
from rubric.errors import BadInput
from rubric.evidence import Assessment, fields, read_assessment
from rubric.evidence.lint import Note, lint, split_waived
from rubric.evidence.missing import AspectGap, aspect_gaps, missing_documents
from rubric.evidence.personal import RULE, Personal, kept, personal_data, unsettled
from rubric.framework.model import UsualDocument
from rubric.privacy import find, masked

PERSONAL_FOUND = 1  # the exit where personal data was found that nobody keeps on purpose


def check(
    file: Annotated[Path, typer.Argument(help="An assessment file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Say what would read better, what is missing, and what looks like personal data; exit 1 where something does."""
    if not file.is_file():
        raise BadInput(f"There is no file {file}: check its name and folder.")
    found = checked(read_assessment(file), date.today())
    typer.echo(json.dumps(found) if as_json else as_text(found))
    if found["personal"]:
        raise typer.Exit(PERSONAL_FOUND)


def checked(assessment: Assessment, on: date) -> dict[str, Any]:
    """What the command prints as JSON: `notes`, `personal`, `kept`, each row with item, field, what and why; and gaps.

    `gaps` has the aspects that lack something, `documents` what councils usually hold and nothing is named after.
    `on` is the day on which the assessment is read. BadFramework: its framework does not load.
    """
    framework = frameworks.load(assessment.framework_version)
    composed = passages(compose(assessment, framework, on=on))
    notes, _ = split_waived(lint(assessment, framework, on, composed), assessment.waivers)
    found = personal_data(assessment)
    return {
        "notes": [_note(assessment, note) for note in notes if not note.rule.startswith(RULE)],
        "personal": [_personal(one) for one in unsettled(found, assessment.waivers)],
        "kept": [{**_personal(one), "reason": waiver.reason} for one, waiver in kept(found, assessment.waivers)],
        "gaps": [_gap(gap) for gap in aspect_gaps(assessment, framework, on)],
        "documents": [_document(one) for one in missing_documents(assessment, framework, on)],
    }


def told_before_leaving(assessment: Assessment) -> list[str]:
    """A sentence before a document is written of an assessment that holds personal data; none where it holds none."""
    found = unsettled(personal_data(assessment), assessment.waivers)
    if not found:
        return []
    looks = f"{count(len(found), 'thing')} in this assessment {either(len(found), 'looks', 'look')} like personal data"
    return [f"{looks}: see them with rubric check, before this goes to anybody."]


def as_text(found: Mapping[str, Iterable[Mapping[str, str]]]) -> str:
    """The same for a person, a line for each; personal data first, and what is missing last."""
    lines = [f"{_place(row)}: {row['what']}. {row['why']}" for row in found["personal"]]
    lines += [f"{_place(row)}: kept, {row['what']}: {row['reason']}" for row in found["kept"]]
    lines += [f"{_place(row)}: {row['what']} ({row['severity']})" for row in found["notes"]]
    lines += [f"{row['title']}: {row['what']}." for row in found["gaps"]]
    names = [row["name"] for row in found["documents"]]
    lines += [f"Usual documents that nothing is named after: {'; '.join(names)}."] if names else []
    return "\n".join(lines) or "Nothing stands out, and nothing looks like personal data."


def _gap(gap: AspectGap) -> dict[str, str]:
    return {"aspect": gap.aspect, "title": gap.title, "what": listed(gap.lacks)}


def _document(document: UsualDocument) -> dict[str, str]:
    return {"name": document.name, "aspects": " ".join(document.aspects)}


def _place(row: Mapping[str, str]) -> str:
    return f"{row['item']}, {row['field']}" if row["field"] else row["item"]


def _note(assessment: Assessment, note: Note) -> dict[str, str]:
    return {
        "item": note.subject,
        "field": _field_of(assessment, note),
        "rule": note.rule,
        "severity": str(note.severity),
        "what": masked(note.message, find(note.message)),  # it may quote what is told as personal data already
        "why": note.reason,
    }


def _field_of(assessment: Assessment, note: Note) -> str:
    """The field of an item that holds the words a note quotes; "" where it is about all of it, or quotes nothing."""
    id = note.subject.removeprefix("item:")
    item = next((item for item in assessment.evidence if item.id == id), None)
    if item is None or not note.quote:
        return ""
    return next((name for name in fields.WORDS if note.quote.lower() in getattr(item, name).lower()), "")


def _personal(one: Personal) -> dict[str, str]:
    return {
        "item": one.subject,
        "field": one.field,
        "kind": str(one.found.kind),
        "sure": str(one.found.sure),
        "what": f"looks like {one.found.kind.label} ({one.found.hint})",
        "why": one.found.why,
    }

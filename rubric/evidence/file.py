"""The assessment file: everything a council typed, in and out without loss (contract 1)."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rubric.errors import BadAssessmentFile
from rubric.evidence.accept import accept
from rubric.evidence.faults import place_in_words, quoted, sentence
from rubric.evidence.model import SCHEMA_VERSION, Assessment, SectionEdit
from rubric.evidence.parse import CHOOSE, cleaned, parse

MAX_ITEMS = 5_000
MAX_PARTS = 40  # fields in one group, or words in one list: ours have fewer than 30
# by the list's name: the most there may be, and what they are
_LIMITS = {
    "evidence": (MAX_ITEMS, "evidence items"),
    "skips": (MAX_ITEMS, "skipped aspects"),
    "actions": (MAX_ITEMS, "plan actions"),
    "edits": (500, "edited sections"),
    "waivers": (MAX_ITEMS, "waived notes"),
    "attachments": (MAX_ITEMS, "attached files and links"),
}
KIND = "rubric-assessment"


def write_assessment(assessment: Assessment) -> str:
    """The assessment as JSON text: indented, keys always in the same order, ending in a line break.

    Encode it as UTF-8. `read_assessment` gives back an equal assessment; only characters that `clean_text` removes
    are not written.
    """
    return json.dumps(cleaned(assessment.model_dump()), indent=2, ensure_ascii=False, default=_plain) + "\n"


def read_assessment(data: bytes | str | Path) -> Assessment:
    """The assessment in a file.

    In: the file's bytes, its text, or its path (a `str` is always the text itself). Out: the assessment, its text
    cleaned by `clean_text`; missing fields have their defaults, items and actions without an id, or with one that is
    taken, get one made from their content. Raises BadAssessmentFile with one sentence where the file cannot be used.
    """
    raw = parse(data)
    if not isinstance(raw, dict):
        raise BadAssessmentFile(
            f"This file holds {quoted(raw) if isinstance(raw, list) else 'a single value'} where an assessment should "
            f"be; {CHOOSE}."
        )
    _check_kind(raw)
    _check_size(raw)
    accepted = accept(raw)
    try:
        assessment = Assessment.model_validate_json(json.dumps(accepted), strict=True)
    except ValidationError as error:
        raise BadAssessmentFile(sentence(error, accepted)) from error
    _check_once(assessment.edits)
    assessment.created, assessment.updated = _aware(assessment.created), _aware(assessment.updated)
    for edit in assessment.edits:
        edit.at = _aware(edit.at)
    for waiver in assessment.waivers:
        waiver.at = _aware(waiver.at)
    for attachment in assessment.attachments:
        attachment.at = _aware(attachment.at)
    return assessment


def _check_kind(raw: dict[str, Any]) -> None:
    kind, version = raw.get("kind"), raw.get("schema_version")
    if "claims" in raw and "evidence" not in raw:
        raise BadAssessmentFile(f"This is a case from a case file, not an assessment file; {CHOOSE}.")
    if kind is not None and kind != KIND:
        raise BadAssessmentFile(f"This file says that it is of the kind {quoted(kind)}, not {quoted(KIND)}; {CHOOSE}.")
    if kind is None and "evidence" not in raw:
        raise BadAssessmentFile(f"This file holds no evidence and does not say that it is an assessment; {CHOOSE}.")
    if version is not None and (not isinstance(version, int) or isinstance(version, bool) or version < 1):
        raise BadAssessmentFile(
            f"This file has schema_version {quoted(version)}, which no release has used; set it to {SCHEMA_VERSION}, "
            "or export the file again."
        )
    if version is not None and version > SCHEMA_VERSION:
        raise BadAssessmentFile(
            f"This file was written by a newer release (schema_version {quoted(version)}, here {SCHEMA_VERSION}); "
            "install the newer release to open it."
        )


def _check_size(raw: dict[str, Any]) -> None:
    """Every fault in a file is looked at to count them, so their number has to have a limit."""
    for key, (limit, label) in _LIMITS.items():
        if isinstance(raw.get(key), list) and len(raw[key]) > limit:
            raise BadAssessmentFile(
                f"This file holds more than {limit:,} {label}; check that it is the right one, or split it in two."
            )
    for loc, group in (((), raw), *_entries(raw)):
        for name, part in (("", group), *group.items()) if loc else (("", group),):
            # an action may answer to any number of items
            most = MAX_ITEMS if loc[:1] == ("actions",) and name == "evidence" else MAX_PARTS
            if isinstance(part, dict | list) and len(part) > most:
                raise BadAssessmentFile(
                    f"{place_in_words(loc, raw)} has more than {most:,} fields, or as many words in a list, so it "
                    f"cannot be one of ours; {CHOOSE}."
                )


def _check_once(edits: list[SectionEdit]) -> None:
    """A section has one wording: of two, one would never be seen again."""
    for number, edit in enumerate(edits):
        if any(edit.section == before.section for before in edits[:number]):
            raise BadAssessmentFile(
                f"The section {quoted(edit.section)} was edited twice in this file; keep one of the two among its "
                "edits and bring it in again."
            )


def _entries(raw: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    for key in _LIMITS:
        for index, entry in _groups(raw.get(key)):
            yield (key, index), entry
            for number, record in _groups(entry.get("confirmations")):
                yield (key, index, "confirmations", number), record


def _groups(entries: object) -> Iterator[tuple[int, dict[str, Any]]]:
    """Those of a list that are groups of fields, each with its place."""
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield index, entry


def _aware(moment: datetime) -> datetime:
    """A time without a zone is taken as UTC: times with and without one cannot be put in order."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: object) -> str:
    if isinstance(value, date):  # and so a datetime
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an assessment file")

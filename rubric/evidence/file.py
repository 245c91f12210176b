"""The assessment file: everything a council typed, in and out without loss (contract 1)."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rubric.errors import BadAssessmentFile
from rubric.evidence.accept import accept
from rubric.evidence.faults import place_in_words, sentence, shown
from rubric.evidence.model import SCHEMA_VERSION, Assessment
from rubric.evidence.parse import CHOOSE, cleaned, parse

MAX_ITEMS = 5_000
MAX_PARTS = 40  # fields in one group, or words in one list: ours have 17 at most
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
    cleaned by `clean_text`; missing fields have their defaults, items without an id, or with one that is taken, get
    one made from their content. Raises BadAssessmentFile with one sentence where the file cannot be used.
    """
    raw = parse(data)
    if not isinstance(raw, dict):
        raise BadAssessmentFile(
            f"This file holds {shown(raw) if isinstance(raw, list) else 'a single value'} where an assessment should "
            f"be; {CHOOSE}."
        )
    _check_kind(raw)
    _check_size(raw)
    accepted = accept(raw)
    try:
        assessment = Assessment.model_validate_json(json.dumps(accepted), strict=True)
    except ValidationError as error:
        raise BadAssessmentFile(sentence(error, accepted)) from error
    assessment.created, assessment.updated = _aware(assessment.created), _aware(assessment.updated)
    return assessment


def _check_kind(raw: dict[str, Any]) -> None:
    kind, version = raw.get("kind"), raw.get("schema_version")
    if "claims" in raw and "evidence" not in raw:
        raise BadAssessmentFile(f"This is a case from a case file, not an assessment file; {CHOOSE}.")
    if kind is not None and kind != KIND:
        raise BadAssessmentFile(f"This file says that it is of the kind {shown(kind)}, not {shown(KIND)}; {CHOOSE}.")
    if kind is None and "evidence" not in raw:
        raise BadAssessmentFile(f"This file holds no evidence and does not say that it is an assessment; {CHOOSE}.")
    if version is not None and (not isinstance(version, int) or isinstance(version, bool) or version < 1):
        raise BadAssessmentFile(
            f"This file has schema_version {shown(version)}, which no release has used; set it to {SCHEMA_VERSION}, or "
            "export the file again."
        )
    if version is not None and version > SCHEMA_VERSION:
        raise BadAssessmentFile(
            f"This file was written by a newer release (its schema_version is {shown(version)}, and this release "
            f"reads up to {SCHEMA_VERSION}); install the newer release to open it."
        )


def _check_size(raw: dict[str, Any]) -> None:
    """Every fault in a file is looked at to count them, so their number has to have a limit."""
    if any(isinstance(part, list) and len(part) > MAX_ITEMS for part in raw.values()):
        raise BadAssessmentFile(
            f"This file holds more than {MAX_ITEMS:,} evidence items, skipped aspects or actions; check that it is the "
            "right one, or split it in two."
        )
    for loc, group in (((), raw), *_entries(raw)):
        for part in (group, *group.values()) if loc else (group,):
            if isinstance(part, dict | list) and len(part) > MAX_PARTS:
                raise BadAssessmentFile(
                    f"{place_in_words(loc, raw)} has more than {MAX_PARTS} fields, or as many words in a list, so it "
                    f"cannot be one of ours; {CHOOSE}."
                )


def _entries(raw: dict[str, Any]) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    for key in ("evidence", "skips", "actions"):
        entries = raw.get(key)
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            if isinstance(entry, dict):
                yield (key, index), entry


def _aware(moment: datetime) -> datetime:
    """A time without a zone is taken as UTC: times with and without one cannot be put in order."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: object) -> str:
    if isinstance(value, date):  # and so a datetime
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an assessment file")

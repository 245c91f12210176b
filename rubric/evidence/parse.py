"""From a file's bytes to a JSON value, or one sentence on why there is none."""

import json
from pathlib import Path
from typing import Any

from rubric.errors import BadAssessmentFile
from rubric.evidence.faults import quoted
from rubric.evidence.text import clean_text

MAX_MEGABYTES = 20  # about three million words: far past any assessment, small enough to hold in memory many times
LIMIT = MAX_MEGABYTES * 1024 * 1024
_MAX_BRACKETS = 400_000  # 5,000 items have under a tenth; each costs memory before anything is checked
CHOOSE = "choose the assessment file that was exported from here, which ends in .json"
# The first bytes of files that people bring by mistake.
_OTHER_KINDS = {
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF": "a PDF",
}


class _RepeatedKey(ValueError):
    """An object holds one key twice; keeping either would lose the other."""


class _NotANumber(ValueError):
    """NaN or Infinity, which are not JSON."""


def parse(data: bytes | str | Path) -> Any:
    """The JSON value in a file's bytes, its text, or at its path, every string in it cleaned.

    Line breaks and tabs typed inside a string by hand are let through. Raises BadAssessmentFile with one sentence
    where there is nothing to parse.
    """
    text = _text(data)
    if not text.strip():
        raise BadAssessmentFile("This file is empty; export the assessment again and bring in the new file.")
    if text.count("[") + text.count("{") > _MAX_BRACKETS:
        raise BadAssessmentFile(f"This file is not built like an assessment file; {CHOOSE}.")
    try:
        return cleaned(json.loads(text, strict=False, object_pairs_hook=_once_each, parse_constant=_refuse))
    except json.JSONDecodeError as error:
        raise BadAssessmentFile(_not_json(text, error)) from error
    except _RepeatedKey as error:
        raise BadAssessmentFile(
            f"The field {quoted(str(error))} stands twice in one place of this file; remove one of the two and bring "
            "it in again."
        ) from error
    except _NotANumber as error:
        raise BadAssessmentFile(
            f"This file holds {error}, which is not a number; put a number in its place."
        ) from error
    except (ValueError, RecursionError) as error:  # a number thousands of digits long, or brackets nested as deep
        raise BadAssessmentFile(f"This file is not built like an assessment file; {CHOOSE}.") from error


def cleaned(value: Any) -> Any:
    """The same JSON value with `clean_text` done to every string in it, keys excepted."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [cleaned(part) for part in value]
    if isinstance(value, dict):
        return {key: cleaned(part) for key, part in value.items()}
    return value


def _text(data: bytes | str | Path) -> str:
    if isinstance(data, Path):
        data = _bytes(data)
    size = len(data) if isinstance(data, bytes) else len(data.encode("utf-8", "surrogatepass"))
    if size > LIMIT:
        raise BadAssessmentFile(
            f"This file is larger than the {MAX_MEGABYTES} MB that an assessment may have; check that it is the right "
            "one, or split it in two."
        )
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    for start, kind in _OTHER_KINDS.items():
        if data.startswith(start):
            raise BadAssessmentFile(f"This is {kind}, not an assessment file; {CHOOSE}.")
    try:
        # Notepad and PowerShell may save as UTF-16, or put a byte order mark before UTF-8
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise BadAssessmentFile(
            "This file is not text in UTF-8, so its letters cannot be read; save it again as UTF-8, or export it again."
        ) from error


def _bytes(path: Path) -> bytes:
    """What the file holds, but never much more than is allowed."""
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except OSError as error:
        raise BadAssessmentFile(
            f"The file {path.name} cannot be opened ({error.strerror}); check its name and place."
        ) from error


def _not_json(text: str, error: json.JSONDecodeError) -> str:
    stripped = text.rstrip()
    if '"claims"' in stripped.partition("\n")[0] and error.msg == "Extra data":
        return f"This is a case file, with one case a line, not an assessment file; {CHOOSE}."
    ends_early = not stripped.endswith("}") or error.msg.startswith("Unterminated") or error.pos >= len(stripped)
    if stripped.startswith("{") and ends_early:
        return "This file stops in the middle, so part of it is missing; copy it or export it again."
    if not stripped.startswith("{"):
        return f"This is not an assessment file; {CHOOSE}."
    return (
        f"This file is broken at line {error.lineno}, character {error.colno}, where it stops being JSON; put that "
        "right, or export it again."
    )


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _RepeatedKey(key)
        seen[key] = value
    return seen


def _refuse(constant: str) -> float:
    raise _NotANumber(constant)

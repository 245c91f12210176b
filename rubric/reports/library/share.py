"""A library as one JSON file, out and in without loss, so that a region can share what its councils have coded."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from rubric.english import shortened
from rubric.errors import BadReport
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.model import UNNAMED, UNSCORED

KIND = "rubric-library"
SCHEMA_VERSION = 1
MAX_MEGABYTES = 20  # reports on all 153 councils take about a fifth of it
MAX_REPORTS = 2_000
MAX_FINDINGS = 5_000  # in one report: the longest published ones hold well under 200 on one statement
_LIMIT = MAX_MEGABYTES * 1024 * 1024
_MAX_BRACKETS = 400_000  # a file of our own has far fewer even at its largest; each costs memory before it is checked
_LONGEST_SHOWN = 40
_CHOOSE = "choose a library that was exported from here, which ends in .json"
_LABELS = ("report_id", "authority", "score")  # a finding has these from its report


def write_library(reports: Iterable[ShelvedReport]) -> str:
    """The reports as JSON text, one finding a line; encode it as UTF-8. `read_library` gives back equal reports."""
    blocks = ",\n".join(_block(report) for report in reports)
    return f'{{\n"kind": "{KIND}",\n"schema_version": {SCHEMA_VERSION},\n"reports": [\n{blocks}\n]\n}}\n'


def read_library(data: bytes) -> list[ShelvedReport]:
    """The reports in a file's bytes, as they were written.

    BadReport, in one sentence: it is too large, not ours, cut short, from a newer release, or holds a wrong value,
    which is named with its place.
    """
    raw = _parsed(data)
    reports = _checked(raw)
    return [_report(report, place) for place, report in enumerate(reports, start=1)]


def _block(report: ShelvedReport) -> str:
    fields = report.model_dump(mode="json", exclude={"findings": {"__all__": set(_LABELS)}})
    findings = ",\n  ".join(json.dumps(finding, ensure_ascii=False) for finding in fields.pop("findings"))
    head = json.dumps(fields, ensure_ascii=False)
    return f'{head[:-1]}, "findings": [\n  {findings}\n]}}'


def _parsed(data: bytes) -> Any:
    if len(data) > _LIMIT:
        raise BadReport(
            f"This file is larger than the {MAX_MEGABYTES} MB that a library may have; check that it is the right one, "
            "or get it in parts."
        )
    if not data.strip():
        raise BadReport("This file is empty; ask for the library again and bring in the new file.")
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise BadReport("This is a document, not a shared library; bring it in as a report, if it is one.")
    if data.count(b"[") + data.count(b"{") > _MAX_BRACKETS:
        raise BadReport(f"This file is not built like a shared library; {_CHOOSE}.")
    try:
        text = data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_refused)
    except UnicodeDecodeError as error:
        raise BadReport(
            "This file is not text in UTF-8, so its letters cannot be read; ask for the library again."
        ) from error
    except json.JSONDecodeError as error:
        raise BadReport(_not_json(text, error)) from error
    except (ValueError, RecursionError) as error:  # a key twice, NaN, a number thousands of digits long, deep nesting
        raise BadReport(f"This file is not built like a shared library; {_CHOOSE}.") from error


def _not_json(text: str, error: json.JSONDecodeError) -> str:
    stripped = text.strip()
    if not stripped.startswith("{"):
        return f"This is not a shared library; {_CHOOSE}."
    if not stripped.endswith("}") or error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip()):
        return "This file stops in the middle, so part of the library is missing; copy it or ask for it again."
    return f"This file is broken at line {error.lineno}, where it stops being JSON; ask for the library again."


def _checked(raw: Any) -> list[Any]:
    """The list of reports in a file's content. BadReport: it is not a library, or one that we can't read."""
    if not isinstance(raw, dict) or raw.get("kind") != KIND:
        kind = raw.get("kind") if isinstance(raw, dict) else None
        content = "an assessment" if kind == "rubric-assessment" else "something else"
        raise BadReport(f"This file holds {content}, not a shared library; {_CHOOSE}.")
    version, reports = raw.get("schema_version"), raw.get("reports")
    if type(version) is not int or version < 1:
        raise BadReport(f"This library has schema_version {_quoted(version)}, which no release has used; {_CHOOSE}.")
    if version > SCHEMA_VERSION:
        raise BadReport(
            f"This library was written by a newer release (schema_version {_quoted(version)}, here {SCHEMA_VERSION}); "
            "install the newer release to open it."
        )
    if not isinstance(reports, list):
        raise BadReport(f"This library has no list of reports; {_CHOOSE}.")
    unknown = [key for key in raw if key not in ("kind", "schema_version", "reports")]
    if unknown:
        raise BadReport(f"This library has a field {_quoted(unknown[0])} that we do not know; {_CHOOSE}.")
    if len(reports) > MAX_REPORTS:
        raise BadReport(f"This library holds more than {MAX_REPORTS:,} reports; ask for it in parts.")
    return reports


def _report(raw: Any, place: int) -> ShelvedReport:
    where = f"Report {place} in this library"
    if not isinstance(raw, dict) or not isinstance(raw.get("findings"), list):
        raise BadReport(f"{where} is not a report with a list of findings; put that right, or ask for it again.")
    if isinstance(raw.get("authority"), str) and raw["authority"].strip():
        where += f" ({_quoted(raw['authority'])})"
    if len(raw["findings"]) > MAX_FINDINGS:
        raise BadReport(f"{where} holds more than {MAX_FINDINGS:,} findings; put that right, or ask for it again.")
    findings = []
    for number, finding in enumerate(raw["findings"], start=1):
        if not isinstance(finding, dict):
            raise BadReport(f"{where}, finding {number}, is no finding; put that right, or ask for it again.")
        taken = next((label for label in _LABELS if label in finding), None)
        if taken is not None:
            raise BadReport(
                f"{where}, finding {number}, has a field {_quoted(taken)}, which only its report has; take it out."
            )
        findings.append({**finding, "report_id": "", "authority": UNNAMED, "score": UNSCORED})
    try:
        return ShelvedReport.model_validate_json(json.dumps({**raw, "findings": findings}), strict=True)
    except (ValidationError, RecursionError) as error:
        problem = _problem(error) if isinstance(error, ValidationError) else ", has a value that cannot be read"
        raise BadReport(f"{where}{problem}; put that right in the file, or ask for the library again.") from error


def _problem(error: ValidationError) -> str:
    """What is wrong first, and where in the report, such as ", finding 3, has no text"."""
    first = error.errors(include_url=False)[0]
    path = list(first["loc"])
    where = ""
    if len(path) > 1 and path[0] == "findings" and isinstance(path[1], int):
        where = f", finding {path[1] + 1},"
        path = path[2:]
    key, value, kind = str(path[0]) if path else "", _quoted(first["input"]), first["type"]
    if kind == "json_invalid":  # it was JSON when it was read: only half a character, or depth, is left
        return f"{where} has a value that cannot be read"
    if kind == "missing":
        return f"{where} has no {key}"
    if kind == "extra_forbidden":
        return f"{where} has a field {_quoted(key)} that we do not know"
    if kind in ("enum", "literal_error"):
        options = str(first["ctx"]["expected"]).replace("'", "")
        return f"{where} has {key} {value}, which is not one of {options}"
    if kind == "value_error" and key == "findings":
        return f"{where} has two findings with one number"
    return f"{where} has {key} {value}, which does not fit there"


def _quoted(value: object) -> str:
    """A value from the file, short, in quotation marks where it is text."""
    if isinstance(value, str):
        text = "".join(letter for letter in value[:200] if letter.isprintable() or letter.isspace())
        return f"“{shortened(text, _LONGEST_SHOWN)}”"
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "a group of fields"
    return json.dumps(value)[:_LONGEST_SHOWN]


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen = dict(pairs)
    if len(seen) < len(pairs):
        raise ValueError("a key stands twice")
    return seen


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is no number")

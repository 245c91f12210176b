"""Assessment files, shared libraries and case files: JSON that nests, repeats, lies about its numbers or has no end."""

import json
from collections.abc import Callable
from typing import Any

from rubric.evidence import example_assessment, write_assessment
from rubric.reports.library.share import write_library
from tests.reports.shelf_builders import file_hash, finding, shelved

_SOUND: dict[str, Any] = json.loads(write_assessment(example_assessment()))
_MB = 1_000_000


def _assessment(**given: object) -> bytes:
    return json.dumps({**_SOUND, **given}).encode()


def _items(count: int, **given: object) -> list[dict[str, object]]:
    return [{"aspect": "culture", "text": f"We met {n}", **given} for n in range(count)]


def _reports(count: int, findings: int) -> bytes:
    found = tuple(finding(number) for number in range(1, findings + 1))
    one = json.loads(write_library([shelved(findings=found)]))
    report = one["reports"][0]
    reports = [{**report, "sha256": file_hash(str(n)), "id": f"file-{n}"} for n in range(count)]
    return json.dumps({**one, "reports": reports}).encode()


def _case(**given: object) -> bytes:
    return json.dumps({"id": "1", "claims": [{"text": "We met carers."}], **given}).encode()


JSON: dict[str, Callable[[], bytes]] = {
    "nested 9,000,000 deep": lambda: b"[" * 9 * _MB,
    "objects nested 3,000,000 deep": lambda: b'{"a":' * 3 * _MB,
    "six million empty lists": lambda: b"[" + b"[]," * 6 * _MB + b"[]]",
    "six million empty objects": lambda: b'{"a": [' + b"{}," * 6 * _MB + b"{}]}",
    "nine million numbers": lambda: b"[" + b"1," * 9 * _MB + b"1]",
    "a number of 9,000,000 figures": lambda: b'{"a": ' + b"9" * 9 * _MB + b"}",
    "a number beyond all numbers": lambda: b'{"a": 1e999999999, "b": NaN, "c": -Infinity}',
    "one key over and over": lambda: b"{" + b'"a": 1,' * 2 * _MB + b'"a": 1}',
    "a million keys": lambda: json.dumps({f"k{n}": n for n in range(_MB)}).encode(),
    "a text of 19 MB": lambda: b'{"a": "' + b"a" * 19 * _MB + b'"}',
    "half letters": lambda: b'{"evidence": [{"text": "' + b"\\ud800" * _MB + b'"}]}',
    "null letters": lambda: b'{"evidence": [{"text": "' + b"\\u0000" * _MB + b'"}]}',
    "spaces": lambda: b" " * 19 * _MB,
    "null bytes": lambda: bytes(9 * _MB),
    "UTF-32": lambda: write_assessment(example_assessment()).encode("utf-32"),
    "cut short": lambda: write_assessment(example_assessment()).encode()[:4_000],
    "a text that never ends": lambda: b'{"a": "' + b"\\" * 9 * _MB,
}
ASSESSMENTS: dict[str, Callable[[], bytes]] = {
    "5,000 long items": lambda: _assessment(evidence=_items(5_000, outcome="word " * 600)),
    "60,000 items": lambda: _assessment(evidence=_items(60_000)),
    "5,000 wrong items": lambda: _assessment(evidence=_items(5_000, aspect=5, polarity=[], due={})),
    "an item of 19 MB": lambda: _assessment(evidence=_items(1, outcome="word " * 3_800_000)),
    "5,000 items of one id": lambda: _assessment(evidence=_items(5_000, id="a")),
    "5,000 items without a letter": lambda: _assessment(evidence=[{}] * 5_000),
    "a field of a million words": lambda: _assessment(evidence=_items(1, voices=["people"] * _MB)),
    "fields that nest": lambda: _assessment(evidence=[json.loads("[" * 900 + "]" * 900)]),
    "500 edits of 30,000 letters": lambda: _assessment(
        edits=[{"section": f"s{n}", "text": "# a\n\n" * 6_000, "base": ""} for n in range(500)]
    ),
}
LIBRARIES: dict[str, Callable[[], bytes]] = {
    "1,500 reports of 20 findings": lambda: _reports(1_500, 20),
    "a report of 5,000 findings": lambda: _reports(1, 5_000),
    "a report of 30,000 findings": lambda: _reports(1, 30_000),
    "no reports": lambda: write_library([]).encode(),
}
CASES: dict[str, Callable[[], bytes]] = {
    "a million lines": lambda: _case() + b"\n" * 1 + b"{}\n" * _MB,
    "200,000 cases": lambda: b"\n".join([_case()] * 200_000),
    "a case of 200,000 claims": lambda: _case(claims=[{"text": f"We met carers {n}."} for n in range(200_000)]),
    "a claim of 40 MB": lambda: _case(claims=[{"text": "word " * 8_000_000}]),
    "empty lines": lambda: b"\n" * 40 * _MB,
    "nested lines": lambda: (b"[" * 100_000 + b"\n") * 90,
    "long numbers": lambda: (b"9" * 5_000 + b"\n") * 900,
}

"""Any bytes, and sound files with bytes changed, cut out or put twice: each reader gives something or refuses."""

import json
from collections.abc import Callable, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubric.draft.round_trip.returned import read_returned
from rubric.draft.word.own_template import inspect_template
from rubric.draft.workbook import read_workbook
from rubric.errors import BadInput
from rubric.evidence import example_assessment, read_assessment, write_assessment
from rubric.framework import load
from rubric.prediction import cases_in
from rubric.reports.library.share import read_library, write_library
from rubric.reports.published import read_scores
from rubric.reports.read import read_report
from tests.hostile.files import SOUND
from tests.hostile.pdf_making import page, text
from tests.hostile.zips import parts_of, zipped
from tests.reports.read_files import MadeUp, to_html, to_text
from tests.reports.shelf_builders import shelved

FRAMEWORK = load()
_PARTS = MadeUp().parts()
PLAIN: Mapping[str, tuple[bytes, Callable[[bytes], object]]] = {
    "a text": (to_text(_PARTS), lambda data: read_report(data, "it")),
    "a page": (to_html(_PARTS), lambda data: read_report(data, "it")),
    "a PDF": (page(text("hello")), lambda data: read_report(data, "it")),
    "scores": (b"authority,QS1,QS9\nExampleshire,1,2\n", lambda data: read_scores(data, "it")),
    "an assessment": (write_assessment(example_assessment()).encode(), read_assessment),
    "a library": (write_library([shelved()]).encode(), read_library),
    "cases": (
        json.dumps({"id": "1", "claims": [{"text": "a"}]}).encode(),
        lambda data: cases_in(data, "it", FRAMEWORK),
    ),
}
PACKED: Mapping[str, Callable[[bytes], object]] = {
    "report": lambda data: read_report(data, "it"),
    "returned": read_returned,
    "template": inspect_template,
    "workbook": lambda data: read_workbook(data, FRAMEWORK),
    "scores": lambda data: read_scores(data, "it"),
}
_HEADS = st.sampled_from((b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"{"))
_few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def changed(draw: st.DrawFn, sound: bytes) -> bytes:
    """The bytes with one to four places changed."""
    data = sound
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        until = min(len(data), at + draw(st.sampled_from((0, 1, 2, 8, 60, 1000))))
        data = data[:at] + draw(st.one_of(st.binary(max_size=8), st.just(data[at:until] * 2))) + data[until:]
    return data


def ends(read: Callable[[bytes], object], data: bytes) -> None:
    """It gives something or refuses; whatever else is raised fails the test."""
    try:
        read(data)
    except BadInput as refused:
        said = str(refused)
    else:
        return
    assert said.endswith(".")


@_few
@pytest.mark.parametrize("kind", PLAIN)
@given(data=st.data())
def test_a_file_with_bytes_changed_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    sound, read = PLAIN[kind]
    ends(read, data.draw(changed(sound)))


@settings(_few, max_examples=8)
@pytest.mark.parametrize("kind", PACKED)
@given(data=st.data())
def test_a_packed_file_with_bytes_of_a_part_changed_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    parts = parts_of(SOUND[kind]())
    name = data.draw(st.sampled_from(sorted(parts)))
    ends(PACKED[kind], zipped(parts | {name: data.draw(changed(parts[name]))}))


@_few
@pytest.mark.parametrize("kind", [*PLAIN, *PACKED])
@given(
    data=st.binary(max_size=300),
    head=st.sampled_from((b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"{")),
)
def test_any_bytes_are_read_or_refused(kind: str, data: bytes, head: bytes) -> None:
    ends(PLAIN[kind][1] if kind in PLAIN else PACKED[kind], head + data)

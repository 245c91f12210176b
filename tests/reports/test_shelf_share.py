"""A library as one file: out and in without loss, and one clear sentence for whatever is no library."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rubric.errors import BadReport
from rubric.reports import load_library
from rubric.reports.library import share
from rubric.reports.library.share import read_library, write_library
from rubric.reports.library.shelf import ShelvedReport

from .shelf_builders import file_hash, finding, shelved, shelved_reports

LIBRARY = write_library([shelved("north.pdf"), shelved("south.pdf", authority="Southton", accepted=True)])


def changed(**fields: Any) -> bytes:
    """The library's file with these fields at the top."""
    return json.dumps({**json.loads(LIBRARY), **fields}).encode()


def second(**fields: Any) -> bytes:
    """The library's file with these fields in its second report."""
    content = json.loads(LIBRARY)
    content["reports"][1].update(fields)
    return json.dumps(content).encode()


def third_finding(*, without: str = "", **fields: Any) -> bytes:
    """The library's file with these fields in the third finding of its second report."""
    content = json.loads(LIBRARY)
    content["reports"][1]["findings"][2].update(fields)
    content["reports"][1]["findings"][2].pop(without, None)
    return json.dumps(content).encode()


@given(st.lists(shelved_reports, max_size=4))
@example([])
def test_a_library_is_read_exactly_as_it_was_written(reports: list[ShelvedReport]) -> None:
    assert read_library(write_library(reports).encode()) == reports


def test_the_shipped_findings_go_through_a_file_unchanged() -> None:
    reports = [
        ShelvedReport(
            id=report.id,
            sha256=file_hash(report.id),
            authority=report.authority,
            score=report.score,
            findings=report.findings,
        )
        for report in load_library().reports
    ]
    again = read_library(write_library(reports).encode())
    assert [report.as_scored_report() for report in again] == list(load_library().reports)


def test_a_file_has_one_finding_a_line_and_its_letters_as_they_are() -> None:
    text = write_library([shelved(authority="Caerfyrddin’s neighbour", findings=(finding(1, "Café"), finding(2)))])
    assert [line for line in text.splitlines() if '"Café"' in line] == [text.splitlines()[5].rstrip()]
    assert "neighbour" in text
    assert "’" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_encodings_that_windows_saves_in_are_read(encoding: str) -> None:
    assert len(read_library(LIBRARY.encode(encoding))) == 2


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b" \n", "is empty"),
    "a PDF": (b"%PDF-1.7 ...", "a document, not a shared library; bring it in as a report"),
    "a workbook": (b"PK\x03\x04...", "a document, not a shared library"),
    "prose": (b"Dear all, please find attached", "not a shared library; choose"),
    "not UTF-8": ('{"kind": "Café"}'.encode("latin-1"), "not text in UTF-8"),
    "a comma too many": (b'{"kind": "rubric-library",}', "broken at line 1"),
    "a list": (b"[]", "something else, not a shared library"),
    "a number": (b"42", "something else, not a shared library"),
    "an assessment": (b'{"kind": "rubric-assessment", "evidence": []}', "an assessment, not a shared library"),
    "another kind": (changed(kind=["rubric-library"]), "something else, not a shared library"),
    "a newer release": (changed(schema_version=2, more=1), "install the newer release"),
    "version nought": (changed(schema_version=0), "which no release has used"),
    "version true": (changed(schema_version=True), "has schema_version true"),
    "no list of reports": (changed(reports={"a": 1}), "no list of reports"),
    "an unknown field at the top": (changed(councils=3), "a field “councils” that we do not know"),
    "a key twice": (b'{"kind": "rubric-library", "kind": "rubric-library"}', "not built like"),
    "not a number": (b'{"kind": NaN}', "not built like"),
    "a giant number": (b'{"kind": ' + b"9" * 5_000 + b"}", "not built like"),
    "brackets without end": (b"[" * 200_000, "not built like"),
    "far too many brackets": (b"[" + b"[]," * 400_000 + b"[]]", "not built like"),
    "a report that is text": (changed(reports=["North"]), "Report 1 in this library is not a report with a list"),
    "findings that are text": (second(findings="many"), "Report 2 in this library is not a report with a list"),
    "a finding that is text": (second(findings=["fine"]), "Report 2 in this library (“Southton”), finding 1, is no"),
    "a wrong score": (
        second(score=5),
        "Report 2 in this library (“Southton”) has score 5, which does not fit there; put that right in the file",
    ),
    "a score in quotes": (second(score="3"), "has score “3”, which does not fit there"),
    "a wrong hash": (second(sha256="abc"), "has sha256 “abc”, which does not fit there"),
    "a date and time in words": (second(imported="last week"), "has imported “last week”, which does not fit there"),
    "a moment that is none": (second(imported="0001-01-01T00:00:00+14:00"), "which does not fit there"),
    "an unknown field in a report": (second(colour="red"), "has a field “colour” that we do not know"),
    "two findings of one number": (
        second(findings=[json.loads(LIBRARY)["reports"][0]["findings"][0]] * 2),
        "has two findings with one number",
    ),
    "a wrong polarity": (
        third_finding(polarity="good"),
        "(“Southton”), finding 3, has polarity “good”, which is not one of strength, shortfall or mixed",
    ),
    "a wrong coder": (third_finding(coded_by="me"), "has coded_by “me”, which is not one of hand, coder or person"),
    "a finding without words": (third_finding(without="text"), "finding 3, has no text"),
    "text far too long": (third_finding(text="We learn. " * 500), "finding 3, has text “We learn. We"),
    "an unknown field in a finding": (third_finding(colour="red"), "finding 3, has a field “colour” that we do"),
    "a finding that names its report": (third_finding(score=4), "finding 3, has a field “score”, which only its"),
    "half a character": (third_finding(text="\ud800"), "has a value that cannot be read"),
    "deep nesting": (
        third_finding(figures=json.loads('{"a":' * 300 + "1" + "}" * 300)),
        "has a value that cannot be read",
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence_with_what_to_do(name: str) -> None:
    data, telling = BAD_FILES[name]
    with pytest.raises(BadReport) as caught:
        read_library(data)
    message = str(caught.value)
    assert telling in message
    assert message.endswith(".")
    assert ";" in message, "a semicolon joins what is wrong and what to do"
    assert "\n" not in message
    assert len(message) < 400


@given(st.integers(min_value=1, max_value=len(LIBRARY) - 2))
def test_a_file_cut_short_is_called_that(length: int) -> None:
    with pytest.raises(BadReport, match="stops in the middle"):
        read_library(LIBRARY[:length].encode())


@given(st.binary(max_size=60))
def test_any_other_bytes_are_refused_and_never_crash(data: bytes) -> None:
    with pytest.raises(BadReport, match=r"\.$"):
        read_library(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "number", "score", "findings", "sha256", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.sampled_from(["sha256", "id", "authority", "score", "imported", "accepted", "findings", "x"]), JSON)
def test_any_value_in_a_report_is_read_or_refused_with_a_sentence(field: str, value: Any) -> None:
    try:
        reports = read_library(second(**{field: value}))
    except BadReport as error:
        assert str(error).endswith(".")  # noqa: PT017 - both outcomes are right, and each is checked
    else:
        assert read_library(write_library(reports).encode()) == reports


@given(st.sampled_from(["number", "text", "polarity", "voice", "confidence", "cue", "paragraph", "x"]), JSON)
def test_any_value_in_a_finding_is_read_or_refused_with_its_place(field: str, value: Any) -> None:
    try:
        reports = read_library(third_finding(**{field: value}))
    except BadReport as error:
        assert str(error).startswith("Report 2 in this library (“Southton”)")  # noqa: PT017 - as above
    else:
        assert read_library(write_library(reports).encode()) == reports


def test_a_file_over_the_limits_is_refused_with_the_limit() -> None:
    with pytest.raises(BadReport, match="larger than the 20 MB"):
        read_library(b" " * (20 * 1024 * 1024 + 1))
    with pytest.raises(BadReport, match="more than 2,000 reports"):
        read_library(changed(reports=[{}] * (share.MAX_REPORTS + 1)))
    with pytest.raises(BadReport, match="more than 5,000 findings"):
        read_library(second(findings=[{}] * (share.MAX_FINDINGS + 1)))


def test_reports_on_every_council_fit_well_into_one_file() -> None:
    of_one = load_library().reports[0].findings
    reports = [shelved(f"{n}.pdf", findings=of_one) for n in range(153)]
    assert len(write_library(reports).encode()) < 0.4 * share.MAX_MEGABYTES * 1024 * 1024

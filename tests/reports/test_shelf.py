"""A council's own shelf of reports, and the library it makes with the shipped one."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from pydantic import ValidationError

from rubric.reports import UNNAMED, load_library
from rubric.reports.library.shelf import ShelvedReport, with_shelf
from rubric.reports.model import MAX_TEXT, UNSCORED

from .shelf_builders import file_hash, finding, shelved


def test_a_report_has_an_id_made_from_its_file_unless_given_one() -> None:
    assert shelved("north.pdf").id == f"file-{file_hash('north.pdf')[:16]}"
    assert shelved("north.pdf").id == shelved("north.pdf", name="renamed.pdf").id != shelved("south.pdf").id
    assert shelved(id="given").id == "given"


def test_findings_carry_the_labels_of_their_report_whatever_they_came_with() -> None:
    stray = finding(2, report_id="elsewhere", authority="Otherton", score=1)
    report = shelved(id="north", findings=(stray, finding(1)))
    assert [(one.id, one.authority, one.score) for one in report.findings] == [
        ("north/1", "Northshire", 3),
        ("north/2", "Northshire", 3),
    ]


def test_a_finding_of_a_report_without_score_or_name_says_so() -> None:
    (only,) = shelved(authority="", score=None, findings=(finding(1),)).findings
    assert (only.authority, only.score) == (UNNAMED, UNSCORED)
    assert only.place == f"{UNNAMED}, score not known, Learning from feedback, paragraph 1"


def test_two_findings_of_one_number_are_refused() -> None:
    with pytest.raises(ValidationError, match="two findings share a number"):
        shelved(findings=(finding(1), finding(1, "Another")))


def test_the_moment_of_import_is_kept_in_utc() -> None:
    summer = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert shelved(imported=summer).imported == summer
    assert shelved(imported=summer).imported.utcoffset() == timedelta(0)
    assert shelved(imported=datetime(2026, 7, 1)).imported == datetime(2026, 7, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "fields",
    [
        {"sha256": "not a hash"},
        {"score": 0},
        {"score": 5},
        {"authority": "x" * (MAX_TEXT + 1)},
        {"id": ""},
        {"imported": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9)))},
    ],
)
def test_what_no_report_can_have_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        shelved(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "x" * (MAX_TEXT + 1)},
        {"confidence": 1.1},
        {"confidence": float("nan")},
        {"coded_by": "guess"},
        {"score": 5},
        {"number": 0},
    ],
)
def test_what_no_finding_can_have_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        finding(**{"number": 1, **fields})
    assert finding(1, "x" * MAX_TEXT, confidence=1.0).coded_by == "coder"


def test_shipped_findings_are_coded_by_hand() -> None:
    assert {(one.coded_by, one.cue, one.confidence) for one in load_library().findings} == {("hand", "", None)}


def test_a_report_without_a_score_is_no_scored_report() -> None:
    assert shelved(authority="").as_scored_report().authority == UNNAMED
    with pytest.raises(ValueError, match="no score yet"):
        shelved(score=None).as_scored_report()


def test_an_accepted_report_joins_the_library_after_the_shipped_ones() -> None:
    shipped = load_library()
    report = shelved(accepted=True)
    library = with_shelf(shipped, [report])
    assert library.reports == (*shipped.reports, report.as_scored_report())
    assert library.national == shipped.national
    assert library.without(report.id) == shipped == load_library()


@pytest.mark.parametrize("fields", [{"accepted": False}, {"score": None}, {"findings": ()}])
def test_a_report_not_accepted_not_scored_or_without_findings_does_not_count(fields: dict[str, Any]) -> None:
    assert with_shelf(load_library(), [shelved(**{"accepted": True, **fields})]) == load_library()


def test_a_report_of_the_same_id_or_file_is_not_counted_twice() -> None:
    shipped = load_library()
    first = shelved("north.pdf", accepted=True)
    same_file = first.model_copy(update={"id": "other"})
    same_id = shelved("south.pdf", id=first.id, accepted=True)
    as_shipped = shelved("east.pdf", id=shipped.reports[0].id, accepted=True)
    library = with_shelf(shipped, [first, same_file, same_id, as_shipped])
    assert library.reports == (*shipped.reports, first.as_scored_report())


def test_findings_under_an_aspect_that_the_framework_has_not_are_left_out_when_asked() -> None:
    mixed = shelved(accepted=True, findings=(finding(1), finding(2, aspect="catering")))
    foreign = shelved("south.pdf", accepted=True, findings=(finding(1, aspect="catering"),))
    library = with_shelf(load_library(), [mixed, foreign], aspects={"feedback"})
    assert [(report.id, len(report.findings)) for report in library.reports[4:]] == [(mixed.id, 1)]
    assert len(with_shelf(load_library(), [mixed, foreign]).findings) == 238 + 3


def test_a_shelf_is_only_read() -> None:
    report = shelved()
    with pytest.raises(ValidationError):
        report.score = 4  # type: ignore[misc]
    assert ShelvedReport.model_validate(report.model_dump()) == report

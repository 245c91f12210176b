"""What is timed is what it claims to be: made-up reports that are read whole, from every kind of file."""

import pytest

from rubric.bench.made_up import (
    FORMATS,
    ReportFormat,
    made_up_assessment,
    made_up_library,
    made_up_reports,
    made_up_shelf,
)
from rubric.framework import load
from rubric.prediction import fit
from rubric.reports import load_library
from rubric.reports.read import read_report

TEXTS = [finding.text for finding in load_library().findings]


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_a_made_up_report_is_read_whole(kind: ReportFormat) -> None:
    (report,) = made_up_reports(1, kind.statements, TEXTS)
    read = read_report(kind.make(report), f"report.{kind.ending}")
    ours = read.statement()
    assert len(read.statements) == kind.statements
    assert ours is not None
    assert ours.score in (2, 3)
    told = " ".join(" ".join(paragraph.text.split()) for paragraph in ours.paragraphs)
    start = next(place for place, (_, text) in enumerate(report.lines) if text == ours.title)
    made = [text for tag, text in report.lines[start + 2 : start + 21] if tag == "p"]
    assert len(made) == 16
    for text in made:
        assert " ".join(text.split()) in told


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_the_floor_takes_out_the_same_words(kind: ReportFormat) -> None:
    (report,) = made_up_reports(1, kind.statements, TEXTS)
    taken = kind.text_alone(kind.make(report))
    words = set(" ".join(taken if isinstance(taken, list) else [str(taken)]).split())
    assert {word for _, text in report.lines for word in text.split()} <= words


def test_a_made_up_library_is_learned_from_whole_and_each_report_is_left_out() -> None:
    library = made_up_library(load_library(), 6)
    assert len({report.id for report in library.reports}) == 6
    assert len({finding.id for finding in library.findings}) == len(library.findings)
    assert fit(library, load()).track_record.reports == 6


def test_a_made_up_shelf_counts_and_makes_up_the_number() -> None:
    shelf = made_up_shelf(load_library(), 9)
    assert len(shelf) + len(load_library().reports) == 9
    assert all(report.counts for report in shelf)
    assert len({report.sha256 for report in shelf} | {report.authority for report in shelf}) == 2 * len(shelf)


def test_a_made_up_assessment_has_so_many_items_of_different_words() -> None:
    assessment = made_up_assessment(200)
    assert len({item.text for item in assessment.evidence}) == 200
    assert len({item.aspect for item in assessment.evidence}) == 9
    with pytest.raises(ValueError, match="not 1000000"):
        made_up_assessment(1_000_000)

"""The real report extracts, where they lie beside this checkout: what is read is what stands there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from rubric.reports.landmarks import landmark
from rubric.reports.library.shipped import load_library
from rubric.reports.pages.page_model import ReadReport, StatementPage
from rubric.reports.read import read_path, read_report
from tests.reports.read_files import FIRST, LEARNING, SECOND, Parts, label, to_docx, to_html, to_pdf

# File, score, paragraphs in the first and second section, and the council that the text names.
EXTRACTS = [
    ("000_48289ee1e0190e43", 2, 10, 14, "Middlesbrough"),
    ("001_46f2926524bc6ba8", 2, 12, 5, None),
    ("002_524d3bd921eb7cc3", 3, 17, 5, "Telford and Wrekin"),
    ("004_615fbf3b640c83d2", 3, 10, 6, "Shropshire"),
]
SUMMARY = "003_99eda81a3cb90120"


@pytest.fixture
def seeds(shared: Path) -> Path:
    return shared / "seeds"


def raw_paragraphs(seeds: Path, name: str) -> list[str]:
    """The lines of an extract that are long enough to be findings or the commitment, found without our reader."""
    text = (seeds / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if len(line) > 100]


def read(seeds: Path, name: str) -> ReadReport:
    return read_path(seeds / f"{name}.txt")


@pytest.mark.parametrize(("name", "score", "first", "second", "authority"), EXTRACTS)
def test_an_extract_reads_as_it_stands(
    seeds: Path, name: str, score: int, first: int, second: int, authority: str | None
) -> None:
    report = read(seeds, name)
    page = report.statement("learning")
    assert page is not None
    assert [found.statement for found in report.statements] == ["learning"]
    assert (page.title, page.score, page.label) == (LEARNING, score, label(score))
    assert page.sections == (FIRST, SECOND)
    assert Counter(paragraph.section for paragraph in page.paragraphs) == {FIRST: first, SECOND: second}
    assert [page.commitment, *(paragraph.text for paragraph in page.paragraphs)] == raw_paragraphs(seeds, name)
    assert report.authority == authority
    assert (report.date, report.summary) == (None, None)


@pytest.mark.parametrize(("name", "authority"), [(row[0], row[4]) for row in EXTRACTS])
def test_what_an_extract_lacks_is_said(seeds: Path, name: str, authority: str | None) -> None:
    report = read(seeds, name)
    said = " ".join(report.missing)
    assert "No publication date" in said
    assert "overall summary" in said
    assert ("council's name was not found" in said) is (authority is None)
    assert [authority in note for note in report.notes if authority] == ([True] if authority else [])


def test_the_four_extracts_hold_79_paragraphs_as_many_as_were_coded(seeds: Path) -> None:
    coded = {
        (finding.report_id, finding.section, finding.paragraph)
        for scored in load_library().reports
        for finding in scored.findings
    }
    found = set()
    for name, *_ in EXTRACTS:
        page = read(seeds, name).statement()
        assert page is not None
        found |= {(name, paragraph.section, paragraph.number) for paragraph in page.paragraphs}
    assert len(found) == 79
    assert found == coded


def test_the_overall_summary_gives_middlesbroughs_rating_and_nine_scores(seeds: Path) -> None:
    report = read(seeds, SUMMARY)
    assert report.statements == ()
    assert report.summary is not None
    assert report.summary.model_dump() == {
        "authority": "Middlesbrough",
        "rating": "Requires improvement",
        "scores": {
            "assessing_needs": 2,
            "healthier_lives": 3,
            "equity": 2,
            "care_provision": 2,
            "partnerships": 3,
            "safe_pathways": 3,
            "safeguarding": 3,
            "governance": 2,
            "learning": 2,
        },
        "percent": None,
    }
    assert report.authority == "Middlesbrough"


def joined(page: StatementPage) -> dict[str, str]:
    """The words under each sub-heading."""
    return {s: " ".join(p.text for p in page.paragraphs if p.section == s) for s in page.sections}


@pytest.mark.parametrize("name", [row[0] for row in EXTRACTS])
def test_an_extract_reads_the_same_as_a_web_page_a_word_document_and_a_pdf(seeds: Path, name: str) -> None:
    as_text = read(seeds, name).statement()
    assert as_text is not None
    parts: Parts = []
    for line in (seeds / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        text = line.lstrip("# ").strip()
        if re.search(r"\w", text):
            known = landmark(text)
            parts.append(("h2" if known and known.mark not in {"score", "label"} else "p", text))
    for data, kind in ((to_html(parts), "html"), (to_docx(parts), "docx"), (to_pdf(parts), "pdf")):
        page = read_report(data, f"{name}.{kind}").statement()
        assert page is not None
        assert (page.score, page.label, page.commitment) == (as_text.score, as_text.label, as_text.commitment)
        assert joined(page) == joined(as_text)
        if kind != "pdf":
            assert page.paragraphs == as_text.paragraphs


def test_a_summary_and_a_page_in_one_file_are_both_read(seeds: Path) -> None:
    both = "\n\n".join((seeds / f"{name}.txt").read_text(encoding="utf-8") for name in (SUMMARY, EXTRACTS[0][0]))
    report = read_report(both.encode(), "both.txt")
    page = report.statement()
    assert page is not None
    assert report.summary is not None
    assert (len(page.paragraphs), len(report.summary.scores), report.authority) == (24, 9, "Middlesbrough")

"""Files as real tools make them: each holds one made-up page, or one small table, with one fault of its kind."""

import re
from pathlib import Path

import pytest

from rubric.draft.workbook import read_workbook
from rubric.errors import BadReport
from rubric.framework import load
from rubric.reports.published import read_scores
from rubric.reports.read import read_path
from tests.reports.read_files import FIRST, SECOND

REPORTS = (
    "accordion_all_open.html",
    "accordion_one_open.html",
    "allcaps_headings.pdf",
    "aria_hidden_panel.html",
    "class_content_share.html",
    "hidden_guidance.docx",
    "letterspaced_headings.pdf",
    "link_to_NULL.docx",
    "long_numbered_foot.pdf",
    "missing_customxml.docx",
    "private_use_bullets.txt",
    "second_main.html",
    "soft_hyphens.pdf",
    "strict.docx",
    "tracked_move.docx",
    "two_columns_by_column.pdf",
    "two_columns_row_by_row.pdf",
)
TABLES = {
    "scores_macroman.csv": ("King’s Lynn", "Mereford", "Ashcombe", "Tolworth Vale"),
    "scores_published_words.csv": ("Mereford", "Ashcombe", "Tolworth Vale"),
    "scores_rank_column.csv": ("Mereford", "Ashcombe", "Tolworth Vale"),
    "scores_same_council_twice.csv": ("Mereford", "Ashcombe", "Tolworth Vale"),
    "scores_title_line.csv": ("Mereford", "Ashcombe", "Tolworth Vale"),
}
SCORES = {"Mereford": "232332322", "Ashcombe": "333333333", "Tolworth Vale": "223332323", "King’s Lynn": "232332322"}


@pytest.fixture(scope="module")
def cases(shared: Path) -> Path:
    if not (shared / "cases").is_dir():
        pytest.skip("the files that real tools made are not beside this checkout")
    return shared / "cases"


@pytest.fixture(scope="module")
def paragraphs(cases: Path) -> list[str]:
    """The seven paragraphs of the made-up page, taken from its simplest file without our readers."""
    page = (cases / "accordion_all_open.html").read_text(encoding="utf-8")
    return re.findall(r"<p>(.*?)</p>", page)[-7:]


@pytest.mark.parametrize("name", REPORTS)
def test_the_seven_paragraphs_are_whole_in_order_and_under_their_headings(
    cases: Path, paragraphs: list[str], name: str
) -> None:
    report = read_path(cases / name)
    page = report.statement()
    assert page is not None
    assert [paragraph.text for paragraph in page.paragraphs] == paragraphs
    assert [paragraph.section for paragraph in page.paragraphs] == [FIRST] * 4 + [SECOND] * 3
    assert (report.authority, report.date, page.score) == ("Mereford Borough Council", "2025-03-14", 2)


def test_columns_that_had_to_be_told_apart_are_told_of(cases: Path) -> None:
    assert any("two columns" in note for note in read_path(cases / "two_columns_row_by_row.pdf").notes)


def test_a_document_whose_text_is_an_embedded_file_is_refused_for_that_reason(cases: Path) -> None:
    with pytest.raises(BadReport, match="embedded file"):
        read_path(cases / "altchunk.docx")


@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_scores_reads_as_a_person_would(cases: Path, name: str) -> None:
    table = read_scores((cases / name).read_bytes(), name)
    assert tuple(row.authority for row in table.rows) == TABLES[name]
    for row in table.rows:
        assert "".join(map(str, row.scores.values())) == SCORES[row.authority]


def test_a_council_under_two_names_is_said(cases: Path) -> None:
    name = "scores_same_council_twice.csv"
    problems = read_scores((cases / name).read_bytes(), name).problems
    assert any("Mereford Borough Council stands more than once, as Mereford too" in problem for problem in problems)


def test_formulas_without_a_saved_result_are_said(cases: Path) -> None:
    name = "scores_formulas_not_worked_out.xlsx"
    table = read_scores((cases / name).read_bytes(), name)
    assert all("learning" not in row.scores for row in table.rows)
    assert any("formula without a saved result" in problem for problem in table.problems)


def test_a_year_alone_in_a_workbooks_date_cell_is_a_fault_and_no_day_of_1905(cases: Path) -> None:
    faults = read_workbook((cases / "workbook_year_only.xlsx").read_bytes(), load()).faults
    assert [fault.row for fault in faults] == [3]
    assert "the number 2026, which is no whole date" in faults[0].sentence


def test_a_comment_on_a_workbooks_cell_is_told(cases: Path) -> None:
    notes = read_workbook((cases / "workbook_comment.xlsx").read_bytes(), load()).notes
    assert any("C3, “We should say 2026 here - Jo”" in note for note in notes)

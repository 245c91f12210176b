"""The same made-up report reads the same from every kind of file."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rubric.reports.pages.page_model import ReadReport
from rubric.reports.read import read_report, read_text
from tests.reports.read_files import (
    FIRST,
    LEARNING,
    SCORES,
    SECOND,
    MadeUp,
    Parts,
    as_read,
    commitment,
    label,
    prose,
    summary_parts,
    to_docx,
    to_html,
    to_pdf,
    to_text,
    whole_report,
)

KINDS: dict[str, Callable[[Parts], bytes]] = {
    "plain.txt": to_text,
    "markdown.txt": lambda parts: to_text(parts, markdown=True),
    "rules.txt": lambda parts: to_text(parts, rules=True),
    "wrapped.txt": lambda parts: to_text(parts, wrap=72),
    "without gaps.txt": lambda parts: to_text(parts, gaps=False),
    "page.html": to_html,
    "styles.docx": to_docx,
    "bold.docx": lambda parts: to_docx(parts, bold_headings=True),
    "report.pdf": to_pdf,
}


@pytest.mark.parametrize("name", KINDS)
def test_one_page_reads_whole_from_every_kind(name: str) -> None:
    page = MadeUp(score=3)
    report = read_report(KINDS[name](page.parts()), name)
    read = report.statement("learning")
    assert read is not None
    assert (read.title, read.score, read.label) == (LEARNING, 3, label(3))
    assert read.commitment == commitment("learning")
    assert read.sections == (FIRST, SECOND)
    assert as_read(read.paragraphs) == page.paragraphs()
    assert (report.name, report.summary, report.authority, report.date) == (name, None, None, None)
    assert not report.notes


@pytest.mark.parametrize("name", KINDS)
def test_a_whole_report_yields_each_statement_and_the_summary(name: str) -> None:
    parts, pages = whole_report()
    report = read_report(KINDS[name](parts), name)
    assert [page.statement for page in report.statements] == list(pages)
    for read in report.statements:
        assert (read.title, read.score) == (pages[read.statement].title, pages[read.statement].score)
        assert as_read(read.paragraphs) == pages[read.statement].paragraphs(), read.statement
        assert read.commitment == commitment(read.statement)
    assert report.summary is not None
    assert report.summary.model_dump() == {
        "authority": "Exampleshire Council",
        "rating": "Requires improvement",
        "scores": SCORES,
        "percent": 61.0,
    }
    assert (report.authority, report.date, report.missing) == ("Exampleshire Council", "2025-02-21", ())


def test_a_pdf_has_pages_and_its_running_headers_are_not_findings() -> None:
    page = MadeUp(counts=(8, 7))
    report = read_report(to_pdf(page.parts(), header=f"{LEARNING} - Exampleshire Council"), "run.pdf")
    read = report.statement()
    assert read is not None
    assert as_read(read.paragraphs) == page.paragraphs()
    assert report.pages is not None
    assert report.pages > 1
    assert report.authority == "Exampleshire Council"


def test_a_paragraph_that_goes_on_over_a_page_end_is_one() -> None:
    page = MadeUp(counts=(9, 9))
    for lines_on_page in range(20, 34):
        report = read_report(to_pdf(page.parts(), lines_on_page=lines_on_page), "a.pdf")
        read = report.statement()
        assert read is not None
        texts = [paragraph.text for paragraph in read.paragraphs]
        assert " ".join(texts) == " ".join(text for _, _, text in page.paragraphs())
        assert len(texts) == 18 or "cannot be told" in report.notes[0], lines_on_page


def test_where_a_page_end_hides_a_paragraph_end_a_note_says_so() -> None:
    full = "They said so: " + "x" * 70 + "."  # as wide as the lines of the page
    parts = [
        *MadeUp(counts=(1, 1)).parts()[:-1],
        ("p", full),
        ("p", "Another begins here and is long enough to be one."),
    ]
    found = [read_report(to_pdf(parts, lines_on_page=lines), "a.pdf") for lines in range(12, 40)]
    joined = [report for report in found if len(report.statement().paragraphs) == 2]  # type: ignore[union-attr]
    assert joined, "no page end fell between the two paragraphs"
    assert all("cannot be told" in report.notes[0] for report in joined)


def test_words_split_by_a_hyphen_at_a_line_end_are_put_together() -> None:
    text = "Carers said that the assess-\nment took long, and a self-\nassessment was tried, with the assessment kept."
    read = read_text(f"{LEARNING}\n\nScore: 2\n\n{SECOND}\n\n{text}").statement()
    assert read is not None
    assert read.paragraphs[0].text == (
        "Carers said that the assessment took long, and a self-assessment was tried, with the assessment kept."
    )


def test_headings_in_wrapped_text_without_blank_lines_are_found() -> None:
    parts = [("p", "Exampleshire Council"), *MadeUp().parts()]
    at = parts.index(("h3", SECOND))
    parts[at:at] = [("h3", "A heading nobody knew"), ("p", prose(40))]
    report = read_text(to_text(parts, wrap=80, gaps=False).decode())
    read = report.statement()
    assert read is not None
    assert report.authority == "Exampleshire Council"
    assert read.sections == (FIRST, "A heading nobody knew", SECOND)
    assert [p.text for p in read.paragraphs if p.section == "A heading nobody knew"] == [prose(40)]


def test_ligatures_and_invisible_characters_of_a_pdf_do_not_stay_in_the_words() -> None:
    read = read_text(
        f"{LEARNING}\n\nScore: 2\n\n{SECOND}\n\nThe ﬁrst o\u00adﬀer was e\u200bﬃcient, they told us."
    ).statement()
    assert read is not None
    assert read.paragraphs[0].text == "The first offer was efficient, they told us."


def test_only_the_main_part_of_a_web_page_is_read() -> None:
    page = to_html(MadeUp().parts(), title="Safeguarding - Exampleshire Council").decode()
    page = page.replace(
        "</main>", "<p hidden>Hidden.</p><p style='display: none'>Gone.</p><aside><p>Aside.</p></aside></main>"
    )
    report = read_report(page.encode(), "page.html")
    assert [found.statement for found in report.statements] == ["learning"]
    assert as_read(report.statements[0].paragraphs) == MadeUp().paragraphs()
    assert report.authority == "Exampleshire Council"


@pytest.mark.parametrize("wrapper", ["<form>{}</form>", "<div class='has-nav'>{}</div>", "<header>{}</header>", "{}"])
def test_a_page_wrapped_in_anything_still_reads(wrapper: str) -> None:
    body = "".join(f"<{kind}>{text}</{kind}>" for kind, text in MadeUp().parts())
    read = read_report(f"<html><body>{wrapper.format(body)}</body></html>".encode(), "saved").statement()
    assert read is not None
    assert as_read(read.paragraphs) == MadeUp().paragraphs()


def test_score_and_label_parted_by_line_breaks_in_a_page_are_two_lines() -> None:
    html = f"<h1>{LEARNING}</h1><p>Score: 2<br>2 - {label(2)}</p><h2>{SECOND}</h2><p>{prose(1)}</p>"
    read = read_report(html.encode(), "br.html").statement()
    assert read is not None
    assert (read.score, read.label, len(read.paragraphs)) == (2, label(2), 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_reads_in_the_encodings_that_windows_programs_write(encoding: str) -> None:
    parts = [*MadeUp().parts(), ("p", "People’s café – a place to talk – had opened, and they liked it.")]
    text = to_text(parts).decode()
    read = read_report(text.encode(encoding), "notepad.txt").statement()
    assert read is not None
    assert read.paragraphs[-1].text == parts[-1][1]


def test_a_page_that_declares_its_encoding_is_read_in_it() -> None:
    html = f"<html><head><meta charset='windows-1252'></head><body><h1>{LEARNING}</h1><p>Score: 2</p><h2>{SECOND}</h2>"
    read = read_report(
        f"{html}<p>The café’s users told us so, and were heard.</p>".encode("cp1252"), "old.htm"
    ).statement()
    assert read is not None
    assert read.paragraphs[0].text.startswith("The café’s")


def test_tables_and_text_boxes_links_and_insertions_of_word_are_read_and_deletions_are_not() -> None:
    document = Document()
    for kind, text in summary_parts(percent="")[:5]:
        document.add_paragraph(text) if kind == "p" else document.add_heading(text)
    table = document.add_table(rows=0, cols=2)
    for key, score in SCORES.items():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = MadeUp(key).title, str(score)
    document.add_heading(LEARNING)
    document.add_paragraph("Score: 2")
    document.add_heading(SECOND, level=2)
    paragraph = document.add_paragraph("Carers were asked ")
    for tag, words in (("w:ins", "twice "), ("w:del", "never "), ("w:hyperlink", "each year.")):
        holder, run = OxmlElement(tag), OxmlElement("w:r")
        text = OxmlElement("w:delText" if tag == "w:del" else "w:t")
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        holder.append(run)
        paragraph._p.append(holder)
    out = BytesIO()
    document.save(out)
    report = read_report(out.getvalue(), "tracked.docx")
    read = report.statement()
    assert read is not None
    assert [found.text for found in read.paragraphs] == ["Carers were asked twice each year."]
    assert report.summary is not None
    assert report.summary.scores == SCORES


def test_the_hash_is_of_the_bytes_and_the_name_is_of_the_file_only() -> None:
    data = to_text(MadeUp().parts())
    report: ReadReport = read_report(data, "../../etc/report\n.txt")
    assert report.name == "report.txt"
    assert re.fullmatch("[0-9a-f]{64}", report.sha256)
    assert report.sha256 == read_report(data, "other.txt").sha256
    assert report.sha256 == read_text(data.decode()).sha256


@pytest.mark.parametrize(
    ("name", "said"), [("a.pdf", "plain text"), ("a.html", "plain text"), ("a.txt", ""), ("a", "")]
)
def test_the_content_decides_what_a_file_is_and_a_wrong_ending_is_said(name: str, said: str) -> None:
    report = read_report(to_text(MadeUp().parts()), name)
    assert len(report.statements) == 1
    assert [said in note for note in report.notes] == ([True] if said else [])


@pytest.mark.parametrize("numbered", ["Page {} of 40", "Page {}", "{}", "- {} -"])
def test_running_heads_and_page_numbers_of_copied_text_are_not_findings(numbered: str) -> None:
    page = MadeUp(counts=(5, 4))
    lines = to_text(page.parts(), wrap=72).decode().split("\n")
    copied: list[str] = []
    for number, at in enumerate(range(0, len(lines), 20), 1):
        copied += ["Exampleton Council: assessment", *lines[at : at + 20], "", numbered.format(number), ""]
    report = read_text("\n".join(copied))
    read = report.statement()
    assert read is not None
    assert as_read(read.paragraphs) == page.paragraphs()
    assert report.authority == "Exampleton Council"


def test_scores_that_follow_each_other_are_not_taken_for_page_numbers() -> None:
    text = to_text(MadeUp().parts()).decode().replace("Score: 2", "Score\n2")
    assert read_text(f"Assessing needs\n1\nEquity\n2\nSafety\n3\nLeadership\n4\n\n{text}").statement() is not None


def test_two_pages_on_one_statement_that_give_other_scores_are_said() -> None:
    text = to_text(MadeUp().parts()).decode()
    report = read_text(f"{text}\n\n{text.replace('Score: 2', 'Score: 4').replace('2 - Evidence', '4 - Evidence')}")
    assert any("do not agree on the score (2 and 4)" in said for said in report.missing)
    assert not any("do not agree on the score" in said for said in read_text(f"{text}\n\n{text}").missing)

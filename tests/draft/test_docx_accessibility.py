"""All our documents pass an accessibility check, and the check finds what is broken on purpose."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import docx.shared
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rubric import workflow
from rubric.draft import render
from rubric.draft.documents.evidence_base import evidence_base
from rubric.evidence import Assessment, example_assessment
from rubric.workflow import Bench
from tests.draft.audit import audit, contrast
from tests.draft.builders import ON

Documents = dict[str, bytes]


def made_of(assessment: Assessment, bench: Bench) -> Documents:
    """Our three documents on one assessment."""
    comparison, outcome = workflow.side_by_side(assessment, bench), workflow.outlook(assessment, bench)
    given = (assessment, bench.framework, comparison, outcome, None)
    return {
        "self-assessment": render(assessment, bench.framework, outcome=outcome, on=ON),
        "evidence base": evidence_base(*given, on=ON),
        "briefing": workflow.briefing(assessment, bench, on=ON),
    }


@pytest.fixture(scope="module")
def example(bench: Bench) -> Documents:
    return made_of(example_assessment(), bench)


@pytest.mark.parametrize("kind", ["self-assessment", "evidence base", "briefing"])
def test_the_example_councils_documents_have_no_fault(example: Documents, kind: str) -> None:
    assert audit(example[kind]) == []


def test_an_empty_assessments_documents_have_no_fault(bench: Bench) -> None:
    assert {kind: audit(data) for kind, data in made_of(Assessment(), bench).items()} == {
        "self-assessment": [],
        "evidence base": [],
        "briefing": [],
    }


def no_title(document: Document) -> None:
    document.core_properties.title = " "


def no_language(document: Document) -> None:
    document.core_properties.language = ""


def no_default_language(document: Document) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    defaults.getparent().remove(defaults)


def two_titles(document: Document) -> None:
    document.add_paragraph("Another")._p.style = "Title"


def a_level_left_out(document: Document) -> None:
    for paragraph in document.paragraphs:
        if paragraph._p.style == "Heading2":
            paragraph._p.style = "Heading3"
            return


def an_empty_heading(document: Document) -> None:
    document.add_paragraph(" ")._p.style = "Heading1"


def no_header_row(document: Document) -> None:
    mark = next(document.element.body.iter(qn("w:tblHeader")))
    mark.getparent().remove(mark)


def no_table_caption(document: Document) -> None:
    next(document.element.body.iter(qn("w:tblCaption"))).set(qn("w:val"), "")


def no_table_description(document: Document) -> None:
    said = next(document.element.body.iter(qn("w:tblDescription")))
    said.getparent().remove(said)


def no_alt_text(document: Document) -> None:
    del next(document.element.body.iter(qn("wp:docPr"))).attrib["descr"]


def an_old_picture(document: Document) -> None:
    document.add_paragraph("x").runs[0]._r.append(OxmlElement("w:pict"))


def no_contents(document: Document) -> None:
    for code in list(document.element.body.iter(qn("w:instrText"))):
        if (code.text or "").strip().startswith("TOC"):
            code.getparent().remove(code)


def a_heading_not_in_the_contents(document: Document) -> None:
    document.add_paragraph("Written in later")._p.style = "Heading1"


def pale_text(document: Document) -> None:
    run = document.add_paragraph("Grey on white").runs[0]
    run.font.color.rgb = docx.shared.RGBColor(0x99, 0x99, 0x99)


def pale_shading(document: Document) -> None:
    next(document.element.body.iter(qn("w:shd"))).set(qn("w:fill"), "DDDDDD")


def a_pale_style(document: Document) -> None:
    styles: Any = document.styles["heading 2"].element
    styles.find(f"{qn('w:rPr')}/{qn('w:color')}").set(qn("w:val"), "A0A0A0")


def small_text(document: Document) -> None:
    document.add_paragraph("Small print").runs[0].font.size = docx.shared.Pt(8)


def small_feet(document: Document) -> None:
    document.sections[-1].footer.paragraphs[0].add_run("Smaller").font.size = docx.shared.Pt(7)


def a_bare_link(document: Document) -> None:
    next(document.element.body.iter(qn("w:hyperlink"))).find(f"{qn('w:r')}/{qn('w:t')}").text = "click here"


def space_by_empty_paragraphs(document: Document) -> None:
    document.add_paragraph()
    document.add_paragraph()


BROKEN: list[tuple[Callable[[Document], None], str]] = [
    (no_title, "title"),
    (no_language, "language"),
    (no_default_language, "language"),
    (two_titles, "headings"),
    (a_level_left_out, "headings"),
    (an_empty_heading, "headings"),
    (no_header_row, "tables"),
    (no_table_caption, "tables"),
    (no_table_description, "tables"),
    (no_alt_text, "pictures"),
    (an_old_picture, "pictures"),
    (no_contents, "contents"),
    (a_heading_not_in_the_contents, "contents"),
    (pale_text, "contrast"),
    (pale_shading, "contrast"),
    (a_pale_style, "contrast"),
    (small_text, "size"),
    (small_feet, "size"),
    (a_bare_link, "links"),
    (space_by_empty_paragraphs, "blanks"),
]


@pytest.mark.parametrize(("break_it", "rule"), BROKEN, ids=[one.__name__ for one, _ in BROKEN])
def test_the_check_finds_what_is_broken(example: Documents, break_it: Callable[[Document], None], rule: str) -> None:
    document, out = docx.Document(BytesIO(example["evidence base"])), BytesIO()
    break_it(document)
    document.save(out)
    assert rule in {fault.split(":")[0] for fault in audit(out.getvalue())}


def test_contrast_is_worked_out_as_the_guidelines_do() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("FFFFFF", "FFFFFF") == 1

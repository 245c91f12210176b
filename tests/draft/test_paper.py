"""Papers: values in, a Word file out."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Grid, Heading, NewPage, Paper, PaperBlock, Picture, text_block
from rubric.draft.paper.parts import is_right_to_left
from rubric.draft.paper.write import write_paper
from rubric.english import percent
from rubric.evidence.text import clean_text
from tests.draft.builders import ON

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050001ff56c72f0d"
    "0000000049454e44ae426082"
)


def paper(*blocks: PaperBlock, **given: Any) -> Paper:
    values = {"kind": "Evidence base", "about": "Learning", "council": "Exampleshire", "on": ON, "blocks": blocks}
    return Paper.model_validate({**values, **given})


def grid(text: str = "x", **given: Any) -> Grid:
    table = Table(
        columns=(Column(key="a", heading="First"), Column(key="b", heading="Second")), rows=({"a": text, "b": "[3]"},)
    )
    return Grid(table=table, widths=(6.0, 4.0), summary="What stands beside what", **given)


def opened(*blocks: PaperBlock, **given: Any) -> Any:
    return docx.Document(BytesIO(write_paper(paper(*blocks, **given))))


def body(document: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in document.paragraphs]


def test_the_same_paper_gives_the_same_bytes() -> None:
    blocks = (Heading(text="One"), text_block("Words."), grid(), NewPage(wide=True), text_block("More."))
    assert write_paper(paper(*blocks)) == write_paper(paper(*blocks))


def test_the_file_says_what_it_is() -> None:
    properties = opened(council="A & <B>\nCouncil", author="A Lead").core_properties
    assert properties.title == "A & <B> Council – Evidence base: Learning"
    assert (properties.language, properties.content_status) == ("en-GB", "Draft")
    assert (properties.author, properties.last_modified_by) == ("A & <B> Council", "A Lead")
    assert properties.created.date() == ON


def test_the_contents_list_names_the_headings_and_leads_to_them() -> None:
    document = opened(
        Heading(text="One & two"), Heading(text="Inside", level=2), Heading(text="Item", level=3, number=1)
    )
    links = {
        "".join(t.text for t in link.iter(qn("w:t"))): link.get(qn("w:anchor"))
        for link in document.element.body.iter(qn("w:hyperlink"))
    }
    assert list(links) == ["One & two", "Inside"]
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    assert set(links.values()) <= marks
    codes = "".join(code.text for code in document.element.body.iter(qn("w:instrText")))
    assert "TOC" in codes
    assert "\\n" not in codes  # which would keep page numbers out for good
    for style in ("toc 1", "toc 2"):
        assert [tab.alignment for tab in document.styles[style].paragraph_format.tab_stops] == [WD_TAB_ALIGNMENT.RIGHT]


def test_a_citation_leads_to_the_evidence_that_the_paper_holds_and_only_there() -> None:
    document = opened(Heading(text="Evidence 4", level=1, number=4), text_block("A claim.", cite=(4, 7)))
    links = [
        ("".join(t.text for t in link.iter(qn("w:t"))), link.get(qn("w:anchor")))
        for link in document.paragraphs[-1]._p.iter(qn("w:hyperlink"))
    ]
    assert document.paragraphs[-1].text == "A claim.\N{NO-BREAK SPACE}[4,\N{NO-BREAK SPACE}7]"
    assert links == [("4", "evidence_4")]


def test_numbers_in_a_table_lead_to_the_evidence_too() -> None:
    document = opened(Heading(text="Evidence 3", number=3), grid(cited=("b",)))
    cell = document.tables[0].rows[1].cells[1]
    assert cell.text == "[3]"
    assert [link.get(qn("w:anchor")) for link in cell._tc.iter(qn("w:hyperlink"))] == ["evidence_3"]


def test_the_header_row_repeats_and_no_row_breaks_across_pages() -> None:
    rows = opened(grid()).tables[0]._tbl.tr_lst
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_picture_has_its_words_and_its_table_beneath() -> None:
    document = opened(Picture(png=PIXEL, width=5, alt="Three & four", caption="A picture", grid=grid()))
    children = [child.tag.split("}")[1] for child in document.element.body]
    drawn = next(
        at for at, child in enumerate(document.element.body) if next(child.iter(qn("w:drawing")), None) is not None
    )
    assert next(document.element.body.iter(qn("wp:docPr"))).get("descr") == "Three & four"
    assert children[drawn + 1] == "tbl"
    assert document.paragraphs[-3].text == "A picture"


def test_wide_pages_lie_on_their_side_and_may_have_a_foot_of_their_own() -> None:
    sections = opened(
        text_block("a"), NewPage(wide=True), text_block("b"), NewPage(wide=False, foot="Not a score"), text_block("c")
    ).sections
    assert [one.page_width > one.page_height for one in sections] == [False, True, False]
    assert [one.footer.paragraphs[0].text.split("\t")[0] for one in sections] == [
        "Evidence base: Learning",
        "Evidence base: Learning",
        "Not a score",
    ]
    assert all("Page " in one.footer.paragraphs[0].text for one in sections)


@pytest.mark.parametrize(
    ("text", "runs_left"),
    [("مرحبا بكم", True), ("שלום 12", True), ("Hello مرحبا there", False), ("12 %", False), ("", False)],
)
def test_direction_goes_by_most_of_the_letters(text: str, runs_left: bool) -> None:
    assert is_right_to_left(text) is runs_left


def test_right_to_left_text_is_marked_as_such_in_paragraphs_and_tables() -> None:
    document = opened(text_block("نحن نستمع إلى الناس"), grid("نعم"), text_block("plain"))
    arabic = next(p for p in document.paragraphs if p.text.startswith("نحن"))
    for element in (arabic._p, document.tables[0].rows[1].cells[0]._tc):
        assert element.find(f".//{qn('w:bidi')}") is not None
        assert element.find(f".//{qn('w:rtl')}") is not None
    plain = next(p for p in document.paragraphs if p.text == "plain")
    assert plain._p.find(f".//{qn('w:bidi')}") is None


nasty = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(), max_size=20),
        st.sampled_from(
            ["&", "<b>", "</w:t>", "]]>", "{{ x }}", "🎉", "مرحبا", "\u202e", "\x00", "\x0b", "\r\n", "\ud83d", "[4]"]
        ),
    ),
    max_size=6,
).map("".join)  # fmt: skip


@settings(max_examples=40)
@given(nasty)
@example("R&D < 5 > 3 \x00\ud83d")
def test_any_text_comes_through_unharmed(text: str) -> None:
    text = f"x{text}x"
    document = opened(
        Heading(text=text), text_block(text), grid(text, caption=text), council=text, author=text, note=text
    )
    assert document.tables[0].rows[1].cells[0].text == clean_text(text)
    assert clean_text(text) in [p.text for p in document.paragraphs]
    assert " ".join(clean_text(text).split()) in [p.text for p in document.paragraphs if p.style.name == "Heading 1"]


def test_five_thousand_words_come_through_whole() -> None:
    words = "a fairly long story with R&D < 5 " * 625
    assert words in [p.text for p in opened(text_block(words)).paragraphs]


def test_a_short_paper_has_no_cover_and_no_contents() -> None:
    document = opened(Heading(text="One"), text_block("Words."), cover=False, details=(("Lead", "A Lead"),))
    assert [text for _, text in body(document)] == [
        "Evidence base", "Exampleshire: Learning", "Draft, 20 November 2026. Lead: A Lead", "One", "Words."
    ]  # fmt: skip


def test_a_chance_is_never_rounded_away() -> None:
    assert [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == ["0%", "under 1%", "50%", "over 99%", "100%"]

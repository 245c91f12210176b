import re
from datetime import date, datetime
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rubric.draft import OUTLINE, compose, render, render_draft
from rubric.draft.word.template import make_template
from rubric.evidence.model import Assessment, PlanAction
from rubric.evidence.text import clean_text
from rubric.framework import Framework, load
from rubric.prediction.model import NotPredicted, Prediction
from tests.draft.builders import ON, all_text, council, gap, item, opened, part, rich
from tests.draft.test_compose import outcome_of


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load()


@pytest.fixture(scope="module")
def rich_file(framework: Framework) -> bytes:
    return render(rich(), framework, on=ON)


def headings(data: bytes, level: int = 1) -> list[str]:
    return [p.text for p in opened(data).paragraphs if p.style is not None and p.style.name == f"Heading {level}"]


def test_the_headings_are_ours_in_order_with_real_heading_styles(rich_file: bytes) -> None:
    assert headings(rich_file) == [outline.heading for outline in OUTLINE if outline.id not in ("band", "since")]
    assert "People and carers" in headings(rich_file, level=2)


def test_the_cover_names_statement_council_period_lead_draft_and_date(framework: Framework) -> None:
    data = render(council(item(), period="April 2025 to March 2026"), framework, on=ON)
    cover = [p.text for p in opened(data).paragraphs][:10]
    assert cover[:3] == ["Self-assessment", "Learning, improvement and innovation", "Exampleshire"]
    assert "Draft, 20 November 2026" in cover
    assert "Assessment\tExampleshire 2026" in cover
    assert "Period\tApril 2025 to March 2026" in cover
    assert "Lead\tA Lead" in cover
    assert opened(data).paragraphs[1].style.name == "Title"  # type: ignore[union-attr]


def test_draft_and_date_stand_on_every_page_and_page_numbers_on_all_but_the_cover(rich_file: bytes) -> None:
    for section in opened(rich_file).sections:
        assert section.header.paragraphs[0].text == "Exampleshire\tDraft, 20 November 2026"
        footer = section.footer.paragraphs[0]
        assert footer.text == "Self-assessment: Learning, improvement and innovation\tPage 1 of 1"
        codes = [code.text.strip() for code in footer._p.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]
    first = opened(rich_file).sections[0]
    assert first.different_first_page_header_footer
    assert first.first_page_footer.paragraphs[0].text == "Draft, 20 November 2026"


def test_every_link_leads_to_a_mark_in_the_document(rich_file: bytes) -> None:
    xml = part(rich_file, "word/document.xml")
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml)
    links = re.findall(r'w:anchor="([^"]+)"', xml)
    ids = re.findall(r'<w:bookmarkStart [^>]*w:id="([^"]+)"', xml)
    assert set(links) <= set(marks)
    assert len(set(ids)) == len(ids)
    assert {"_Toc_position", "_Toc_further", "evidence_1", "evidence_27"} <= set(marks)
    assert "_Toc_band" not in marks
    cited = {int(name.removeprefix("evidence_")) for name in links if name.startswith("evidence_")}
    draft = compose(rich(), load(), on=ON)
    assert {n for section in draft.sections for n in section.evidence} <= cited


def test_the_contents_list_names_the_headings_without_being_updated(rich_file: bytes) -> None:
    lines = [p.text for p in opened(rich_file).paragraphs if p.style is not None and p.style.name == "toc 1"]
    assert lines == headings(rich_file)


def test_header_rows_repeat_in_the_finished_tables(rich_file: bytes) -> None:
    tables = opened(rich_file).tables
    assert [len(table.rows) - 1 for table in tables][1] == 27
    for table in tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:tblHeader")) is not None


def test_title_author_language_and_dates_are_set(rich_file: bytes) -> None:
    properties = opened(rich_file).core_properties
    assert properties.title == "Exampleshire 2026 – Self-assessment: Learning, improvement and innovation"
    assert properties.author == "Exampleshire"
    assert properties.language == "en-GB"
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 20)
    assert not re.search(r'<w:lang w:val="(?!en-GB)', part(rich_file, "word/styles.xml"))


def test_the_same_assessment_and_day_give_the_same_bytes(framework: Framework, rich_file: bytes) -> None:
    assert render(rich(), framework, on=ON) == rich_file
    later = render(rich(), framework, on=date(2026, 11, 21))
    assert part(later, "word/document.xml") != part(rich_file, "word/document.xml")


def test_the_annex_is_off_unless_asked_for(framework: Framework, rich_file: bytes) -> None:
    assert "A prediction, not a CQC score" not in all_text(rich_file)
    assert "Annex" not in all_text(rich_file)
    assert len(opened(rich_file).sections) == 1
    for kind in (Prediction, NotPredicted):
        data = render(rich(), framework, outcome=outcome_of(kind), on=ON)
        assert headings(data)[-1] == "Annex: predicted band"
        assert "A prediction, not a CQC score." in all_text(data)
        assert len(opened(data).sections) == 2
        assert "_Toc_band" in part(data, "word/document.xml")


def test_an_empty_assessment_makes_a_whole_document(framework: Framework) -> None:
    data = render(Assessment(), framework, on=ON)
    assert headings(data) == [outline.heading for outline in OUTLINE if outline.id not in ("band", "further", "since")]
    assert opened(data).tables == []
    assert "Council to be named" in all_text(data)
    assert opened(data).core_properties.author == "Council to be named"


def test_twenty_thousand_words_in_every_field_make_a_whole_document(framework: Framework) -> None:
    words = "a fairly long story with R&D < 5 " * 2_500
    long = item(words, outcome=words, figures=words, source=words, return_reference=words, owner=words)
    step = PlanAction(text=words, owner=words, measure=words)
    assessment = council(long, actions=[step], council=words, title=words, period=words, lead=words)
    data = render(assessment, framework, on=ON)
    assert clean_text(words).strip() in all_text(data)
    assert len(opened(data).core_properties.title) <= 255


def test_line_breaks_in_a_claim_are_line_breaks_in_the_list(framework: Framework) -> None:
    data = render(council(item("First line\nSecond line\tafter a tab")), framework, on=ON)
    cell = opened(data).tables[0].rows[1].cells[1]
    assert cell.text == "First line\nSecond line\tafter a tab\nLearning culture and leadership"
    assert cell._tc.findall(f".//{qn('w:br')}")


nasty = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(), max_size=20),
        st.sampled_from(
            ["&", "<b>", "</w:t>", "]]>", '"', "'", "&amp;", "{{ council }}", "{% for x in y %}", "{_{", "%_}", "{#",
             "🎉", "مرحبا", "\u202e", "\x00", "\x0b", "\x0c", "\a", "\r\n", "\n", "\t", "\ud83d", "\ufffe", "[4]"]
        ),
    ),
    max_size=8,
).map("".join)  # fmt: skip


@settings(max_examples=40)
@given(nasty, nasty)
@example("{_{ council }_} {_% if x %_}", "R&D < 5 > 3")
@example("{{ council }}{% endfor %}", "\x00\ud83d")
def test_any_text_comes_through_word_unharmed(text: str, name: str) -> None:
    text = f"a{text}z"
    data = render(council(item(text, outcome=name), gap(text, source=name), council=name), load(), on=ON)
    list_of_items = opened(data).tables[0]
    assert [row.cells[1].text.rpartition("\n")[0] for row in list_of_items.rows[1:]] == [clean_text(text)] * 2
    flat = " ".join(clean_text(name).split())
    if flat:
        assert opened(data).paragraphs[2].text == flat[:119].rstrip() + "…" if len(flat) > 120 else flat


def test_a_template_may_be_given_as_a_path_or_as_bytes(framework: Framework, tmp_path: Path, rich_file: bytes) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(make_template())
    draft = compose(rich(), framework, on=ON)
    assert all_text(render_draft(draft, template=path)) == all_text(rich_file)
    assert all_text(render_draft(draft, template=make_template())) == all_text(rich_file)


def test_what_is_kept_of_a_template_is_not_what_was_filled_into_it() -> None:
    one, other = compose(council(item("We ask")), load(), on=ON), compose(council(gap("We wait")), load(), on=ON)
    first = render_draft(one)
    assert "We wait" in all_text(render_draft(other))
    assert render_draft(one) == first

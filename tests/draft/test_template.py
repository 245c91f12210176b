import re
from io import BytesIO

import docx
from docx.oxml.ns import qn

from rubric.draft.outline import OUTLINE
from rubric.draft.word.fields import SHAPE
from rubric.draft.word.template import SHIPPED, make_template
from tests.draft.builders import part


def test_the_template_in_the_project_is_the_one_the_code_makes() -> None:
    assert SHIPPED.read_bytes() == make_template(), "run: python -m rubric.draft"


def test_the_template_is_made_the_same_each_time() -> None:
    assert make_template() == make_template()


def test_the_template_uses_every_section_and_every_field_of_the_cover() -> None:
    xml = "".join(re.sub(r"<[^>]+>", "", part(make_template(), name)) for name in ("word/document.xml",))
    assert not [name for name in SHAPE if not re.search(rf"\{{[{{%][^}}]*\b{name}\b", xml)]


def test_every_heading_has_a_mark_that_the_contents_list_links_to() -> None:
    xml = part(make_template(), "word/document.xml")
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml)
    assert marks == [f"_Toc_{outline.id}" for outline in OUTLINE]
    assert sorted(re.findall(r'w:anchor="([^"]+)"', xml)) == sorted(marks)


def test_the_template_speaks_british_english_throughout() -> None:
    styles = part(make_template(), "word/styles.xml")
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', styles)) == {"en-GB"}
    assert styles.count('<w:lang w:val="en-GB"') == 2  # the defaults and Normal
    assert '<w:themeFontLang w:val="en-GB"/>' in part(make_template(), "word/settings.xml")


def test_each_table_has_a_header_row_that_repeats_and_rows_that_hold_together() -> None:
    document = docx.Document(BytesIO(make_template()))
    assert len(document.tables) == 4
    for table in document.tables:
        head, _, row, _ = (line._tr.trPr for line in table.rows)
        assert head.find(qn("w:tblHeader")) is not None
        assert head.find(qn("w:cantSplit")) is not None
        assert row.find(qn("w:cantSplit")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


def test_every_style_named_in_the_template_is_defined() -> None:
    data = make_template()
    defined = set(re.findall(r'w:styleId="([^"]+)"', part(data, "word/styles.xml")))
    used = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', part(data, "word/document.xml")))
    assert used <= defined
    assert {"Heading1", "Heading2", "Title", "TOC1", "ListBullet"} <= used

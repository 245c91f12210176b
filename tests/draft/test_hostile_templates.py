import re
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from rubric.draft import check_template, compose, render, render_draft
from rubric.draft.word.archive import NOT_WORD, TOO_LARGE
from rubric.draft.word.template import SHIPPED
from rubric.errors import BadTemplate
from rubric.framework import load
from tests.draft.builders import ON, all_text, council, item, opened, rich, template_with

TEMPLATE = SHIPPED.read_bytes()  # as `make_template` makes it, which test_template.py holds


def refused(template: bytes) -> str:
    """The sentence with which a template is refused, before anything in it is run."""
    with pytest.raises(BadTemplate) as error:
        check_template(template)
    said = str(error.value)
    assert "\n" not in said
    assert said.endswith(".")
    with pytest.raises(BadTemplate):
        render(council(item()), load(), on=ON, template=template)
    return said


def changed(data: bytes, **parts: bytes) -> bytes:
    """A Word file with some of its parts replaced: document=b"…" for word/document.xml."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(Path(name).stem, old.read(name)))
    return out.getvalue()


def test_unknown_fields_are_all_named_at_once_wherever_they_stand() -> None:
    said = refused(
        template_with(
            "{{ colour }}",
            "{%p for e in strengths.entrys %}",
            "{{ e.heading }}",
            "{%p endfor %}",
            "{%p if band.shown %}",
            "{{ band.chance }}",
            "{%p endif %}",
            "{%p for p in areas.paragraphs %}",
            "{{ p.txt }} {{ p.text }}",
            "{%p endfor %}",
            header="{{ place }}",
            title="{{ name }}",
        )
    )
    assert "(colour, strengths.entrys, band.chance, p.txt, place and name)" in said


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ cycler.__init__.__globals__.os.popen('touch {file}').read() }}", "a function call"),
        ("{{ ''.__class__.__mro__ }}", "__class__"),
        ("{{ council.__class__.__init__.__globals__ }}", "council.__class__"),
        ("{{ council['__class__'] }}", "council.__class__"),
        ("{{ council|attr('__class__') }}", "filter"),
        ("{{ council.upper() }}", "a function call"),
        ("{{ 'a' * 1000000000 }}", "*"),
        ("{{ council ~ council }}", "concat"),
        ("{{ council|safe }}", "filter"),
        ("{{ council|center(1000000000) }}", "filter"),
        ("{% for x in range(100000000) %}x{% endfor %}", "a function call"),
        ("{% set x = council %}", "set"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% include 'other.docx' %}", "include"),
        ("{{ strengths }}", "writes out the whole of strengths"),
        ("{% for x in council %}{{ x }}{% endfor %}", "not a list"),
        (
            "{% for a in evidence.rows %}{% for b in evidence.rows %}{{ b.claim }}{% endfor %}{% endfor %}",
            "inside another loop",
        ),
        ("{{ council ", "a tag that we cannot read"),
        ("{% for x in evidence.rows %}", "a tag that we cannot read"),
        ("{% endfor %}", "a tag that we cannot read"),
    ],
)
@pytest.mark.parametrize("place", ["body", "header", "title"])
def test_a_template_that_does_more_than_fill_in_fields_is_not_run(
    tag: str, said: str, place: str, tmp_path: Path
) -> None:
    file = tmp_path / "made"
    tag = tag.replace("{file}", str(file))
    template = {
        "body": lambda: template_with(tag),
        "header": lambda: template_with("", header=tag),
        "title": lambda: template_with("", title=tag),
    }[place]()
    assert said in refused(template)
    assert not file.exists()


def test_a_tag_with_far_too_much_nested_in_it_is_refused() -> None:
    assert "too much nested in it" in refused(template_with("{{ " + "(" * 5000 + " }}"))


def test_a_template_with_its_own_words_and_our_fields_is_used() -> None:
    template = template_with(
        "Draft for {{ council|upper }}",
        "{%p for entry in strengths.entries %}",
        "{%p for p in entry.paragraphs %}",
        "{{ loop.index }}. {{ p.text|default('') }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p if not band.shown and strengths.words > 0 %}",
        "No annex",
        "{%p endif %}",
    )
    text = all_text(render(council(item("We meet monthly")), load(), on=ON, template=template))
    assert text.startswith("Draft for EXAMPLESHIRE\n1. We meet monthly.")
    assert text.endswith("No annex")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a zip",
        b"PK\x03\x04" + b"\x00" * 100,
        TEMPLATE[: len(TEMPLATE) // 2],
        changed(TEMPLATE, document=b"<w:document>"),
        changed(TEMPLATE, document=b"\xff\xfe\x00"),
        changed(TEMPLATE, document=b"<a/>"),
        changed(TEMPLATE, **{"[Content_Types]": b"<Types/>"}),
        changed(TEMPLATE, **{"document.xml": b"<Relationships/>"}),
        changed(TEMPLATE, styles=b"<x"),
    ],
    ids=["empty", "text", "torn", "half", "open tag", "not XML", "other XML", "no types", "no links", "bad styles"],
)
def test_what_is_no_sound_word_document_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(BadTemplate) as error:
        render_draft(compose(council(item()), load(), on=ON), template=data)
    assert str(error.value) == NOT_WORD


def test_a_spreadsheet_is_no_template() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(out.getvalue()) == NOT_WORD


def test_a_template_too_large_when_unpacked_is_refused_unopened() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w/>")
        archive.writestr("word/media/huge.png", b"0" * 40_000_000)
    assert len(out.getvalue()) < 100_000
    assert refused(out.getvalue()) == TOO_LARGE


def test_a_part_with_far_too_many_tags_is_refused_before_it_is_read() -> None:
    many = re.sub(
        rb"<w:body>", b"<w:body><w:p><w:r><w:t>" + b"{{" * 20_000 + b"</w:t></w:r></w:p>", document_of(TEMPLATE)
    )
    assert refused(changed(TEMPLATE, document=many)) == TOO_LARGE


def document_of(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def test_a_loop_that_tears_the_document_apart_is_told_not_repaired_in_silence() -> None:
    document = docx.Document()
    document.add_paragraph("{% if band.shown %}one")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "two{% endif %}"
    out = BytesIO()
    document.save(out)
    with pytest.raises(BadTemplate, match="starts in one paragraph, cell or table and ends in another"):
        render(rich(), load(), on=ON, template=out.getvalue())


@pytest.mark.parametrize("tag", ["{{r council }}", "{{p council }}"])
def test_a_tag_for_rich_text_is_refused_because_its_text_would_not_show(tag: str) -> None:
    assert "not for plain text" in refused(template_with(tag))


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}" TargetMode="External"/></Relationships>'
)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A Word file with one part more."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for there in old.namelist():
            new.writestr(there, old.read(there))
        new.writestr(name, content)
    return out.getvalue()


def related(kind: str, target: str) -> bytes:
    """A template that points to something outside itself."""
    with zipfile.ZipFile(BytesIO(template_with("{{ council }}"))) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
    added = RELATION.format(kind=kind, target=target).encode()
    return changed(template_with("{{ council }}"), **{"document.xml": relations.replace(b"</Relationships>", added)})


def body(xml: str) -> bytes:
    """A template with this XML at the start of its body."""
    data = template_with("{{ council }}")
    return changed(data, document=document_of(data).replace(b"<w:body>", b"<w:body>" + xml.encode()))


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        ("image", "https://example.org/logo.png", "fetches a picture from elsewhere (https://example.org/logo.png)"),
        ("attachedTemplate", "file://server/share/evil.dotm", "fetches its styles from elsewhere"),
        ("attachedTemplate", r"\\server\share\evil.dotm", "fetches its styles from elsewhere"),
        ("oleObject", "https://example.org/x.bin", "holds another file or a control"),
        ("frame", "https://example.org/", "fetches something from elsewhere"),
        ("hyperlink", "file:///C:/Windows/System32/calc.exe", "fetches a file from elsewhere"),
        ("subDocument", "other.docx", "holds another file"),
        ("aFChunk", "other.html", "holds another file"),
    ],
)
def test_a_template_that_fetches_from_elsewhere_is_refused(kind: str, target: str, said: str) -> None:
    assert said in refused(related(kind, target))


def test_links_that_a_reader_may_follow_are_left_alone() -> None:
    for target in ("https://www.example.gov.uk/", "mailto:someone@example.gov.uk"):
        check_template(related("hyperlink", target))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("word/vbaProject.bin", "holds macros"),
        ("customUI/customUI.xml", "holds macros"),
        ("word/embeddings/oleObject1.bin", "holds another file or a control"),
        ("word/activeX/activeX1.xml", "holds another file or a control"),
    ],
)
def test_macros_and_embedded_objects_are_refused(name: str, said: str) -> None:
    assert said in refused(with_part(template_with("{{ council }}"), name, b"<x/>"))


def test_a_macro_file_by_another_name_is_refused() -> None:
    data = template_with("{{ council }}")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
    types = types.replace(b"officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
    assert "holds macros" in refused(changed(data, **{"[Content_Types]": types}))


def _field(*codes: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{runs}{end}</w:p>"


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (_field(' DDEAUTO c:\\\\x "/k calc" '), "fetches or runs something (DDEAUTO)"),
        (_field(" INCLUDE", 'PICTURE "https://example.org/x.png" '), "(INCLUDEPICTURE)"),
        ('<w:p><w:fldSimple w:instr=" INCLUDETEXT /etc/passwd "/></w:p>', "(INCLUDETEXT)"),
        (_field(' HYPERLINK "{{ council }}" '), "inside a Word field code"),
        ("<w:altChunk/>", "holds another file"),
    ],
)
def test_fields_that_run_or_fetch_are_refused(xml: str, said: str) -> None:
    assert said in refused(body(xml))


def test_page_numbers_and_contents_fields_are_left_alone() -> None:
    check_template(body(_field(" PAGE ") + _field(' TOC \\o "1-1" \\h ') + _field(" PRINTDATE ")))


def test_a_tag_cut_in_two_by_a_paragraph_is_named_with_where_it_stands() -> None:
    said = refused(template_with("Dear {{ coun", "cil }} and all"))
    assert "near “{{ coun”" in said


def test_a_tag_that_word_cut_into_runs_is_still_one_tag() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ coun", "cil }", "}"):
        paragraph.add_run(piece).bold = len(piece) > 1
    out = BytesIO()
    document.save(out)
    assert "Exampleshire" in all_text(render(council(item()), load(), on=ON, template=out.getvalue()))


def test_entities_from_outside_are_not_read() -> None:
    document = document_of(template_with("&who;")).replace(b"&amp;who;", b"&who;")
    document = re.sub(rb"^<\?xml[^>]*\?>", b'<!DOCTYPE d [<!ENTITY who SYSTEM "file:///etc/hostname">]>', document)
    template = changed(template_with(""), document=document)
    try:
        text = all_text(render(council(item()), load(), on=ON, template=template))
    except BadTemplate:
        return
    assert Path("/etc/hostname").read_text().strip() not in text


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r"cannot open the template “ours\.docx”"):
        render(council(item()), load(), on=ON, template=tmp_path / "ours.docx")


def test_a_refused_template_leaves_the_shipped_one_as_it_was() -> None:
    before = render(council(item(id="1")), load(), on=ON)
    refused(template_with("{{ colour }}"))
    assert render(council(item(id="1")), load(), on=ON) == before
    assert opened(before).paragraphs

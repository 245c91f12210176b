"""Word files: what XML, styles, tables, links and tags can be piled up to. Each maker takes a sound file of its door."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

from rubric.draft.word.paragraph_ids import PREFIX

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CELL = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
_MAIN, _STYLES, _LINKS = "word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as held:
        return {name: held.read(name) for name in held.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def changed(sound: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(sound)
    return zipped(parts | {name: change(parts[name])})


def in_body(sound: bytes, xml: str) -> bytes:
    """The file with this at the start of its body."""
    return changed(sound, _MAIN, lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1))


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _with_styles(sound: bytes, xml: str) -> bytes:
    return changed(sound, _STYLES, lambda old: old.replace(b"</w:styles>", xml.encode() + b"</w:styles>"))


def _style(name: str, parent: str) -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{based}</w:style>'


def chained_styles(sound: bytes) -> bytes:
    return _with_styles(sound, "".join(_style(f"z{n}", f"z{n + 1}") for n in range(30_000)))


def styles_in_a_ring(sound: bytes) -> bytes:
    return _with_styles(sound, "".join(_style(f"z{n}", f"z{(n + 1) % 20_000}") for n in range(20_000)))


def styles_on_each_paragraph(sound: bytes) -> bytes:
    styled = _with_styles(sound, "".join(_style(f"z{n}", f"z{n + 1}") for n in range(9_000)))
    one = '<w:p><w:pPr><w:pStyle w:val="z{}"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    return in_body(styled, "".join(one.format(n) for n in range(9_000)))


def nested(tag: str, depth: int) -> Callable[[bytes], bytes]:
    return lambda sound: in_body(sound, f"<w:{tag}>" * depth + f"</w:{tag}>" * depth)


def nested_tables(sound: bytes) -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>"
    return in_body(sound, opened * 75 + closed * 75)


def nested_paragraphs(sound: bytes) -> bytes:
    return in_body(sound, ("<w:p><w:r><w:t>a</w:t></w:r>" * 240 + "</w:p>" * 240) * 300)


def wide_table(sound: bytes) -> bytes:
    return in_body(sound, f"<w:tbl><w:tr>{_CELL * 90_000}</w:tr></w:tbl>")


def long_table(sound: bytes) -> bytes:
    row = f"<w:tr>{_CELL * 20}</w:tr>"
    return in_body(sound, f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 20}</w:tblGrid>{row * 4_500}</w:tbl>")


def merged_table(sound: bytes) -> bytes:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/><w:vMerge/></w:tcPr><w:p/></w:tc>'
    return in_body(sound, f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 5_000}</w:tbl>")


def vertically_merged_table(sound: bytes) -> bytes:
    cells = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>" * 30
    return in_body(sound, f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * 30}</w:tblGrid>{f'<w:tr>{cells}</w:tr>' * 900}</w:tbl>")


def empty_paragraphs(sound: bytes) -> bytes:
    return in_body(sound, "<w:p/>" * 1_900_000)


def short_paragraphs(sound: bytes) -> bytes:
    return in_body(sound, _paragraph("a b") * 55_000)


def different_paragraphs(sound: bytes) -> bytes:
    return in_body(
        sound, "".join(_paragraph(f"On {n} we met {n % 97} carers and changed rota {n * 7}") for n in range(9_500))
    )


def after_first_mark(xml: str) -> Callable[[bytes], bytes]:
    """A maker of a draft with this after the first paragraph that carries a mark of ours, and so inside a section."""

    def make(sound: bytes) -> bytes:
        def change(old: bytes) -> bytes:
            at = old.index(b"</w:p>", old.index(PREFIX.encode())) + len(b"</w:p>")
            return old[:at] + xml.encode() + old[at:]

        return changed(sound, _MAIN, change)

    return make


def _met(count: int) -> str:
    return "".join(_paragraph(f"On day {n} we met {n % 97} carers and changed the rota {n * 7}") for n in range(count))


def many_runs(sound: bytes) -> bytes:
    return in_body(sound, f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 300_000}</w:p>")


def one_long_text(sound: bytes) -> bytes:
    return in_body(sound, _paragraph("word " * 1_500_000))


def text_without_spaces(sound: bytes) -> bytes:
    return in_body(sound, _paragraph("a" * 7_000_000))


def many_attributes(sound: bytes) -> bytes:
    attributes = " ".join(f'a{n}=""' for n in range(300_000))
    return in_body(sound, f"<w:p {attributes}/>")


def many_namespaces(sound: bytes) -> bytes:
    spaces = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(100_000))
    return in_body(sound, f"<w:p {spaces}/>")


def nested_namespaces(sound: bytes) -> bytes:
    opened = "".join(f'<w:p xmlns:n{n}="urn:{n}" n{n}:a="">' for n in range(240))
    return in_body(sound, (opened + "</w:p>" * 240) * 200)


def open_bookmarks(sound: bytes) -> bytes:
    starts = "".join(f'<w:bookmarkStart w:id="{n}" w:name="sa_x_{n}"/>' for n in range(20_000))
    ends = "".join(f'<w:bookmarkEnd w:id="{n}"/>' for n in range(20_000))
    return in_body(sound, f"<w:p>{starts}</w:p>{_paragraph('a') * 5_000}<w:p>{ends}</w:p>")


def real_bookmarks_left_open(sound: bytes) -> bytes:
    """Marks that look like ours, open over thousands of paragraphs."""
    starts = "".join(f'<w:bookmarkStart w:id="9{n}" w:name="_sa_strengths_{n:06x}"/>' for n in range(10_000))
    ends = "".join(f'<w:bookmarkEnd w:id="9{n}"/>' for n in range(10_000))
    return in_body(sound, f"<w:p>{starts}</w:p>{_paragraph('a b') * 9_000}<w:p>{ends}</w:p>")


def joined_paragraphs(sound: bytes) -> bytes:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    return in_body(sound, f"<w:p>{mark}<w:r><w:t>word word </w:t></w:r></w:p>" * 50_000)


def tracked_changes(sound: bytes) -> bytes:
    return in_body(sound, "<w:p>" + '<w:ins w:id="1"><w:r><w:t>a</w:t></w:r></w:ins><w:del/>' * 90_000 + "</w:p>")


def fields_in_fields(sound: bytes) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    return in_body(sound, f"<w:p>{begin * 50_000}</w:p>")


def many_links(sound: bytes) -> bytes:
    one = (
        f'<Relationship Id="z{{}}" Type="{OFFICE}/hyperlink" Target="https://example.org/{{}}" TargetMode="External"/>'
    )
    links = "".join(one.format(n, n) for n in range(60_000))
    return changed(sound, _LINKS, lambda old: old.replace(b"</Relationships>", links.encode() + b"</Relationships>"))


def links_to_itself(sound: bytes) -> bytes:
    """Every part is related to every part, and to itself."""
    parts = parts_of(sound)
    names = [name for name in parts if name.endswith(".xml") and name.startswith("word/")]
    links = "".join(f'<Relationship Id="q{n}" Type="urn:q" Target="/{name}"/>' for n, name in enumerate(names * 200))
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    for name in names:
        if name != _MAIN:
            parts[f"word/_rels/{name.split('/')[-1]}.rels"] = rels.encode()
    parts[_LINKS] = parts[_LINKS].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    return zipped(parts)


def chain_of_parts(sound: bytes) -> bytes:
    """Parts each related to the next, deeper than Python's stack."""
    parts = parts_of(sound)
    one = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="q" Type="urn:q" Target="/word/q{}.xml"/></Relationships>'
    )
    for n in range(950):
        parts[f"word/q{n}.xml"] = b"<q/>"
        parts[f"word/_rels/q{n}.xml.rels"] = one.format(n + 1).encode()
    parts["word/q950.xml"] = b"<q/>"
    link = b'<Relationship Id="q" Type="urn:q" Target="/word/q0.xml"/></Relationships>'
    parts[_LINKS] = parts[_LINKS].replace(b"</Relationships>", link)
    return zipped(parts)


def many_types(sound: bytes) -> bytes:
    one = '<Override PartName="/word/z{}.xml" ContentType="application/xml"/>'
    more = "".join(one.format(n) for n in range(150_000)).encode()
    return changed(sound, "[Content_Types].xml", lambda old: old.replace(b"</Types>", more + b"</Types>"))


def long_title(sound: bytes) -> bytes:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{"Council " * 900_000}</dc:title></cp:coreProperties>'
    )
    return zipped(parts_of(sound) | {"docProps/core.xml": core.encode()})


def _record(sound: bytes, record: str, cut: int = 240) -> bytes:
    pieces = "".join(
        f'<property name="Self-assessment marks {n}"><vt:lpwstr>{escape(record[at : at + cut])}</vt:lpwstr></property>'
        for n, at in enumerate(range(0, len(record), cut), start=1)
    )
    xml = f'<Properties xmlns="{PROPERTIES}" xmlns:vt="{VALUES}">{pieces}</Properties>'
    return zipped(parts_of(sound) | {"docProps/custom.xml": xml.encode()})


def deep_record(sound: bytes) -> bytes:
    return _record(sound, "[" * 90_000)


def large_record(sound: bytes) -> bytes:
    record = {"of": "", "marks": [f"m{n}" for n in range(300_000)], "keys": {}, "fixed": [], "rows": [], "around": {}}
    return _record(sound, json.dumps(record), 60_000)


def record_with_a_huge_number(sound: bytes) -> bytes:
    return _record(sound, '{"of": ' + "9" * 90_000 + "}")


def other_encoding(encoding: str) -> Callable[[bytes], bytes]:
    def make(sound: bytes) -> bytes:
        def change(old: bytes) -> bytes:
            body = old.decode().split("?>", 1)[-1]
            return f'<?xml version="1.0" encoding="{encoding}"?>{body}'.encode(encoding.removesuffix("BE"), "replace")

        return changed(sound, _MAIN, change)

    return make


def null_bytes(sound: bytes) -> bytes:
    return changed(sound, _MAIN, lambda old: old.replace(b"<w:body>", b"<w:body>" + bytes(100_000)))


def comments(sound: bytes) -> bytes:
    return in_body(sound, "<!--a--><?b c?>" * 500_000)


def included(sound: bytes) -> bytes:
    return in_body(
        sound, '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    )


def document_type(text: str) -> Callable[[bytes], bytes]:
    def make(sound: bytes) -> bytes:
        return changed(sound, _MAIN, lambda old: b"<!DOCTYPE d " + text.encode() + b">" + old.split(b"?>", 1)[-1])

    return make


def quadratic_entity(sound: bytes) -> bytes:
    """One long entity put in thousands of times, which no counting of levels finds."""
    declared = f'<!DOCTYPE d [<!ENTITY a "{"a" * 100_000}">]>'.encode()
    used = b"<w:body><w:p><w:r><w:t>" + b"&a;" * 50_000 + b"</w:t></w:r></w:p>"
    return changed(sound, _MAIN, lambda old: declared + old.split(b"?>", 1)[-1].replace(b"<w:body>", used, 1))


def huge_picture(sound: bytes) -> bytes:
    """A picture of 100,000 by 100,000 dots, as its head says."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (100_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"
    return zipped(parts_of(sound) | {"word/media/image1.png": head + bytes(20_000_000)})


def numbering(sound: bytes) -> bytes:
    one = '<w:abstractNum w:abstractNumId="{}"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
    xml = f"<w:numbering {W}>{''.join(one.format(n) for n in range(60_000))}</w:numbering>"
    return zipped(parts_of(sound) | {"word/numbering.xml": xml.encode()})


def tags(sound: bytes) -> bytes:
    """Tags of a template, nested as deep as is let through."""
    return in_body(sound, _paragraph("{% if council %}" * 9_000 + "{% endif %}" * 9_000))


def loops(sound: bytes) -> bytes:
    loop = "{% for e in evidence.rows %}" + "{{ e.claim }}" * 3_000 + "{% endfor %}"
    return in_body(sound, _paragraph(loop))


def many_loops(sound: bytes) -> bytes:
    one = "{% for e in evidence.rows %}{{ e.claim }}{{ e.outcome }}{% endfor %}"
    return in_body(sound, _paragraph(one) * 2_000)


def filters(sound: bytes) -> bytes:
    return in_body(sound, _paragraph("{{ council" + "|upper" * 15_000 + " }}"))


def brackets(sound: bytes) -> bytes:
    return in_body(sound, _paragraph("{{ " + "(" * 200_000 + " }}"))


def open_braces(sound: bytes) -> bytes:
    return in_body(sound, _paragraph("{% " + "x" * 1_000_000) + _paragraph("{{" * 9_000))


def split_tags(sound: bytes) -> bytes:
    """Tags cut into runs over and over, which is put together by patterns."""
    return in_body(sound, "<w:p>" + "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ council </w:t></w:r>" * 9_000 + "</w:p>")


ANY: dict[str, Callable[[bytes], bytes]] = {
    "30,000 chained styles": chained_styles,
    "styles in a ring": styles_in_a_ring,
    "a chained style on each paragraph": styles_on_each_paragraph,
    "elements nested 100,000 deep": nested("p", 100_000),
    "elements nested 200 deep": nested("sdtContent", 200),
    "tables nested 75 deep": nested_tables,
    "paragraphs nested 240 deep": nested_paragraphs,
    "a row of 90,000 cells": wide_table,
    "a table of 90,000 cells": long_table,
    "cells that span two billion columns": merged_table,
    "a table joined from top to bottom": vertically_merged_table,
    "1,900,000 empty paragraphs": empty_paragraphs,
    "55,000 short paragraphs": short_paragraphs,
    "9,500 different paragraphs": different_paragraphs,
    "300,000 runs": many_runs,
    "one text of 7 MB": one_long_text,
    "one word of 7 MB": text_without_spaces,
    "300,000 attributes": many_attributes,
    "100,000 namespaces": many_namespaces,
    "namespaces nested 240 deep": nested_namespaces,
    "20,000 open bookmarks": open_bookmarks,
    "10,000 of our marks left open": real_bookmarks_left_open,
    "50,000 joined paragraphs": joined_paragraphs,
    "90,000 tracked changes": tracked_changes,
    "50,000 fields in fields": fields_in_fields,
    "60,000 links": many_links,
    "parts that are related to themselves": links_to_itself,
    "950 parts in a chain": chain_of_parts,
    "150,000 content types": many_types,
    "a title of 7 MB": long_title,
    "a record nested 90,000 deep": deep_record,
    "a record of 300,000 marks": large_record,
    "a record with a number of 90,000 figures": record_with_a_huge_number,
    "in UTF-16": other_encoding("UTF-16"),
    "in UTF-7": other_encoding("UTF-7"),
    "null bytes": null_bytes,
    "a million comments": comments,
    "a file that is to be included": included,
    "an entity from a file": document_type('[<!ENTITY a SYSTEM "file:///etc/passwd">]'),
    "a document type from elsewhere": document_type('SYSTEM "http://127.0.0.1:9/a.dtd"'),
    "parameter entities": document_type('[<!ENTITY % a SYSTEM "http://127.0.0.1:9/a"> %a;]'),
    "a long entity put in 50,000 times": quadratic_entity,
    "a huge picture": huge_picture,
    "60,000 numberings": numbering,
}
DRAFTS: dict[str, Callable[[bytes], bytes]] = {
    "9,500 paragraphs in a section": lambda sound: after_first_mark(_met(9_500))(sound),
    "700 paragraphs in a section": lambda sound: after_first_mark(_met(700))(sound),
    "a paragraph of 5 MB in a section": lambda sound: after_first_mark(_paragraph("we met " * 700_000))(sound),
}
TEMPLATES: dict[str, Callable[[bytes], bytes]] = {
    "9,000 tags in each other": tags,
    "a loop of 3,000 fields": loops,
    "2,000 loops": many_loops,
    "15,000 filters": filters,
    "200,000 brackets": brackets,
    "braces left open": open_braces,
    "tags cut into runs": split_tags,
}

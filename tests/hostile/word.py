"""Word files: what styles, tables, paragraphs and tags can be piled up to. A maker takes a sound file of its door."""

from collections.abc import Callable

from rubric.draft.word.paragraph_ids import PREFIX
from tests.hostile.zips import MAIN, changed, in_body, paragraph

_CELL = "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>"
_STYLES = "word/styles.xml"


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
    return in_body(sound, paragraph("a b") * 55_000)


def different_paragraphs(sound: bytes) -> bytes:
    return in_body(
        sound, "".join(paragraph(f"On {n} we met {n % 97} carers and changed rota {n * 7}") for n in range(9_500))
    )


def after_first_mark(xml: str) -> Callable[[bytes], bytes]:
    """A maker of a draft with this after the first paragraph that carries a mark of ours, and so inside a section."""

    def make(sound: bytes) -> bytes:
        def change(old: bytes) -> bytes:
            at = old.index(b"</w:p>", old.index(PREFIX.encode())) + len(b"</w:p>")
            return old[:at] + xml.encode() + old[at:]

        return changed(sound, MAIN, change)

    return make


def _met(count: int) -> str:
    return "".join(paragraph(f"On day {n} we met {n % 97} carers and changed the rota {n * 7}") for n in range(count))


def many_runs(sound: bytes) -> bytes:
    return in_body(sound, f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 300_000}</w:p>")


def one_long_text(sound: bytes) -> bytes:
    return in_body(sound, paragraph("word " * 1_500_000))


def text_without_spaces(sound: bytes) -> bytes:
    return in_body(sound, paragraph("a" * 7_000_000))


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
    return in_body(sound, f"<w:p>{starts}</w:p>{paragraph('a') * 5_000}<w:p>{ends}</w:p>")


def real_bookmarks_left_open(sound: bytes) -> bytes:
    """Marks that look like ours, open over thousands of paragraphs."""
    starts = "".join(f'<w:bookmarkStart w:id="9{n}" w:name="_sa_strengths_{n:06x}"/>' for n in range(10_000))
    ends = "".join(f'<w:bookmarkEnd w:id="9{n}"/>' for n in range(10_000))
    return in_body(sound, f"<w:p>{starts}</w:p>{paragraph('a b') * 9_000}<w:p>{ends}</w:p>")


def joined_paragraphs(sound: bytes) -> bytes:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    return in_body(sound, f"<w:p>{mark}<w:r><w:t>word word </w:t></w:r></w:p>" * 50_000)


def tracked_changes(sound: bytes) -> bytes:
    return in_body(sound, "<w:p>" + '<w:ins w:id="1"><w:r><w:t>a</w:t></w:r></w:ins><w:del/>' * 90_000 + "</w:p>")


def fields_in_fields(sound: bytes) -> bytes:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    return in_body(sound, f"<w:p>{begin * 50_000}</w:p>")


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
}
DRAFTS: dict[str, Callable[[bytes], bytes]] = {
    "9,500 paragraphs in a section": lambda sound: after_first_mark(_met(9_500))(sound),
    "700 paragraphs in a section": lambda sound: after_first_mark(_met(700))(sound),
    "a paragraph of 5 MB in a section": lambda sound: after_first_mark(paragraph("we met " * 700_000))(sound),
}


def tags(sound: bytes) -> bytes:
    """Tags of a template, nested as deep as is let through."""
    return in_body(sound, paragraph("{% if council %}" * 9_000 + "{% endif %}" * 9_000))


def loops(sound: bytes) -> bytes:
    loop = "{% for e in evidence.rows %}" + "{{ e.claim }}" * 3_000 + "{% endfor %}"
    return in_body(sound, paragraph(loop))


def many_loops(sound: bytes) -> bytes:
    one = "{% for e in evidence.rows %}{{ e.claim }}{{ e.outcome }}{% endfor %}"
    return in_body(sound, paragraph(one) * 2_000)


def filters(sound: bytes) -> bytes:
    return in_body(sound, paragraph("{{ council" + "|upper" * 15_000 + " }}"))


def brackets(sound: bytes) -> bytes:
    return in_body(sound, paragraph("{{ " + "(" * 200_000 + " }}"))


def open_braces(sound: bytes) -> bytes:
    return in_body(sound, paragraph("{% " + "x" * 1_000_000) + paragraph("{{" * 9_000))


def split_tags(sound: bytes) -> bytes:
    """Tags cut into runs over and over, which is put together by patterns."""
    return in_body(sound, "<w:p>" + "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ council </w:t></w:r>" * 9_000 + "</w:p>")


TEMPLATES: dict[str, Callable[[bytes], bytes]] = {
    "9,000 tags in each other": tags,
    "a loop of 3,000 fields": loops,
    "2,000 loops": many_loops,
    "15,000 filters": filters,
    "200,000 brackets": brackets,
    "braces left open": open_braces,
    "tags cut into runs": split_tags,
}

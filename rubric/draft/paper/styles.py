"""The look of papers: the template's styles, so that all documents are of one family, and a few more of their own."""

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm

from rubric.draft.word.template_parts import lay_out
from rubric.draft.word.template_styles import ACCENT, GREY, PAGE_NUMBER_TAB, RULE, TEXT, TINT


def _space(before: int, after: int, line: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _look(size: int, colour: str = "", *, bold: bool = False) -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _rule(side: str, size: int, gap: int, colour: str = RULE) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{gap}" w:color="{colour}"/>'


def _hanging(width: int) -> str:
    return f'<w:ind w:left="{width}" w:hanging="{width}"/>'


def _style(style_id: str, name: str, paragraph: str, run: str, *, own: bool = False, based: str = "Normal") -> str:
    custom = ' w:customStyle="1"' if own else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{style_id}"{custom}>'
        f'<w:name w:val="{name}"/>{base}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_KEEP = "<w:keepNext/><w:keepLines/>"
_DETAIL = 2722  # twentieths of a point: where the second column of an item's details begins

_MORE = (
    _style(
        "Heading3",
        "heading 3",
        f'{_KEEP}<w:pBdr>{_rule("top", 4, 6)}</w:pBdr>{_space(300, 80, 264)}<w:outlineLvl w:val="2"/>',
        _look(23, ACCENT, bold=True),
    ),
    _style("TOC2", "toc 2", f'{PAGE_NUMBER_TAB}{_space(20, 20, 264)}<w:ind w:left="357"/>', _look(22)),
    _style("Caption", "caption", f"{_KEEP}{_space(200, 80, 264)}", _look(20, GREY, bold=True)),
    # Not named "Figure" or "Note": in a PDF these are kinds of structure, and a style of that name is taken for one.
    _style("PictureLine", "Picture Line", f"<w:keepNext/>{_space(0, 120, 240)}", "", own=True),
    _style(
        "ItemDetail",
        "Item Detail",
        f'<w:tabs><w:tab w:val="left" w:pos="{_DETAIL}"/></w:tabs>{_space(0, 50, 264)}{_hanging(_DETAIL)}',
        _look(22),
        own=True,
    ),
    _style("TableGap", "Table Gap", _space(0, 160, 20), _look(2), own=True),
    _style("SideNote", "Side Note", _space(60, 140, 276), _look(20, GREY), own=True),
)

# A short paper: the same look, set smaller and closer, so that two pages hold it.
_CLOSE = (
    _style("Normal", "Normal", _space(0, 50, 245), f'{_look(22)}<w:lang w:val="en-GB"/>', based=""),
    _style(
        "Heading1",
        "heading 1",
        f'{_KEEP}{_space(150, 50, 252)}<w:outlineLvl w:val="0"/>',
        _look(24, ACCENT, bold=True),
    ),
    _style("Title", "Title", _space(0, 20, 240), _look(40, ACCENT, bold=True)),
    _style("Subtitle", "Subtitle", _space(0, 60, 252), _look(24, TEXT)),
    _style(
        "Callout",
        "Callout",
        f"<w:keepNext/><w:keepLines/><w:pBdr>{_rule('left', 36, 10, ACCENT)}</w:pBdr>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>{_space(40, 80, 252)}<w:ind w:left="240"/>',
        _look(20, ACCENT, bold=True),
        own=True,
    ),
    _style("TableText", "Table Text", _space(0, 0, 240), _look(20), own=True),
    _style("TableGap", "Table Gap", _space(0, 40, 20), _look(2), own=True),
    _style(
        "ListBullet",
        "List Bullet",
        f'<w:numPr><w:numId w:val="1"/></w:numPr>{_space(0, 50, 252)}{_hanging(300)}',
        "",
    ),
    _style(
        "SideNote",
        "Side Note",
        f"<w:pBdr>{_rule('bottom', 8, 5)}</w:pBdr>{_space(0, 60, 252)}",
        _look(20, GREY),
        own=True,
    ),
)


def blank_document(*, close: bool = False) -> Document:
    """An empty document with the family's styles, list and settings; `close` for a paper of a page or two."""
    document = docx.Document()
    lay_out(document)
    styles = document.styles.element
    for xml in (*_MORE, *(_CLOSE if close else ())):
        style = parse_xml(xml)
        for same in [s for s in styles.findall(qn("w:style")) if s.get(qn("w:styleId")) == style.get(qn("w:styleId"))]:
            if same.get(qn("w:default")):
                style.set(qn("w:default"), "1")
            styles.remove(same)
        styles.append(style)
    return document


def set_close(section: Section) -> None:
    """The margins of a paper of a page or two."""
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.8)

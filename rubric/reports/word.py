"""A Word document: its paragraphs in order, with headings by style.

Only the text is read. Macros are refused before the file is opened, pictures and links to elsewhere are not followed.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn

from rubric.errors import BadReport
from rubric.office import unsound_as
from rubric.reports.blocks import Block, Extract, clean, one_line
from rubric.reports.guard import check_text, check_zip
from rubric.reports.plain import lines_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LONGEST_HEADING = 160
DEEPEST = 3  # paragraphs within paragraphs: a text box has one level, and each level is walked again
_PARAGRAPH, _STYLE, _LEVEL = qn("w:p"), qn("w:pStyle"), qn("w:outlineLvl")
_TEXT, _TAB, _HYPHEN, _NUMBERING = qn("w:t"), qn("w:tab"), qn("w:noBreakHyphen"), qn("w:numPr")
_BREAKS = {qn("w:br"), qn("w:cr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VALUE = qn("w:val")


def read_word(data: bytes, name: str) -> Extract:
    """The blocks of a .docx, table cells included. BadReport where it holds macros, is damaged or far too large."""
    check_zip(data, name)
    with unsound_as(BadReport(f"{name} is not a sound Word document: save it again as .docx and try again.")):
        document = Document(BytesIO(data))
        blocks = tuple(_blocks(document, name))
        title = one_line(clean(document.core_properties.title or ""))
    return Extract(blocks, titles=(title,) if title else ())


def _blocks(document: "WordDocument", name: str) -> Iterator[Block]:
    styles = _headings(document)
    size = 0
    for count, paragraph in enumerate(document.element.body.iter(_PARAGRAPH)):
        if sum(1 for _ in islice(paragraph.iterancestors(_PARAGRAPH), DEEPEST + 1)) > DEEPEST:
            continue
        text = clean(_text(paragraph))
        size += len(text)
        check_text(size, name, count)
        line = one_line(text)
        if not line or any(True for _ in paragraph.iterancestors(_FALLBACK)):
            continue
        if "\n" in text.strip() and len(found := lines_of(text)) > 1:
            yield from found
            continue
        style = _style(paragraph)
        heading = styles.get(style, False) or paragraph.find(f"{qn('w:pPr')}/{_LEVEL}") is not None
        item = paragraph.find(f"{qn('w:pPr')}/{_NUMBERING}") is not None or style.lower().startswith("list")
        yield Block(
            line,
            heading=(heading or _all_bold(paragraph)) and len(line) <= LONGEST_HEADING,
            item=item and not heading,
        )


def _text(paragraph: Any) -> str:
    """A paragraph's text: links, fields and tracked insertions included, tracked deletions and text boxes not."""
    pieces = []
    for node in paragraph.iter(_TEXT, _TAB, _HYPHEN, *_BREAKS):
        if next(node.iterancestors(_PARAGRAPH), None) is not paragraph:
            continue  # of a text box: its own paragraphs come by themselves
        if node.tag == _TEXT:
            pieces.append(node.text or "")
        elif node.tag == _HYPHEN:
            pieces.append("-")
        else:
            pieces.append("\n" if node.tag in _BREAKS else " ")
    return "".join(pieces)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{_STYLE}")
    return "" if style is None else style.get(_VALUE) or ""


def _headings(document: "WordDocument") -> dict[str, bool]:
    """For each style's id, whether it is a heading: by name, by outline level, or because it builds on one that is."""
    found: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for style in document.styles.element.iter(qn("w:style")):
        key = style.get(qn("w:styleId")) or ""
        name = style.find(qn("w:name"))
        style_name = ("" if name is None else name.get(_VALUE) or "").lower()
        level = style.find(f"{qn('w:pPr')}/{_LEVEL}")
        found[key] = bool(re.match(r"(?:heading|title|subtitle)\b", style_name)) or (
            level is not None and level.get(_VALUE) != "9"  # 9 is body text
        )
        parent = style.find(qn("w:basedOn"))
        parents[key] = "" if parent is None else parent.get(_VALUE) or ""
    return _inherited(found, parents)


def _inherited(own: Mapping[str, bool], parents: Mapping[str, str]) -> dict[str, bool]:
    """For each style, whether it or any that it builds on is a heading. Each style is looked at once."""
    found: dict[str, bool] = {}
    for key in own:
        chain: dict[str, None] = {}
        while key in own and key not in found and key not in chain:
            chain[key] = None
            key = parents[key]
        heading = found.get(key, False)
        for style in reversed(chain):
            heading = found[style] = own[style] or heading
    return found


def _all_bold(paragraph: Any) -> bool:
    """Whether every run of text is set bold by hand, which is how headings are made without styles."""
    runs = [run for run in paragraph.iter(qn("w:r")) if any((text.text or "").strip() for text in run.iter(_TEXT))]
    marks = [run.find(f"{qn('w:rPr')}/{qn('w:b')}") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(_VALUE) not in {"0", "false", "off"} for mark in marks)

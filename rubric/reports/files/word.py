"""A Word document: its paragraphs in order, with headings by style.

Only the text that a reader of the document would see is read: not what is hidden, deleted or moved away. Macros are
refused before the file is opened, pictures and links to elsewhere are not followed.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.oxml.ns import qn

from rubric.errors import BadReport
from rubric.mended import mended
from rubric.office import unsound_as
from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.guard import check_text, check_zip
from rubric.reports.files.plain import lines_of
from rubric.reports.text import clean, one_line

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LONGEST_HEADING = 160
DEEPEST = 3  # paragraphs within paragraphs: a text box has one level, and each level is walked again
_PARAGRAPH, _STYLE, _LEVEL = qn("w:p"), qn("w:pStyle"), qn("w:outlineLvl")
_TEXT, _TAB, _HYPHEN, _NUMBERING = qn("w:t"), qn("w:tab"), qn("w:noBreakHyphen"), qn("w:numPr")
_BREAKS = {qn("w:br"), qn("w:cr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VALUE = qn("w:val")
_VANISH, _MOVED_AWAY = qn("w:vanish"), qn("w:moveFrom")
_OPEN_AND_SAVE = "open it in Word, save it as a Word document (.docx) and bring that."


def read_word(data: bytes, name: str) -> Extract:
    """The blocks of a .docx, table cells included. BadReport where it holds macros, is damaged or far too large."""
    check_zip(data, name)
    with unsound_as(BadReport(f"{name} is not a sound Word document: save it again as .docx and try again.")):
        document = Document(BytesIO(mended(data)))
        blocks = tuple(_blocks(document, name))
        title = one_line(clean(document.core_properties.title or ""))
        embedded = any(True for _ in document.element.body.iter(qn("w:altChunk")))
    if embedded and not blocks:
        raise BadReport(f"{name} holds its text as an embedded file: {_OPEN_AND_SAVE}")
    notes = (f"Part of {name} is an embedded file, which was not read: {_OPEN_AND_SAVE}",) if embedded else ()
    return Extract(blocks, titles=(title,) if title else (), notes=notes)


def _blocks(document: "WordDocument", name: str) -> Iterator[Block]:
    styles = _headings(document)
    hidden = _hidden(document)
    size = 0
    for count, paragraph in enumerate(document.element.body.iter(_PARAGRAPH)):
        if sum(1 for _ in islice(paragraph.iterancestors(_PARAGRAPH), DEEPEST + 1)) > DEEPEST:
            continue
        text = clean(_text(paragraph, hidden))
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


def _text(paragraph: Any, hidden: frozenset[str]) -> str:
    """A paragraph's text: links, fields and tracked insertions included, tracked deletions and text boxes not.

    In: the styles by id whose text is hidden, which is left out, as is what was moved elsewhere.
    """
    pieces = []
    style_hides = _style(paragraph) in hidden
    for node in paragraph.iter(_TEXT, _TAB, _HYPHEN, *_BREAKS):
        if next(node.iterancestors(_PARAGRAPH), None) is not paragraph:
            continue  # of a text box: its own paragraphs come by themselves
        if next(node.iterancestors(_MOVED_AWAY), None) is not None or _is_hidden(node, hidden, style_hides):
            continue
        if node.tag == _TEXT:
            pieces.append(node.text or "")
        elif node.tag == _HYPHEN:
            pieces.append("-")
        else:
            pieces.append("\n" if node.tag in _BREAKS else " ")
    return "".join(pieces)


def _is_hidden(node: Any, hidden: frozenset[str], style_hides: bool) -> bool:
    """Whether a run's text is hidden: by its own mark, else by its style's, else by its paragraph's."""
    run = next(node.iterancestors(qn("w:r")), None)
    properties = None if run is None else run.find(qn("w:rPr"))
    if properties is None:
        return style_hides
    own = _mark(properties, _VANISH)
    style = properties.find(qn("w:rStyle"))
    return own if own is not None else style_hides or (style is not None and style.get(_VALUE) in hidden)


def _mark(properties: Any, name: str) -> bool | None:
    """Whether a mark such as bold is set; None where nothing is said of it."""
    mark = properties.find(name)
    return None if mark is None else mark.get(_VALUE) not in {"0", "false", "off"}


def _hidden(document: "WordDocument") -> frozenset[str]:
    """The ids of the styles whose text is hidden, by themselves or by what they build on."""
    return frozenset(key for key, hides in _inherited(document, _hides).items() if hides)


def _hides(style: Any) -> bool | None:
    properties = style.find(qn("w:rPr"))
    return None if properties is None else _mark(properties, _VANISH)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{_STYLE}")
    return "" if style is None else style.get(_VALUE) or ""


def _headings(document: "WordDocument") -> dict[str, bool]:
    """For each style's id, whether it is a heading: by name, by outline level, or because it builds on one that is."""
    return _inherited(document, lambda style: _is_heading(style) or None)


def _is_heading(style: Any) -> bool:
    name = style.find(qn("w:name"))
    style_name = ("" if name is None else name.get(_VALUE) or "").lower()
    level = style.find(f"{qn('w:pPr')}/{_LEVEL}")
    return bool(re.match(r"(?:heading|title|subtitle)\b", style_name)) or (
        level is not None and level.get(_VALUE) != "9"  # 9 is body text
    )


def _inherited(document: "WordDocument", own: Callable[[Any], bool | None]) -> dict[str, bool]:
    """For each style's id what `own` says of it, or where that is None, of the nearest style that it builds on."""
    said: dict[str, bool | None] = {}
    parents: dict[str, str] = {}
    for style in document.styles.element.iter(qn("w:style")):
        key = style.get(qn("w:styleId")) or ""
        parent = style.find(qn("w:basedOn"))
        said[key], parents[key] = own(style), "" if parent is None else parent.get(_VALUE) or ""
    found: dict[str, bool] = {}
    for key in said:
        chain: dict[str, None] = {}  # in order; a chain that comes back to itself ends there
        while key in said and key not in found and key not in chain and said[key] is None:
            chain[key] = None
            key = parents[key]
        answer = found.get(key, False) or bool(said.get(key))
        found.update(dict.fromkeys([*chain, *([key] if key in said else [])], answer))
    return found


def _all_bold(paragraph: Any) -> bool:
    """Whether every run of text is set bold by hand, which is how headings are made without styles."""
    runs = [run for run in paragraph.iter(qn("w:r")) if any((text.text or "").strip() for text in run.iter(_TEXT))]
    marks = [run.find(qn("w:rPr")) for run in runs]
    return bool(runs) and all(mark is not None and _mark(mark, qn("w:b")) for mark in marks)

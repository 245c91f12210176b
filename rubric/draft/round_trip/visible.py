"""What a reader of a Word file sees: the words of a paragraph or a table row, as if tracked changes were accepted."""

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

PARAGRAPH, TABLE, ROW = qn("w:p"), qn("w:tbl"), qn("w:tr")
_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), (qn("w:br"), qn("w:cr"))
_NO_BREAK_HYPHEN, _SOFT_HYPHEN = qn("w:noBreakHyphen"), qn("w:softHyphen")
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
GONE = (qn("w:del"), qn("w:moveFrom"))
NEW = (qn("w:ins"), qn("w:moveTo"))
# Text boxes hold paragraphs of their own, and a fallback says again what stands beside it.
_APART = (qn("w:txbxContent"), _ALTERNATIVE)


def element_text(element: Any) -> str:
    """The text that one element of a run adds: its words, a tab, a line break or a hyphen; "" for any other element."""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag == _TAB and element.getparent().tag == qn("w:r"):
        return "\t"
    if element.tag in _BREAKS:
        return "\n"
    return {_NO_BREAK_HYPHEN: "\N{NON-BREAKING HYPHEN}", _SOFT_HYPHEN: "\N{SOFT HYPHEN}"}.get(element.tag, "")


def walk(element: Any) -> Iterator[Any]:
    """All elements in order, without what tracked changes removed, text boxes and fallback copies."""
    for child in element:
        if child.tag in GONE or child.tag in _APART:
            continue
        yield child
        yield from walk(child)


def text_of(paragraph: Any) -> str:
    """The words of a paragraph."""
    return "".join(element_text(element) for element in walk(paragraph))


def text_without_fields(paragraph: Any) -> str:
    """The words of a paragraph without what its fields show: page numbers are others in each program."""
    words, depth = "", 0
    inside = {part for field in paragraph.iter(qn("w:fldSimple")) for part in field.iter()}
    for element in walk(paragraph):
        if element.tag == qn("w:fldChar"):
            depth += {"begin": 1, "end": -1}.get(element.get(qn("w:fldCharType")) or "", 0)
        elif not depth and element not in inside:
            words += element_text(element)
    return words


def row_text(row: Any) -> str:
    """The words of a table row, with " | " between its paragraphs."""
    return " | ".join(filter(None, (text_of(element).strip() for element in walk(row) if element.tag == PARAGRAPH)))

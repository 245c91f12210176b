"""The bricks of a paper in Word's own terms: runs, citations, bookmarks, links and tables."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from rubric.draft.model import Sentence
from rubric.draft.paper.model import Grid
from rubric.draft.word.template_parts import TWIPS_IN_CM
from rubric.draft.word.template_styles import ACCENT
from rubric.evidence.text import clean_text

_NUMBER = re.compile(r"(\d+)")


def add_text(paragraph: Paragraph, text: str, *, style: str = "", bold: bool = False) -> None:
    """Add text at the end of a paragraph, in a style named by its id; line breaks and tabs are kept."""
    if text := clean_text(text):
        run = paragraph.add_run(text)
        if style:
            run._r.style = style
        if bold:
            run.bold = True


def is_right_to_left(text: str) -> bool:
    """Whether most letters with a direction run from right to left, as in Arabic, Urdu or Hebrew."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    return sum(kind in ("R", "AL") for kind in kinds) > sum(kind == "L" for kind in kinds)


def set_direction(paragraph: Paragraph) -> None:
    """Set a paragraph from right to left where its text is: Word asks for it on the paragraph and on each run."""
    if not is_right_to_left(paragraph.text):
        return
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    for run in paragraph._p.iter(qn("w:r")):
        run.get_or_add_rPr().append(OxmlElement("w:rtl"))


def add_citation(paragraph: Paragraph, numbers: Sequence[int], marked: Collection[int]) -> None:
    """ "[4, 7]" after a no-break space, each number a link to the evidence where the paper holds it."""
    if numbers:
        add_text(paragraph, "\N{NO-BREAK SPACE}")
        add_numbers(paragraph, Sentence(text="", evidence=tuple(numbers)).citation, marked)


def add_numbers(paragraph: Paragraph, text: str, marked: Collection[int]) -> None:
    """Add text in which each number among `marked`, the evidence in this paper, is a link to that evidence."""
    for piece in filter(None, _NUMBER.split(text)):
        if piece.isdecimal() and int(piece) in marked:
            add_link(paragraph, piece, f"evidence_{int(piece)}", style="Citation", tip=f"Evidence {int(piece)}")
        else:
            add_text(paragraph, piece, style="Citation")


def add_link(paragraph: Paragraph, text: str, anchor: str, *, style: str = "Hyperlink", tip: str = "") -> None:
    """Add a link to a bookmark in the same document; `tip` is shown when somebody points at it."""
    link, run = OxmlElement("w:hyperlink"), OxmlElement("w:r")
    link.set(qn("w:anchor"), anchor)
    link.set(qn("w:history"), "1")
    if tip:
        link.set(qn("w:tooltip"), tip)
    properties, look, words = OxmlElement("w:rPr"), OxmlElement("w:rStyle"), OxmlElement("w:t")
    look.set(qn("w:val"), style)
    properties.append(look)
    words.text = clean_text(text)
    words.set(qn("xml:space"), "preserve")
    run.append(properties)
    run.append(words)
    link.append(run)
    paragraph._p.append(link)


def bookmark_text(paragraph: Paragraph, name: str, identity: int) -> None:
    """Put a bookmark around a paragraph's text, for links to lead to; `identity` must be unique in the document."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(identity))
    start.set(qn("w:name"), name)
    properties = paragraph._p.pPr
    if properties is None:
        paragraph._p.insert(0, start)
    else:
        properties.addnext(start)
    paragraph._p.append(end)


def add_table(document: Document, grid: Grid, marked: Collection[int]) -> None:
    """A table at the end of the document: its header row repeats on each page, and no row breaks across pages."""
    columns, rows = grid.table.columns, grid.table.rows
    table = document.add_table(rows=1 + len(rows), cols=len(columns))
    table.style = document.styles["Draft Table"]
    table.autofit = False
    _describe(table._tbl, grid)
    widths = [Cm(width) for width in grid.widths]
    for row_index, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if row_index == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, column, width in zip(row.tc_lst, columns, widths, strict=True):
            cell.width = width
            paragraph = Paragraph(cell.p_lst[0], document)
            if row_index == 0:
                cell.p_lst[0].style = "TableHeading"  # by id: a look-up by name takes a hundred times as long
                add_text(paragraph, column.heading)
                cell.get_or_add_tcPr().append(_shading())
                continue
            cell.p_lst[0].style = "TableText"
            text = rows[row_index - 1][column.key]
            if column.key in grid.cited:
                add_numbers(paragraph, text, marked)
            else:
                add_text(paragraph, text)
            set_direction(paragraph)


def _shading() -> Any:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", ACCENT)):
        shading.set(qn(f"w:{name}"), value)
    return shading


def _describe(table: Any, grid: Grid) -> None:
    """Widths, and a title and description for those who cannot see the table."""
    properties = table.tblPr
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(round(sum(grid.widths) * TWIPS_IN_CM)))
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for name in list(look.attrib):
            del look.attrib[name]
        for name, value in (("val", "0020"), ("firstRow", "1"), ("lastRow", "0"), ("firstColumn", "0")):
            look.set(qn(f"w:{name}"), value)
        for name, value in (("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1")):
            look.set(qn(f"w:{name}"), value)
    for tag, words in (("w:tblCaption", grid.caption or grid.summary), ("w:tblDescription", grid.summary)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), clean_text(words))
        properties.append(element)
    for column, centimetres in zip(table.tblGrid.findall(qn("w:gridCol")), grid.widths, strict=True):
        column.set(qn("w:w"), str(round(centimetres * TWIPS_IN_CM)))

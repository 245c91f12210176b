"""What only a finished document can hold: citations that link to the evidence list, and no empty last page.

It goes by the styles of the template, so a council's own template gets the same where it keeps the styles
"Citation" (text such as "[4, 7]") and "Evidence number" (the first column of the evidence list).
"""

import re
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rubric.draft.word.marking import bookmark_ids

CITATION = "Citation"
EVIDENCE_NUMBER = "EvidenceNumber"
_BLOCKS = (qn("w:p"), qn("w:tbl"), qn("w:sdt"))
_NUMBER = re.compile(r"(\d+)")


def finish(document: Document) -> None:
    """Link citations, mark what they point to, and fold away a last section and cells that hold nothing."""
    body = document.element.body
    _complete_tables(body)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                _complete_tables(part._element)
    marked = _mark_numbers(body)
    _link_citations(body, marked)
    _drop_empty_last_section(body)


def _mark_numbers(body: Any) -> set[str]:
    """Bookmark each number of the evidence list; gives the numbers marked."""
    ids = bookmark_ids(body)
    marked: set[str] = set()
    for style in body.iter(qn("w:pStyle")):
        if style.get(qn("w:val")) != EVIDENCE_NUMBER:
            continue
        paragraph = style.getparent().getparent()
        number = "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip()
        if not number.isdecimal() or number in marked:
            continue
        marked.add(number)
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        identity = str(next(ids))
        start.set(qn("w:id"), identity)
        start.set(qn("w:name"), _anchor(number))
        end.set(qn("w:id"), identity)
        style.getparent().addnext(start)
        paragraph.append(end)
    return marked


def _link_citations(body: Any, marked: set[str]) -> None:
    for style in list(body.iter(qn("w:rStyle"))):
        run = style.getparent().getparent()
        if style.get(qn("w:val")) != CITATION or run.getparent() is None:
            continue
        text = "".join(part.text or "" for part in run.iter(qn("w:t")))
        for piece in filter(None, _NUMBER.split(text)):
            new = _run(piece, run)
            if piece in marked:
                link = OxmlElement("w:hyperlink")
                link.set(qn("w:anchor"), _anchor(piece))
                link.set(qn("w:history"), "1")
                link.append(new)
                new = link
            run.addprevious(new)
        run.getparent().remove(run)


def _run(text: str, like: Any) -> Any:
    run = OxmlElement("w:r")
    run.append(deepcopy(like.find(qn("w:rPr"))))
    holder = OxmlElement("w:t")
    holder.text = text
    holder.set(qn("xml:space"), "preserve")
    run.append(holder)
    return run


def _anchor(number: str) -> str:
    return f"evidence_{number}"


def _complete_tables(root: Any) -> None:
    """End each cell with a paragraph, and take out tables without rows: Word calls a file without that corrupt.

    A loop over nothing that is all a cell holds leaves a cell like this.
    """
    for table in list(root.iter(qn("w:tbl"))):
        if next(table.iter(qn("w:tr")), None) is None:
            table.getparent().remove(table)
    for cell in root.iter(qn("w:tc")):
        last = next((child.tag for child in reversed(cell) if child.tag in _BLOCKS), "")
        if last in ("", qn("w:tbl")):
            cell.append(OxmlElement("w:p"))


def _drop_empty_last_section(body: Any) -> None:
    """Where a section break is the last thing in the body, the section before it is the last one."""
    children = [child for child in body if child.tag != qn("w:bookmarkEnd")]
    if len(children) < 2:
        return
    last, final = children[-2], children[-1]
    if final.tag != qn("w:sectPr") or last.tag != qn("w:p"):
        return
    breaks = last.findall(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if breaks:
        breaks[0].getparent().remove(breaks[0])
        body.replace(final, breaks[0])

"""A slide show: the text of its slides in their order, each with its slide's number as the page.

The format is small enough to read by its XML (ISO/IEC 29500-1, PresentationML): titles, text and tables. Pictures,
charts, notes for the speaker and hidden slides are left out, which is told.
"""

import posixpath
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from rubric.english import count, either
from rubric.errors import BadReport
from rubric.mended import mended
from rubric.office import Package, unsound_as
from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.guard import check_text, check_zip
from rubric.reports.text import clean, one_line

MOST_SLIDES = 400
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TITLES = frozenset({"title", "ctrTitle"})
_RUNNING = frozenset({"dt", "ftr", "sldNum", "hdr"})  # date, foot and number of each slide
_MAIN = "ppt/presentation.xml"


def read_slides(data: bytes, name: str) -> Extract:
    """The blocks of a .pptx. BadReport where it holds macros, is damaged or far too large."""
    check_zip(data, name)
    with unsound_as(BadReport(f"{name} is not a sound slide show: save it again as .pptx and try again.")):
        parts = dict(Package(mended(data)).contents())
        slides = [path for path in _in_order(parts) if path in parts]
        if len(slides) > MOST_SLIDES:
            raise BadReport(f"{name} has {len(slides)} slides, more than the {MOST_SLIDES} we read.")
        roots = [_xml(parts[path]) for path in slides]
        blocks: list[Block] = []
        size = 0
        for number, root in enumerate(roots, 1):
            if root.get("show") in {"0", "false"}:
                continue
            for block in _blocks(root, number):
                blocks.append(block)
                size += len(block.text)
                check_text(size, name, len(blocks))
    return Extract(tuple(blocks), notes=tuple(_notes(roots, parts)), pages=len(roots))


def _notes(roots: list[Any], parts: dict[str, bytes]) -> Iterator[str]:
    hidden = sum(root.get("show") in {"0", "false"} for root in roots)
    if hidden:
        yield f"{count(hidden, 'hidden slide')} {either(hidden, 'was', 'were')} not read."
    if any(path.startswith("ppt/notesSlides/") for path in parts):
        yield "Notes for the speaker were not read."


def _xml(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _in_order(parts: dict[str, bytes]) -> list[str]:
    """The parts that hold the slides, in the order in which they are shown."""
    links = {link.get("Id"): link.get("Target") for link in _xml(parts["ppt/_rels/presentation.xml.rels"])}
    shown = [slide.get(_R) for slide in _xml(parts[_MAIN]).iter(f"{_P}sldId")]
    return [posixpath.normpath(posixpath.join("/ppt", links[key])).lstrip("/") for key in shown if key in links]


def _blocks(root: Any, number: int) -> Iterator[Block]:
    """The title first, wherever it stands, then the rest in the order of the file."""
    shapes = [shape for shape in root.iter(f"{_P}sp") if _placed(shape) not in _RUNNING]
    for shape in sorted(shapes, key=lambda shape: _placed(shape) not in _TITLES):
        heading = _placed(shape) in _TITLES
        lines = [text for paragraph in shape.iter(f"{_A}p") if (text := _text(paragraph))]
        if heading and lines:
            yield Block(one_line(" ".join(lines)), heading=True, page=number)
            continue
        for line in lines:
            yield Block(line, item=len(lines) > 1, page=number)
    for cell in root.iter(f"{_A}tc"):
        if text := one_line(" ".join(_text(paragraph) for paragraph in cell.iter(f"{_A}p"))):
            yield Block(text, page=number)


def _placed(shape: Any) -> str:
    """What a shape is on its slide, such as "title"; "" for a free one."""
    holder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return "" if holder is None else holder.get("type") or "body"


def _text(paragraph: Any) -> str:
    pieces = [(node.text or "") if node.tag == f"{_A}t" else " " for node in paragraph.iter(f"{_A}t", f"{_A}br")]
    return one_line(clean("".join(pieces)))

"""An accessibility check of a Word file, read from its XML as Word and a screen reader read it.

`audit` gives one sentence for each fault, led by the rule that it breaks; none where the file is sound. What it cannot
judge is whether an alt text says the right thing, or whether headings say what stands under them: people look at those.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

LANGUAGE = "en-GB"
LONG = 1_500  # words, from which on a contents list is wanted
LEAST_POINTS = 9.0
LEAST_POINTS_RUNNING = 8.5  # heads and feet, which say the same on every page
CONTRAST, CONTRAST_LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
LARGE, LARGE_BOLD = 18.0, 14.0  # points
_BARE = re.compile(r"^(?:https?://|www\.|click here$|here$|more$|link$)", re.IGNORECASE)
_DESCRIPTIONS = ("w:tblCaption", "w:tblDescription")


def audit(data: bytes) -> list[str]:
    """Every fault of a .docx, as "rule: what is wrong and where"."""
    document = docx.Document(BytesIO(data))
    look = Look(document)
    rules = (title, language, headings, tables, pictures, contents, links, blanks)
    found = [fault for rule in rules for fault in rule(document)]
    return [*found, *(fault for fault in text_looks(document, look))]


def title(document: Document) -> Iterator[str]:
    if not document.core_properties.title.strip():
        yield "title: the file has no title property"


def language(document: Document) -> Iterator[str]:
    if document.core_properties.language != LANGUAGE:
        yield f"language: the language property is not {LANGUAGE}"
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    if defaults is None or defaults.get(qn("w:val")) != LANGUAGE:
        yield f"language: text is not marked as {LANGUAGE} by default"


def headings(document: Document) -> Iterator[str]:
    """One title, nothing empty, no level left out on the way down."""
    titles = [p for p in document.paragraphs if _style(p) == "Title"]
    if len(titles) != 1:
        yield f"headings: {len(titles)} paragraphs have the style Title"
    above = 0
    for paragraph in document.paragraphs:
        level = _level(paragraph)
        if not level:
            continue
        if not paragraph.text.strip():
            yield f"headings: an empty heading of level {level}"
        if level > above + 1:
            yield f"headings: “{paragraph.text}” is of level {level}, under level {above}"
        above = level


def tables(document: Document) -> Iterator[str]:
    for place, table in enumerate(document.tables, start=1):
        first = table._tbl.tr_lst[0]
        if first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield f"tables: the first row of table {place} is not marked as its header"
        for tag in _DESCRIPTIONS:
            said = table._tbl.tblPr.find(qn(tag))
            if said is None or not said.get(qn("w:val"), "").strip():
                yield f"tables: table {place} has no {tag.removeprefix('w:tbl').lower()}"


def pictures(document: Document) -> Iterator[str]:
    for kind in ("wp:inline", "wp:anchor"):
        for drawing in document.element.body.iter(qn(kind)):
            if not drawing.find(qn("wp:docPr")).get("descr", "").strip():
                yield "pictures: a picture has no alt text"
    for _ in document.element.body.iter(qn("w:pict")):
        yield "pictures: a picture in an old form that holds no alt text"


def contents(document: Document) -> Iterator[str]:
    """A long document has a contents list that names and leads to each heading of the first level."""
    words = sum(
        len("".join(t.text or "" for t in p.iter(qn("w:t"))).split()) for p in document.element.body.iter(qn("w:p"))
    )
    if words < LONG:
        return
    if not any((code.text or "").strip().startswith("TOC") for code in document.element.body.iter(qn("w:instrText"))):
        yield "contents: a long document has no contents list"
        return
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}
    linked = {
        "".join(t.text or "" for t in link.iter(qn("w:t")))
        for link in document.element.body.iter(qn("w:hyperlink"))
        if link.get(qn("w:anchor")) in marks
    }
    for paragraph in document.paragraphs:
        if _level(paragraph) == 1 and paragraph.text not in linked:
            yield f"contents: “{paragraph.text}” is not in the contents list"


def links(document: Document) -> Iterator[str]:
    for link in document.element.body.iter(qn("w:hyperlink")):
        text = "".join(part.text or "" for part in link.iter(qn("w:t"))).strip()
        if not text or _BARE.match(text):
            yield f"links: “{text}” does not say where the link leads"


def blanks(document: Document) -> Iterator[str]:
    """Space is for styles to make: two empty paragraphs in a row are read out as such."""
    blank_before = False
    for child in document.element.body:
        blank = child.tag == qn("w:p") and _is_blank(child)
        if blank and blank_before:
            yield "blanks: two empty paragraphs in a row"
        blank_before = blank


def text_looks(document: Document, look: "Look") -> Iterator[str]:
    """Contrast and size of every run, in the body and in heads and feet."""
    yield from _looks_of(document.element.body, look, LEAST_POINTS)
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from _looks_of(part._element, look, LEAST_POINTS_RUNNING)


def _looks_of(root: Any, look: "Look", least: float) -> Iterator[str]:
    seen = set()
    for run in root.iter(qn("w:r")):
        text = "".join(part.text or "" for part in run.iter(qn("w:t")))
        if not text.strip():
            continue
        colour, fill, points, bold = look.of(run)
        if (colour, fill, points, bold) in seen:
            continue
        seen.add((colour, fill, points, bold))
        if points < least:
            yield f"size: “{text[:40]}” is {points:g} points"
        wanted = CONTRAST_LARGE if points >= (LARGE_BOLD if bold else LARGE) else CONTRAST
        if (ratio := contrast(colour, fill)) < wanted:
            yield f"contrast: “{text[:40]}”, {colour} on {fill}, is {ratio:.1f} to 1"


class Look:
    """How a run looks once styles, defaults and shading are worked out."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self.styles = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
        self.defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self.normal = next(
            (i for i, s in self.styles.items() if s.get(qn("w:default")) and s.get(qn("w:type")) == "paragraph"), None
        )

    def of(self, run: Any) -> tuple[str, str, float, bool]:
        """Colour, shading behind it, size in points, and whether it is bold."""
        paragraph = next(run.iterancestors(qn("w:p")))
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        paragraph_styles = self._chain(named.get(qn("w:val")) if named is not None else self.normal)
        own = run.find(qn("w:rPr"))
        character = own.find(qn("w:rStyle")) if own is not None else None
        character_styles = self._chain(character.get(qn("w:val"))) if character is not None else []
        chain = [own, *(s.find(qn("w:rPr")) for s in (*character_styles, *paragraph_styles)), self.defaults]
        colour = _first(chain, "w:color") or "000000"
        size = float(_first(chain, "w:sz") or 20) / 2
        bold = any(part is not None and part.find(qn("w:b")) is not None for part in chain)
        return ("000000" if colour == "auto" else colour), self._fill(paragraph, paragraph_styles), size, bold

    def _fill(self, paragraph: Any, styles: list[Any]) -> str:
        holders = [paragraph.find(qn("w:pPr")), *(style.find(qn("w:pPr")) for style in styles)]
        holders += [cell.find(qn("w:tcPr")) for cell in paragraph.iterancestors(qn("w:tc"))]
        for holder in holders:
            shading = holder.find(qn("w:shd")) if holder is not None else None
            if shading is not None and shading.get(qn("w:fill"), "auto") != "auto":
                return str(shading.get(qn("w:fill")))
        return "FFFFFF"

    def _chain(self, style_id: str | None) -> list[Any]:
        found: list[Any] = []
        while style_id in self.styles and self.styles[style_id] not in found:
            found.append(self.styles[style_id])
            based = found[-1].find(qn("w:basedOn"))
            style_id = based.get(qn("w:val")) if based is not None else None
        return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours given as RRGGBB: 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _first(chain: list[Any], tag: str) -> str:
    for part in chain:
        found = part.find(qn(tag)) if part is not None else None
        if found is not None:
            return str(found.get(qn("w:val")))
    return ""


def _style(paragraph: Any) -> str:
    return str(paragraph._p.style or "")


def _level(paragraph: Any) -> int:
    found = re.fullmatch(r"Heading(\d)", _style(paragraph))
    return int(found[1]) if found else 0


def _is_blank(paragraph: Any) -> bool:
    holds = ("w:drawing", "w:pict", "w:fldChar", "w:sectPr", "w:br")
    text = "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
    return not text.strip() and not any(next(paragraph.iter(qn(tag)), None) is not None for tag in holds)

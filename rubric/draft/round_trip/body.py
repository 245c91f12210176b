"""The body of a returned Word file, in order: each paragraph as its reader sees it, and what hangs on it."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from rubric.draft.round_trip.visible import GONE, NEW, PARAGRAPH, ROW, TABLE, element_text, row_text, text_of
from rubric.draft.word.paragraph_ids import ASSESSMENT_PREFIX, PREFIX, read_mark

_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_TOC = "_Toc_"
_BOX = qn("w:txbxContent")
_APART = ("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", qn("w:pPr"), qn("w:rPr"))
_COMMENTED, _NO_LONGER, _COMMENT = (
    qn("w:commentRangeStart"),
    qn("w:commentRangeEnd"),
    qn("w:commentReference"),
)
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}


@dataclass
class OpenParagraph:
    """One paragraph: its words, the ids they carry, and the comments, notes and text boxes that hang on it."""

    words: str = ""
    own: list[str] = field(default_factory=list)  # ids whose words begin here
    carried: list[str] = field(default_factory=list)  # ids whose words began further up
    style: str = ""
    toc: str = ""  # the section whose heading this is, by the template's own mark
    contents: bool = False
    table: bool = False
    comments: list[str] = field(default_factory=list)  # the ids of those that begin here
    notes: list[tuple[str, str]] = field(default_factory=list)  # "footnote" or "endnote", and its id
    boxes: list[str] = field(default_factory=list)  # the words of text boxes

    def take(self, text: str, running: list[str], begun: set[str]) -> None:
        """Add words; `running` are the ids that they stand within, `begun` those whose words have begun."""
        self.words += text
        if not text.strip():
            return
        for name in running:
            if name in self.own or name in self.carried:
                continue
            (self.carried if name in begun else self.own).append(name)
            begun.add(name)


class BodyPass:
    """One pass over a document's body. `commented` has the words that each comment is on, by its id."""

    def __init__(self) -> None:
        self.paragraphs: list[OpenParagraph] = []
        self.rows: list[tuple[int, str]] = []  # how many paragraphs stood before it, and its words
        self.assessment_mark = ""
        self.tracked = 0
        self.commented: dict[str, str] = {}
        self._open: dict[str, str] = {}
        self._begun: set[str] = set()
        self._ended: set[str] = set()
        self._joined: OpenParagraph | None = None
        self._commenting: dict[str, None] = {}

    def read(self, body: Any) -> None:
        """Read a body to its end."""
        self._ended = {end.get(qn("w:id")) for end in body.iter(_END)}
        self.tracked = sum(1 for _ in body.iter(*GONE, *NEW))
        self._inside(body, None, table=False)
        if self._joined is not None:
            self.paragraphs.append(self._joined)

    def _inside(self, element: Any, paragraph: OpenParagraph | None, *, table: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in (_START, _END):
                self._bookmark(child, paragraph)
            elif tag in (_COMMENTED, _NO_LONGER, _COMMENT):
                self._comment(child, paragraph)
            elif tag in _NOTES and paragraph is not None:
                paragraph.notes.append((_NOTES[tag], child.get(qn("w:id")) or ""))
            elif tag == PARAGRAPH:
                self._paragraph(child, table=table)
            elif tag == TABLE:
                self._inside(child, paragraph, table=True)
            elif tag in GONE:
                for end in child.iter(_END):  # the end of an id can be in what was taken out
                    self._open.pop(end.get(qn("w:id")), None)
                for comment in child.iter(_COMMENTED, _NO_LONGER, _COMMENT):
                    self._comment(comment, paragraph)
            elif tag == ROW:
                if _is_deleted(child):
                    continue
                self.rows.append((len(self.paragraphs), row_text(child)))
                self._inside(child, paragraph, table=True)
            elif tag == _BOX:
                if paragraph is not None:
                    paragraph.boxes += filter(None, (text_of(within).strip() for within in child.iter(PARAGRAPH)))
            elif paragraph is not None and (text := element_text(child)):
                self._take(text, paragraph)
            elif tag not in _APART:
                if (
                    paragraph is not None
                    and tag == qn("w:hyperlink")
                    and (child.get(qn("w:anchor")) or "").startswith("_Toc")
                ):
                    paragraph.contents = True
                self._inside(child, paragraph, table=table)

    def _take(self, text: str, paragraph: OpenParagraph) -> None:
        paragraph.take(text, list(self._open.values()), self._begun)
        for comment in self._commenting:
            if comment not in self.commented:
                paragraph.comments.append(comment)
                self.commented[comment] = ""
            self.commented[comment] += text

    def _paragraph(self, element: Any, *, table: bool) -> None:
        paragraph, self._joined = self._joined or OpenParagraph(), None
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        paragraph.style = paragraph.style or ("" if style is None else style.get(qn("w:val")) or "")
        paragraph.table = table
        if element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            paragraph.style = paragraph.style or "list"
        self._inside(element, paragraph, table=table)
        for comment in self._commenting:  # one that goes on into the next paragraph
            if self.commented.get(comment):
                self.commented[comment] += " "
        # a paragraph whose end was taken out, with tracked changes on, runs on into the next
        if any(element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{tag}") is not None for tag in GONE):
            if paragraph.words.strip():
                paragraph.words += " "
                self._joined = paragraph
            return
        self.paragraphs.append(paragraph)

    def _bookmark(self, element: Any, paragraph: OpenParagraph | None) -> None:
        identity, name = element.get(qn("w:id")), element.get(qn("w:name")) or ""
        if element.tag == _END:
            self._open.pop(identity, None)
        elif name.startswith(ASSESSMENT_PREFIX):
            self.assessment_mark = name.removeprefix(ASSESSMENT_PREFIX)
        elif name.startswith(_TOC) and paragraph is not None:
            paragraph.toc = name.removeprefix(_TOC)
        elif name.startswith(PREFIX) and read_mark(name) and identity in self._ended:
            self._open[identity] = name

    def _comment(self, element: Any, paragraph: OpenParagraph | None) -> None:
        identity = element.get(qn("w:id")) or ""
        if element.tag == _COMMENTED:
            self._commenting[identity] = None
            return
        self._commenting.pop(identity, None)
        # a comment on no words, or on words that were taken out, has only a sign where it stands
        if element.tag == _COMMENT and identity not in self.commented and paragraph is not None:
            paragraph.comments.append(identity)
            self.commented[identity] = ""


def _is_deleted(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None

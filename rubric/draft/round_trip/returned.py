"""A Word draft that comes back: its paragraphs with the ids they left with, read as if tracked changes were accepted.

Nothing in the file is run or fetched. What is no Word file, holds macros, is far too large, is not our draft or is the
draft of another assessment is refused in one sentence.
"""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from rubric.draft.outline import OUTLINE
from rubric.draft.round_trip.visible import GONE, NEW, PARAGRAPH, ROW, TABLE, element_text, row_text
from rubric.draft.word.paragraph_ids import (
    ASSESSMENT_PREFIX,
    PREFIX,
    assessment_mark,
    normalised,
    read_mark,
    short_hash,
)
from rubric.draft.word.sent import Sent, read_sent
from rubric.errors import ArchiveFault, BadArchive, BadInput
from rubric.office import MOST_BYTES, Limits, Package, unsound_as

# A draft of fifty pages, with tracked changes, has about a million bytes of text; a picture that somebody put in may be
# packed as tightly as it can.
_LIMITS = Limits(text=8_000_000, ratio=None)
MOST_PARAGRAPHS = 10_000  # table cells included; a draft has some hundreds
SIGNS = 6

NOT_WORD = "This is not a Word document (.docx), or the file is damaged: save it as .docx in Word and bring it again."
TOO_LARGE = "This Word file is far larger than a draft: take out what does not belong to it and bring it again."
MACROS = "This Word file holds macros, which we do not take: save a copy as .docx without macros and bring that."
LOCKED = "This Word file is locked with a password: save a copy without one and bring that."
NOT_OURS = (
    "This Word file is not a draft made here: none of our headings or marks is in it. Download the draft, "
    "change that file in Word, and bring it back."
)
ANOTHER = (
    "This is the draft of another assessment: open that assessment first, or bring the draft that was made of this one."
)
BY_LIKENESS = (
    "The hidden marks of this draft were lost on the way, so its paragraphs were matched by their headings and words: "
    "look at each difference with care."
)
_REFUSED = {
    ArchiveFault.DAMAGED: NOT_WORD,
    ArchiveFault.LOCKED: LOCKED,
    ArchiveFault.MACROS: MACROS,
    ArchiveFault.TOO_LARGE: TOO_LARGE,
}
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_HEADINGS = {outline.heading.casefold(): outline.id for outline in OUTLINE}
_TOC = "_Toc_"


@dataclass(frozen=True)
class Words:
    """One paragraph as it came back: its section, its words and the ids it carries.

    More ids than one: paragraphs were joined. One id on several paragraphs: it was cut, or something was put before it.
    """

    section: str
    words: str
    marks: tuple[str, ...] = ()
    heading: bool = False
    bulleted: bool = False


@dataclass(frozen=True)
class Returned:
    """What a Word file says. `sent` is the record it left with, None where that is lost; `rows` are the table rows
    that are not as they left, each with its section; `strange` are main headings that are not ours."""

    words: tuple[Words, ...]
    sent: Sent | None = None
    rows: tuple[tuple[str, str], ...] = ()
    strange: tuple[str, ...] = ()
    tracked: int = 0
    comments: int = 0
    by_likeness: bool = False
    sections: frozenset[str] = frozenset()

    @property
    def marks(self) -> frozenset[str]:
        """Every id that came back."""
        return frozenset(mark for one in self.words for mark in one.marks)


def read_returned(data: bytes, *, of: str = "") -> Returned:
    """The draft in these bytes. BadInput, in one sentence, where it cannot be one, or is not the draft of assessment
    `of` ("": any)."""
    _look_over(data)
    with unsound_as(BadInput(NOT_WORD)):
        document = Document(BytesIO(data))
        found, sent = _Reading(), read_sent(document.part.package)
        found.read(document.element.body)
        comments = _comments(document.part)
        styles = {style.style_id: (style.name or "").casefold() for style in document.styles}
    if len(found.paragraphs) > MOST_PARAGRAPHS:
        raise BadInput(TOO_LARGE)
    whose = {sent.of if sent else "", found.of} - {""}
    if of and whose and whose != {assessment_mark(of)}:
        raise BadInput(ANOTHER)
    return _made(found, sent, styles, comments)


def _look_over(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise BadInput(TOO_LARGE)
    try:
        package = Package(data)
        package.refuse_locked()
        package.refuse_macros()
        if "word/document.xml" not in {name.lower() for name in package.sizes}:
            raise BadInput(NOT_WORD)
        package.refuse_larger(_LIMITS)
    except BadArchive as bad:
        raise BadInput(_REFUSED[bad.fault]) from bad


@dataclass
class _Paragraph:
    words: str = ""
    own: list[str] = field(default_factory=list)  # ids whose words begin here
    carried: list[str] = field(default_factory=list)  # ids whose words began further up
    style: str = ""
    toc: str = ""  # the section whose heading this is, by the template's own mark
    contents: bool = False
    table: bool = False

    def take(self, text: str, running: list[str], begun: set[str]) -> None:
        self.words += text
        if not text.strip():
            return
        for name in running:
            if name in self.own or name in self.carried:
                continue
            (self.carried if name in begun else self.own).append(name)
            begun.add(name)


class _Reading:
    """One pass over a document's body, in order."""

    def __init__(self) -> None:
        self.paragraphs: list[_Paragraph] = []
        self.rows: list[tuple[int, str]] = []  # how many paragraphs stood before it, and its words
        self.of = ""
        self.tracked = 0
        self._open: dict[str, str] = {}
        self._begun: set[str] = set()
        self._ended: set[str] = set()
        self._joined: _Paragraph | None = None

    def read(self, body: Any) -> None:
        self._ended = {end.get(qn("w:id")) for end in body.iter(_END)}
        self.tracked = sum(1 for _ in body.iter(*GONE, *NEW))
        self._inside(body, None, table=False)
        if self._joined is not None:
            self.paragraphs.append(self._joined)

    def _inside(self, element: Any, at: _Paragraph | None, *, table: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in (_START, _END):
                self._bookmark(child, at)
            elif tag == PARAGRAPH:
                self._paragraph(child, table=table)
            elif tag == TABLE:
                self._inside(child, at, table=True)
            elif tag in GONE:
                for end in child.iter(_END):  # the end of an id can be in what was taken out
                    self._open.pop(end.get(qn("w:id")), None)
            elif tag == ROW:
                if _gone(child):
                    continue
                self.rows.append((len(self.paragraphs), row_text(child)))
                self._inside(child, at, table=True)
            elif at is not None and (text := element_text(child)):
                at.take(text, list(self._open.values()), self._begun)
            elif tag not in _APART:
                if at is not None and tag == qn("w:hyperlink") and (child.get(qn("w:anchor")) or "").startswith("_Toc"):
                    at.contents = True
                self._inside(child, at, table=table)

    def _paragraph(self, element: Any, *, table: bool) -> None:
        made, self._joined = self._joined or _Paragraph(), None
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        made.style = made.style or ("" if style is None else style.get(qn("w:val")) or "")
        made.table = table
        if element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            made.style = made.style or "list"
        self._inside(element, made, table=table)
        # a paragraph whose end was taken out, with tracked changes on, runs on into the next
        if any(element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{tag}") is not None for tag in GONE):
            if made.words.strip():
                made.words += " "
                self._joined = made
            return
        self.paragraphs.append(made)

    def _bookmark(self, element: Any, at: _Paragraph | None) -> None:
        identity, name = element.get(qn("w:id")), element.get(qn("w:name")) or ""
        if element.tag == _END:
            self._open.pop(identity, None)
        elif name.startswith(ASSESSMENT_PREFIX):
            self.of = name.removeprefix(ASSESSMENT_PREFIX)
        elif name.startswith(_TOC) and at is not None:
            at.toc = name.removeprefix(_TOC)
        elif name.startswith(PREFIX) and read_mark(name) and identity in self._ended:
            self._open[identity] = name


_APART = (
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:pPr"),
    qn("w:rPr"),
)


def _gone(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _comments(part: Any) -> int:
    for relation in part.rels.values():
        if relation.reltype.endswith("/comments") and not relation.is_external:
            return int(relation.target_part.blob.count(b"<w:comment "))
    return 0


def _made(found: _Reading, sent: Sent | None, styles: dict[str, str], comments: int) -> Returned:
    keys = sent.keys if sent else {}
    fixed = sent.fixed if sent else frozenset[str]()
    there = {section for one in found.paragraphs if (section := _heading_of(one, styles))}
    words: list[Words] = []
    strange: list[str] = []
    starts: dict[int, str] = {}
    section = ""
    for at, one in enumerate(found.paragraphs):
        starts[at] = section
        form = normalised(one.words, keys)
        if not form:
            continue
        if begun := _heading_of(one, styles):
            section = starts[at] = begun
            if form.casefold() not in _HEADINGS and short_hash(form, SIGNS) not in fixed:
                strange.append(one.words.strip())
            continue
        marks = tuple(one.own or one.carried)
        read = next((mark for name in marks if (mark := read_mark(name))), None)
        if read and read[0] not in there:
            section = starts[at] = read[0]
        if marks or (section and not one.table and not one.contents and short_hash(form, SIGNS) not in fixed):
            style = styles.get(one.style, one.style.casefold())
            if not marks and (style.startswith("heading 1") or style == "title"):
                strange.append(one.words.strip())
                continue
            heading, bulleted = style.startswith("heading"), style.startswith("list")
            words.append(Words(section, one.words.strip(), marks, heading, bulleted))
    starts[len(found.paragraphs)] = section
    if not any(one.marks for one in words) and not there:
        raise BadInput(NOT_OURS)
    rows = tuple(
        (starts[at], text)
        for at, text in found.rows
        if sent and short_hash(normalised(text, keys), SIGNS) not in sent.rows
    )
    lost = not any(one.marks for one in words) and (sent is None or bool(sent.marks))
    sections = frozenset(there | {one.section for one in words})
    return Returned(tuple(words), sent, rows, tuple(strange), found.tracked, comments, lost, sections)


def _heading_of(one: _Paragraph, styles: dict[str, str]) -> str:
    """The section that this paragraph is the heading of; "" where it is none."""
    if one.contents or one.table or one.own or one.carried:
        return ""
    if styles.get(one.style, one.style.casefold()).startswith(("toc", "contents")):
        return ""
    known = {outline.id for outline in OUTLINE}
    return one.toc if one.toc in known else _HEADINGS.get(" ".join(one.words.split()).casefold(), "")

"""A returned Word draft: its paragraphs with the ids they were sent with, read as if tracked changes were accepted.

Nothing in the file is run or fetched. A file that is not Word, holds macros, is far too large, is not our draft or is
the draft of another assessment is refused in one sentence.
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
MOST_TEXT = 3_000_000  # characters: what is left is compared where others wait for clicks; fifty pages have 150,000
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
class ReturnedText:
    """One returned paragraph: its section, its words and the ids it carries.

    More ids than one: paragraphs were joined. One id on several paragraphs: it was cut, or something was put before it.
    """

    section: str
    words: str
    marks: tuple[str, ...] = ()
    heading: bool = False
    bulleted: bool = False


@dataclass(frozen=True)
class Returned:
    """What a returned Word file says.

    `sent` is the record it was sent with, None where that is lost; `rows` are the table rows that are not as sent, as
    (section, text); `unknown_headings` are main headings that are not ours. `tracked` and `comments` count tracked
    changes and comments; `by_likeness` is True where the ids are lost; `sections` are the ids of those in the file.
    """

    words: tuple[ReturnedText, ...]
    sent: Sent | None = None
    rows: tuple[tuple[str, str], ...] = ()
    unknown_headings: tuple[str, ...] = ()
    tracked: int = 0
    comments: int = 0
    by_likeness: bool = False
    sections: frozenset[str] = frozenset()

    @property
    def marks(self) -> frozenset[str]:
        """Every id that came back."""
        return frozenset(mark for paragraph in self.words for mark in paragraph.marks)


def read_returned(data: bytes, *, assessment_id: str = "") -> Returned:
    """The draft in the bytes of a .docx.

    Raises BadInput where it is damaged, locked, holds macros, is too large or is no draft of ours, or where it is the
    draft of an assessment other than `assessment_id` ("": any will do).
    """
    _refuse_unusable(data)
    with unsound_as(BadInput(NOT_WORD)):
        document = Document(BytesIO(data))
        reading, sent = _BodyPass(), read_sent(document.part.package)
        reading.read(document.element.body)
        comments = _comment_count(document.part)
        styles = {style.style_id: (style.name or "").casefold() for style in document.styles}
    size = sum(len(paragraph.words) for paragraph in reading.paragraphs)
    if len(reading.paragraphs) > MOST_PARAGRAPHS or size > MOST_TEXT:
        raise BadInput(TOO_LARGE)
    marks = {sent.of if sent else "", reading.assessment_mark} - {""}
    if assessment_id and marks and marks != {assessment_mark(assessment_id)}:
        raise BadInput(ANOTHER)
    return _returned(reading, sent, styles, comments)


def _refuse_unusable(data: bytes) -> None:
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
class _OpenParagraph:
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


class _BodyPass:
    """One pass over a document's body, in order."""

    def __init__(self) -> None:
        self.paragraphs: list[_OpenParagraph] = []
        self.rows: list[tuple[int, str]] = []  # how many paragraphs stood before it, and its words
        self.assessment_mark = ""
        self.tracked = 0
        self._open: dict[str, str] = {}
        self._begun: set[str] = set()
        self._ended: set[str] = set()
        self._joined: _OpenParagraph | None = None

    def read(self, body: Any) -> None:
        self._ended = {end.get(qn("w:id")) for end in body.iter(_END)}
        self.tracked = sum(1 for _ in body.iter(*GONE, *NEW))
        self._inside(body, None, table=False)
        if self._joined is not None:
            self.paragraphs.append(self._joined)

    def _inside(self, element: Any, paragraph: _OpenParagraph | None, *, table: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in (_START, _END):
                self._bookmark(child, paragraph)
            elif tag == PARAGRAPH:
                self._paragraph(child, table=table)
            elif tag == TABLE:
                self._inside(child, paragraph, table=True)
            elif tag in GONE:
                for end in child.iter(_END):  # the end of an id can be in what was taken out
                    self._open.pop(end.get(qn("w:id")), None)
            elif tag == ROW:
                if _is_deleted(child):
                    continue
                self.rows.append((len(self.paragraphs), row_text(child)))
                self._inside(child, paragraph, table=True)
            elif paragraph is not None and (text := element_text(child)):
                paragraph.take(text, list(self._open.values()), self._begun)
            elif tag not in _APART:
                if (
                    paragraph is not None
                    and tag == qn("w:hyperlink")
                    and (child.get(qn("w:anchor")) or "").startswith("_Toc")
                ):
                    paragraph.contents = True
                self._inside(child, paragraph, table=table)

    def _paragraph(self, element: Any, *, table: bool) -> None:
        paragraph, self._joined = self._joined or _OpenParagraph(), None
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        paragraph.style = paragraph.style or ("" if style is None else style.get(qn("w:val")) or "")
        paragraph.table = table
        if element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None:
            paragraph.style = paragraph.style or "list"
        self._inside(element, paragraph, table=table)
        # a paragraph whose end was taken out, with tracked changes on, runs on into the next
        if any(element.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{tag}") is not None for tag in GONE):
            if paragraph.words.strip():
                paragraph.words += " "
                self._joined = paragraph
            return
        self.paragraphs.append(paragraph)

    def _bookmark(self, element: Any, paragraph: _OpenParagraph | None) -> None:
        identity, name = element.get(qn("w:id")), element.get(qn("w:name")) or ""
        if element.tag == _END:
            self._open.pop(identity, None)
        elif name.startswith(ASSESSMENT_PREFIX):
            self.assessment_mark = name.removeprefix(ASSESSMENT_PREFIX)
        elif name.startswith(_TOC) and paragraph is not None:
            paragraph.toc = name.removeprefix(_TOC)
        elif name.startswith(PREFIX) and read_mark(name) and identity in self._ended:
            self._open[identity] = name


_APART = (
    qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:pPr"),
    qn("w:rPr"),
)


def _is_deleted(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _comment_count(part: Any) -> int:
    for relation in part.rels.values():
        if relation.reltype.endswith("/comments") and not relation.is_external:
            return int(relation.target_part.blob.count(b"<w:comment "))
    return 0


def _returned(reading: _BodyPass, sent: Sent | None, styles: dict[str, str], comments: int) -> Returned:
    keys = sent.keys if sent else {}
    fixed = sent.fixed if sent else frozenset[str]()
    found_sections = {section for paragraph in reading.paragraphs if (section := _heading_of(paragraph, styles))}
    words: list[ReturnedText] = []
    unknown_headings: list[str] = []
    section_at: dict[int, str] = {}
    section = ""
    for index, paragraph in enumerate(reading.paragraphs):
        section_at[index] = section
        form = normalised(paragraph.words, keys)
        if not form:
            continue
        if heading_of := _heading_of(paragraph, styles):
            section = section_at[index] = heading_of
            if form.casefold() not in _HEADINGS and short_hash(form, SIGNS) not in fixed:
                unknown_headings.append(paragraph.words.strip())
            continue
        marks = tuple(paragraph.own or paragraph.carried)
        parsed = next((mark for name in marks if (mark := read_mark(name))), None)
        if parsed and parsed[0] not in found_sections:
            section = section_at[index] = parsed[0]
        if marks or (
            section and not paragraph.table and not paragraph.contents and short_hash(form, SIGNS) not in fixed
        ):
            style = styles.get(paragraph.style, paragraph.style.casefold())
            if not marks and (style.startswith("heading 1") or style == "title"):
                unknown_headings.append(paragraph.words.strip())
                continue
            heading, bulleted = style.startswith("heading"), style.startswith("list")
            words.append(ReturnedText(section, paragraph.words.strip(), marks, heading, bulleted))
    section_at[len(reading.paragraphs)] = section
    if not any(paragraph.marks for paragraph in words) and not found_sections:
        raise BadInput(NOT_OURS)
    rows = tuple(
        (section_at[index], text)
        for index, text in reading.rows
        if sent and short_hash(normalised(text, keys), SIGNS) not in sent.rows
    )
    marks_lost = not any(paragraph.marks for paragraph in words) and (sent is None or bool(sent.marks))
    sections = frozenset(found_sections | {paragraph.section for paragraph in words})
    return Returned(tuple(words), sent, rows, tuple(unknown_headings), reading.tracked, comments, marks_lost, sections)


def _heading_of(paragraph: _OpenParagraph, styles: dict[str, str]) -> str:
    """The section that this paragraph is the heading of; "" where it is none."""
    if paragraph.contents or paragraph.table or paragraph.own or paragraph.carried:
        return ""
    if styles.get(paragraph.style, paragraph.style.casefold()).startswith(("toc", "contents")):
        return ""
    section_ids = {outline.id for outline in OUTLINE}
    return (
        paragraph.toc
        if paragraph.toc in section_ids
        else _HEADINGS.get(" ".join(paragraph.words.split()).casefold(), "")
    )

"""A returned Word draft: its paragraphs with the ids they were sent with, read as if tracked changes were accepted.

Nothing in the file is run or fetched. A file that is not Word, holds macros, is far too large, is not our draft or is
the draft of another assessment is refused in one sentence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO

from docx import Document

from rubric.draft.outline import OUTLINE
from rubric.draft.round_trip.beside import Comment, read_comments, read_heads, read_notes
from rubric.draft.round_trip.body import BodyPass, OpenParagraph
from rubric.draft.round_trip.lines import RowChange, changed_cover, changed_heads, changed_rows
from rubric.draft.word.marking import SIGNS
from rubric.draft.word.paragraph_ids import assessment_mark, normalised, read_mark, short_hash
from rubric.draft.word.sent import Sent, read_sent
from rubric.errors import ArchiveFault, BadArchive, BadInput
from rubric.mended import mended
from rubric.office import MOST_BYTES, Limits, Package, unsound_as

# A draft of fifty pages, with tracked changes, has about a million bytes of text; a picture that somebody put in may be
# packed as tightly as it can.
_LIMITS = Limits(text=8_000_000, ratio=None)
MOST_PARAGRAPHS = 10_000  # table cells included; a draft has some hundreds
MOST_TEXT = 3_000_000  # characters: what is left is compared where others wait for clicks; fifty pages have 150,000

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
FOREWORD = "foreword"
MOST_BEFORE = 100  # paragraphs before the first heading that are offered: a foreword has a page
_HEADINGS = {outline.heading.casefold(): outline.id for outline in OUTLINE}
_COVER_STYLES = ("title", "subtitle", "cover", "contents", "small gap")


@dataclass(frozen=True)
class ReturnedText:
    """One returned paragraph: its section, its words and the ids it carries.

    More ids than one: paragraphs were joined. One id on several paragraphs: it was cut, or something was put before it.
    `place` says where words that are no paragraph of a section stand: a footnote, an endnote, a text box, a foreword.
    """

    section: str
    words: str
    marks: tuple[str, ...] = ()
    heading: bool = False
    bulleted: bool = False
    place: str = ""


@dataclass(frozen=True)
class Returned:
    """What a returned Word file says.

    `sent` is the record it was sent with, None where that is lost; `rows` are the table rows that are not as sent;
    `cover` and `heads` say what is other on the cover and at the heads and feet of pages; `unknown_headings` are main
    headings that are not ours. `tracked` counts tracked changes; `by_likeness` is True where the ids are lost;
    `sections` are the ids of those in the file.
    """

    words: tuple[ReturnedText, ...]
    sent: Sent | None = None
    rows: tuple[RowChange, ...] = ()
    cover: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    unknown_headings: tuple[str, ...] = ()
    tracked: int = 0
    comments: tuple[Comment, ...] = ()
    by_likeness: bool = False
    sections: frozenset[str] = frozenset()

    @property
    def marks(self) -> frozenset[str]:
        """Every id that came back."""
        return frozenset(mark for paragraph in self.words for mark in paragraph.marks)

    @property
    def unsettled(self) -> tuple[Comment, ...]:
        """Each comment once that nobody has resolved in Word."""
        return tuple({comment.key: comment for comment in self.comments if not comment.resolved}.values())


def read_returned(data: bytes, *, assessment_id: str = "") -> Returned:
    """The draft in the bytes of a .docx.

    Raises BadInput where it is damaged, locked, holds macros, is too large or is no draft of ours, or where it is the
    draft of an assessment other than `assessment_id` ("": any will do).
    """
    _refuse_unusable(data)
    with unsound_as(BadInput(NOT_WORD)):
        document = Document(BytesIO(mended(data)))
        reading, sent = BodyPass(), read_sent(document.part.package)
        reading.read(document.element.body)
        comments, notes = read_comments(document.part), read_notes(document.part)
        heads = read_heads(document.part)
        styles = {style.style_id: (style.name or "").casefold() for style in document.styles}
    said = [*(comment.words for comment in comments.values()), *notes.values(), *heads]
    size = sum(len(paragraph.words) for paragraph in reading.paragraphs) + sum(map(len, said))
    if len(reading.paragraphs) + len(said) > MOST_PARAGRAPHS or size > MOST_TEXT:
        raise BadInput(TOO_LARGE)
    marks = {sent.of if sent else "", reading.assessment_mark} - {""}
    if assessment_id and marks and marks != {assessment_mark(assessment_id)}:
        raise BadInput(ANOTHER)
    return _Gathered(reading, sent, styles, notes).returned(comments, heads)


def _refuse_unusable(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise BadInput(TOO_LARGE)
    try:
        package = Package(data)
        package.refuse_locked()
        package.refuse_macros()
        package.refuse_larger(_LIMITS)
    except BadArchive as bad:
        raise BadInput(_REFUSED[bad.fault]) from bad


class _Gathered:
    """A file that was read, paragraph by paragraph put into its section."""

    def __init__(
        self, reading: BodyPass, sent: Sent | None, styles: dict[str, str], notes: Mapping[tuple[str, str], str]
    ) -> None:
        self.reading, self.sent, self.styles, self.notes = reading, sent, styles, notes
        self.keys = sent.keys if sent else {}
        self.fixed = sent.fixed if sent else frozenset[str]()
        self.words: list[ReturnedText] = []
        self.unknown_headings: list[str] = []
        self.cover: list[str] = []  # new lines of it
        self.section_at: list[str] = []  # by the index of a paragraph
        self.found = {section for paragraph in reading.paragraphs if (section := _heading_of(paragraph, styles))}

    def returned(self, comments: Mapping[str, Comment], heads: tuple[str, ...]) -> Returned:
        """The whole of it. BadInput: nothing in it is ours."""
        section = ""
        for paragraph in self.reading.paragraphs:
            section = self._paragraph(paragraph, section)
            self.section_at.append(section)
            self.words += self._beside(paragraph, section)
        self.section_at.append(section)
        if not any(words.marks for words in self.words) and not self.found:
            raise BadInput(NOT_OURS)
        marks_lost = not any(words.marks for words in self.words) and (self.sent is None or bool(self.sent.marks))
        lines = [paragraph.words for paragraph in self.reading.paragraphs]
        rows = [(self.section_at[index], text) for index, text in self.reading.rows]
        first = next((section for section in self.section_at if section), "")
        words = [replace(words, section=words.section or first) for words in self.words]
        return Returned(
            tuple(words),
            self.sent,
            changed_rows(self.sent, rows),
            changed_cover(self.sent, self.cover, lines),
            changed_heads(self.sent, heads),
            tuple(self.unknown_headings),
            self.reading.tracked,
            tuple(self._placed(comments)),
            marks_lost,
            frozenset(self.found | {words.section for words in words}),
        )

    def _paragraph(self, paragraph: OpenParagraph, section: str) -> str:
        """Take a paragraph into the section that it stands in; gives the section that goes on after it."""
        form, words = normalised(paragraph.words, self.keys), paragraph.words.strip()
        if not form:
            return section
        if heading_of := _heading_of(paragraph, self.styles):
            if form.casefold() not in _HEADINGS and not self._is_fixed(form):
                self.unknown_headings.append(words)
            return heading_of
        marks = tuple(paragraph.own or paragraph.carried)
        parsed = next((mark for name in marks if (mark := read_mark(name))), None)
        if parsed and parsed[0] not in self.found:
            section = parsed[0]
        if not marks and (paragraph.table or paragraph.contents or self._is_fixed(form)):
            return section
        style = self.styles.get(paragraph.style, paragraph.style.casefold())
        before = not section and not marks
        if before and style.startswith((*_COVER_STYLES, "toc")):
            if not style.startswith("toc"):
                self.cover.append(words)
        elif not marks and (style.startswith("heading 1") or style == "title"):
            self.unknown_headings.append(words)
        elif before and sum(words.place == FOREWORD for words in self.words[:MOST_BEFORE]) >= MOST_BEFORE:
            return section
        elif section or marks or self.found:
            heading, bulleted = style.startswith("heading") and not before, style.startswith("list")
            place = FOREWORD if before else ""
            self.words.append(ReturnedText(section, words, marks, heading, bulleted, place))
        return section

    def _beside(self, paragraph: OpenParagraph, section: str) -> Iterator[ReturnedText]:
        """The footnotes, endnotes and text boxes that hang on a paragraph and were not sent."""
        told = [
            (kind, self.notes[kind, identity]) for kind, identity in paragraph.notes if (kind, identity) in self.notes
        ]
        told += [("text box", words) for words in paragraph.boxes]
        for place, words in told:
            if not self._is_fixed(normalised(words, self.keys)):
                yield ReturnedText(section, words.strip(), place=place)

    def _is_fixed(self, form: str) -> bool:
        return short_hash(form, SIGNS) in self.fixed

    def _placed(self, comments: Mapping[str, Comment]) -> Iterator[Comment]:
        """Each comment with where it stands."""
        at = {
            identity: (paragraph.words.strip(), section)
            for paragraph, section in zip(self.reading.paragraphs, self.section_at, strict=False)
            for identity in paragraph.comments
        }
        for identity, comment in comments.items():
            words, section = at.get(identity, ("", ""))
            about = self.reading.commented.get(identity, "").strip()
            yield replace(comment, about=about, paragraph=words, section=section)


def _heading_of(paragraph: OpenParagraph, styles: dict[str, str]) -> str:
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

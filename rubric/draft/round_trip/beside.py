"""What a Word file holds beside its body: comments, footnotes, endnotes, and the heads and feet of its pages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from rubric.draft.round_trip.visible import PARAGRAPH, text_of, text_without_fields
from rubric.draft.word.paragraph_ids import short_hash

_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WORD_2012 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_NOTES = {"footnotes": "footnote", "endnotes": "endnote"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Comment:
    """A comment: who said it and when (None: not told), and on what.

    `about` are the words it is on, `paragraph` those of the paragraph that it begins in, and `section` the id of that
    one's section ("" before the first heading). `answers` are the words of the comment that it replies to, and
    `resolved` says that somebody has marked it so in Word.
    """

    words: str
    by: str = ""
    on: date | None = None
    about: str = ""
    paragraph: str = ""
    section: str = ""
    answers: str = ""
    resolved: bool = False

    @property
    def key(self) -> str:
        """An id for widgets: the same for the same comment in the same place."""
        return short_hash("\0".join((self.by, str(self.on), self.words, self.about, self.paragraph, self.answers)), 16)


def read_comments(part: Any) -> dict[str, Comment]:
    """The comments of a document's main part by their ids, in the file's order, without where they stand."""
    threads: dict[str, tuple[str, bool]] = {}  # by a paragraph's id: the one it answers, and whether it is resolved
    for root in _parts(part, "commentsExtended"):
        for entry in root.iter(f"{_WORD_2012}commentEx"):
            threads[entry.get(f"{_WORD_2012}paraId") or ""] = (
                entry.get(f"{_WORD_2012}paraIdParent") or "",
                entry.get(f"{_WORD_2012}done") in ("1", "true"),
            )
    found: dict[str, Comment] = {}
    said: dict[str, Comment] = {}  # by the id of its last paragraph
    for root in _parts(part, "comments"):
        for element in root.iter(qn("w:comment")):
            paragraphs = list(element.iter(PARAGRAPH))
            mark = (paragraphs[-1].get(f"{_WORD_2010}paraId") or "") if paragraphs else ""
            parent, resolved = threads.get(mark, ("", False))
            answered = said.get(parent)
            comment = Comment(
                words="\n".join(filter(None, (text_of(paragraph).strip() for paragraph in paragraphs))),
                by=(element.get(qn("w:author")) or "").strip(),
                on=_day(element.get(qn("w:date")) or ""),
                answers=answered.words if answered else "",
                resolved=resolved or bool(answered and answered.resolved),
            )
            found[element.get(qn("w:id")) or str(len(found))] = said[mark] = comment
    return found


def read_notes(part: Any) -> dict[tuple[str, str], str]:
    """The words of each footnote and endnote, by its kind and id."""
    found: dict[tuple[str, str], str] = {}
    for name, kind in _NOTES.items():
        for root in _parts(part, name):
            for element in root.iter(qn(f"w:{kind}")):
                words = " ".join(filter(None, (text_of(within).strip() for within in element.iter(PARAGRAPH))))
                if words and element.get(qn("w:type")) in (None, "normal"):  # the others are lines drawn above them
                    found[kind, element.get(qn("w:id")) or ""] = words
    return found


def read_heads(part: Any) -> tuple[str, ...]:
    """Each line at the head or foot of pages once, without what fields such as page numbers show."""
    lines: dict[str, None] = {}
    for name in ("header", "footer"):
        for root in _parts(part, name):
            for paragraph in root.iter(PARAGRAPH):
                if words := " ".join(text_without_fields(paragraph).split()):
                    lines[words] = None
    return tuple(lines)


def _parts(part: Any, kind: str) -> Iterator[Any]:
    """The roots of the parts of this kind that a document has."""
    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if _DAY.match(text) else None
    except ValueError:
        return None

"""Sets the hidden ids in a finished Word file: a bookmark around each paragraph of the draft, and the record of it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rubric.draft.model import Draft
from rubric.draft.round_trip.beside import read_heads, read_notes
from rubric.draft.round_trip.visible import PARAGRAPH, ROW, TABLE, row_text, text_of
from rubric.draft.word.paragraph_ids import (
    ASSESSMENT_PREFIX,
    IN_TEXT,
    all_places,
    assessment_mark,
    item_keys,
    normalised,
    short_hash,
)
from rubric.draft.word.sent import Sent, SentRow, write_sent

LONGEST_LINE = 80  # characters kept of a table row or a line of the cover, to say which it was
SIGNS = 6  # of the short forms of paragraphs that are not ours, and of rows


def set_marks(document: Document, draft: Draft, assessment_id: str) -> None:
    """Turn the ids that came through the template into bookmarks, and store the record of what is sent in the file.

    `assessment_id` is that of the draft's assessment; "" leaves its mark out.
    """
    body = document.element.body
    words = {place.mark: place.words for places in all_places(draft).values() for place in places if place.mark}
    keys, ids = item_keys(draft.numbers), bookmark_ids(body)
    marks: list[str] = []
    around: dict[str, tuple[str, str]] = {}
    fixed: set[str] = set()
    for paragraph in list(body.iter(PARAGRAPH)):
        marks_found = [mark for mark in _take_marks(paragraph) if mark in words and mark not in marks]
        text = normalised(text_of(paragraph), keys)
        wanted = normalised(words[marks_found[0]], keys) if marks_found else ""
        if len(marks_found) == 1 and wanted and wanted in text:
            before, _, after = text.partition(wanted)
            if before or after:
                around[marks_found[0]] = (before, after)
            marks.append(marks_found[0])
            bookmark_around(paragraph, marks_found[0], next(ids))
        elif text:
            fixed.add(short_hash(text, SIGNS))
    if assessment_id:
        first = next(iter(body), None)
        if first is not None and first.tag in (PARAGRAPH, TABLE):
            bookmark_around(first, ASSESSMENT_PREFIX + assessment_mark(assessment_id), next(ids))
    fixed |= {short_hash(normalised(words, keys), SIGNS) for words in read_notes(document.part).values()}
    write_sent(
        document.part.package,
        Sent(
            assessment_mark(assessment_id),
            tuple(marks),
            keys,
            frozenset(fixed),
            tuple(_rows(body, draft, keys)),
            around,
            tuple(_cover(body, marks)),
            tuple(line[:LONGEST_LINE] for line in read_heads(document.part)),
        ),
    )


def _cover(body: Any, marks: Sequence[str]) -> Iterator[str]:
    """The lines before the first section: before its heading, or before its first words where that is not marked."""
    for element in body.iter(PARAGRAPH, qn("w:bookmarkStart")):
        name = element.get(qn("w:name")) or ""
        if name in marks or (name.startswith("_Toc_") and element.getparent().tag == PARAGRAPH):
            return
        starts = element.tag == PARAGRAPH and any(
            (mark.get(qn("w:name")) or "").startswith("_Toc_") for mark in element.iter(qn("w:bookmarkStart"))
        )
        if starts:
            return
        if element.tag == PARAGRAPH and (words := " ".join(text_of(element).split())):
            yield words[:LONGEST_LINE]


def _take_marks(paragraph: Any) -> list[str]:
    """The ids in a paragraph's runs, which are taken out of them."""
    taken: list[str] = []
    for text in paragraph.iter(qn("w:t")):
        if text.text and (found := IN_TEXT.findall(text.text)):
            taken += found
            text.text = IN_TEXT.sub("", text.text)
    return taken


def _rows(body: Any, draft: Draft, keys: Mapping[int, str]) -> Iterator[SentRow]:
    told = {
        " ".join(max(row.values(), key=len).split()): section.id
        for section in draft.sections
        if section.table
        for row in section.table.rows
    }
    for row in body.iter(ROW):
        text = row_text(row)
        flat_text = " ".join(text.split())
        section = next((told[words] for words in told if words and words in flat_text), "")
        yield SentRow(short_hash(normalised(text, keys), SIGNS), section, flat_text[:LONGEST_LINE])


def bookmark_ids(body: Any) -> Iterator[int]:
    """Numbers for new bookmarks, above all that the document uses."""
    taken = (mark.get(qn("w:id")) or "" for mark in body.iter(qn("w:bookmarkStart")))
    return count(1 + max((int(identity) for identity in taken if identity.isdecimal()), default=0))


def bookmark_around(element: Any, name: str, identity: int) -> None:
    """Add a bookmark around a paragraph: beside it, not in it, so that new text in the paragraph does not remove it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(identity))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(identity))
    element.addprevious(start)
    element.addnext(end)

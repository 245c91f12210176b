"""Remarks on a returned Word draft, besides the differences: how it was read, and what to change elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rubric.draft.model import Draft
from rubric.draft.outline import ACTIONS, BAND, EVIDENCE, FURTHER
from rubric.draft.round_trip.lines import RowChange
from rubric.draft.round_trip.returned import BY_LIKENESS, FOREWORD, MOST_BEFORE, Returned, ReturnedText
from rubric.draft.word.paragraph_ids import normalised, read_mark, short_hash
from rubric.english import capital, flat, in_words, listed, shortened

# where a table stands and what to do, by the sections whose table it is
_TABLES = {
    ("in the table of next steps", "change these under Plan"): (ACTIONS.id, FURTHER.id),
    ("in the evidence list", "change these under Evidence"): (EVIDENCE.id,),
    ("in a table", "tables are not read back"): ("", BAND.id),
}


def remarks_on(returned: Returned, draft: Draft) -> tuple[str, ...]:
    """Sentences on changes that cannot be accepted from Word, and on how the file was read; may be empty."""
    remarks = [BY_LIKENESS] if returned.by_likeness else []
    if returned.tracked:
        remarks.append(f"{capital(in_words(returned.tracked, 'tracked change'))} read as if accepted.")
    remarks += _besides(returned)
    for change in ("changed", "added", "deleted"):
        remarks += _rows(change, [row for row in returned.rows if row.kind == change], draft)
    if returned.cover:
        remarks.append(
            f"On the cover, {_some(returned.cover)}: it is made of the assessment’s details, change them there."
        )
    if returned.heads:
        remarks.append(f"At the head or foot of pages, {_some(returned.heads)}: these lines come from the template.")
    if returned.unknown_headings:
        named = listed(f"“{paragraph[:80]}”" for paragraph in returned.unknown_headings[:5])
        remarks.append(f"Main headings come from the template, so {named} can be changed there, not here.")
    shown = {section.id for section in draft.sections} - {BAND.id}
    if sections := sorted(
        {
            paragraph.section
            for paragraph in returned.words
            if paragraph.section not in shown and _is_changed(paragraph, returned)
        }
    ):
        remarks.append(
            "Changes to the annex on the predicted band are not taken over: its words come from the prediction."
            if sections == [BAND.id]
            else "Some paragraphs belong to parts that the draft no longer has: they stay in the Word file."
        )
    return tuple(remarks)


def _besides(returned: Returned) -> Iterator[str]:
    """On words that stand in Word beside the text, each kind once."""
    if returned.comments:
        resolved = sum(comment.resolved for comment in returned.comments)
        marked = f", {in_words(resolved)} of them marked as resolved there" if resolved else ""
        yield f"{capital(in_words(len(returned.comments), 'comment'))} in Word{marked}."
    places = [words.place for words in returned.words if words.place and words.place != FOREWORD]
    for place in dict.fromkeys(places):
        number = in_words(places.count(place), place, "text boxes" if place == "text box" else "")
        yield f"{capital(number)} put in: offered below as a paragraph where it stands."
    if before := sum(words.place == FOREWORD for words in returned.words):
        which = f"the first {MOST_BEFORE} paragraphs are" if before >= MOST_BEFORE else "they are"
        yield f"There are words before the first heading: {which} offered below as a beginning of the first section."


def _rows(change: str, rows: Sequence[RowChange], draft: Draft) -> Iterator[str]:
    """A sentence for each table, on rows that were changed in the same way."""
    named = [replace(row, section=row.section or _section_of(row.words, draft)) for row in rows]
    for (where, remedy), sections in _TABLES.items():
        if found := [row.words for row in named if row.section in sections]:
            quoted = listed(f"“{shortened(words, 60)}”" for words in found[:3] if words)
            shown = f" ({quoted}{', and more' if len(found) > 3 else ''})" if quoted else ""
            yield f"{capital(in_words(len(found), 'row'))} {change}{shown} {where}: {remedy}."


def _section_of(words: str, draft: Draft) -> str:
    """The section in whose table a row stands; "" where that cannot be told."""
    for section in draft.sections:
        for row in section.table.rows if section.table else ():
            if words and flat(max(row.values(), key=len)).startswith(words[:40]):
                return section.id
    return ""


def _some(pieces: Sequence[str]) -> str:
    return "; ".join(pieces[:3]) + (f"; and {in_words(len(pieces) - 3, 'other line')}" if len(pieces) > 3 else "")


def _is_changed(paragraph: ReturnedText, returned: Returned) -> bool:
    keys = returned.sent.keys if returned.sent else {}
    form = normalised(paragraph.words, keys)
    around = [returned.sent.around.get(mark, ("", "")) if returned.sent else ("", "") for mark in paragraph.marks]
    for before, after in around:
        form = form.removeprefix(before).removesuffix(after)
    return not any((read := read_mark(mark)) and read[1] == short_hash(form) for mark in paragraph.marks)

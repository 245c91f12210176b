"""Remarks on a returned Word draft, besides the differences: how it was read, and what to change elsewhere."""

from collections.abc import Sequence

from rubric.draft.model import Draft
from rubric.draft.outline import ACTIONS, BAND, EVIDENCE, FURTHER
from rubric.draft.round_trip.returned import BY_LIKENESS, Returned, ReturnedText
from rubric.draft.word.paragraph_ids import normalised, read_mark, short_hash
from rubric.english import capital, in_words, listed


def remarks_on(returned: Returned, draft: Draft) -> tuple[str, ...]:
    """Sentences on changes that cannot be accepted from Word, and on how the file was read; may be empty."""
    remarks = [BY_LIKENESS] if returned.by_likeness else []
    if returned.tracked:
        remarks.append(f"{capital(in_words(returned.tracked, 'tracked change'))} read as if accepted.")
    if returned.comments:
        remarks.append(
            f"{capital(in_words(returned.comments, 'comment'))} in Word: they stay there, answer them there."
        )
    steps = [row for section, row in returned.rows if section in (ACTIONS.id, FURTHER.id)]
    items = [row for section, row in returned.rows if section == EVIDENCE.id]
    if steps:
        remarks.append(f"{_rows(steps)} in the table of next steps: change these under Plan.")
    if items:
        remarks.append(f"{_rows(items)} in the evidence list: change these under Evidence.")
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


def _rows(rows: Sequence[str]) -> str:
    named = listed(f"“{row[:60].rstrip()}…”" if len(row) > 60 else f"“{row}”" for row in rows[:3])
    return f"{capital(in_words(len(rows), 'row'))} changed ({named}{', and more' if len(rows) > 3 else ''})"


def _is_changed(paragraph: ReturnedText, returned: Returned) -> bool:
    keys = returned.sent.keys if returned.sent else {}
    form = normalised(paragraph.words, keys)
    around = [returned.sent.around.get(mark, ("", "")) if returned.sent else ("", "") for mark in paragraph.marks]
    for before, after in around:
        form = form.removeprefix(before).removesuffix(after)
    return not any((read := read_mark(mark)) and read[1] == short_hash(form) for mark in paragraph.marks)

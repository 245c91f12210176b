"""What the draft does with typed words that their author should know: it leaves out, it cuts, or a reader may misread.

Told in notes to the author, one for each item or action, and never to the reader.
"""

import re
from collections.abc import Iterator

from rubric.draft.material import Material, claims_nothing, is_question
from rubric.draft.model import Section
from rubric.draft.position import LONGEST_CLAIM
from rubric.draft.steps import LONGEST_CELL, LONGEST_STEP_TOLD
from rubric.draft.wording import excerpt, is_cut, opening
from rubric.english import either, listed, shortened
from rubric.evidence import fields
from rubric.evidence.model import LOOP, Action, EvidenceItem
from rubric.evidence.stated import MOST_READ, UNFILLED, stated

_QUOTED = 40  # letters
_LOOKS_CITED = re.compile(r"\[\d{1,4}(?:\s?[,–-]\s?\d{1,4}){0,20}\]")
_READ_BESIDE = {*fields.ACCOUNT, "source", "owner", "return_reference"}

Typed = tuple[str, str]  # what the field is called, and what is typed in it


def typed_notes(material: Material, position: Section) -> Iterator[str]:
    """The notes on what was typed, item by item, then on the plan's actions; `position` is the draft's own section."""
    for item in material.items:
        yield from _left_out(item, f"Evidence {material.numbers[item.id]}")
    for item in material.usable:
        if claims_nothing(item.text):
            why = "is a question" if is_question(item.text) else "has a place still to be filled in"
            yield (
                f"The claim of evidence {material.numbers[item.id]} {why}, so it stands in the evidence list alone: "
                "write what is so."
            )
    for item in material.items:
        yield from _misread(f"Evidence {material.numbers[item.id]}", [*_words_of(item), *_records(item)])
    for action in material.assessment.actions:
        yield from _misread(f"The action “{shortened(action.text, _QUOTED)}”", _of_action(action))
    for step in material.steps:
        yield from _cut_step(step.action)
    yield from _cut_in_brief(material, position)


def _words_of(item: EvidenceItem) -> list[Typed]:
    own = [
        (field.noun or field.inside, getattr(item, field.name)) for field in fields.ITEM if field.name in _READ_BESIDE
    ]
    step = [(f"next step’s {of}" if of else "next step", text) for of, text in _of_action(item.action)]
    return [*own, *step]


def _of_action(action: Action | None) -> list[Typed]:
    if action is None:
        return []
    return [("", action.text), ("owner", action.owner), ("measure", action.measure)]


def _records(item: EvidenceItem) -> list[Typed]:
    rows = {field.name: field.inside for field in fields.CONFIRMATION}
    return [(rows[name], getattr(record, name)) for record in item.confirmations for name in ("said", "where")]


def _left_out(item: EvidenceItem, whose: str) -> Iterator[str]:
    """Entries that say nothing, such as "not known"; those of a feedback loop have a note of their own."""
    loop = {getattr(item, name) for name in LOOP}
    empty = [
        f"its {name} (“{shortened(text, _QUOTED)}”)"
        for name, text in (*_words_of(item), *_records(item))
        if text.strip() and not stated(text) and text not in loop
    ]
    if empty:
        yield (
            f"{whose} says nothing that can be told in {listed(empty)}: the draft leaves "
            f"{either(len(empty), 'that', 'these')} out."
        )


def _misread(whose: str, typed: list[Typed]) -> Iterator[str]:
    """Numbers in square brackets, which a reader takes for those of the evidence list, and places not filled in."""
    for name, text in typed:
        place = f" in its {name}" if name else ""
        if found := _LOOKS_CITED.search(text[:MOST_READ]):
            yield (
                f"{whose} has “{found[0]}”{place}, which looks like a number of the evidence list: write it in round "
                "brackets."
            )
        if stated(text) and (found := UNFILLED.search(text[:MOST_READ])):
            yield f"{whose} has “{found[0]}”{place}, a place still to be filled in: no sentence tells it until it is."


def _cut_step(action: Action) -> Iterator[str]:
    if is_cut(action.text, LONGEST_STEP_TOLD) or len(action.measure.split()) > LONGEST_CELL:
        yield f"The next step “{opening(action.text, 8)}” is too long and is cut short: shorten it."


def _cut_in_brief(material: Material, position: Section) -> Iterator[str]:
    """Claims of which the opening section tells only the first words."""
    told = {number for paragraph in position.all_paragraphs() for s in paragraph.sentences for number in s.evidence}
    text = "\n".join(paragraph.text for paragraph in position.all_paragraphs())
    for item in material.usable:
        words = excerpt(stated(item.text), LONGEST_CLAIM)
        if material.numbers[item.id] in told and is_cut(item.text, LONGEST_CLAIM) and words in text:
            yield (
                f"“{position.heading}” tells only the opening of evidence {material.numbers[item.id]}, which "
                f"has more than {LONGEST_CLAIM} words."
            )

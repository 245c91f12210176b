"""Whatever a person can paste into a field or a section is dealt with in a second on a machine that has the time.

Machines differ, and one with other jobs on it is slower by a factor, so the second is one of a known piece of work
done in the same moment.
"""

import re
import time
from collections.abc import Callable

import pytest

from rubric.draft import compose, markdown
from rubric.draft.edited import MOST_BLOCKS, as_text, composed_change, from_text
from rubric.draft.model import Draft, Section, Sentence
from rubric.draft.passages import passages
from rubric.draft.references import lost_items, unknown_numbers, with_ids, with_numbers
from rubric.evidence import fields
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.lint.check import lint
from rubric.evidence.model import Action, Assessment, EvidenceItem, SectionEdit
from rubric.evidence.stated import stated
from rubric.framework import load
from rubric.framework.words import Maturity, Polarity, Voice
from tests.draft.builders import ON

FRAMEWORK = load()
LONG = 200_000  # letters
ODD = {
    "backslashes": "\\" * LONG,
    "escaped brackets": "\\[" * (LONG // 2),
    "brackets": "[" * LONG,
    "citations left open": "[1," * (LONG // 3),
    "names left open": "[@a" * (LONG // 3),
    "lines of a list": "- a\n" * (LONG // 4),
    "blank lines": "\n" * LONG + "x",
    "headings": "# a\n\n" * (LONG // 5),
    "commas": "a, " * (LONG // 3),
    "ends and quotes": ".”" * (LONG // 2),
    "shares": "1 of 2 is 50% " * (LONG // 14),
    "sentences": "We moved in 2025. " * (LONG // 18),
    "short forms": "DoLS (ASC) “SAR " * (LONG // 16),
    "one word": "a" * LONG,
    "question marks": "?" * LONG,
    "places to fill in": "XX% of [add " * (LONG // 12),
    "no exceptions": "never all every 3 of 4 " * (LONG // 23),
    "spaces": "x" + " " * LONG + "y",
    "several signs to a letter": "👩‍👩‍👧" * (LONG // 5),
}
EACH = pytest.mark.parametrize("text", ODD.values(), ids=ODD)
AT_MOST = 2.0  # seconds for all fields at once, each as long: one field takes a part of it
YARD = 0.01  # seconds that `yard` takes on two cores with nothing else to do


def yard() -> None:
    """A known piece of work, of the kinds that reading a text is made of: patterns, cutting, joining, small objects."""
    words = [Sentence(text=word) for word in re.findall(r"\w+", "We moved in 2025 and counted. " * 1_000)]
    " ".join(word.text.strip() for word in words).split(".")


def clocked(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def in_time(act: Callable[[], object], at_most: float) -> bool:
    """Whether this takes so many seconds at most, where `yard` takes what it takes on a machine with the time."""
    seconds = clocked(act)
    return seconds < at_most or seconds * YARD / min(clocked(yard) for _ in range(5)) < at_most


def full(text: str) -> EvidenceItem:
    """An item with this text in every field that holds words."""
    item = EvidenceItem(
        aspect="culture",
        polarity=Polarity.SHORTFALL,
        maturity=Maturity.EMBEDDED,
        confirmations=[Confirmation(voice=Voice.PEOPLE, said=text, where=text)],
        action=Action(text=text, owner=text, measure=text),
    )
    return item.model_copy(update=dict.fromkeys(fields.WORDS, text))


@EACH
def test_an_item_with_every_field_full_is_drafted_and_read_at_once(text: str) -> None:
    assessment = Assessment(evidence=[full(text)])
    drafts: list[Draft] = []
    assert in_time(lambda: drafts.append(compose(assessment, FRAMEWORK, on=ON)), AT_MOST)
    draft = drafts[0]
    assert in_time(lambda: lint(assessment, FRAMEWORK, ON, passages(draft)), AT_MOST)
    assert any("read only the first 10,000 letters" in note for note in draft.notes) or not stated(text)


@EACH
def test_a_section_of_anything_is_read_and_shown_at_once(text: str) -> None:
    section = from_text(Section(id="strengths", heading="S"), text, {1, 2})
    edit = SectionEdit(section="strengths", text=text, composed=text)
    acts: tuple[Callable[[], object], ...] = (
        lambda: from_text(section, text, {1, 2}),
        lambda: as_text(section),
        lambda: markdown(section),
        lambda: with_ids(text, {"a": 1}),
        lambda: with_numbers(text, {"a": 1}),
        lambda: unknown_numbers(text, {1}),
        lambda: lost_items(text, {"a": 1}),
        lambda: composed_change(edit, section, {"a": 1}),
    )
    assert all(in_time(act, AT_MOST / 2) for act in acts)


def test_no_word_is_lost_of_a_section_of_more_paragraphs_than_are_read_one_by_one() -> None:
    words = [f"w{number}" for number in range(MOST_BLOCKS + 50)]
    section = from_text(Section(id="strengths", heading="S"), "\n\n".join(words), set())
    assert " ".join(p.text for p in section.all_paragraphs()).split() == words
    assert len(section.paragraphs) == MOST_BLOCKS + 1

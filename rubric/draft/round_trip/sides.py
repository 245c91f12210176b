"""The two sides of a comparison: the blocks of a section in the current draft, and its paragraphs as returned."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rubric.draft.model import Paragraph, Section
from rubric.draft.word.paragraph_ids import Place


@dataclass
class CurrentBlock:
    """One block of the section in the current draft.

    `forms` and `marks` are those that it would have with other short forms spelled out: where these are first used
    depends on the whole draft, so a block that nobody changed can have been sent with any of them.
    """

    index: int
    block: str
    place: Place
    form: str
    forms: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    taken: bool = False

    @cached_property
    def counted(self) -> Counter[str]:
        """How often it has each word."""
        return words_counted(self.form)


@dataclass
class ReturnedParagraph:
    """One returned paragraph: its words with current numbers, as a block, and in the forms compared."""

    words: str
    block: str
    form_sent: str  # as sent, to be compared with an id
    form: str  # as it would be in the current draft
    marks: tuple[str, ...]
    place: str = ""  # a footnote, a foreword and the like
    match: CurrentBlock | None = None
    grouped: bool = False

    @cached_property
    def counted(self) -> Counter[str]:
        """How often it has each word."""
        return words_counted(self.form)


def paragraphs_of(section: Section) -> Iterable[Paragraph | None]:
    """In the order of `places`; None for a heading."""
    yield from section.paragraphs
    for entry in section.entries:
        yield None
        yield from entry.paragraphs


def words_counted(text: str) -> Counter[str]:
    """How often a text has each word, capitals or not."""
    return Counter(text.casefold().split())


def likeness(first: Counter[str], second: Counter[str]) -> float:
    """How much of their words two texts share, from 0 to 1."""
    shared, all_words = (first & second).total(), first.total() + second.total()
    return 2 * shared / all_words if all_words else 0.0

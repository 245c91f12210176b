"""What the parts of the briefing share: texts within their limits, and which items lead.

Every text has a limit in words and in letters (our own judgement), so that a text without spaces is cut too.
"""

from collections.abc import Iterable
from typing import TypeVar

from rubric.draft.phrases import SPEAKERS, claim, doubt, figures, outcome
from rubric.draft.wording import cover_name, in_prose, opening, sentence
from rubric.english import capital, in_words, inline, listed, shortened
from rubric.evidence.last_report import Answer
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Voice

LEADS = 3  # strengths, and risks
LETTERS = 7  # for each word allowed
T = TypeVar("T", bound=EvidenceItem | Answer)


def short_sentence(text: str, words: int) -> str:
    """The opening of a text as a sentence, of at most `words` words and seven characters for each of them."""
    return shortened(opening(text, words), words * LETTERS)


def short_claim(item: EvidenceItem, words: int) -> str:
    """The claim as the draft tells it, on one line, as short as `short_sentence`."""
    return sentence(shortened(in_prose([claim(item, words)]), words * LETTERS))


def in_its_favour(item: EvidenceItem, words: int) -> str:
    """What a strength has to show, in so many words: the difference made, or else its figures, with what they lack."""
    made = outcome(item)
    told = in_prose([made, "" if made.words else figures(item), doubt(item)])
    return sentence(shortened(told, words * LETTERS))


def says_otherwise(item: EvidenceItem) -> str:
    """ "Partners say otherwise, if only in part.", or "" where nobody is recorded to."""
    who = [inline(SPEAKERS[voice]) for voice in Voice if voice in item.objecting_voices]
    return f"{capital(listed(who, comma=True))} say otherwise, if only in part." if who else ""


def trimmed(text: str, words: int) -> str:
    """As `short_sentence`, for a name: without a full stop."""
    return short_sentence(cover_name(text), words).removesuffix(".")


def counted(count: int, noun: str) -> str:
    """ "Three strengths", "One strength", or "Strengths" where there is none."""
    return capital(in_words(count, noun) if count else f"{noun}s")


def spread(items: Iterable[T]) -> list[T]:
    """The first three, each on another aspect where there are enough of those."""
    kept = list(items)
    first = {item.aspect: item for item in reversed(kept)}
    leads = [item for item in kept if first[item.aspect] is item]
    rest = [item for item in kept if first[item.aspect] is not item]
    return [*leads, *rest][:LEADS]

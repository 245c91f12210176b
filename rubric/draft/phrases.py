"""One item's facts, each as a sentence in one voice. Functions give "" where the item says nothing on the fact.

`turn` is the item's index in its section, from 0: the wording of a fact changes from one item to the next, so that six
in a row do not all read alike. The same item with the same `turn` always reads the same. `lower_words` are the words
that the council writes in lower case, as for `joining.lower_first`.
"""

import re
from collections.abc import Collection, Sequence
from typing import TypeVar

from rubric.draft import joining
from rubric.draft.joining import AFFECTED, CAUSE, is_clause, led_in, lower_first
from rubric.draft.wording import opening, sentence, with_date, without_full_stop
from rubric.english import capital, flat, in_words, listed
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity, Reach, Voice

_PERIOD = re.compile(r"\b(?:19|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b")
_NUMBER = re.compile(r"[a-z]+|\d[\d,.]*(?<![,.])")
_Way = TypeVar("_Way")

_FEWEST_OF_A_SENTENCE = 3  # a capital and as many words are taken for a sentence
LONGEST_DETAIL = 40  # words of one detail told in the text

# In the order in which they are named: those who are not the council first.
_CONFIRMER_NAMES = {
    Voice.PEOPLE: "people and carers",
    Voice.PARTNERS: "partners",
    Voice.STAFF_AND_LEADERS: "staff and leaders",
}
_WHERE = {
    Reach.ONE_TEAM: "in one team so far",
    Reach.SOME: "in some teams so far",
    Reach.MOST: "across most of the service",
    Reach.EVERYONE: "across the whole service",
}
_AFFECTS = {
    Reach.ONE_TEAM: "one team",
    Reach.SOME: "some teams",
    Reach.MOST: "most of the service",
    Reach.EVERYONE: "the whole service",
}
_HOLDS = ("This holds {}.", "That is so {}.", "Today this holds {}.")
_DEVELOPING = (
    ("This is still developing.", "This is still developing, and holds {}."),
    ("It is still developing.", "It is still developing, {}."),
)
_FIGURES = ("Our figures show {}.", "The record shows {}.", "We can point to {}.")
_OWN_FIGURES = ("Our own figures, not yet borne out: {}.", "By our own count: {}.")
_NO_DIFFERENCE = (
    "We have not yet recorded the difference this makes.",
    "What difference it makes is still to be shown.",
)
# Openings that already say how the difference came about, or when.
_LED_IN = frozenset(
    {"after", "as", "at", "because", "before", "by", "during", "for", "from", "in", "on", "since", "when"}
)
_SHOWN = ("Our documents and data show it", "Our own documents and data bear this out")
_OURS = "our own documents and data"
OWN_ACCOUNT = "This is our own account so far"
NOT_ANSWERED = "We have not yet answered who bears this out"


def reach_sentence(item: EvidenceItem, turn: int = 0) -> str:
    """ "This holds across the whole service.", and that it is new or partial where it is still developing."""
    if item.maturity is Maturity.DEVELOPING:
        alone, placed = _pick(_DEVELOPING, turn)
        return placed.format(_WHERE[item.reach]) if item.reach else alone
    return _pick(_HOLDS, turn).format(_WHERE[item.reach]) if item.reach else ""


def cause_sentence(item: EvidenceItem, lower_words: Collection[str] = ()) -> str:
    """Why a gap exists, "This is because …"."""
    return led_in(CAUSE, opening(stated(item.cause), LONGEST_DETAIL), lower_words)


def affected_sentence(item: EvidenceItem, lower_words: Collection[str] = ()) -> str:
    """Who is affected, in the council's words; else how widely, "It affects most of the service."."""
    if stated(item.affected):
        return led_in(AFFECTED, opening(item.affected, LONGEST_DETAIL), lower_words)
    return f"It affects {_AFFECTS[item.reach]}." if item.reach else ""


def figures_sentence(item: EvidenceItem, turn: int = 0, lower_words: Collection[str] = ()) -> str:
    """The figures, unless the claim or the difference already gives more than half of them (our own judgement)."""
    words = without_full_stop(opening(stated(item.figures), LONGEST_DETAIL))
    already_told = f"{item.text} {item.outcome}"
    if not words or _contains(already_told, words) or _mostly_told(words, already_told):
        return ""
    if is_clause(words, surely=True):
        return capital(sentence(words))
    # figures without a document and without anybody who confirms them are no record
    ways = _FIGURES if item.is_shown else _OWN_FIGURES
    return _pick(ways, turn).format(lower_first(words, lower_words))


def difference_sentence(item: EvidenceItem, turn: int = 0, lower_words: Collection[str] = ()) -> str:
    """The difference made, or that none is recorded yet: a strength always states which."""
    return outcome_sentence(item, turn, lower_words) if stated(item.outcome) else _pick(_NO_DIFFERENCE, turn)


def outcome_sentence(item: EvidenceItem, turn: int = 0, lower_words: Collection[str] = ()) -> str:
    """The difference made, in the council's words: as it is, or led in where it is no sentence of its own."""
    words = opening(stated(item.outcome), LONGEST_DETAIL)
    if not words or _contains(item.text, without_full_stop(words)):
        return ""
    inner = lower_first(words, lower_words)
    if words[0].isupper() and len(words.split()) < _FEWEST_OF_A_SENTENCE and not is_clause(words):
        return f"{_lead(item)}: {inner}"
    if words[0].islower() and not is_clause(words) and _first_word(words) not in _LED_IN:
        return f"{_lead(item)}: {words}"
    if words[0].islower() or (turn % 2 and inner[0].islower() and inner.split()[0] not in _LED_IN):
        return f"As a result, {inner}"
    return words if words[0].isupper() else f"{_lead(item)}: {words}"


def _lead(item: EvidenceItem) -> str:
    """What leads in an outcome that is no sentence: of a gap, it is no difference that anybody made."""
    return "What came of it" if item.polarity is Polarity.SHORTFALL else "The difference"


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].rstrip(",").lower()


def loop_sentences(item: EvidenceItem, lower_words: Collection[str] = ()) -> list[str]:
    """Four sentences: what was heard, what was decided, what changed and how people were told."""
    return [
        joining.heard_sentence(opening(item.heard, LONGEST_DETAIL), lower_words),
        joining.decided_sentence(opening(item.decided, LONGEST_DETAIL), lower_words),
        joining.changed_sentence(opening(item.changed, LONGEST_DETAIL), lower_words),
        joining.told_sentence(opening(item.told, LONGEST_DETAIL), lower_words),
    ]


def confirmed_sentence(item: EvidenceItem, turn: int = 0, *, with_source: bool = True) -> str:
    """Who confirms a strength, and in which document where `with_source`; that nobody does, where nobody does."""
    confirmers, shown = _confirmers(item), Voice.PROCESSES in (item.voices or ())
    if not confirmers:
        words = _pick(_SHOWN, turn) if shown else _nobody_named(item)
    elif turn % 3 == 1:
        words = f"We know this from {listed([*confirmers, *([_OURS] if shown else [])])}"
    elif turn % 3 == 2:
        also = f", and so do {listed([*confirmers[1:], *([_OURS] if shown else [])])}"
        words = f"{capital(confirmers[0])} bear this out{also if len(confirmers) > 1 or shown else ''}"
    else:
        words = _said_by(confirmers, "confirm this", shown)
    return f"{words}{_document(item) if with_source else ''}."


def told_by_sentence(item: EvidenceItem, *, with_source: bool = False) -> str:
    """Who told us of a gap, and in which document where `with_source`."""
    confirmers, shown = _confirmers(item), Voice.PROCESSES in (item.voices or ())
    words = (
        _said_by(confirmers, "tell us so", shown)
        if confirmers
        else "Our documents and data show it"
        if shown
        else _nobody_named(item)
    )
    return f"{words}{_document(item) if with_source else ''}."


def _nobody_named(item: EvidenceItem) -> str:
    """That nobody is named: because only we say so, or because nobody has answered yet who else does."""
    return NOT_ANSWERED if item.voices is None else OWN_ACCOUNT


def _document(item: EvidenceItem) -> str:
    """ " (Carers survey, March 2026)", to stand before the stop."""
    if not stated(item.source):
        return ""
    return f" ({without_full_stop(opening(with_date(item.source, item.source_date), LONGEST_DETAIL))})"


def _confirmers(item: EvidenceItem) -> list[str]:
    return [_CONFIRMER_NAMES[voice] for voice in _CONFIRMER_NAMES if voice in (item.voices or ())]


def _said_by(confirmers: Sequence[str], verb: str, shown: bool) -> str:
    others = f", as do {listed(confirmers[1:])}" if len(confirmers) > 1 else ""
    return f"{capital(confirmers[0])} {verb}{others}{'; our documents and data show it' if shown else ''}"


def _mostly_told(text: str, already_told: str) -> bool:
    """Whether more than half of a text's numbers, years aside, are in the text already."""
    numbers, before = _numbers(text), _numbers(already_told)
    return bool(numbers) and 2 * len(numbers & before) > len(numbers)


def _numbers(text: str) -> set[str]:
    spelt = {in_words(count): str(count) for count in range(1, 10)}
    words = _PERIOD.sub(" ", text.lower())
    return {spelt.get(word, word) for word in _NUMBER.findall(words) if word in spelt or word[0].isdigit()}


def _pick(ways: Sequence[_Way], turn: int) -> _Way:
    return ways[turn % len(ways)]


def _contains(text: str, part: str) -> bool:
    return flat(part).casefold() in flat(text).casefold()

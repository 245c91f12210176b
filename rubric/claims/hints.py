"""Which patterns could be found in a text at all, told from its words, so that few have to be tried.

A pattern such as `\\bfell (?:behind|short)\\b` can only match where one word is "fell" and one is "behind" or "short".
Looking at words, most of which have been seen before, is far quicker than trying every pattern on every text, and it
changes nothing of what is found: a pattern that needs no word, or that we cannot take apart, is always tried.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

# How a pattern is taken apart. The module is private to Python: where it is missing, every pattern is tried.
try:
    from re import _parser as _patterns  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - no Python that we run on
    _patterns = None

_WORD = re.compile(r"\w+")
# Words that nearly any text holds.
_COMMON = frozenset(
    ["a", "and", "for", "from", "had", "has", "have", "is", "not", "that", "the", "there", "was", "were"]
)
_MOST_REMEMBERED = 50_000  # words; a text made of nonsense must not fill the memory


class Part(NamedTuple):
    """Letters that some word of a text must hold, and whether the word begins and ends with them."""

    letters: str
    begins: bool
    ends: bool

    @property
    def worth(self) -> int:
        """How much it tells: letters, and as much as two of them for each end that is known; little where any text
        is likely to have it."""
        return 1 if self.letters in _COMMON else len(self.letters) + 2 * self.begins + 2 * self.ends


Need = frozenset[Part]  # a text where the pattern is found has a word with at least one of these


class Hints:
    """Patterns by number, and the words that each of them needs."""

    def __init__(self, patterns: Sequence[str]) -> None:
        needs = [_needs(pattern) for pattern in patterns]
        bits = {need: 1 << place for place, need in enumerate({need: None for own in needs for need in own})}
        self._whole: dict[str, int] = {}  # by the word itself, by what it begins with, and what it holds elsewhere
        self._begun: dict[str, int] = {}
        self._other: list[tuple[Part, int]] = []
        for need, bit in bits.items():
            for part in need:
                if part.begins:
                    known = self._whole if part.ends else self._begun
                    known[part.letters] = known.get(part.letters, 0) | bit
                else:
                    self._other.append((part, bit))
        self._longest = max(map(len, self._begun), default=0)
        self._needed = [sum(bits[need] for need in set(own)) for own in needs]
        self._met_by: dict[str, int] = {}

    def possible(self, lowered: str) -> list[int]:
        """The numbers of the patterns that could be found in a text in small letters, in order."""
        met, met_by = 0, self._met_by
        for word in set(_WORD.findall(lowered)):
            own = met_by.get(word)
            met |= self._met(word) if own is None else own
        return [number for number, needed in enumerate(self._needed) if needed & met == needed]

    def _met(self, word: str) -> int:
        met = self._whole.get(word, 0)
        for end in range(1, min(len(word), self._longest) + 1):
            met |= self._begun.get(word[:end], 0)
        for part, bit in self._other:
            if word.endswith(part.letters) if part.ends else part.letters in word:
                met |= bit
        if len(self._met_by) >= _MOST_REMEMBERED:
            self._met_by.clear()
        self._met_by[word] = met
        return met


def _needs(pattern: str) -> list[Need]:
    if _patterns is None:
        return []
    return [need for need in _of(_patterns.parse(pattern), begins=False, ends=False) if need]


def _of(parts: Sequence[tuple[object, Any]], *, begins: bool, ends: bool) -> list[Need]:
    """What a run of parts of a pattern needs; `begins` and `ends` where a word is known to begin or end there."""
    needs: list[Need] = []
    letters, from_start = "", begins
    bound = begins  # whether a word is known to begin or end just before this part
    for place, (kind, what) in enumerate(parts):
        if str(kind) == "LITERAL":
            if not letters:
                from_start = bound
            letters += chr(what)
            bound = not _WORD.match(letters[-1])
            continue
        closes = _is_bound(kind, what)
        if letters:
            needs.append(_part(letters, begins=from_start, ends=closes))
            letters = ""
        last = ends if place == len(parts) - 1 else _is_bound(*parts[place + 1])
        needs += _within(str(kind), what, begins=bound, ends=last)
        bound = closes
    return [*needs, _part(letters, begins=from_start, ends=ends)]


def _is_bound(kind: object, what: Any) -> bool:
    """Whether no letter of a word can stand here: the edge of a word, or a space or the like."""
    if str(kind) == "LITERAL":
        return not _WORD.match(chr(what))
    return str(kind) == "AT" and str(what) == "AT_BOUNDARY"


def _within(kind: str, what: Any, *, begins: bool, ends: bool) -> list[Need]:
    """What one part of a pattern that is no letter needs; nothing where it can stand for anything, or be left out."""
    if kind == "SUBPATTERN":
        return _of(what[-1], begins=begins, ends=ends)
    if kind in ("MAX_REPEAT", "MIN_REPEAT"):
        least, most, again = what
        return _of(again, begins=begins and most == 1, ends=ends and most == 1) if least else []
    if kind == "BRANCH":
        best = [max(_of(branch, begins=begins, ends=ends), key=_worth) for branch in what[1]]
        return [frozenset().union(*best)] if all(best) else []
    return []


def _worth(need: Need) -> int:
    """A need tells as much as the part of it that tells least."""
    return min((part.worth for part in need), default=0)


def _part(literal: str, *, begins: bool, ends: bool) -> Need:
    """The word of a literal that tells most; an empty need where it holds none."""
    found = [
        Part(
            word.group(),
            begins=begins if word.start() == 0 else True,
            ends=ends if word.end() == len(literal) else True,
        )
        for word in _WORD.finditer(literal)
    ]
    return frozenset({max(found, key=lambda part: part.worth)}) if found else frozenset()

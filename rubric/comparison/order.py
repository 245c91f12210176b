"""Whether words follow each other as in sentences, judged by a small model of which kinds of word follow which.

Small words stand for themselves and all others for their endings, so that it is the order that is judged and never the
choice of words. A text's figure is the mean over its words of log P(kind | two kinds before) - log P(kind): well above
that of the same words shuffled.

Source: I. J. Good's interpolation of shorter contexts, as in S. F. Chen and J. Goodman (1999), An empirical study of
smoothing techniques for language modeling, Computer Speech & Language 13(4), 359-394.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

_ALL_ENDINGS = """
able al ed er ers es ful ing ity ive ly ment ments ness ors ous s tion tions"""
_ENDINGS = sorted(_ALL_ENDINGS.split(), key=len, reverse=True)
_PRIOR = 5.0  # how many times a context must be met before it counts as much as the shorter one


class Order:
    """Learned once from sentences given as lists of words in lower case, then only read."""

    def __init__(self, sentences: Iterable[Sequence[str]], small: frozenset[str]) -> None:
        self._small = small
        self._kinds: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._threes: Counter[tuple[str, str, str]] = Counter()
        for words in sentences:
            row = self._row(words)
            self._kinds.update(row)
            self._pairs.update(pairwise(row))
            self._threes.update(zip(row, row[1:], row[2:], strict=False))
        self._total = sum(self._kinds.values())

    def figure(self, words: Sequence[str]) -> float:
        """How much better these words follow each other than by chance; below 0 where worse, 0 for no words."""
        row = self._row(words)
        gains = [self._gain(row, place) for place in range(1, len(row))]
        return sum(gains) / len(gains) if words else 0.0

    def _gain(self, row: Sequence[str], place: int) -> float:
        kind, before = row[place], row[place - 1]
        alone = (self._kinds[kind] + 0.5) / (self._total + 0.5 * len(self._kinds))
        chance = (self._pairs[before, kind] + _PRIOR * alone) / (self._kinds[before] + _PRIOR)
        if place > 1:
            two = row[place - 2]
            chance = (self._threes[two, before, kind] + _PRIOR * chance) / (self._pairs[two, before] + _PRIOR)
        return math.log(chance / alone)

    def _row(self, words: Sequence[str]) -> list[str]:
        return ["<", *(self._kind(word) for word in words), ">"]

    def _kind(self, word: str) -> str:
        if word in self._small:
            return word
        if not word[0].isalpha():
            return "#"
        return next((f"-{end}" for end in _ENDINGS if word.endswith(end) and len(word) > len(end) + 2), "-")

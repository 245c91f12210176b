"""Which claims say the same: one item pasted again, or reworded a little, is still one item.

Claims are matched by their text alone, so that no change of coding can make two items one.
"""

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache

from rubric.claims.model import Claim
from rubric.framework.words import Speaker
from rubric.prediction.praise import without_praise

WITHIN = 0.9  # of the longer words of the shorter of two texts that the other has: it is the same and something added
SAME = 0.7  # of the longer words of two texts together that both have (our judgement)
LEAST_WORDS = 6  # longer words; fewer are too few to tell a rewording from another item
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]{4,}")


class Wordings:
    """Finds which of some claims say the same.

    The regulator's words are the same within one aspect and origin where every word is, a council's short ones within
    one aspect. A council's other words are the same anywhere where they share most of their longer words, or one holds
    nearly all of the other's: neither another aspect nor another source, another figure or praise makes a second item.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._places, self._firsts = _places(frozenset(claim.text for claim in claims if _is_judged(claim)))

    def wording_of(self, claim: Claim) -> Hashable:
        """What stands for a claim's wording: equal for those that say the same, and the same however one is coded.

        A claim that was not among them says the same as those that it is alike to, or has a wording of its own.
        """
        if not _is_judged(claim):
            origin = claim.group if claim.speaker is Speaker.REGULATOR else ""
            return (claim.aspect, origin, *_WORD.findall(_told(claim).lower()))
        if claim.text in self._places:
            return self._places[claim.text]
        long = _long_words(claim.text)
        return next((place for place, first in enumerate(self._firsts) if _alike(long, first)), claim.text)


@lru_cache(maxsize=64)  # an assessment's texts are asked about in several places
def _places(texts: frozenset[str]) -> tuple[dict[str, int], list[frozenset[str]]]:
    """The number of the wording that each text has, and each wording's words; not to be written to.

    Texts are compared in sorted order, so coding plays no part.
    """
    firsts: list[frozenset[str]] = []
    places: dict[str, int] = {}
    for text in sorted(texts):
        long = _long_words(text)
        places[text] = next((place for place, first in enumerate(firsts) if _alike(long, first)), len(firsts))
        if places[text] == len(firsts):
            firsts.append(long)
    return places, firsts


def count_repeated(claims: Sequence[Claim]) -> int:
    """How many claims repeat what another of them says."""
    wordings = Wordings(claims)
    return len(claims) - len({wordings.wording_of(claim) for claim in claims})


def _told(claim: Claim) -> str:
    """The words that count: praise added to a council's item makes no second item of it."""
    return without_praise(claim.text) if claim.speaker is Speaker.COUNCIL else claim.text


def _is_judged(claim: Claim) -> bool:
    return claim.speaker is Speaker.COUNCIL and len(_long_words(claim.text)) >= LEAST_WORDS


def _alike(first: frozenset[str], second: frozenset[str]) -> bool:
    shared = len(first & second)
    fewer = min(len(first), len(second))
    return shared >= SAME * len(first | second) or (fewer >= LEAST_WORDS and shared >= WITHIN * fewer)


@lru_cache(maxsize=4096)
def _long_words(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _LETTERS.findall(without_praise(text).lower()))

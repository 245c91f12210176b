"""From many claims to one figure, aspect by aspect, kept in parts so that every part can be shown.

    aspect value = (sum over origins of G(mass) * mean value  +  k * silence) / (sum of G(mass)  +  k  +  unnamed)
    unnamed      = max(0, gaps * sum of G(mass) over other claims  -  sum of G(mass) over shortfalls)

An origin is what several claims share: one paragraph of a report, one document of a council; its shortfalls and its
other claims are two. G is the square root (for masses above 1), so that many rows from one document count for more than
one row, but for much less than their number. `silence` is the value of saying nothing and `k` how many claims it counts
as. `gaps` is how many shortfalls an inspector finds for each other claim: a council that names fewer is taken to have
them all the same, so that an account of strengths alone is no better than the same with the usual gaps named, and
naming those costs nothing. The regulator's own account is complete (`gaps` is 0).

Because G is concave and below proportion, one more claim of the highest value never lowers an aspect's value and one
more of the lowest never raises it, whatever its origin; tests hold both.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from rubric.claims.model import Claim
from rubric.framework.words import Polarity
from rubric.prediction.value import mass
from rubric.prediction.wordings import Wordings

PLACE = itemgetter(0)  # of a `Weighed`, to put them in order by
SILENCE_COUNTS_AS = 0.1  # claims; our judgement: enough to lean on where little is said, soon outweighed


@dataclass(frozen=True)
class ClaimShare:
    """One claim's share in its aspect's value: `share` of the aspect (0 to 1) and its own `value` (0 to 1)."""

    claim: Claim
    share: float
    value: float


@dataclass(frozen=True)
class AspectScore:
    """An aspect's value (0 to 1), the parts it is made of, and the share left to silence."""

    aspect: str
    weight: float  # of all aspects together, adding to 1
    parts: tuple[ClaimShare, ...]
    amount: float  # in claims of separate origins, what is not said counted in: never 0
    silent_share: float  # of the aspect, for what is not said: silence, and gaps that are presumed
    silence: float  # the value of that share, 0 to 1

    @cached_property
    def value(self) -> float:
        """The aspect's value, 0 to 1: the parts' values by their shares, and that of silence by its own."""
        return sum(part.share * part.value for part in self.parts) + self.silent_share * self.silence


class Weighed(NamedTuple):
    """A claim by itself: where it stands in the fixed order of claims, its value, how much it counts, its wording."""

    place: tuple[float, float, str, str, str, str]
    claim: Claim
    worth: float
    counts: float
    wording: Hashable


def weighed(claim: Claim, value: Callable[[Claim], float], wordings: Wordings) -> Weighed:
    """The claim with all that is known of it without the others, beside which wordings there are."""
    worth, counts = value(claim), mass(claim)
    place = (worth, -counts, claim.aspect, claim.group, claim.text, claim.id)
    return Weighed(place, claim, worth, counts, wordings.wording_of(claim))


def _distinct(ordered: Iterable[Weighed]) -> list[tuple[Claim, float, float]]:
    """The claims in their order, each wording from one origin kept once, each with its value and how much it counts.

    Of several with the same wording the value of the one worth least is kept, and the weight of the weightiest: a
    shortfall repeated as a strength, or the reverse, must not count for less than the one of them that pulls down. One
    that is told both as a shortfall and as something else is kept as both: the gap is named, and what it says
    otherwise goes on having gaps presumed beside it, or saying a thing twice would do away with those. A council's
    words say the same wherever `rubric.prediction.wordings` finds them to be one item reworded.
    """
    least: dict[Hashable, float] = {}
    kept: dict[tuple[Hashable, bool], tuple[Claim, float]] = {}
    for _, claim, worth, counts, wording in ordered:
        least.setdefault(wording, worth)
        told = wording, claim.polarity is Polarity.SHORTFALL
        first, most = kept.get(told, (claim, 0.0))
        kept[told] = first, max(most, counts)
    return [(first, least[wording], most) for (wording, _), (first, most) in kept.items()]


def _concave(total: float) -> float:
    return math.sqrt(total) if total > 1 else total


def score_aspects(
    claims: Iterable[Claim],
    weights: Mapping[str, float],
    value: Callable[[Claim], float],
    silence: float,
    wordings: Wordings | None = None,
    gaps: float = 0.0,
) -> tuple[AspectScore, ...]:
    """Each aspect's value with its parts, in the order of `weights`; claims under other aspects are left out.

    In: `weights` by aspect (any positive unit), `value` of a claim (0 to 1), `silence`, the value of saying nothing,
    `wordings` of all claims, where these are only some of them, and `gaps`, how many shortfalls are presumed for each
    other claim, as far as they are not named.
    """
    claims = list(claims)
    wordings = wordings or Wordings(claims)
    return score_weighed(
        sorted((weighed(claim, value, wordings) for claim in claims), key=PLACE), weights, silence, gaps
    )


def score_weighed(
    ordered: Iterable[Weighed],
    weights: Mapping[str, float],
    silence: float,
    gaps: float = 0.0,
    only: Container[str] | None = None,
) -> tuple[AspectScore, ...]:
    """As `score_aspects`, of claims that are weighed and in their order; `only` these aspects, where it is given."""
    by_aspect: dict[str, list[tuple[Claim, float, float]]] = defaultdict(list)
    for claim, worth, counts in _distinct(ordered):
        by_aspect[claim.aspect].append((claim, worth, counts))
    total_weight = sum(weights.values())
    return tuple(
        _score_aspect(aspect, by_aspect[aspect], weight / total_weight, silence, gaps)
        for aspect, weight in weights.items()
        if only is None or aspect in only
    )


def _score_aspect(
    aspect: str,
    claims: list[tuple[Claim, float, float]],
    weight: float,
    silence: float,
    gaps: float,
) -> AspectScore:
    origins: dict[tuple[str, bool], list[tuple[Claim, float, float]]] = defaultdict(list)
    for claim, worth, counts in claims:
        falls_short = claim.polarity is Polarity.SHORTFALL
        origins[claim.group or f"alone {claim.id}", falls_short].append((claim, worth, counts))
    masses = {origin: sum(counts for *_, counts in members) for origin, members in origins.items()}
    named = sum(_concave(total) for (_, falls_short), total in masses.items() if falls_short)
    others = sum(map(_concave, masses.values())) - named
    unnamed = max(0.0, gaps * others - named)
    unsaid = SILENCE_COUNTS_AS + unnamed
    whole = named + others + unsaid
    parts = [
        ClaimShare(claim, _concave(masses[origin]) * counts / masses[origin] / whole, worth)
        for origin, members in origins.items()
        for claim, worth, counts in members
    ]
    return AspectScore(aspect, weight, tuple(parts), whole, unsaid / whole, SILENCE_COUNTS_AS * silence / unsaid)

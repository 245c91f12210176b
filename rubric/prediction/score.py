"""From many claims to one figure, aspect by aspect, kept in parts so that every part can be shown.

    aspect value = (sum over origins of G(mass) * mean value  +  k * silence) / (sum of G(mass)  +  k)
    council value = sum over aspects of weight * aspect value / sum of weights

An origin is what several claims share: one paragraph of a report, one document of a council. G is the square root (for
masses above 1), so that many rows from one document count for more than one row, but for much less than their number.
`silence` is the value of saying nothing and `k` how many claims it counts as: little evidence stays close to it.

Because G is concave and below proportion, one more claim of the highest value never lowers an aspect's value and one
more of the lowest never raises it, whatever its origin; tests hold both.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass

from rubric.claims.model import Claim
from rubric.prediction.value import mass
from rubric.prediction.wordings import Wordings

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
    silent_share: float
    silence: float

    @property
    def amount(self) -> float:
        """How much is said, in claims of separate origins, silence counted in: never 0."""
        return SILENCE_COUNTS_AS / self.silent_share

    @property
    def value(self) -> float:
        """The aspect's value, 0 to 1: the parts' values by their shares, and that of silence by its own."""
        return sum(part.share * part.value for part in self.parts) + self.silent_share * self.silence


def distinct(claims: Iterable[Claim], value: Callable[[Claim], float], wordings: Wordings) -> list[tuple[Claim, float]]:
    """The claims in a fixed order, each wording from one origin kept once, each with how much it counts.

    Of several with the same wording the one worth least is kept, and counts as much as the weightiest of them: a
    shortfall repeated as a strength, or the reverse, must not count for less than the one of them that pulls down.
    Wordings are the same where their words and figures are, whatever the case and punctuation; a council's also where
    `rubric.prediction.wordings` finds them to be one item reworded.
    """
    kept: dict[Hashable, tuple[Claim, float]] = {}
    ordered = sorted(claims, key=lambda c: (value(c), -mass(c), c.aspect, c.group, c.text, c.id))
    for claim in ordered:
        wording = wordings.wording_of(claim)
        first, most = kept.get(wording, (claim, 0.0))
        kept[wording] = first, max(most, mass(claim))
    return list(kept.values())


def _concave(total: float) -> float:
    return math.sqrt(total) if total > 1 else total


def score_aspects(
    claims: Iterable[Claim],
    weights: Mapping[str, float],
    value: Callable[[Claim], float],
    silence: float,
    wordings: Wordings | None = None,
) -> tuple[AspectScore, ...]:
    """Each aspect's value with its parts, in the order of `weights`; claims under other aspects are left out.

    In: `weights` by aspect (any positive unit), `value` of a claim (0 to 1), `silence`, the value of saying nothing,
    and `wordings` of all claims, where these are only some of them.
    """
    claims = list(claims)
    by_aspect: dict[str, list[tuple[Claim, float]]] = defaultdict(list)
    for claim, counts in distinct(claims, value, wordings or Wordings(claims)):
        by_aspect[claim.aspect].append((claim, counts))
    total_weight = sum(weights.values())
    return tuple(
        _score_aspect(aspect, by_aspect[aspect], weight / total_weight, value, silence)
        for aspect, weight in weights.items()
    )


def _score_aspect(
    aspect: str, claims: list[tuple[Claim, float]], weight: float, value: Callable[[Claim], float], silence: float
) -> AspectScore:
    origins: dict[str, list[tuple[Claim, float]]] = defaultdict(list)
    for claim, counts in claims:
        origins[claim.group or f"alone {claim.id}"].append((claim, counts))
    masses = {origin: sum(counts for _, counts in members) for origin, members in origins.items()}
    whole = sum(map(_concave, masses.values())) + SILENCE_COUNTS_AS
    parts = [
        ClaimShare(claim, _concave(masses[origin]) * counts / masses[origin] / whole, value(claim))
        for origin, members in origins.items()
        for claim, counts in members
    ]
    return AspectScore(aspect, weight, tuple(parts), SILENCE_COUNTS_AS / whole, silence)

"""The band model: what evidence like this speaks for, and how sure its amount lets us be.

    log L(band k) = sum over aspects of  M_a * ( V_a * ln c_k + (1 - V_a) * ln(1 - c_k) )
    M_a = most * w_a * N_a / (N_a + half)
    P(band k) is proportional to  L(band k) * prior_k

`V_a` is the aspect's value and `N_a` its amount in claims (`rubric.prediction.score`), `w_a` its weight, `c_k` the mean
value of real reports at score k (no shipped report is scored 1 or 4: there the framework's own level descriptors stand
in, which is our judgement and is stated wherever it matters). It is the likelihood of as many good and bad claims as
the evidence weighs, in which a report at score k holds a share c_k of good ones. So good evidence adds to one sum and
bad evidence to another, the log odds of a higher against a lower band rise in a straight line with both, and whatever
only adds good evidence never lowers the expected score.

`most` is what evidence without end would weigh: as much as tells reports `spread` apart, for reports at one score
differ and no amount of evidence makes them alike. `half` is the amount in an aspect at which half of that is known, so
little evidence is flat and much is narrow. `L` alone is what the evidence says; `prior` is what is known of councils
before a word is read (`rubric.prediction.prior`).

The band shown is the one with the least expected squared distance, which is the one nearest to the expected score. The
likeliest band would hardly ever be a 1 or a 4, since these are rare, and being two bands off is worse than one.

Sources: J. A. Anderson (1984), Regression and ordered categorical variables, J. R. Stat. Soc. B 46(1), 1-30;
R. W. M. Wedderburn (1974), Quasi-likelihood functions, generalized linear models, and the Gauss-Newton method,
Biometrika 61(3), 439-447.
"""

import dataclasses
import math
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rubric.claims.model import Claim
from rubric.comparison.doubts import Doubter
from rubric.framework.model import Framework
from rubric.framework.words import Speaker
from rubric.prediction.model import BANDS, TrackRecord
from rubric.prediction.score import AspectScore, Weighed, score_aspects, score_weighed, weighed
from rubric.prediction.value import ClaimKind, row, value
from rubric.prediction.wordings import Wordings

# A council chooses what it tells, so a claim of its own says less about it than one that an inspector came upon: half
# of what could be known of an aspect is known from this many (our judgement; for the regulator it is worked out).
HALF_KNOWN_OF_COUNCILS = 1.5


@dataclass(frozen=True)
class BandModel:
    """A fitted model. `worth` gives a claim's points by feature, adding to 1; `centres` are values by band."""

    framework: Framework
    worth: tuple[float, ...]
    centres: Mapping[int, float]
    spread: float
    half: float
    gaps: float
    prior: Mapping[int, float]
    national: Mapping[int, float]
    silence: float
    typical: Mapping[int, Mapping[str, float]]
    judged_bands: tuple[int, ...]
    track_record: TrackRecord
    reports: int
    weights: Mapping[str, float]
    doubter: Doubter
    presumed: float = 0.0  # of `gaps`, in use for a council

    def value(self, claim: Claim) -> float:
        """A claim's value, 0 (a shortfall) to 1; see `rubric.prediction.value`."""
        return value(claim, self._worth_of, self.silence)

    def _worth_of(self, kind: ClaimKind) -> float:
        if kind not in self._worths:  # each is asked for again for every change that is tried
            self._worths[kind] = float(row(kind) @ np.array(self.worth))
        return self._worths[kind]

    @cached_property
    def _worths(self) -> dict[ClaimKind, float]:
        return {}

    def aspects(self, claims: Iterable[Claim], wordings: Wordings | None = None) -> tuple[AspectScore, ...]:
        """Each aspect's value, in parts; `wordings` are those of all claims, where these are only some of them."""
        return score_aspects(claims, self.weights, self.value, self.silence, wordings, self.presumed)

    def weighed(self, claim: Claim, wordings: Wordings) -> Weighed:
        """A claim by itself, to be scored with others by `aspects_of`."""
        return weighed(claim, self.value, wordings)

    def aspects_of(self, ordered: Iterable[Weighed], only: Container[str] | None = None) -> tuple[AspectScore, ...]:
        """As `aspects`, of claims that are weighed and in their order; `only` these aspects, where it is given."""
        return score_weighed(ordered, self.weights, self.silence, self.presumed, only)

    def for_speaker(self, speaker: Speaker) -> "BandModel":
        """The model for claims by this speaker: it takes more of a council's own to know as much."""
        if speaker is Speaker.REGULATOR:
            return self
        half = max(self.half, HALF_KNOWN_OF_COUNCILS)
        return dataclasses.replace(self, half=half, presumed=self.gaps)

    def step(self, band: int) -> float:
        """What a unit of good evidence rather than bad adds to the log odds of `band` (2 to 4) over the one below."""
        return _logit(self.centres[band]) - _logit(self.centres[band - 1])

    @cached_property
    def neutral(self) -> float:
        """The value that speaks for neither 2 nor 3."""
        return math.log((1 - self.centres[2]) / (1 - self.centres[3])) / self.step(3)

    @cached_property
    def most(self) -> float:
        """What evidence without end would weigh, in claims: its likelihood is then `spread` wide at `neutral`."""
        return self.neutral * (1 - self.neutral) / self.spread**2

    def weighs(self, aspect: AspectScore) -> float:
        """What the evidence in an aspect weighs, in claims: little where little is said, never more than its share."""
        return self.most * aspect.weight * aspect.amount / (aspect.amount + self.half)

    def pull(self, aspect: AspectScore) -> float:
        """What one more unit of the aspect's value would add to the linear score."""
        return self.step(3) * self.weighs(aspect)

    def line(self, aspects: Iterable[AspectScore]) -> float:
        """The linear score: how far the evidence alone speaks for 3 rather than 2, in log odds; 0 is neutral."""
        return sum(self.pull(aspect) * (aspect.value - self.neutral) for aspect in aspects)

    def evidence_only(self, aspects: Iterable[AspectScore]) -> dict[int, float]:
        """What the evidence alone says of bands 1 to 4, as chances that add to 1: near even where little is said."""
        return self.probabilities(aspects, dict.fromkeys(BANDS, 1.0))

    def probabilities(
        self, aspects: Iterable[AspectScore], prior: Mapping[int, float] | None = None
    ) -> dict[int, float]:
        """Probabilities of bands 1 to 4, a prior taken in: the national picture unless given another, in any unit."""
        prior = self.prior if prior is None else prior
        good = bad = 0.0
        for aspect in aspects:
            weight, worth = self.weighs(aspect), aspect.value
            good, bad = good + weight * worth, bad + weight * (1 - worth)
        logs = {
            k: math.log(prior[k]) + good * math.log(self.centres[k]) + bad * math.log(1 - self.centres[k])
            for k in BANDS
        }
        top = max(logs.values())
        raw = {k: math.exp(log - top) for k, log in logs.items()}
        total = sum(raw.values())
        return {k: raw[k] / total for k in BANDS}


def expected(probabilities: Mapping[int, float]) -> float:
    """The mean band, 1 to 4."""
    return sum(band * chance for band, chance in probabilities.items())


def nearest(probabilities: Mapping[int, float]) -> int:
    """The band with the least expected squared distance from the truth; of two that are even, the lower."""
    return min(BANDS, key=lambda band: sum(chance * (band - k) ** 2 for k, chance in probabilities.items()))


def likely_set(probabilities: Mapping[int, float], level: float, around: int | None = None) -> tuple[int, ...]:
    """The fewest neighbouring bands about `around` (the nearest, unless told), whose chances reach `level` (0 to 1)."""
    low = high = nearest(probabilities) if around is None else around
    while sum(probabilities[k] for k in range(low, high + 1)) < level and (low, high) != (BANDS[0], BANDS[-1]):
        below, above = probabilities.get(low - 1, -1.0), probabilities.get(high + 1, -1.0)
        low, high = (low - 1, high) if below > above else (low, high + 1)
    return tuple(range(low, high + 1))


def _logit(share: float) -> float:
    return math.log(share / (1 - share))

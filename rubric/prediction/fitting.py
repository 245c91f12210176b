"""Fitting the band model from sums by report, so that leaving a report out is a subtraction and not a new reading.

Everything that is learned is made of sums over claims that hold for any worth of theirs: how many claims of which kind
stand in a report, which share each feature has in each of its aspects, and how its features scatter. They are made once
for each report; a model is then fitted in a few milliseconds, on as many rows as there are kinds of claim.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.comparison.doubts import Doubter
from rubric.framework.model import Framework
from rubric.prediction.bands import BandModel
from rubric.prediction.model import BANDS, TrackRecord
from rubric.prediction.prior import from_national
from rubric.prediction.references import claims_of, descriptors, is_thin
from rubric.prediction.score import score_aspects
from rubric.prediction.value import FEATURES, ClaimKind, features, kind, row
from rubric.reports.model import Finding, Library, NationalCounts

CLAIM_PENALTY = 2.0  # ridge on a claim's features: keeps 14 findings from setting a step by themselves
# The spread is never taken for smaller than this share of the way from centre 2 to centre 3: a fair choice between
# the two would then be wrong one time in ten. Two reports a score, read by one coder who knew the scores, cannot make
# us surer than that (our judgement).
LEAST_SPREAD = 0.4
# Saying nothing is read as this far from neutral towards the usual claim at score 2 (our judgement: silence is not
# good news, and it must make us less sure, not sure of a 2).
SILENCE_LEANS = 0.25
LEAST_STEP = 0.02  # of the 0 to 1 scale between centres, so that an odd library cannot make two bands one
LEAST_CENTRE = 0.01  # a centre of 0 or 1 would make one claim of the other kind impossible, which none is


@dataclass(frozen=True)
class Sums:
    """What is learned from the claims that stand for one score: a real report's, or the framework's descriptors'.

    `kinds` counts claims by kind. `shares` (aspects, features) holds which share of an aspect's value each feature
    makes, `silent` (aspects,) what is left to silence, `amounts` (aspects,) how much is said. `scatter` (features,
    features) is the sum of squares about the mean of each aspect, over `freedom` degrees.
    """

    score: int
    is_judgement: bool
    kinds: Counter[ClaimKind]
    shares: NDArray[np.float64]
    silent: NDArray[np.float64]
    amounts: NDArray[np.float64]
    scatter: NDArray[np.float64]
    freedom: int

    def aspect_values(self, worth: NDArray[np.float64], silence: float) -> NDArray[np.float64]:
        """The value of each aspect (aspects,), for a worth of each feature."""
        values: NDArray[np.float64] = self.shares @ worth + self.silent * silence
        return values


def sums_of(score: int, claims: Sequence[Claim], weights: Mapping[str, float], *, is_judgement: bool) -> Sums:
    """The sums over the claims that stand for a score; `weights` are those of all aspects, in their order.

    Of claims in the same words the one with fewer features is kept, whatever they turn out to be worth.
    """
    aspects = score_aspects(claims, weights, lambda claim: float(features(claim).sum()), 0.0)
    scatter, freedom = np.zeros((len(FEATURES), len(FEATURES))), 0
    shares = np.zeros((len(aspects), len(FEATURES)))
    for place, aspect in enumerate(aspects):
        if not aspect.parts:
            continue
        rows = np.array([features(part.claim) for part in aspect.parts])
        shares[place] = np.array([part.share for part in aspect.parts]) @ rows
        about = rows - rows.mean(axis=0)
        scatter, freedom = scatter + about.T @ about, freedom + len(rows) - 1
    return Sums(
        score=score,
        is_judgement=is_judgement,
        kinds=Counter(map(kind, claims)),
        shares=shares,
        silent=np.array([aspect.silent_share for aspect in aspects]),
        amounts=np.array([aspect.amount for aspect in aspects]),
        scatter=scatter,
        freedom=freedom,
    )


class Fitter:
    """Fits the model to a library, and to the same library with one report left out."""

    def __init__(self, library: Library, framework: Framework) -> None:
        self._library, self._framework = library, framework
        self._weights = {aspect.id: aspect.weight for aspect in framework.aspects}
        self._sums = {
            report.id: sums_of(report.score, claims, self._weights, is_judgement=False)
            for report in library.reports
            if not is_thin(claims := claims_of(report), framework)
        }

    @cached_property
    def _described(self) -> dict[int, Sums]:
        """The sums of the framework's own level descriptors, by score."""
        return {
            score: sums_of(score, descriptors(self._framework, score), self._weights, is_judgement=True)
            for score in BANDS
        }

    def judges(self, report_id: str) -> bool:
        """Whether a report is full enough to set a band, and to be given one when it is left out."""
        return report_id in self._sums

    def whole(self) -> BandModel:
        """The model fitted on every report, with an empty track record."""
        return self._fitted(self._sums.values(), self._library.findings)

    def without(self, report_id: str) -> BandModel:
        """The model fitted on every report but one: nothing in it comes from that report."""
        rest = self._library.without(report_id)
        return self._fitted((sums for one, sums in self._sums.items() if one != report_id), rest.findings)

    def _fitted(self, real: Iterable[Sums], findings: Sequence[Finding]) -> BandModel:
        stand, national = list(real), _frequencies(self._library.national)
        heard = {sums.score for sums in stand}
        stand += [self._described[score] for score in BANDS if score not in heard]
        worth = _worth(stand)
        points = np.array(worth)
        silence = _silence(stand, points)
        weights = np.array(list(self._weights.values()))
        weights = weights / weights.sum()
        values = [float(weights @ sums.aspect_values(points, silence)) for sums in stand]
        centres = _centres(stand, values)
        noise = _noise(stand, points)
        spread = max(_spread(stand, values, weights, noise), LEAST_SPREAD * (centres[3] - centres[2]))
        return BandModel(
            framework=self._framework,
            worth=worth,
            centres=centres,
            spread=spread,
            half=noise / spread**2 / len(weights),
            gaps=_gaps(stand, national),
            prior=from_national(self._library.national.by_score()),
            national=national,
            silence=silence,
            typical={band: _typical(stand, band, points, silence, self._weights) for band in BANDS},
            judged_bands=tuple(sums.score for sums in stand if sums.is_judgement),
            track_record=TrackRecord(reports=0, exact=0, always_3=0),
            reports=sum(not sums.is_judgement for sums in stand),
            weights=self._weights,
            doubter=Doubter(self._framework, findings),
        )


def fit_once(library: Library, framework: Framework) -> BandModel:
    """Fit on the library as it is, with an empty track record. See `evaluation.fit` for the whole model."""
    with one_thread():
        return Fitter(library, framework).whole()


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep linear algebra to one thread: there are few numbers in it, and many threads would wait for each other."""
    from threadpoolctl import threadpool_limits  # looks through every library that is loaded

    with threadpool_limits(limits=1):
        yield


def _frequencies(national: NationalCounts) -> dict[int, float]:
    counts = national.by_score()
    return {band: counts.get(band, 0) / sum(counts.values()) for band in BANDS}


def _worth(stand: Sequence[Sums]) -> tuple[float, ...]:
    """Points by feature, learned from which claims stand in reports of which score; each score weighs the same."""
    from rubric.prediction.ordinal import OrdinalLogit  # brings scipy in, which is slow to import

    counts: dict[int, Counter[ClaimKind]] = {score: Counter() for score in sorted({sums.score for sums in stand})}
    for sums in stand:
        counts[sums.score].update(sums.kinds)
    cells = [(score, one, count) for score, kinds in counts.items() for one, count in sorted(kinds.items(), key=str)]
    claims = sum(count for *_, count in cells)
    of_score = {score: kinds.total() for score, kinds in counts.items()}
    X, y = np.array([row(one) for _, one, _ in cells]), np.array([score for score, *_ in cells])
    weight = np.array([count * claims / len(counts) / of_score[score] for score, _, count in cells])
    coef = OrdinalLogit(penalty=CLAIM_PENALTY, positive=True).fit(X, y, sample_weight=weight).coef_
    return tuple(float(part) for part in coef / coef.sum())


def _silence(stand: Sequence[Sums], worth: NDArray[np.float64]) -> float:
    """What saying nothing is worth: a little less than what speaks for neither 2 nor 3."""
    usual = {}
    for score in (2, 3):
        kinds: Counter[ClaimKind] = Counter()
        for sums in stand:
            if sums.score == score:
                kinds.update(sums.kinds)
        usual[score] = sum(count * float(row(one) @ worth) for one, count in kinds.items()) / kinds.total()
    return (usual[2] + usual[3]) / 2 - SILENCE_LEANS * (usual[3] - usual[2]) / 2


def _gaps(stand: Sequence[Sums], national: Mapping[int, float]) -> float:
    """How many shortfalls a report holds for each other claim, at each real score, by how common the score is."""
    real = {sums.score for sums in stand if not sums.is_judgement} or set(BANDS)
    found = {}
    for score in real:
        kinds: Counter[ClaimKind] = sum((sums.kinds for sums in stand if sums.score == score), Counter())
        found[score] = kinds[None] / max(1, kinds.total() - kinds[None])
    common = sum(national[score] for score in real)
    return sum(national[score] * ratio for score, ratio in found.items()) / common if common else 0.0


def _centres(stand: Sequence[Sums], values: Sequence[float]) -> dict[int, float]:
    """The value each band is centred on, rising from band to band.

    A real band's is the mean of its reports (brought into order by isotonic regression, should a library contradict
    the scale). A judged band's is its descriptors' value, but no further out than one equal step beyond its real
    neighbours: descriptors paint the pure case, and real reports are more mixed.
    """
    from scipy.optimize import isotonic_regression  # slow to import, and the screens open without it

    found = {band: [v for v, sums in zip(values, stand, strict=True) if sums.score == band] for band in BANDS}
    judged = {sums.score for sums in stand if sums.is_judgement}
    real_bands = sorted(set(BANDS) - judged)
    if not real_bands:
        return {band: found[band][0] for band in BANDS}
    ordered = isotonic_regression(
        [float(np.mean(found[band])) for band in real_bands], weights=[len(found[band]) for band in real_bands]
    ).x
    centres = dict(zip(real_bands, map(float, ordered), strict=True))
    step = (
        max((centres[real_bands[-1]] - centres[real_bands[0]]) / (real_bands[-1] - real_bands[0]), LEAST_STEP)
        if real_bands[1:]
        else 0.0
    )
    for band in sorted(judged):
        described, nearest = found[band][0], min(real_bands, key=lambda other: abs(other - band))
        limit = centres[nearest] + (band - nearest) * step if step else described
        centres[band] = min(described, limit) if band > nearest else max(described, limit)
    centres = {band: max(centres[band], LEAST_CENTRE + (band - 1) * LEAST_STEP) for band in BANDS}
    for below, band in pairwise(BANDS):
        centres[band] = max(centres[band], centres[below] + LEAST_STEP)
    return {band: min(centre, 1 - LEAST_CENTRE - (BANDS[-1] - band) * LEAST_STEP) for band, centre in centres.items()}


def _noise(stand: Sequence[Sums], worth: NDArray[np.float64]) -> float:
    """The variance of a claim's value about the mean of its aspect in its report."""
    real = [sums for sums in stand if not sums.is_judgement] or list(stand)
    scatter = sum((sums.scatter for sums in real), np.zeros((len(worth), len(worth))))
    return float(worth @ scatter @ worth) / max(1, sum(sums.freedom for sums in real))


def _spread(stand: Sequence[Sums], values: Sequence[float], weights: NDArray[np.float64], noise: float) -> float:
    """The standard deviation of reports about their band's centre, less what comes of their holding so few claims."""
    by_score: dict[int, list[float]] = {}
    drawn = []
    for sums, v in zip(stand, values, strict=True):
        if not sums.is_judgement:
            by_score.setdefault(sums.score, []).append(v)
            drawn.append(float(weights**2 @ (noise / sums.amounts)))
    squares = sum((v - float(np.mean(group))) ** 2 for group in by_score.values() for v in group)
    freedom = sum(len(group) - 1 for group in by_score.values())
    return math.sqrt(max(0.0, squares / freedom - float(np.mean(drawn)))) if freedom else 0.0


def _typical(
    stand: Sequence[Sums], band: int, worth: NDArray[np.float64], silence: float, aspects: Iterable[str]
) -> dict[str, float]:
    """Mean value of each aspect among what stands for a score."""
    mean = np.mean([sums.aspect_values(worth, silence) for sums in stand if sums.score == band], axis=0)
    return {aspect: float(value) for aspect, value in zip(aspects, mean, strict=True)}

"""The band model: what reports at each score are worth, and how sure a council's figure can make us of a band.

    P(band k) is proportional to  prior_k * Normal(council value; centre_k, spread)

`centre_k` is the mean value of the real reports at score k. No shipped report is scored 1 or 4: there the framework's
own level descriptors stand in, which is our judgement and is stated wherever it matters. `prior` is how many councils
hold each score nationally. `spread` is one for all bands: how far reports at one score lie from their centre, joined
with how much a report's own value moves when its paragraphs are drawn again. With equal spreads this is a stereotype
logit: the log odds of a higher against a lower band rise in a straight line with the value, so a better value never
means a lower expected score.

Sources: J. A. Anderson (1984), Regression and ordered categorical variables, J. R. Stat. Soc. B 46(1), 1-30;
B. Efron (1979), Bootstrap methods: another look at the jackknife, Ann. Stat. 7(1), 1-26.
"""

import dataclasses
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from rubric.claims.model import Claim
from rubric.comparison.doubts import Doubter
from rubric.framework.model import Framework
from rubric.framework.words import Speaker
from rubric.prediction.model import BANDS, TrackRecord
from rubric.prediction.score import SILENCE_COUNTS_AS, AspectScore, score_aspects
from rubric.prediction.thin import why_too_thin
from rubric.prediction.value import ClaimKind, features, kind, row
from rubric.prediction.wordings import Wordings
from rubric.reports.model import Library, ScoredReport

CLAIM_PENALTY = 2.0  # ridge on a claim's features: keeps 14 findings from setting a step by themselves
REDRAWS = 1_000
# The spread is never taken for smaller than this share of the way from centre 2 to centre 3: a fair choice between
# the two would then be wrong one time in ten. Two reports a score, read by one coder who knew the scores, cannot make
# us surer than that (our judgement).
LEAST_SPREAD = 0.4
# Councils that later scored 2 hardly sound different from those that scored 3, so their own words tell bands apart
# less well than the regulator's: for them the spread is at least this share (our judgement; no scored council prose
# is shipped to measure it on).
LEAST_SPREAD_OF_COUNCILS = 0.55
# Saying nothing is read as this far from neutral towards the usual claim at score 2 (our judgement: silence is not
# good news, and it must make us less sure, not sure of a 2).
SILENCE_LEANS = 0.25
LEAST_STEP = 0.02  # of the 0 to 1 scale between centres, so that an odd library cannot make two bands one


@dataclass(frozen=True)
class Reference:
    """Claims that stand for one score: a real report's, or the framework's descriptors' (`is_judgement`)."""

    score: int
    claims: tuple[Claim, ...]
    is_judgement: bool


@dataclass(frozen=True)
class BandModel:
    """A fitted model. `worth` gives a claim's points by feature, adding to 1; `centres` are values by band."""

    framework: Framework
    worth: tuple[float, ...]
    centres: Mapping[int, float]
    spread: float
    prior: Mapping[int, float]
    national: Mapping[int, float]
    silence: float
    typical: Mapping[int, Mapping[str, float]]
    judged_bands: tuple[int, ...]
    track_record: TrackRecord
    reports: int
    weights: Mapping[str, float]
    doubter: Doubter

    def value(self, claim: Claim) -> float:
        """A claim's value, 0 (a shortfall) to 1 (a strength with impact that people or partners confirm)."""
        claim_kind = kind(claim)
        if claim_kind not in self._values:  # each is asked for again for every change that is tried
            self._values[claim_kind] = float(row(claim_kind) @ np.array(self.worth))
        return self._values[claim_kind]

    @cached_property
    def _values(self) -> dict[ClaimKind, float]:
        return {}

    def aspects(self, claims: Iterable[Claim], wordings: Wordings | None = None) -> tuple[AspectScore, ...]:
        """Each aspect's value, in parts; `wordings` are those of all claims, where these are only some of them."""
        return score_aspects(claims, self.weights, self.value, self.silence, wordings)

    def for_speaker(self, speaker: Speaker) -> "BandModel":
        """The model for claims by this speaker: for a council's own words its spread has a floor of its own."""
        if speaker is Speaker.REGULATOR:
            return self
        least = LEAST_SPREAD_OF_COUNCILS * (self.centres[3] - self.centres[2])
        return dataclasses.replace(self, spread=max(self.spread, least))

    @property
    def slope(self) -> float:
        """Log odds of band 3 against 2 for one whole point of value."""
        return (self.centres[3] - self.centres[2]) / self.spread**2

    @property
    def neutral(self) -> float:
        """The value that speaks for neither 2 nor 3."""
        return (self.centres[2] + self.centres[3]) / 2

    def line(self, aspects: Iterable[AspectScore]) -> float:
        """The linear score: how far the evidence alone speaks for 3 rather than 2, in log odds; 0 is neutral."""
        return self.slope * sum(a.weight * (a.value - self.neutral) for a in aspects)

    def probabilities(self, line: float) -> dict[int, float]:
        """Probabilities of bands 1 to 4 for a linear score, the national prior taken in."""
        value = self.neutral + line / self.slope
        logs = {k: math.log(self.prior[k]) - (value - self.centres[k]) ** 2 / (2 * self.spread**2) for k in BANDS}
        top = max(logs.values())
        raw = {k: math.exp(log - top) for k, log in logs.items()}
        total = sum(raw.values())
        return {k: raw[k] / total for k in BANDS}


def is_thin(report: ScoredReport, framework: Framework) -> bool:
    """Whether a report holds too little to be given a band."""
    return why_too_thin([finding.as_claim() for finding in report.findings], framework) is not None


def references_for(library: Library, framework: Framework) -> tuple[Reference, ...]:
    """The library's reports, and the framework's descriptors for each score that no report in it has.

    A report too thin to be given a band sets none either: a page with a few findings is good to compare with, but its
    value hangs on which few they are.
    """
    real = tuple(
        Reference(report.score, tuple(finding.as_claim() for finding in report.findings), is_judgement=False)
        for report in library.reports
        if not is_thin(report, framework)
    )
    absent = [score for score in BANDS if score not in {reference.score for reference in real}]
    return real + tuple(Reference(score, _descriptors(framework, score), is_judgement=True) for score in absent)


def _descriptors(framework: Framework, score: int) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=f"descriptor/{aspect.id}/{score}/{number}",
            text=claim.text,
            aspect=aspect.id,
            polarity=claim.polarity,
            maturity=claim.maturity,
            voices=frozenset({claim.voice}),
            speaker=Speaker.REGULATOR,
        )
        for aspect in framework.aspects
        for number, claim in enumerate(aspect.level(score).claims)
    )


def fit_once(library: Library, framework: Framework) -> BandModel:
    """Fit on the library as it is, with an empty track record. See `evaluation.fit` for the whole model."""
    references = references_for(library, framework)
    worth = _worth(references)
    weights = {aspect.id: aspect.weight for aspect in framework.aspects}
    points = np.array(worth)

    def value(claim: Claim) -> float:
        return float(features(claim) @ points)

    silence = _silence(references, value)
    values = [_council_value(reference.claims, weights, value, silence) for reference in references]
    centres = _centres(references, values)
    counts = library.national.by_score()
    councils = sum(counts.values())
    return BandModel(
        framework=framework,
        worth=worth,
        centres=centres,
        spread=max(_spread(references, values, weights, value, silence), LEAST_SPREAD * (centres[3] - centres[2])),
        # one council is added to each count, so that a score not yet seen stays possible
        prior={band: (counts.get(band, 0) + 1) / (councils + len(BANDS)) for band in BANDS},
        national={band: counts.get(band, 0) / councils for band in BANDS},
        silence=silence,
        typical={band: _typical(references, band, weights, value, silence) for band in BANDS},
        judged_bands=tuple(reference.score for reference in references if reference.is_judgement),
        track_record=TrackRecord(reports=0, exact=0, always_3=0),
        reports=sum(not reference.is_judgement for reference in references),
        weights=weights,
        doubter=Doubter(framework, library.findings),
    )


def _worth(references: tuple[Reference, ...]) -> tuple[float, ...]:
    """Points by feature, learned from which claims stand in reports of which score; each score weighs the same."""
    from rubric.prediction.ordinal import OrdinalLogit  # brings scikit-learn in, which is slow to import

    rows = [(features(claim), reference.score) for reference in references for claim in reference.claims]
    X, y = np.array([row for row, _ in rows]), np.array([score for _, score in rows])
    count = {score: int((y == score).sum()) for score in set(y.tolist())}
    weight = np.array([len(y) / len(count) / count[score] for score in y.tolist()])
    coef = OrdinalLogit(penalty=CLAIM_PENALTY, positive=True).fit(X, y, sample_weight=weight).coef_
    return tuple(float(part) for part in coef / coef.sum())


def _centres(references: tuple[Reference, ...], values: list[float]) -> dict[int, float]:
    """The value each band is centred on, rising from band to band.

    A real band's is the mean of its reports (brought into order by isotonic regression, should a library contradict
    the scale). A judged band's is its descriptors' value, but no further out than one equal step beyond its real
    neighbours: descriptors paint the pure case, and real reports are more mixed.
    """
    from sklearn.isotonic import isotonic_regression  # slow to import, and the screens open without it

    real = {s.score: [v for v, t in zip(values, references, strict=True) if t.score == s.score] for s in references}
    judged = {reference.score for reference in references if reference.is_judgement}
    real_bands = sorted(set(real) - judged)
    ordered = isotonic_regression(
        [float(np.mean(real[band])) for band in real_bands], sample_weight=[len(real[band]) for band in real_bands]
    )
    centres = dict(zip(real_bands, map(float, ordered), strict=True))
    step = (
        max((centres[real_bands[-1]] - centres[real_bands[0]]) / (real_bands[-1] - real_bands[0]), LEAST_STEP)
        if real_bands[1:]
        else 0.0
    )
    for band in sorted(judged):
        described, nearest = real[band][0], min(real_bands, key=lambda other: abs(other - band))
        limit = centres[nearest] + (band - nearest) * step if step else described
        centres[band] = min(described, limit) if band > nearest else max(described, limit)
    for below, band in pairwise(BANDS):
        centres[band] = max(centres[band], centres[below] + LEAST_STEP)
    return dict(sorted(centres.items()))


def _silence(references: tuple[Reference, ...], value: Callable[[Claim], float]) -> float:
    """What saying nothing is worth: a little less than what speaks for neither 2 nor 3."""
    usual = {
        score: float(
            np.mean(
                [value(claim) for reference in references if reference.score == score for claim in reference.claims]
            )
        )
        for score in (2, 3)
    }
    return (usual[2] + usual[3]) / 2 - SILENCE_LEANS * (usual[3] - usual[2]) / 2


def _council_value(
    claims: Iterable[Claim], weights: Mapping[str, float], value: Callable[[Claim], float], silence: float
) -> float:
    return sum(part.weight * part.value for part in score_aspects(claims, weights, value, silence))


def _typical(
    references: tuple[Reference, ...],
    band: int,
    weights: Mapping[str, float],
    value: Callable[[Claim], float],
    silence: float,
) -> dict[str, float]:
    """Mean value of each aspect among the references at a score."""
    scored = [
        score_aspects(reference.claims, weights, value, silence) for reference in references if reference.score == band
    ]
    return {aspect: float(np.mean([parts[i].value for parts in scored])) for i, aspect in enumerate(weights)}


def _spread(
    references: tuple[Reference, ...],
    values: list[float],
    weights: Mapping[str, float],
    value: Callable[[Claim], float],
    silence: float,
) -> float:
    """The standard deviation of a report's value about its band's centre; see the module's first lines."""
    real = [(reference, v) for reference, v in zip(references, values, strict=True) if not reference.is_judgement]
    by_score: dict[int, list[float]] = {}
    for reference, v in real:
        by_score.setdefault(reference.score, []).append(v)
    squares = sum((v - float(np.mean(group))) ** 2 for group in by_score.values() for v in group)
    freedom = sum(len(group) - 1 for group in by_score.values())
    between = squares / freedom if freedom else 0.0
    redrawn = [_redrawn_variance(reference.claims, weights, value, silence) for reference, _ in real]
    return math.sqrt(between + float(np.mean(redrawn or [0.0])))


def _redrawn_variance(
    claims: tuple[Claim, ...], weights: Mapping[str, float], value: Callable[[Claim], float], silence: float
) -> float:
    """How much a report's value moves when its paragraphs are drawn again with replacement (a bootstrap)."""
    aspects = score_aspects(claims, weights, value, silence)
    paragraphs = sorted({part.claim.group or part.claim.id for aspect in aspects for part in aspect.parts})
    if len(paragraphs) < 2:
        return 0.0
    place = {name: row for row, name in enumerate(paragraphs)}
    counts, worth = np.zeros((len(paragraphs), len(aspects))), np.zeros((len(paragraphs), len(aspects)))
    for column, aspect in enumerate(aspects):
        for part in aspect.parts:
            row = place[part.claim.group or part.claim.id]
            # in claims, as silence is: an origin counts the same however often the others are drawn
            claims_worth = part.share / aspect.silent_share * SILENCE_COUNTS_AS
            counts[row, column] += claims_worth
            worth[row, column] += claims_worth * part.value
    drawn = np.random.default_rng(len(claims)).multinomial(
        len(paragraphs), [1 / len(paragraphs)] * len(paragraphs), size=REDRAWS
    )
    values = (drawn @ worth + SILENCE_COUNTS_AS * silence) / (drawn @ counts + SILENCE_COUNTS_AS)
    return float(np.var(values @ np.array([aspect.weight for aspect in aspects])))

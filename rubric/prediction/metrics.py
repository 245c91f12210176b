"""How good predictions and codings are, as plain figures."""

from collections.abc import Mapping, Sequence

import numpy as np

from rubric.framework.words import Maturity
from rubric.prediction.model import BANDS

REDRAWS = 2_000


def ranked_probability_score(probabilities: Mapping[int, float], score: int) -> float:
    """0 (certain and right) to 1 (certain and as wrong as can be); lower is better.

    The mean squared distance between the cumulative probabilities and the cumulative truth, over the three cuts.
    Source: E. S. Epstein (1969), A scoring system for probability forecasts of ranked categories, J. Appl. Meteorol. 8.
    """
    gaps = [sum(probabilities[b] for b in BANDS if b <= cut) - float(score <= cut) for cut in BANDS[:-1]]
    return float(np.mean(np.square(gaps)))


def band_figures(
    scores: Sequence[int], predicted: Sequence[int | None], probabilities: Sequence[Mapping[int, float]]
) -> dict[str, object]:
    """n, answered, exact, within_one, qwk (over the cases with a band) and rps (over all); None where undefined.

    `qwk` is the quadratic weighted kappa: 1 for full agreement, 0 for what chance or a constant answer reaches.
    """
    answered = [(s, p) for s, p in zip(scores, predicted, strict=True) if p is not None]
    truth, answers = [s for s, _ in answered], [p for _, p in answered]
    missed = [ranked_probability_score(p, s) for s, p in zip(scores, probabilities, strict=True)]
    return {
        "n": len(scores),
        "answered": len(answered),
        "exact": _mean([s == p for s, p in answered]),
        "within_one": _mean([abs(s - p) <= 1 for s, p in answered]),
        "qwk": _kappa(truth, answers),
        "rps": _mean(missed),
        "intervals": {
            "exact": interval([s == p for s, p in answered]),
            "within_one": interval([abs(s - p) <= 1 for s, p in answered]),
            "rps": interval(missed),
        },
    }


def _kappa(truth: Sequence[int], answers: Sequence[int]) -> float | None:
    if not truth:
        return None
    if len({*truth, *answers}) == 1:  # the same answer everywhere: agreement beyond chance is not defined
        return None
    seen = np.zeros((len(BANDS), len(BANDS)))
    for given, answer in zip(truth, answers, strict=True):
        seen[given - 1, answer - 1] += 1
    by_chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    apart = np.square(np.subtract.outer(BANDS, BANDS))
    return float(1 - (apart * seen).sum() / (apart * by_chance).sum())


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None


def interval(hits: Sequence[float]) -> tuple[float, float] | None:
    """The 95% bootstrap interval of a mean (percentiles of REDRAWS redraws); None for fewer than two values.

    Where all are hits or all are misses every redraw is the same, which is no certainty: then Wilson's interval.
    Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
    """
    if len(hits) < 2:
        return None
    if set(hits) <= {0, 1} and len(set(hits)) == 1:
        return wilson(int(sum(hits)), len(hits))
    values = np.asarray(hits, dtype=np.float64)
    drawn = np.random.default_rng(len(hits)).choice(values, size=(REDRAWS, len(values))).mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def wilson(hits: int, times: int) -> tuple[float, float]:
    """Wilson's 95% interval of a share: `hits` out of `times` (at least one). Source: see `interval`."""
    from scipy.stats import binomtest  # slow to import, and only evaluation needs it

    bounds = binomtest(hits, times).proportion_ci(method="wilson")
    return float(bounds.low), float(bounds.high)


def confusion(pairs: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """How often each given value was read as each value."""
    table: dict[str, dict[str, int]] = {}
    for given, read in pairs:
        row = table.setdefault(given, {})
        row[read] = row.get(read, 0) + 1
    return table


def coding_figures(pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
    """Accuracy with its interval, macro-F1 over the values given, and n, for (given, read) pairs.

    For maturity levels also `within_one`: how often the level read is at most one step off.
    """
    if not pairs:
        return {"accuracy": None, "macro_f1": None, "n": 0}
    given, read = [g for g, _ in pairs], [r for _, r in pairs]
    return {
        "accuracy": _mean([g == r for g, r in pairs]),
        "macro_f1": float(np.mean([_f1(given, read, value) for value in sorted(set(given))])),
        "n": len(pairs),
        "interval": interval([g == r for g, r in pairs]),
        **_within_one_level(pairs),
    }


def _f1(given: Sequence[str], read: Sequence[str], value: str) -> float:
    """The harmonic mean of precision and recall for one value that was given at least once."""
    both = sum(g == r == value for g, r in zip(given, read, strict=True))
    return 2 * both / (given.count(value) + read.count(value))


def _within_one_level(pairs: Sequence[tuple[str, str]]) -> dict[str, object]:
    levels = {maturity.value: maturity.level for maturity in Maturity}
    if not all(given in levels and read in levels for given, read in pairs):
        return {}
    return {"within_one": _mean([abs(levels[given] - levels[read]) <= 1 for given, read in pairs])}

"""For each aspect: what reports at each score typically say, and which of it our evidence says too."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.comparison.index import Index
from rubric.comparison.model import Contrast, Pattern
from rubric.framework.words import Polarity
from rubric.reports.model import Finding

# Findings closer than this (cosine, on average) say much the same thing; with short paraphrases little more is alike.
SAY_THE_SAME = 0.14
# A claim says what a pattern says where it is at least this like one of its findings and not of the opposite tone.
SAID_TOO = 0.13


def contrasts(claims: Sequence[Claim], index: Index) -> dict[str, Contrast]:
    """Patterns by aspect and score, the most widely found first, each with the ids of our claims that say the same."""
    table = index.similarities([claim.text for claim in claims]) if claims else np.zeros((0, len(index.findings)))
    among = index.similarities([finding.text for finding in index.findings])
    scores = sorted({finding.score for finding in index.findings})
    return {
        aspect: Contrast(
            aspect=aspect,
            patterns={score: _patterns(aspect, score, claims, table, among, index) for score in scores},
        )
        for aspect in index.framework.aspect_ids
    }


def _patterns(
    aspect: str,
    score: int,
    claims: Sequence[Claim],
    table: NDArray[np.float64],
    among: NDArray[np.float64],
    index: Index,
) -> tuple[Pattern, ...]:
    places = [i for i, f in enumerate(index.findings) if f.aspect == aspect and f.score == score]
    found = [
        Pattern(
            aspect=aspect,
            score=score,
            text=index.findings[_most_central(group, among)].text,
            findings=tuple(index.findings[i] for i in group),
            said_by=_said_by(group, aspect, claims, table, index.findings),
        )
        for group in _alike(places, among)
    ]
    return tuple(sorted(found, key=_width))


def _width(pattern: Pattern) -> tuple[int, int, str]:
    """Found in more reports first, then in more findings."""
    return -len({f.report_id for f in pattern.findings}), -len(pattern.findings), pattern.findings[0].id


def _alike(places: list[int], among: NDArray[np.float64]) -> list[list[int]]:
    """Places grouped by average likeness of words."""
    from sklearn.cluster import AgglomerativeClustering  # slow to import, and the screens open without it

    if len(places) < 2:
        return [[place] for place in places]
    grouping = AgglomerativeClustering(
        n_clusters=None, distance_threshold=1 - SAY_THE_SAME, metric="precomputed", linkage="average"
    ).fit_predict(1 - among[np.ix_(places, places)])
    return [[p for p, label in zip(places, grouping, strict=True) if label == group] for group in sorted(set(grouping))]


def _most_central(group: list[int], among: NDArray[np.float64]) -> int:
    return max(group, key=lambda i: (float(among[i, group].sum()), -i))


def _said_by(
    group: list[int],
    aspect: str,
    claims: Sequence[Claim],
    table: NDArray[np.float64],
    findings: Sequence[Finding],
) -> tuple[str, ...]:
    ids = []
    for claim, row in zip(claims, table, strict=True):
        likest = max(group, key=lambda i: row[i])
        opposite = {claim.polarity, findings[likest].polarity} == {Polarity.STRENGTH, Polarity.SHORTFALL}
        if claim.aspect == aspect and row[likest] >= SAID_TOO and not opposite:
            ids.append(claim.id)
    return tuple(ids)

"""For each claim, the findings most like it at each score, and why."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.comparison.index import Index
from rubric.comparison.model import Match, Neighbours
from rubric.english import listed
from rubric.framework.words import Polarity
from rubric.reports.model import Finding

MATCHES_A_SCORE = 3
# How alike in words (cosine) a finding has to be to stand beside a claim; below, nothing is close enough.
# Measured on the 238 shipped findings, each held against those of the three other reports; a test measures it again.
# Within an aspect: of findings on different aspects, 1.4% are as alike as this by chance, a fifth as often as those on
# the same one; beside an aspect's dozen findings at one score, that puts a chance match beside fewer than one in five.
LEAST_LIKENESS = 0.15
# Across aspects only the words speak for it: the nearest finding is of the same aspect in 65% of cases from here on,
# and in 36% below (11% by chance).
LEAST_ACROSS_ASPECTS = 0.30
# What likeness of coding adds to likeness of words when matches are ranked (never to the figure shown).
_SAME_ASPECT, _SAME_POLARITY, _SAME_MATURITY = 0.25, 0.04, 0.03


def nearest(claims: Sequence[Claim], index: Index) -> dict[str, Neighbours]:
    """Neighbours by claim id: up to three findings a score, in any aspect; where none is close, one on the aspect."""
    if not claims:
        return {}
    table = index.similarities([claim.text for claim in claims])
    return {claim.id: _neighbours(claim, row, index) for claim, row in zip(claims, table, strict=True)}


def _neighbours(claim: Claim, row: NDArray[np.float64], index: Index) -> Neighbours:
    by_score: dict[int, tuple[Match, ...]] = {}
    on_topic: dict[int, Match] = {}
    for score in sorted({finding.score for finding in index.findings}):
        ranked = [
            place
            for place, finding in enumerate(index.findings)
            if finding.score == score and (finding.aspect == claim.aspect or row[place] >= LEAST_ACROSS_ASPECTS)
        ]
        ranked.sort(key=lambda place: (-row[place] - _alike_in_coding(claim, index.findings[place]), place))
        close = [place for place in ranked if _is_close(claim, index.findings[place], row[place])]
        by_score[score] = tuple(_match(claim, row, place, index) for place in close[:MATCHES_A_SCORE])
        on_aspect = [place for place in ranked if index.findings[place].aspect == claim.aspect]
        if on_aspect and not close:
            on_topic[score] = _match(claim, row, on_aspect[0], index)
    return Neighbours(claim_id=claim.id, by_score=by_score, on_topic=on_topic)


def _is_close(claim: Claim, finding: Finding, likeness: float) -> bool:
    return likeness >= (LEAST_LIKENESS if finding.aspect == claim.aspect else LEAST_ACROSS_ASPECTS)


def _match(claim: Claim, row: NDArray[np.float64], place: int, index: Index) -> Match:
    finding = index.findings[place]
    return Match(finding=finding, similarity=float(row[place]), why=why_alike(claim, finding, index))


def _alike_in_coding(claim: Claim, finding: Finding) -> float:
    return (
        _SAME_ASPECT * (claim.aspect == finding.aspect)
        + _SAME_POLARITY * (claim.polarity == finding.polarity)
        + _SAME_MATURITY * (claim.maturity == finding.maturity)
    )


def why_alike(claim: Claim, finding: Finding, index: Index) -> tuple[str, ...]:
    """In words, most telling first: shared words, aspect, how far along, and where the two part."""
    framework, why = index.framework, []
    words = index.shared_words(claim, finding)
    if words:
        why.append(f"both speak of {listed(f'“{word}”' for word in words)}")
    if claim.aspect == finding.aspect:
        why.append("same aspect")
    else:
        why.append(f"from another aspect: {framework.aspect(finding.aspect).title}")
    if claim.maturity == finding.maturity:
        why.append(f"both “{framework.maturities[claim.maturity].label.lower()}”")
    else:
        theirs, ours = framework.maturities[finding.maturity].label, framework.maturities[claim.maturity].label
        why.append(f"theirs is “{theirs.lower()}”, yours “{ours.lower()}”")
    if claim.polarity is not finding.polarity and Polarity.MIXED not in (claim.polarity, finding.polarity):
        why.append(f"but theirs is a {framework.polarities[finding.polarity].label.lower()}")
    return tuple(why)

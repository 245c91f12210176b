"""For each claim, the findings most like it at each score, and why."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.comparison.index import Index
from rubric.comparison.model import Match, Neighbours
from rubric.framework.words import Polarity
from rubric.reports.model import Finding

MATCHES_A_SCORE = 3
# Below this cosine two short sentences share no more than a common word: nothing like it is an honest answer.
LEAST_LIKENESS = 0.06
# Likeness in pieces of words alone has to be this much: chance gives gibberish a little.
LEAST_WITHOUT_A_WORD = 0.12
# What likeness of coding adds to likeness of words when matches are ranked (never to the figure shown).
_SAME_ASPECT, _SAME_POLARITY, _SAME_MATURITY = 0.25, 0.04, 0.03


def nearest(claims: Sequence[Claim], index: Index) -> dict[str, Neighbours]:
    """Neighbours by claim id: up to three findings a score, within and across aspects; none where none is like it."""
    if not claims:
        return {}
    table = index.similarities([claim.text for claim in claims])
    scores = sorted({finding.score for finding in index.findings})
    return {
        claim.id: Neighbours(
            claim_id=claim.id, by_score={score: _matches(claim, row, score, index) for score in scores}
        )
        for claim, row in zip(claims, table, strict=True)
    }


def _matches(claim: Claim, row: NDArray[np.float64], score: int, index: Index) -> tuple[Match, ...]:
    near = [
        (row[i] + _alike_in_coding(claim, finding), i)
        for i, finding in enumerate(index.findings)
        if finding.score == score and row[i] >= LEAST_LIKENESS
        if row[i] >= LEAST_WITHOUT_A_WORD or index.shared_words(claim, finding)
    ]
    near.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(
        Match(finding=index.findings[i], similarity=float(row[i]), why=why_alike(claim, index.findings[i], index))
        for _, i in near[:MATCHES_A_SCORE]
    )


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
        why.append(f"both speak of {_listed(words)}")
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


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"

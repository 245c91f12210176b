"""For each claim, the findings most like it in meaning at each score, and why."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.comparison.index import Index
from rubric.comparison.model import Match, Neighbours
from rubric.english import listed
from rubric.framework.words import Polarity, Speaker

MATCHES_A_SCORE = 3
# How alike (`Index.similarities`) a finding on the same aspect has to be to stand beside a claim; below, nothing is
# close. Each is where the likest of the findings at one score on any other aspect, which can only be there by chance,
# reaches it for one claim in ten: the regulator's, measured on the 238 shipped findings, each held against
# those of the three other reports; a council's, whose words are further from a report's, on 1,177 made-up sentences of
# councils by several hands. A test measures both again. At one in five a second reader found nearly every finding that
# stood alone beside an item of the example astray.
LEAST_LIKENESS = {Speaker.REGULATOR: 0.49, Speaker.COUNCIL: 0.38}
# Across aspects only the likeness speaks for it: from here on the nearest finding of all is on the claim's own aspect
# for about three of four shipped findings and four of five sentences of councils, and below for far fewer.
LEAST_ACROSS_ASPECTS = 0.55
# What likeness of coding adds when those that are close are put in order (never to the figure shown).
_SAME_ASPECT, _SAME_POLARITY, _SAME_MATURITY = 0.15, 0.06, 0.03


def nearest(claims: Sequence[Claim], table: NDArray[np.float64], index: Index) -> dict[str, Neighbours]:
    """Neighbours by claim id: up to three findings a score, in any aspect; where none is close, one on the aspect.

    `table` is how like each claim is to each finding (`Index.similarities`).
    """
    return {claim.id: _neighbours(claim, row, index) for claim, row in zip(claims, table, strict=True)}


def _neighbours(claim: Claim, row: NDArray[np.float64], index: Index) -> Neighbours:
    by_score: dict[int, tuple[Match, ...]] = {}
    on_topic: dict[int, Match] = {}
    on_aspect = index.aspect == claim.aspect
    close = row >= np.where(on_aspect, LEAST_LIKENESS[claim.speaker], LEAST_ACROSS_ASPECTS)
    order = np.argsort(-(row + _alike_in_coding(claim, index)), kind="stable")
    for score in index.scores:
        ranked = order[index.score[order] == score]
        shown = ranked[close[ranked]][:MATCHES_A_SCORE]
        by_score[score] = tuple(_match(claim, row, int(place), index) for place in shown)
        same = ranked[on_aspect[ranked]]
        if len(same) and not len(shown):
            on_topic[score] = _match(claim, row, int(same[0]), index)
    return Neighbours(claim_id=claim.id, by_score=by_score, on_topic=on_topic)


def _match(claim: Claim, row: NDArray[np.float64], place: int, index: Index) -> Match:
    finding = index.findings[place]
    return Match(finding=finding, similarity=min(float(row[place]), 1.0), why=why_alike(claim, place, index))


def _alike_in_coding(claim: Claim, index: Index) -> NDArray[np.float64]:
    """What coding adds to each finding's likeness when they are ranked."""
    found: NDArray[np.float64] = (
        _SAME_ASPECT * (index.aspect == claim.aspect)
        + _SAME_POLARITY * (index.tone == claim.polarity.value)
        + _SAME_MATURITY * (index.level == claim.maturity.value)
    )
    return found


def why_alike(claim: Claim, place: int, index: Index) -> tuple[str, ...]:
    """How a claim is like the finding at a place of the index, in words, most telling first: topic, shared words,
    aspect, how far along, and where the two part."""
    framework, why, finding = index.framework, list[str](), index.findings[place]
    words, topic = index.shared_words(claim, finding), index.shared_topic(claim, place)
    if topic:
        why.append(f"both are about {topic}")
    if words:
        why.append(f"both speak of {listed(f'“{word}”' for word in words)}")
    elif not topic and claim.text != finding.text:
        why.append("alike in meaning, in other words")
    if claim.aspect != finding.aspect:
        why.append(f"from another aspect: {framework.aspect(finding.aspect).title}")
    elif not topic:
        why.append("same aspect")
    if claim.maturity == finding.maturity:
        why.append(f"both “{framework.maturities[claim.maturity].label.lower()}”")
    else:
        theirs, ours = framework.maturities[finding.maturity].label, framework.maturities[claim.maturity].label
        why.append(f"theirs is “{theirs.lower()}”, yours “{ours.lower()}”")
    if claim.polarity is not finding.polarity and Polarity.MIXED not in (claim.polarity, finding.polarity):
        why.append(f"but theirs is a {framework.polarities[finding.polarity].label.lower()}")
    return tuple(why)

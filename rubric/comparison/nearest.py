"""For each claim, the findings most like it in meaning at each score, and why."""

from collections.abc import Sequence

import numpy as np

from rubric.claims.model import Claim
from rubric.comparison.alike import SAME_SUBJECT, SAME_THING, Alike
from rubric.comparison.index import Index
from rubric.comparison.model import Match, Neighbours
from rubric.english import listed
from rubric.framework.words import Polarity

MATCHES_A_SCORE = 3


def nearest(claims: Sequence[Claim], alike: Alike, index: Index) -> dict[str, Neighbours]:
    """Neighbours by claim id: up to three findings a score on the same thing; where there is none, one on its subject.

    `alike` is how likely each claim and finding are about the same (`Index.alike`).
    """
    return {claim.id: _neighbours(claim, place, alike, index) for place, claim in enumerate(claims)}


def _neighbours(claim: Claim, row: int, alike: Alike, index: Index) -> Neighbours:
    by_score: dict[int, tuple[Match, ...]] = {}
    on_subject: dict[int, Match] = {}
    thing, subject = alike.thing[row], alike.subject[row]
    for score in index.scores:
        there = np.flatnonzero(index.score == score)
        ranked = there[np.argsort(-thing[there], kind="stable")]
        shown = ranked[thing[ranked] > SAME_THING][:MATCHES_A_SCORE]
        by_score[score] = tuple(_match(claim, thing[place], int(place), index) for place in shown)
        likest = int(there[subject[there].argmax()])
        if not len(shown) and subject[likest] > SAME_SUBJECT:
            on_subject[score] = _match(claim, thing[likest], likest, index)
    return Neighbours(claim_id=claim.id, by_score=by_score, on_subject=on_subject)


def _match(claim: Claim, chance: float, place: int, index: Index) -> Match:
    return Match(finding=index.findings[place], likeness=float(chance), why=why_alike(claim, place, index))


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

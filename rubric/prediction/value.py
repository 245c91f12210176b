"""What one claim is worth: its coding turned into features, tempered where only a council says so.

Everything here only ever rises with maturity and with confirming voices, and a shortfall is the lowest value there is,
so the promises in docs/prediction.md (a better item never lowers the band) hold by construction, not by luck.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.evidence.support import supported
from rubric.framework.words import OUTSIDE, Maturity, Polarity, Reach, Speaker

# A claim about one team says less about a council than one about everybody (our judgement).
REACH_MASS = {Reach.ONE_TEAM: 0.5, Reach.SOME: 0.75}

# Among shortfalls, how much each weighs by how far the thing has got: a working process with a poor result is
# lighter than nothing there at all (our judgement; see "polarity and level are separate" in docs/coding.md).
SHORTFALL_MASS = {
    Maturity.ABSENT: 1.3,
    Maturity.PLANNED: 1.15,
    Maturity.DEVELOPING: 1.0,
    Maturity.IN_PLACE: 0.85,
    Maturity.EMBEDDED: 0.8,
    Maturity.IMPACT: 0.8,
}

# A council that names its own shortfall shows that it knows itself; the regulator's finding of one weighs more.
OWNED_SHORTFALL = 0.75

FEATURES = (
    "not a shortfall",
    "a strength",
    "planned or further",
    "developing or further",
    "in place or further",
    "embedded or further",
    "with impact",
    "people or partners say so",
)


def is_confirmed_outside(claim: Claim) -> bool:
    """Whether people who use services, carers or partners say or confirm it."""
    return bool(claim.voices & OUTSIDE)


def tempered_level(claim: Claim) -> int:
    """The maturity level, 0 to 5, that a claim is worth given who says so. The regulator's stands as it is."""
    if claim.speaker is Speaker.REGULATOR:
        return claim.maturity.level
    return supported(claim.maturity, claim.voices, claim.outcome, claim.figures).level


ClaimKind = tuple[bool, int, bool] | None  # a strength, its tempered level, confirmed outside; None for a shortfall


def kind(claim: Claim) -> ClaimKind:
    """All that a claim's value depends on; None for a shortfall, which is worth 0."""
    if claim.polarity is Polarity.SHORTFALL:
        return None
    return (claim.polarity is Polarity.STRENGTH, tempered_level(claim), is_confirmed_outside(claim))


def features(claim: Claim) -> NDArray[np.float64]:
    """A claim as numbers (len(FEATURES),), each 0 or 1; all 0 for a shortfall. Not to be written to."""
    return row(kind(claim))


@lru_cache(maxsize=64)  # there are few kinds of claim
def row(kind: ClaimKind) -> NDArray[np.float64]:
    """The features of every claim of this kind. Not to be written to."""
    row = np.zeros(len(FEATURES))
    if kind is not None:
        strength, level, outside = kind
        row[:] = [1.0, strength, *(level >= step for step in range(1, 6)), outside]
    row.flags.writeable = False
    return row


def mass(claim: Claim) -> float:
    """How much a claim counts before duplicates and shared origins are allowed for."""
    weight = REACH_MASS.get(claim.reach, 1.0) if claim.reach else 1.0
    if claim.polarity is Polarity.SHORTFALL:
        weight *= SHORTFALL_MASS[claim.maturity]
        if claim.speaker is Speaker.COUNCIL:
            weight *= OWNED_SHORTFALL
    return weight

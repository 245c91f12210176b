"""What one claim is worth: its coding turned into features, tempered where only a council says so.

    said  = worth(shown) + TICK * (worth(ticked) - worth(shown))
    value = unproven + substance * (said - unproven), where it says more than `unproven`; else as said

`shown` is the coding with the voices that are recorded, `ticked` with all that are named. Everything here only ever
rises with maturity, with confirming voices, with records and with substance, and a shortfall is the lowest value there
is, so the promises in docs/prediction.md (a better item never lowers the band) hold by construction, not by luck.
"""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.evidence.support import supported
from rubric.framework.words import OUTSIDE, Maturity, Polarity, Reach, Speaker, Voice
from rubric.prediction.substance import substance

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

# A voice that is only ticked carries a claim this far towards what its words, recorded, would make of it: somebody had
# it in mind, and nobody can look it up (our judgement).
TICK = 0.15

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
    return _level(claim, claim.voices)


def _level(claim: Claim, voices: frozenset[Voice]) -> int:
    return supported(claim.maturity, voices, claim.outcome, claim.figures).level


ClaimKind = tuple[bool, int, bool] | None  # a strength, its tempered level, confirmed outside; None for a shortfall


def kind(claim: Claim) -> ClaimKind:
    """All that a claim's coding is worth, taken at its word; None for a shortfall, which is worth 0."""
    if claim.polarity is Polarity.SHORTFALL:
        return None
    return (claim.polarity is Polarity.STRENGTH, tempered_level(claim), is_confirmed_outside(claim))


def _kind_as_told_by(claim: Claim, voices: frozenset[Voice]) -> ClaimKind:
    return (claim.polarity is Polarity.STRENGTH, _level(claim, voices), bool(voices & OUTSIDE))


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


def shown_voices(claim: Claim) -> frozenset[Voice]:
    """The voices of which more is known than a tick: their words are recorded, or, for data, its source and figures."""
    documented = claim.voices & {Voice.PROCESSES} if claim.group and claim.figures else frozenset()
    return claim.recorded | documented


def value(claim: Claim, worth_of: Callable[[ClaimKind], float], unproven: float) -> float:
    """A claim's value, 0 (a shortfall) to 1 (a strength with impact, recorded from outside, with substance).

    In: what each kind of coding is worth, and the value of what nothing shows, which is that of silence. A council's
    coding is taken at its word only as far as substance carries it; where it claims less than that it stands as it is.
    """
    if claim.polarity is Polarity.SHORTFALL or claim.speaker is Speaker.REGULATOR:
        return worth_of(kind(claim))
    shown = worth_of(_kind_as_told_by(claim, shown_voices(claim)))
    ticked = worth_of(_kind_as_told_by(claim, (claim.voices - claim.unheard) | claim.recorded))
    said = shown + TICK * (ticked - shown)
    return said if said <= unproven else unproven + substance(claim).share * (said - unproven)


def mass(claim: Claim) -> float:
    """How much a claim counts before duplicates and shared origins are allowed for."""
    weight = REACH_MASS.get(claim.reach, 1.0) if claim.reach else 1.0
    if claim.polarity is Polarity.SHORTFALL:
        weight *= SHORTFALL_MASS[claim.maturity]
        if claim.speaker is Speaker.COUNCIL:
            weight *= OWNED_SHORTFALL
    return weight

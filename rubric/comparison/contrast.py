"""For each aspect: what reports at each score typically say, and which of it our evidence says too."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.comparison.alike import SAID_TOO, Alike
from rubric.comparison.conclusion import conclude
from rubric.comparison.index import Index
from rubric.comparison.model import Contrast, Pattern
from rubric.framework.words import Maturity

_NOT_YET = frozenset({Maturity.ABSENT, Maturity.PLANNED})  # what is only planned is not had


def contrasts(claims: Sequence[Claim], alike: Alike, index: Index) -> dict[str, Contrast]:
    """By aspect the patterns at each score, the most telling first, each with our claims that say it.

    A claim says what a pattern does where it is likely enough (SAID_TOO) about the same thing as one of its findings,
    and not of the opposite tone. `alike` is how likely that is for each claim and finding (`Index.alike`).
    """
    said = _said(claims, alike, index)
    return {aspect: _contrast(aspect, claims, said, index) for aspect in index.framework.aspect_ids}


def _contrast(aspect: str, claims: Sequence[Claim], said: NDArray[np.bool_], index: Index) -> Contrast:
    patterns = {score: _patterns(aspect, score, claims, said, index) for score in index.scores}
    return Contrast(
        aspect=aspect,
        patterns=patterns,
        conclusion=conclude(patterns, sum(claim.aspect == aspect for claim in claims)),
    )


def _patterns(
    aspect: str, score: int, claims: Sequence[Claim], said: NDArray[np.bool_], index: Index
) -> tuple[Pattern, ...]:
    found = [
        Pattern(
            aspect=aspect,
            score=score,
            text=index.findings[_most_central(group, index)].text,
            findings=tuple(index.findings[place] for place in group),
            said_by=tuple(claims[int(place)].id for place in np.flatnonzero(said[:, list(group)].any(axis=1))),
            telling=index.telling(group),
        )
        for group in index.groups(aspect, score)
    ]
    return tuple(sorted(found, key=lambda pattern: (-pattern.telling, pattern.findings[0].id)))


def _most_central(group: tuple[int, ...], index: Index) -> int:
    return max(group, key=lambda place: (float(index.among[place, list(group)].sum()), -place))


def _said(claims: Sequence[Claim], alike: Alike, index: Index) -> NDArray[np.bool_]:
    """Whether each claim says what each finding does: (claims, findings)."""
    tones = np.array([claim.polarity.value for claim in claims], dtype=np.str_)
    not_yet = np.array([claim.maturity in _NOT_YET for claim in claims], dtype=np.bool_)
    theirs_not_yet = np.isin(index.level, [level.value for level in _NOT_YET])
    ahead = not_yet[:, None] & ~theirs_not_yet
    found: NDArray[np.bool_] = (alike.thing > SAID_TOO) & ~index.opposite(tones) & ~ahead
    return found

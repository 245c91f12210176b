"""Who confirms what: the grid aspect × voice."""

from collections.abc import Sequence

from rubric.claims.model import Claim
from rubric.comparison.model import Cell, Coverage
from rubric.framework.model import Framework
from rubric.framework.words import Voice


def coverage(claims: Sequence[Claim], framework: Framework) -> Coverage:
    """One cell for each aspect and voice, and for each aspect one for what only the council says; unanswered apart."""
    return Coverage(
        cells=tuple(
            _cell(aspect, voice, [claim for claim in claims if claim.aspect == aspect])
            for aspect in framework.aspect_ids
            for voice in (*Voice, None)
        ),
        unanswered={
            aspect: sum(claim.unanswered and claim.aspect == aspect for claim in claims)
            for aspect in framework.aspect_ids
        },
    )


def _cell(aspect: str, voice: Voice | None, claims: Sequence[Claim]) -> Cell:
    answered = [claim for claim in claims if not claim.unanswered]
    count = sum(not claim.voices if voice is None else voice in claim.voices for claim in answered)
    filled = "only_us" if voice is None else "confirmed"
    return Cell(aspect=aspect, voice=voice, claims=count, state=filled if count else "empty")

"""How far along a council's claim may be said to be: its own word goes only so far.

The one rule for it, written out in docs/coding.md ("A council's words are tempered"). The draft orders what it tells by
it, the questions weigh answers by it, and the prediction counts by it.
"""

from collections.abc import Set

from rubric.evidence.stated import stated
from rubric.framework.words import OUTSIDE, Maturity, Voice

# Our judgement, after the rulings in docs/coding.md.
MOST_ALONE = Maturity.IN_PLACE  # nobody else says so
MOST_INSIDE = Maturity.EMBEDDED  # only staff, leaders, documents or data say so


def supported(maturity: Maturity, voices: Set[Voice], outcome: str, figures: str) -> Maturity:
    """The maturity chosen, or less where who confirms it does not carry that far.

    In: the maturity, who confirms it, and what is written as its difference and its figures. Out: the maturity as it is
    where people or partners confirm it, or documents and data with a stated difference and figures for it; otherwise at
    most `MOST_INSIDE`, and `MOST_ALONE` where nobody confirms it.
    """
    if voices & OUTSIDE:
        return maturity
    measured = Voice.PROCESSES in voices and stated(outcome) and stated(figures)
    most = Maturity.IMPACT if measured else MOST_INSIDE if voices else MOST_ALONE
    return min(maturity, most, key=lambda level: level.level)

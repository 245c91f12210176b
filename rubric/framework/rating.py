"""From the scores of the nine quality statements to an overall rating."""

from collections.abc import Sequence

from rubric.errors import BadInput
from rubric.framework.model import Framework, Frozen

STATEMENTS = 9
"""How many quality statements a council is scored on. Source: CQC, How we determine ratings."""


class OverallRating(Frozen):
    """An overall rating, and how far the next one is.

    `percent` is `total` as a share of `maximum`, to one decimal. `points_to_next` is how many single points on any
    statements lead to `next_label`; both are None at the highest rating.
    """

    total: int
    maximum: int
    percent: float
    label: str
    next_label: str | None
    points_to_next: int | None


def overall_rating(scores: Sequence[int], framework: Framework) -> OverallRating:
    """The overall rating that nine scores of 1 to 4 add up to; BadInput for any other number of scores or value.

    Source: CQC, How we determine ratings: all statements weigh the same, and their total as a percentage is read
    against thresholds in whole percents. A figure between two of them (14 of 36 is 38.9 %, and the ranges end at 38
    and start at 39) is rounded to the nearest whole percent first. That is our own decision: CQC does not say, but
    Camden's 32 of 36, or 88.9 %, was published as 89. Ratings made by CQC's earlier method may differ.
    """
    top = framework.scale[-1].score
    if len(scores) != STATEMENTS or any(score not in range(1, top + 1) for score in scores):
        raise BadInput(
            f"An overall rating needs {STATEMENTS} whole scores from 1 to {top}, one for each quality statement: "
            f"you gave {', '.join(map(str, scores)) or 'none'}."
        )
    total, maximum = sum(scores), STATEMENTS * top
    reached = [rating for rating in framework.ratings if _whole_percent(total, maximum) >= rating.from_percent]
    above = framework.ratings[len(reached) :]
    points = None
    if above:
        points = next(
            points
            for points in range(1, maximum - total + 1)
            if _whole_percent(total + points, maximum) >= above[0].from_percent
        )
    return OverallRating(
        total=total,
        maximum=maximum,
        percent=round(100 * total / maximum, 1),
        label=reached[-1].label,
        next_label=above[0].label if above else None,
        points_to_next=points,
    )


def _whole_percent(total: int, maximum: int) -> int:
    """Rounded to the nearest whole percent, halves up, in whole numbers so that no float decides a rating."""
    return (200 * total + maximum) // (2 * maximum)

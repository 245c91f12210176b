"""What is known of a council before a word of its evidence is read: the national picture, or its own last score.

Each is a set of chances over bands 1 to 4. They are kept apart from what the evidence says, so that both can be shown.
"""

from collections.abc import Mapping

from rubric.prediction.model import BANDS

# The national counts are taken to this power, so that a score held by ten times as many councils starts out about three
# times as likely. At full weight hardly any evidence, held back as ours is by the floors on its spread, could speak for
# a rare score; the count is also of some councils at one time (our judgement; docs/prediction.md has what it changes).
NATIONAL_WEIGHS = 0.5
# How likely a score one step away from the last one is beside the same again. No council has been assessed twice under
# this scale, so there is nothing to measure it on (our judgement).
EACH_STEP_AWAY = 1 / 3


def from_national(counts: Mapping[int, int]) -> dict[int, float]:
    """The prior from how many councils hold each score; one is added to each, so that a score not yet seen stays."""
    return _shares({band: (counts.get(band, 0) + 1) ** NATIONAL_WEIGHS for band in BANDS})


def from_own_score(score: int) -> dict[int, float]:
    """The prior from a council's own last score on this statement; ValueError where that is not 1 to 4."""
    if score not in BANDS:
        raise ValueError(f"a score is 1, 2, 3 or 4, not {score}")
    return _shares({band: EACH_STEP_AWAY ** abs(band - score) for band in BANDS})


def _shares(weights: Mapping[int, float]) -> dict[int, float]:
    total = sum(weights.values())
    return {band: weight / total for band, weight in weights.items()}

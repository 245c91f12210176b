"""What learning from another library changed: how often the model is right, and the bands that moved."""

from rubric.framework.model import Frozen
from rubric.prediction.model import TrackRecord


class Moved(Frozen):
    """An assessment's outcome before and after: the band, None where there is none, and the expected score."""

    assessment: str
    before: int | None
    after: int | None
    expected_before: float
    expected_after: float


class LibraryChange(Frozen):
    """The model's record and the findings compared with, before and after, and what each assessment got from them."""

    before: TrackRecord
    after: TrackRecord
    findings_before: int
    findings_after: int
    outcomes: tuple[Moved, ...]

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The assessments with another band than before."""
        return tuple(outcome for outcome in self.outcomes if outcome.before != outcome.after)

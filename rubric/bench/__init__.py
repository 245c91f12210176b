"""How long things take, as ratios to a floor measured in the same run."""

from rubric.bench.measure import measure

__all__ = ["measure"]

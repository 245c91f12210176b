"""How long things take, and how long people wait, as ratios to a floor measured in the same run."""

from rubric.bench.measure import Row, measure
from rubric.bench.people import Waits, measure_people, table

__all__ = ["Row", "Waits", "measure", "measure_people", "table"]

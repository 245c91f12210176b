"""How long things take, and how long people wait, as ratios to a floor measured in the same run."""

from rubric.bench.measure import measure
from rubric.bench.pages import measure_pages
from rubric.bench.people import measure_people, table

__all__ = ["measure", "measure_pages", "measure_people", "table"]

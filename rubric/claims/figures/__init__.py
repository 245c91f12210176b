"""The figures in a text and what they say."""

from rubric.claims.figures.found import Figure, figures
from rubric.claims.figures.measures import Measure, load_measures
from rubric.claims.figures.news import Says, Verdict
from rubric.claims.figures.verdict import verdict

__all__ = ["Figure", "Measure", "Says", "Verdict", "figures", "load_measures", "verdict"]

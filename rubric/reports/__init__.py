"""What the regulator said: scored reports as coded findings, published reports as read, and the national counts."""

from rubric.reports.model import UNNAMED, Finding, Library, NationalCounts, ScoredReport
from rubric.reports.page_model import OverallSummary, Paragraph, ReadReport, StatementPage
from rubric.reports.published import CouncilScores, Placing, ScoreTable, Standing, counts, place, read_scores
from rubric.reports.read import read_path, read_paths, read_report, read_text
from rubric.reports.shipped import load_library, load_national, load_openings

__all__ = [
    "UNNAMED",
    "CouncilScores",
    "Finding",
    "Library",
    "NationalCounts",
    "OverallSummary",
    "Paragraph",
    "Placing",
    "ReadReport",
    "ScoreTable",
    "ScoredReport",
    "Standing",
    "StatementPage",
    "counts",
    "load_library",
    "load_national",
    "load_openings",
    "place",
    "read_path",
    "read_paths",
    "read_report",
    "read_scores",
    "read_text",
]

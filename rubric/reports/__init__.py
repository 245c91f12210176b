"""What the regulator said: scored reports as coded findings, published reports as read, and the national counts."""

from rubric.reports.library.shipped import load_library, load_national, load_openings
from rubric.reports.model import UNNAMED, Finding, Library, NationalCounts, ScoredReport
from rubric.reports.read import read_path, read_report, read_text

__all__ = [
    "UNNAMED",
    "Finding",
    "Library",
    "NationalCounts",
    "ScoredReport",
    "load_library",
    "load_national",
    "load_openings",
    "read_path",
    "read_report",
    "read_text",
]

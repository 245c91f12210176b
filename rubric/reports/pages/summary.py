"""The overall summary: the rating, the nine scores and the percentage, as printed."""

import re

from rubric.english import listed
from rubric.reports.landmarks import RATINGS, Mark, statements
from rubric.reports.pages.page_model import OverallSummary
from rubric.reports.pages.spans import MarkedBlock, Spans


def read_summary(spans: Spans, authority: str | None) -> tuple[OverallSummary | None, list[str]]:
    """The summary (None where the report has none), and sentences on what it lacks. `authority`: the council's name."""
    ratings = _ratings(spans.front)
    if not spans.scores and not (ratings and spans.has_summary_headings):
        return None, []
    missing = []
    if len(ratings) > 1:
        missing.append(f"Overall summary: more than one rating was found ({listed(ratings)}), so none was taken.")
    elif not ratings:
        missing.append("Overall summary: no overall rating was found.")
    scores: dict[str, int] = {}
    for key, statement in statements().items():
        found = sorted(set(spans.scores.get(key, [])))
        if len(found) == 1:
            scores[key] = found[0]
        elif found:
            missing.append(
                f"Overall summary: {statement.title} has more than one score ({listed(map(str, found))}), "
                "so none was taken."
            )
    without = [statement.title for key, statement in statements().items() if not spans.scores.get(key)]
    if without:
        missing.append(f"Overall summary: no score was found for {'; '.join(without)}.")
    percents = {marked.landmark.percent for marked in spans.front if marked.landmark and marked.mark is Mark.PERCENT}
    if len(percents) != 1:
        missing.append("Overall summary: no overall percentage was found.")
    summary = OverallSummary(
        authority=authority,
        rating=ratings[0] if len(ratings) == 1 else None,
        scores=scores,
        percent=percents.pop() if len(percents) == 1 else None,
    )
    return summary, missing


def _ratings(front: list[MarkedBlock]) -> list[str]:
    """The ratings that stand in lines of their own, once each; those under the rating's heading before any other."""
    found: dict[str, None] = {}
    for marked in front:
        if marked.landmark and marked.mark is Mark.RATING:
            found[marked.landmark.text] = None
        elif marked.landmark and marked.mark is Mark.PERCENT:
            found.update({rating: None for rating in RATINGS if rating.lower() == marked.landmark.text.lower()})
    return list(found)


def rating_lines(front: list[MarkedBlock]) -> list[str]:
    """The lines between the rating's heading and the rating: they hold the council's name."""
    lines: list[str] = []
    under = False
    for marked in front:
        if marked.landmark and marked.mark is Mark.SUMMARY:
            under = re.match(r"local authority rating|overall summary", marked.landmark.text) is not None
        elif marked.mark in {Mark.RATING, Mark.PERCENT}:
            under = False
        elif under and len(marked.text) < 100:
            lines.append(marked.text)
    return lines

"""The pictures of the screens. Each is also given in words or a table."""

from functools import lru_cache
from typing import NamedTuple

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from rubric.palette import INK, QUIET, SCORES
from rubric.prediction.model import BANDS

_ROWS = alt.Y("row:N", title=None, axis=None)


def _titles(base: alt.Chart, theme: str) -> alt.Chart:
    """Each row's title above it, not beside it, so that a phone's width is enough."""
    titles: alt.Chart = base.mark_text(align="left", dy=-20, fontSize=13, color=INK.on(theme))
    return titles.encode(x="zero:Q", text="row:N")


def page_theme() -> str:
    """ "light" or "dark", as the page is shown."""
    return "dark" if st.context.theme.type == "dark" else "light"


def chart_box(name: str) -> DeltaGenerator:
    """Where a chart is drawn: its key tells the print style whether the chart was drawn for a dark page."""
    return st.container(key=f"chart-{page_theme()}-{name}")


class Dot(NamedTuple):
    """Chances of about one size (all shares 0 to 1): their mean, the share that came true, how many, its 95% range."""

    given: float
    came_true: float
    times: int
    low: float
    high: float


def reliability_chart(dots: list[Dot]) -> None:
    """Chances given against how often they came true; on the line, chances mean what they say."""
    theme = page_theme()
    rows = pd.DataFrame(dots, columns=["given", "came", "times", "low", "high"])
    percents = alt.Axis(format=".0%", grid=False)
    scale = alt.Scale(domain=[0, 1])
    ends = pd.DataFrame({"given": [0, 1], "came": [0, 1]})
    line = alt.Chart(ends).mark_line(color=QUIET.on(theme), strokeDash=[4, 4])
    base = alt.Chart(rows)
    points = base.mark_point(filled=True, opacity=1, color=SCORES[theme][2])
    x = alt.X("given:Q", scale=scale, axis=percents, title="Chance given")
    y = alt.Y("came:Q", scale=scale, axis=percents, title="Came true")
    tooltip = [
        alt.Tooltip("given:Q", title="Chance given", format=".0%"),
        alt.Tooltip("came:Q", title="Came true", format=".0%"),
        alt.Tooltip("low:Q", title="From", format=".0%"),
        alt.Tooltip("high:Q", title="To", format=".0%"),
        alt.Tooltip("times:Q", title="Times"),
    ]
    ranges = base.mark_rule(color=SCORES[theme][1], strokeWidth=2).encode(
        x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q"
    )
    size = alt.Size("times:Q", legend=None, scale=alt.Scale(range=[60, 400]))
    chart_box("reliability").altair_chart(
        (
            ranges.encode(x=x, y=alt.Y("low:Q", scale=scale), y2="high:Q")
            + line.encode(x=x, y=y)
            + points.encode(x=x, y=y, size=size, tooltip=tooltip)
        ).properties(height=320),
        width="stretch",
        alt="Chances given against how often they came true. The table below has the figures.",
    )


def scores_chart(shares: list[tuple[str, int, int, float]]) -> None:
    """A bar for each statement, split by score: (statement, score, councils, share of councils)."""
    chart_box("scores").altair_chart(
        _scores(tuple(shares), page_theme()),
        width="stretch",
        alt="How many councils hold each score on each statement. The table below has the figures.",
    )


@lru_cache(maxsize=8)  # making it takes longer than all else on its page
def _scores(shares: tuple[tuple[str, int, int, float], ...], theme: str) -> alt.LayerChart:
    rows = pd.DataFrame(shares, columns=["row", "score", "councils", "share"])
    rows["zero"] = 0
    base = alt.Chart(rows).encode(y=_ROWS.sort(None))
    bars = base.mark_bar(height=18).encode(
        x=alt.X("share:Q", stack="zero", axis=None, scale=alt.Scale(domain=[0, 1])),
        color=alt.Color(
            "score:O",
            scale=alt.Scale(domain=list(BANDS), range=list(SCORES[theme])),
            legend=alt.Legend(title="Score", orient="top"),
        ),
        order=alt.Order("score:Q"),
        tooltip=[
            alt.Tooltip("row:N", title="Statement"),
            alt.Tooltip("score:O", title="Score"),
            alt.Tooltip("councils:Q", title="Councils"),
        ],
    )
    titles = _titles(base.transform_filter("datum.score == 3"), theme)
    chart: alt.LayerChart = (bars + titles).properties(height=58 * len({row for row, *_ in shares}))
    return chart

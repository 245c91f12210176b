"""The pictures of the screens. Each is also given in words or a table."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import altair as alt
import pandas as pd
import streamlit as st

from rubric.english import percent
from rubric.framework import Framework
from rubric.palette import INK, QUIET, SCORES
from rubric.prediction import Outcome, Prediction
from rubric.prediction.model import BANDS, AspectProfile

_ROWS = alt.Y("row:N", title=None, axis=None)


def _titles(base: alt.Chart, theme: str) -> alt.Chart:
    """Each row's title above it, not beside it, so that a phone's width is enough."""
    titles: alt.Chart = base.mark_text(align="left", dy=-20, fontSize=13, color=INK.on(theme))
    return titles.encode(x="zero:Q", text="row:N")


def page_theme() -> str:
    """ "light" or "dark", as the page is shown."""
    return "dark" if st.context.theme.type == "dark" else "light"


def band_chart(outcome: Outcome, framework: Framework) -> None:
    """A bar for each band with its chance; the likely set is outlined, and ticks show how common each score is."""
    theme = page_theme()
    likely = outcome.likely if isinstance(outcome, Prediction) else ()
    rows = pd.DataFrame(
        {
            "row": [_named(band, framework) + (", in the likely range" if band in likely else "") for band in BANDS],
            "number": BANDS,
            "chance": [outcome.probabilities[band] for band in BANDS],
            "said": [percent(outcome.probabilities[band]) for band in BANDS],
            "national": [outcome.national[band] for band in BANDS],
            "likely": [band in likely for band in BANDS],
            "zero": 0,
        }
    )
    base = alt.Chart(rows).encode(y=_ROWS.sort(None))
    bars = base.mark_bar(height=18, cornerRadiusEnd=3).encode(
        x=alt.X("chance:Q", scale=alt.Scale(domain=[0, 1.2]), axis=None),
        color=alt.Color("number:O", scale=alt.Scale(domain=list(BANDS), range=list(SCORES[theme])), legend=None),
        stroke=alt.condition("datum.likely", alt.value(INK.on(theme)), alt.value("transparent")),
        strokeWidth=alt.value(1.5),
        tooltip=[
            alt.Tooltip("row:N", title="Band"),
            alt.Tooltip("chance:Q", title="Chance here", format=".0%"),
            alt.Tooltip("national:Q", title="Councils with this score", format=".0%"),
        ],
    )
    ticks = base.mark_tick(thickness=2, size=26, color=QUIET.on(theme)).encode(x="national:Q")
    words = (
        base.mark_text(align="left", dx=8, color=INK.on(theme), fontSize=14, fontWeight="bold")
        .transform_calculate(end="max(datum.chance, datum.national)")
        .encode(x="end:Q", text="said:N")
    )
    said = ", ".join(f"{band}: {percent(outcome.probabilities[band])}" for band in BANDS)
    st.altair_chart(
        (bars + ticks + words + _titles(base, theme)).properties(height=60 * len(BANDS)),
        width="stretch",
        alt=f"Chance of each band. {said}." + (f" Likely: {likely_range(likely)}." if likely else ""),
    )


def _named(band: int, framework: Framework) -> str:
    return f"{band}, {framework.score_label(band).removeprefix('Evidence shows ')}"


def likely_range(likely: tuple[int, ...]) -> str:
    """The likely set in words: "3", "2 to 3". At least one band."""
    return str(likely[0]) if len(likely) == 1 else f"{likely[0]} to {likely[-1]}"


def profile_chart(profile: tuple[AspectProfile, ...], framework: Framework) -> None:
    """A row for each aspect: a dot for this evidence, a 2 and a 3 where reports with those scores typically stand."""
    theme = page_theme()
    aspect_titles = {aspect.id: aspect.title for aspect in framework.aspects}
    rows = [
        {
            "row": aspect_titles[standing.aspect],
            "mark": mark,
            "value": value,
            "zero": 0,
            "one": 1,
            "side": _side(mark, standing.typical),
        }
        for standing in profile
        for mark, value in (("2", standing.typical[2]), ("3", standing.typical[3]), ("you", standing.value))
        if value is not None
    ]
    order = [aspect_titles[standing.aspect] for standing in profile]
    base = alt.Chart(pd.DataFrame(rows)).encode(y=_ROWS.sort(order))
    x = alt.X("zero:Q", scale=alt.Scale(domain=[0, 1]), axis=None)
    line = base.mark_rule(color=QUIET.on(theme), opacity=0.4).encode(x=x, x2="one:Q")
    tooltip = [alt.Tooltip("row:N", title="Aspect"), alt.Tooltip("value:Q", title="Standing", format=".2f")]
    typical = base.transform_filter("datum.mark != 'you'").encode(x="value:Q", tooltip=tooltip)
    ticks = typical.mark_tick(thickness=2, size=12, color=INK.on(theme))
    written: dict[str, Any] = {"fontSize": 13, "fontWeight": "bold", "dy": 13, "color": INK.on(theme)}
    below, above = (
        typical.transform_filter(f"datum.side == '{side}'").encode(text="mark:N") for side in ("below", "above")
    )
    numbers = below.mark_text(align="right", dx=1, **written) + above.mark_text(align="left", dx=-1, **written)
    yours = (
        base.transform_filter("datum.mark == 'you'")
        .mark_point(filled=True, size=190, opacity=1, color=SCORES[theme][2])
        .encode(x="value:Q", tooltip=tooltip)
    )
    titles = _titles(base.transform_filter("datum.mark == '2'"), theme)
    st.altair_chart(
        (line + ticks + numbers + yours + titles).properties(height=62 * len(profile)),
        width="stretch",
        alt="Where each aspect stands beside typical reports scored 2 and 3. The table below has the figures.",
    )


def _side(mark: str, typical: Mapping[int, float]) -> str:
    """On which side of its tick a number stands, so that two close ones can both be read."""
    higher = "3" if typical[3] >= typical[2] else "2"
    return "above" if mark == higher else "below"


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
    st.altair_chart(
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
    theme = page_theme()
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
    st.altair_chart(
        (bars + titles).properties(height=58 * len({row for row, *_ in shares})),
        width="stretch",
        alt="How many councils hold each score on each statement. The table below has the figures.",
    )

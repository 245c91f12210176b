"""The plan along time: due dates by month as a picture, and the same as a table."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import altair as alt
import pandas as pd
import streamlit as st

from rubric.draft.steps import STATUS
from rubric.english import count, inline, listed, long_date, month, shortened
from rubric.evidence import ActionStatus, fields
from rubric.evidence.plan import Line
from rubric.framework import Framework
from rubric.palette import ACCENT, INK, QUIET
from rubric.ui.parts import paging, states
from rubric.ui.parts.charts import chart_box, page_theme
from rubric.ui.parts.tables import table

PAGE = 12  # actions in one picture
_TITLE = 44  # characters of an action that fit over its row on a phone
_ROW = 46  # pixels
# Told apart by shape, and said in words beside each mark; nothing rests on colour, so it holds in black and white.
_SHAPES = {
    ActionStatus.NOT_STARTED: "circle",
    ActionStatus.UNDER_WAY: "triangle-right",
    ActionStatus.DONE: "square",
}


def timeline(framework: Framework, lines: Sequence[Line], on: date) -> None:
    """The actions that have a date, a page at a time, as a picture and a table; how many have none beneath."""
    dated = sorted((line for line in lines if line.due), key=lambda line: line.due or date.max)
    if not dated:
        states.empty(
            "No action has a date yet. Choose Board or List, and give an action its date with Change, then Edit."
        )
    else:
        pages = -(-len(dated) // PAGE)
        page = paging.page("plan-timeline-page", pages)
        shown = dated[(page - 1) * PAGE : page * PAGE]
        chart(shown, on)
        with st.expander("The same as a table", type="compact"):
            st.html(table("Due dates", _COLUMNS, rows(shown, framework, on), kind="plain"))
    undated = [line for line in lines if line.due is None]
    if undated:
        st.caption(f"{count(len(undated), 'action')} without a date, so not shown here: see Board or List.")


_COLUMNS = tuple(fields.action(name).document for name in ("text", "due", "owner", "status", "aspects"))


def rows(lines: Sequence[Line], framework: Framework, on: date) -> list[tuple[str, ...]]:
    """A row of the table for each action, in the order given; the columns are those of `_COLUMNS`."""
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    return [
        (
            line.text or "Nothing written yet",
            long_date(line.due) if line.due else "no date yet",
            line.owner or "no owner yet",
            standing(line, on),
            listed([titles.get(aspect, aspect) for aspect in line.aspects]) or "not named",
        )
        for line in lines
    ]


def standing(line: Line, on: date) -> str:
    """ "Under way, overdue by 3 days"."""
    late = line.days_late(on)
    return STATUS[line.status] + (f", overdue by {count(late, 'day')}" if late else "")


def chart(lines: Sequence[Line], on: date) -> None:
    """A row for each action, all of which have a date, with its mark there, and a line for today."""
    theme = page_theme()
    data = pd.DataFrame(
        {
            "place": range(len(lines)),
            "title": [shortened(line.text, _TITLE) or "Nothing written yet" for line in lines],
            "due": [pd.Timestamp(line.due) for line in lines if line.due],
            "status": [STATUS[line.status] for line in lines],
            "said": [standing(line, on) for line in lines],
            "owner": [line.owner or "no owner yet" for line in lines],
        }
    )
    first, last = min(data["due"].min(), pd.Timestamp(on)), max(data["due"].max(), pd.Timestamp(on))
    margin = max((last - first) * 0.06, pd.Timedelta(days=10))
    middle = first + (last - first) / 2
    scale = alt.Scale(domain=[_at(first - margin), _at(last + margin)])
    x = alt.X("due:T", scale=scale, title=None, axis=alt.Axis(format="%b %Y", tickCount="month", labelOverlap=True))
    y = alt.Y("place:O", axis=None, title=None)
    base = alt.Chart(data).encode(x=x, y=y)
    marks = base.mark_point(size=150, filled=True, opacity=1, color=ACCENT.on(theme)).encode(
        shape=alt.Shape(
            "status:N",
            scale=alt.Scale(domain=[STATUS[status] for status in _SHAPES], range=list(_SHAPES.values())),
            legend=alt.Legend(title=None, orient="top", symbolFillColor=ACCENT.on(theme)),
        ),
        tooltip=[
            alt.Tooltip("title:N", title="Action"),
            alt.Tooltip("due:T", title="By", format="%d %B %Y"),
            alt.Tooltip("said:N", title="Status"),
            alt.Tooltip("owner:N", title="Owner"),
        ],
    )
    early = base.transform_filter(f"datum.due <= {_ms(middle)}").mark_text(
        align="left", dx=12, fontSize=12, color=INK.on(theme)
    )
    late = base.transform_filter(f"datum.due > {_ms(middle)}").mark_text(
        align="right", dx=-12, fontSize=12, color=INK.on(theme)
    )
    titles = alt.Chart(data).mark_text(align="left", dy=-17, fontSize=13, fontWeight=600, color=INK.on(theme))
    now = pd.DataFrame({"due": [pd.Timestamp(on)], "said": ["Today"]})
    today = alt.Chart(now).encode(x=alt.X("due:T", scale=scale))
    rule = today.mark_rule(color=QUIET.on(theme), strokeDash=[5, 4], strokeWidth=1.5, opacity=0.8)
    named = today.mark_text(baseline="bottom", fontSize=12, color=INK.on(theme)).encode(y=alt.value(-20), text="said:N")
    layers = rule + named + marks + early.encode(text="said:N") + late.encode(text="said:N")
    layers += titles.encode(x=alt.value(0), y=y, text="title:N")
    chart_box("timeline").altair_chart(
        layers.properties(height=_ROW * len(lines) + 20), width="stretch", alt=chart_in_words(lines, on)
    )


def chart_in_words(lines: Sequence[Line], on: date) -> str:
    """The chart in words: how many actions are due in each month, and how many are overdue."""
    due = groupby(month(line.due) for line in lines if line.due)
    months = [f"{name}: {len(list(dates))}" for name, dates in due]
    late = sum(line.is_overdue(on) for line in lines)
    overdue = f"{count(late, 'action')} overdue" if late else "none overdue"
    return f"Due dates by month. {'; '.join(months)}. {inline(overdue)}. The table below has each action."


def _at(when: pd.Timestamp) -> alt.DateTime:
    return alt.DateTime(year=when.year, month=when.month, date=when.day)


def _ms(when: pd.Timestamp) -> int:
    return int(when.timestamp() * 1000)

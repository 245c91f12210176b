"""The task list: how much is ready, the next thing to do, the nine aspects, and the steps after them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from rubric.english import capital, count, long_date
from rubric.evidence import Assessment
from rubric.evidence.plan import Tally, plan_lines, tally
from rubric.evidence.readiness import AspectReadiness, State, how_many
from rubric.framework import Framework
from rubric.prediction import DISCLAIMER, Prediction
from rubric.ui.parts import navigation
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import cache, session
from rubric.ui.tasks import acts

_STATES = {State.READY: "Ready", State.LACKING: "To do", State.EMPTY: "Not started", State.SKIPPED: "Left out"}


class Next(NamedTuple):
    """The next thing to do: in words, and the page, aspect and item that it is done at."""

    words: str
    page: str
    aspect: str = ""
    item: str = ""


def standing(found: Sequence[AspectReadiness], assessment: Assessment) -> None:
    """How many aspects are ready, as a sentence with a bar, and what is yours."""
    ready, counted = how_many(found)
    share = 100 * ready / counted if counted else 0
    st.html(
        f'<p class="ready"><strong>Ready: {ready} of {count(counted, "aspect")}</strong> could be shown to an '
        f'assessor today.</p><div class="meter" aria-hidden="true"><span class="fill" style="width:{share:.0f}%">'
        f'</span></div><p class="quiet">{safe(_yours(found, assessment))}</p>'
    )


def _yours(found: Sequence[AspectReadiness], assessment: Assessment) -> str:
    """What this person leads on, where they have given their name."""
    who = session.desk().who.strip().casefold()
    if not who:
        return ""  # whoever it is, a box for the name stands beside this
    aspects = sum(who in map(str.casefold, one.owners) for one in found)
    actions = sum(line.owner.strip().casefold() == who for line in plan_lines(assessment) if not line.is_done)
    return f"Yours: {count(aspects, 'aspect')}, {count(actions, 'open action')}."


def next_thing(found: Sequence[AspectReadiness], todo: Tally) -> Next:
    """What to do next: where nothing is there, to bring in what is; an aspect that lacks something; plan; draft."""
    if all(one.state in (State.EMPTY, State.SKIPPED) for one in found):
        return Next("Start from what you have: documents, evidence logs, your last report", "intake")
    for states in ((State.LACKING,), (State.EMPTY,)):
        for one in found:
            if one.state in states:
                lacking = one.lacks[0] if one.lacks else "nothing is said on it yet"
                return Next(f"{one.title}: {lacking}", "evidence", one.aspect, one.start_with)
    if todo.overdue or todo.unready:
        what = f"{todo.overdue} overdue" if todo.overdue else f"{todo.unready} without an owner, a date or a measure"
        return Next(f"Your plan: {what}", "plan")
    return Next("Your draft: read it through", "draft")


def go_on(assessment: Assessment, following: Next) -> None:
    """The next thing to do, with the button that leads to it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="next-thing"):
        st.html(f"<p><strong>Next.</strong> {safe(following.words)}.</p>", width="stretch")
        st.button(
            "Do this next",
            key="go-on",
            type="primary",
            icon=":material/arrow_forward:",
            icon_position="right",
            on_click=acts.go_on,
            args=(assessment.id, following.page, following.aspect, following.item),
        )


def aspects(found: Sequence[AspectReadiness], framework: Framework) -> None:
    """A line for each aspect: its title, which leads there, what it has and lacks, and whether it is ready."""
    st.header("Your evidence", anchor=False)
    for one in found:
        number = framework.aspect(one.aspect).number
        _line(one.aspect, f"{number}. {one.title}", _told(one), _STATES[one.state], ready=one.state is State.READY)


def _told(one: AspectReadiness) -> str:
    others = len(one.owners) - 1
    lead = one.owners[0] + (f" and {count(others, 'other')}" if others else "") if one.owners else ""
    parts = [f"{capital(one.in_words)}.", f"Lead: {lead}." if lead else ""]
    if one.due:
        parts.append(f"{'Was due' if one.due < date.today() else 'Next date:'} {long_date(one.due)}.")
    return " ".join(part for part in parts if part)


def after(assessment: Assessment, todo: Tally) -> None:
    """A line for each step after the evidence: comparison, band, plan and draft."""
    st.header("Then", anchor=False)
    usable = any(item.is_usable for item in assessment.evidence)
    compared = "What scored reports say on the same things." if usable else "Needs a first finished item."
    _line("", "Comparison", compared, "", page="comparison")
    _line("", "Predicted band", _band(assessment), "", page="band")
    _line(
        "",
        "Draft",
        "Your self-assessment, written from your evidence." if usable else "Headings only, so far.",
        "",
        page="draft",
    )
    _line("", "Plan", _plan(todo), "Overdue" if todo.overdue else "", page="plan")


def _band(assessment: Assessment) -> str:
    models = cache.refit(assessment.framework_version)
    if models.running or models.error:
        return "Being worked out: look again in a moment."
    outcome = cache.outcome(assessment)
    if not isinstance(outcome, Prediction):
        return outcome.why
    likely = f"{outcome.likely[0]} to {outcome.likely[-1]}" if len(outcome.likely) > 1 else str(outcome.likely[0])
    return f"{outcome.band}, likely {likely}. {DISCLAIMER}."


def _plan(todo: Tally) -> str:
    if not todo.open + todo.done:
        return "No action yet."
    parts = [f"{todo.open} open", f"{todo.overdue} overdue" if todo.overdue else "", f"{todo.done} done"]
    unready = f"{todo.unready} without words, an owner, a date or a measure" if todo.unready else ""
    return ", ".join(part for part in (*parts, unready) if part) + "."


def _line(aspect: str, title: str, told: str, state: str, *, page: str = "evidence", ready: bool = False) -> None:
    """One line of the list; the tag says in words how it stands."""
    name = aspect or page
    with st.container(key=f"task-{name}"):
        link, words, tag = st.columns([9, 12, 3], vertical_alignment="center", gap="small")
        with link:
            navigation.link(page, literal(title), aspect=aspect)
        words.html(f'<p class="told">{safe(told)}</p>')
        if state:
            tag.html(f'<p><span class="state{" is-ready" if ready else ""}">{safe(state)}</span></p>')


def totals(assessment: Assessment) -> Tally:
    """How the plan stands today."""
    return tally(plan_lines(assessment), date.today())

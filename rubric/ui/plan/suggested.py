"""Suggested actions for the plan, one at a time with its reason and its likely effect, and those set aside."""

import streamlit as st

from rubric.english import shortened
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.prediction import Outcome
from rubric.prediction.suggestions import Suggestion, set_aside, suggestions, waiver_of
from rubric.ui.parts.words import literal, safe
from rubric.ui.plan import acts
from rubric.ui.plan.desk import PlanDesk
from rubric.ui.state import cache, session


def listing(assessment: Assessment, framework: Framework) -> None:
    """The suggestions one at a time, the most important first."""
    outcome = cache.outcome(assessment)
    found = suggestions(assessment, framework, outcome)
    passed = session.feature(PlanDesk).passed
    place = passed if passed < len(found) else 0
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(f"Suggested actions ({len(found)})", anchor=False, width="content")
        if len(found) > 1:
            _others(place, len(found))
    st.caption("From gaps in your evidence, and from what would move the predicted band. Reword what you take.")
    _aside_line(assessment)
    if not found:
        st.markdown("There is nothing to suggest: each gap that was found is in the plan or set aside.")
    with st.container(key="suggestions"):
        for suggestion in found[place : place + 1]:
            _card(assessment, suggestion)
    _put_aside(assessment, framework, outcome)


def _others(place: int, total: int) -> None:
    """Which of all suggestions this is, and a way to the next one; after the last comes the first again."""
    following = (place + 1) % total
    with st.container(horizontal=True, vertical_alignment="center", width="content", key="plan-others"):
        st.html(f'<p class="quiet">{place + 1} of {total}</p>', width="content")
        # no second row of page numbers: a page may have one, as they can't be told apart by name
        st.button(
            "Show the next" if following else "Start again",
            key="plan-next",
            icon=":material/arrow_forward:",
            on_click=acts.pass_over,
            args=(following,),
        )


def _card(assessment: Assessment, suggestion: Suggestion) -> None:
    effect = f'<p class="quiet">{safe(suggestion.effect)}</p>' if suggestion.effect else ""
    with st.container(border=True, key=f"suggested-{suggestion.origin}"):
        st.html(f'<p class="claim">{safe(suggestion.text)}</p><p class="quiet">{safe(suggestion.why)}</p>{effect}')
        name = literal(shortened(suggestion.text, 40))
        with st.container(horizontal=True):
            st.button(
                f"Add to the plan :small[{name}]",
                key=f"accept-{suggestion.origin}",
                icon=":material/add:",
                on_click=acts.accept,
                args=(assessment.id, suggestion.as_action()),
            )
            st.button(
                f"Not for us :small[{name}]",
                key=f"aside-{suggestion.origin}",
                type="tertiary",
                on_click=acts.put_aside,
                args=(assessment.id, *waiver_of(suggestion), suggestion.text),
            )


def _aside_line(assessment: Assessment) -> None:
    """What was set aside last, with a way back and room for a reason."""
    aside = session.feature(PlanDesk).aside
    if aside is None:
        return
    rule, subject, text = aside
    with st.container(border=True, key="plan-aside"):
        st.html(f'<p role="status" class="quiet">Set aside for everybody on this assessment: “{safe(text)}”.</p>')
        key = f"why-{rule}-{subject}"
        st.text_input("Why (if you like)", key=key, on_change=acts.say_why, args=(assessment.id, key))
        st.button(
            "Undo",
            key="aside-undo",
            icon=":material/undo:",
            on_click=acts.offer_again,
            args=(assessment.id, rule, subject),
        )


def _put_aside(assessment: Assessment, framework: Framework, outcome: Outcome) -> None:
    """What is set aside, each with its reason and a way back; drawn when asked for."""
    aside = set_aside(assessment, framework, outcome)
    if not aside:
        return
    more = st.expander(f"Set aside ({len(aside)})", key="plan-set-aside", on_change="rerun", type="compact")
    if not more.open:
        return
    reasons = {(waiver.rule, waiver.subject): waiver for waiver in assessment.waivers}
    with more:
        for suggestion in aside:
            waiver = reasons[waiver_of(suggestion)]
            by = f", {waiver.by}" if waiver.by else ""
            st.html(f'<p>{safe(suggestion.text)}</p><p class="quiet">{safe(waiver.reason + by)}</p>')
            st.button(
                f"Suggest it again :small[{literal(shortened(suggestion.text, 40))}]",
                key=f"again-{suggestion.origin}",
                on_click=acts.offer_again,
                args=(assessment.id, *waiver_of(suggestion)),
            )

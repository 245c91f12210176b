"""Suggested actions for the plan, one open with its reason and its likely effect, and those set aside."""

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

_LINE = 105  # letters of one that is not open
AT_ONCE = 3  # suggestions: the most important, and one of them open


def listing(assessment: Assessment, framework: Framework) -> None:
    """The suggestions, a few at a time."""
    outcome = cache.outcome(assessment)
    found = suggestions(assessment, framework, outcome)
    memory = session.feature(PlanDesk)
    first = memory.passed if memory.passed < len(found) else 0
    shown = found[first : first + AT_ONCE]
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.header(f"Suggested actions ({len(found)})", anchor=False, width="content")
        if len(found) > len(shown):
            _others(first, len(shown), len(found))
    st.caption("From gaps in your evidence, and from what would move the predicted band. Reword what you take.")
    _aside_line(assessment)
    if not found:
        st.markdown("There is nothing to suggest: each gap that was found is in the plan or set aside.")
    front = next((one for one in shown if one.origin == memory.front), shown[0] if shown else None)
    with st.container(gap="xsmall", key="suggestions"):
        for suggestion in shown:
            if suggestion is front:
                _card(assessment, suggestion)
            else:
                _line(suggestion)
    _put_aside(assessment, framework, outcome)


def _others(first: int, shown: int, total: int) -> None:
    """Which of all suggestions these are, and a way to the next ones; after the last come the first again."""
    next_first = first + shown if first + shown < total else 0
    positions = f"{first + 1} to {first + shown}" if shown > 1 else str(first + 1)
    with st.container(horizontal=True, vertical_alignment="center", width="content", key="plan-others"):
        st.html(f'<p class="quiet">{positions} of {total}</p>', width="content")
        # no second row of page numbers: a page may have one, as they can't be told apart by name
        st.button(
            "Show the next" if next_first else "Start again",
            key="plan-next",
            icon=":material/arrow_forward:",
            on_click=acts.pass_over,
            args=(next_first,),
        )


def _line(suggestion: Suggestion) -> None:
    """A suggestion by its words, which open it."""
    with st.container(key=f"line-{suggestion.origin}"):
        st.button(
            literal(shortened(suggestion.text, _LINE)),
            key=f"front-{suggestion.origin}",
            type="tertiary",
            on_click=acts.put_in_front,
            args=(suggestion.origin,),
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

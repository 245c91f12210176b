"""A thing to do that can be put into the plan from wherever it is read.

The plan is a feature of its own; the page hands in what its click does.
"""

from collections.abc import Callable

import streamlit as st

from rubric.english import shortened
from rubric.evidence import Assessment, PlanAction
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import session

Accept = Callable[[str, PlanAction], None]  # takes the assessment's id and the action; a second click adds nothing


def add_to_plan(assessment: Assessment, action: PlanAction, accept: Accept) -> None:
    """A button that puts an action into the plan; words in its place where the plan has it."""
    if any(existing.origin == action.origin for existing in assessment.actions):
        st.html('<p class="quiet">In your plan.</p>', width="content")
        return
    st.button(
        f"Add to plan :small[: {literal(shortened(action.text, 60))}]",
        key=f"offer-{action.origin}",
        icon=":material/add:",
        type="tertiary",
        on_click=accept,
        args=(assessment.id, action),
    )


def result(said: str, error: str) -> None:
    """What the last click on such a button did; `said` and `error` are the places where the plan's acts leave it."""
    failed, done = session.take_note(error), session.take_note(said)
    if failed:
        st.error(literal(failed))
    if done:
        st.html(f'<p role="status" class="done">{safe(done)}</p>')

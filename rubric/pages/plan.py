"""The improvement plan: a board, a timeline and a list of actions, and what else might go into it."""

from datetime import date

import streamlit as st

from rubric.evidence.plan import plan_lines
from rubric.ui.app import frame
from rubric.ui.parts import navigation
from rubric.ui.plan import acts, board, editor, suggested, timeline

assessment, framework = frame.opened()
frame.heading(
    "Improvement plan", "See what you will do next, who leads on it and by when, and take in what your gaps suggest."
)
today = date.today()
lines = plan_lines(assessment)
board.remember(assessment, lines)
editor.messages(assessment, lines)
if lines:
    board.standing(lines, today)
with st.container(horizontal=True, vertical_alignment="center", key="plan-ways"):
    st.button(
        "Add an action",
        key="plan-add",
        type="primary",
        icon=":material/add:",
        on_click=acts.add,
        args=(assessment.id,),
    )
    view = st.segmented_control(
        "View",
        board.VIEWS,
        default=board.VIEWS[0],
        required=True,
        key="plan-view",
        label_visibility="collapsed",
        wrap=True,
    )
opened = editor.opened(lines)
if opened:
    editor.form(assessment, framework, opened)
if not lines:
    board.nothing_yet()
elif view == board.VIEWS[1]:
    timeline.timeline(framework, lines, today)
elif view == board.VIEWS[2]:
    board.listing(assessment, framework, lines, today)
else:
    board.board(assessment, lines, today)
if lines:
    board.take_away(assessment, framework, lines, today)
board.removed(assessment)
if not opened:
    suggested.listing(assessment, framework)
navigation.steps("plan")

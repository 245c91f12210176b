"""The improvement plan: a board, a timeline and a list of actions, and what else might go into it."""

from datetime import date

import streamlit as st

from rubric.evidence.plan import plan_lines
from rubric.ui import frame, navigation, plan, plan_editor, planning, suggested, timeline

assessment, framework = frame.opened()
frame.heading(
    "Improvement plan", "See what you will do next, who leads on it and by when, and take in what your gaps suggest."
)
today = date.today()
lines = plan_lines(assessment)
plan.remember(lines)
plan_editor.told(assessment, lines)
if lines:
    plan.standing(lines, today)
with st.container(horizontal=True, vertical_alignment="center", key="plan-ways"):
    st.button(
        "Add an action",
        key="plan-add",
        type="primary",
        icon=":material/add:",
        on_click=planning.add,
        args=(assessment.id,),
    )
    view = st.segmented_control(
        "View", plan.VIEWS, default=plan.VIEWS[0], required=True, key="plan-view", label_visibility="collapsed"
    )
used = 3 + plan_editor.just_added(assessment, framework, lines)
if not lines:
    plan.nothing_yet()
elif view == plan.VIEWS[1]:
    used += timeline.timeline(assessment, framework, lines, today)
elif view == plan.VIEWS[2]:
    used += plan.listing(assessment, framework, lines, today)
else:
    used += plan.board(assessment, framework, lines, today)
if lines:
    plan.take_away(assessment, framework, lines, today)
suggested.listing(assessment, framework, room=15 - used)
navigation.steps("plan")

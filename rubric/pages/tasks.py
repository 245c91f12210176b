"""The start page of an assessment: what is ready, what each part lacks, and what to do next."""

import streamlit as st

from rubric.evidence.readiness import readiness
from rubric.ui.app import frame
from rubric.ui.saved import who
from rubric.ui.tasks import listing

assessment, framework = frame.opened()
frame.heading(
    assessment.title or assessment.council or "Untitled assessment",
    "Your task list: what is there, what it lacks, and what to do next.",
)
found, todo = readiness(assessment, framework), listing.totals(assessment)
with st.container(horizontal=True, vertical_alignment="bottom", key="standing"):
    listing.standing(found, assessment)
    with st.container(width=260):
        who.field("tasks-who", "Your name, to see what is yours")
listing.go_on(assessment, listing.next_thing(found, todo))
listing.aspects(found, framework)
listing.after(assessment, todo)

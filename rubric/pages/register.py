"""All evidence in one register: items, sources to fill in, documents, and what is missing."""

import streamlit as st

from rubric.ui.app import frame
from rubric.ui.register import attached, items, missing, naming, papers

VIEWS = ("Items", "Name the documents", "Documents", "What is missing")

assessment, framework = frame.opened()
frame.heading("All your evidence", "Find any item or document, change several at once, and see what is missing.")
view = st.segmented_control(
    "View", VIEWS, default=VIEWS[0], required=True, key="register-view", label_visibility="collapsed"
)
if view == VIEWS[3]:
    missing.listing(assessment, framework)
elif view == VIEWS[2]:
    attached.listing(assessment)
    papers.listing(assessment)
elif not assessment.evidence:
    items.nothing_yet()
elif view == VIEWS[1]:
    naming.table(assessment)
else:
    items.listing(assessment, framework)

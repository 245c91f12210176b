"""The evidence beside what scored reports said."""

import streamlit as st

from rubric.ui.app import frame
from rubric.ui.comparison import beside
from rubric.ui.comparison.grid import coverage_grid
from rubric.ui.evidence import aspects
from rubric.ui.parts import navigation
from rubric.ui.state import cache

assessment, framework = frame.opened()
frame.heading(
    "How your evidence compares",
    "See who confirms what you say, and what scored reports said about the same things.",
)
comparison = cache.comparison(assessment)

if not assessment.claims():
    st.info("There is nothing to compare yet: add evidence with its tone and how far along it is.")
    navigation.link("evidence", "Add evidence", icon=":material/edit_note:")
else:
    st.header("Who confirms what you say", anchor=False)
    coverage_grid(comparison.coverage, framework)
    st.header("Beside published reports", anchor=False)
    aspect = aspects.chosen(assessment, framework)
    aspects.selector(assessment, framework, aspect)
    beside.items(assessment, comparison, framework, aspect)
    beside.contrast(comparison.contrasts[aspect.id], aspect)
navigation.steps("comparison")

"""The evidence, one aspect at a time."""

import streamlit as st

from rubric.ui import aspects, evidence, frame, items, navigation

assessment, framework = frame.opened()
aspect = aspects.chosen(assessment, framework)

frame.heading(aspect.title, aspect.summary)
aspects.selector(assessment, framework, aspect)
aspects.each(assessment, framework)
aspects.guidance(aspect, framework)

evidence.unplaced(assessment, framework)
evidence.listing(assessment, framework, aspect)
st.button(
    "Add evidence",
    key="add",
    type="primary",
    icon=":material/add:",
    on_click=items.add,
    args=(assessment.id, aspect.id),
)
aspects.skipping(assessment, aspect)
navigation.steps("evidence")

"""The evidence, one aspect at a time."""

import streamlit as st

from rubric.ui.app import frame
from rubric.ui.evidence import aspects, listing, removed
from rubric.ui.parts import navigation
from rubric.ui.state import session

assessment, framework = frame.opened()
aspect = aspects.chosen(assessment, framework)

frame.heading(aspect.title, aspect.summary)
aspects.selector(assessment, framework, aspect)
listing.unplaced(assessment, framework)

form, beside = st.columns([13, 5], gap="medium")
with form:
    listing.listing(assessment, framework, aspect)
    removed.removed(assessment, framework)
    aspects.skipping(assessment, aspect)
with beside:
    aspects.guidance(aspect, framework, choosing=bool(session.opened().item))
navigation.steps("evidence")

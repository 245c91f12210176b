"""The self-assessment draft: how it reads, and the Word file."""

from datetime import date

import streamlit as st

from rubric.draft.compose import compose
from rubric.ui import cache, frame, navigation, preview

assessment, framework = frame.opened()
frame.heading(
    "Your self-assessment draft",
    "Written from your evidence alone, and ready to be finished in Word. Change the evidence, and the draft follows.",
)
with_band = st.checkbox("Include an annex with the predicted band", key="annex")
today = date.today()
outcome = cache.outcome(assessment) if with_band else None
draft = compose(assessment, framework, outcome=outcome, on=today)

preview.download(assessment, with_band=with_band, on=today)
if not assessment.evidence:
    st.info("There is no evidence yet, so the draft holds its headings only.")
    navigation.link("evidence", "Add evidence", icon=":material/edit_note:")
preview.lengths(draft)
preview.sections(draft)
navigation.steps("draft")

"""The self-assessment draft: how it reads and how long it is, in the council's own words where it wrote any."""

from datetime import date

import streamlit as st

from rubric.draft import compose, compose_afresh
from rubric.ui.app import frame
from rubric.ui.draft import notes, preview, sections, standing, templates
from rubric.ui.files import acts, word
from rubric.ui.parts import navigation, states
from rubric.ui.state import cache

assessment, framework = frame.opened()
frame.heading(
    "Your self-assessment draft",
    "Written from your evidence. Edit any section: your words stand, and we say where the evidence moves on.",
)
with_band = st.checkbox("Include an annex with the predicted band", key="annex")
today = date.today()
outcome = cache.outcome(assessment) if with_band else None
draft = compose(assessment, framework, outcome=outcome, on=today)
fresh = compose_afresh(assessment, framework, outcome=outcome, on=today) if assessment.edits else draft

standing.show(assessment)
preview.downloads(assessment, with_band=with_band, on=today)
templates.choose(assessment, framework)
with st.expander(
    "Bring back a draft edited in Word",
    icon=":material/upload_file:",
    expanded=acts.open_word(assessment.id) is not None,
):
    word.show(assessment)
if not assessment.evidence:
    states.empty("There is no evidence yet, so the draft holds its headings only.")
    navigation.link("evidence", "Add evidence", icon=":material/edit_note:")
preview.lengths(draft)
notes.ahead(assessment, framework, draft)
preview.contents(draft)
sections.show(assessment, framework, draft, fresh)
notes.show(assessment, framework, draft)
navigation.steps("draft")

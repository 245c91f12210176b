"""The self-assessment draft: how it reads and how long it is, in the council's own words where it wrote any."""

from datetime import date

import streamlit as st

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
row = st.container(horizontal=True, vertical_alignment="center", key="downloads")
with_band = row.checkbox("Include an annex with the predicted band", key="annex")
today = date.today()
draft, fresh = cache.composed(assessment, with_band=with_band)
found = notes.found_in(assessment, framework, draft)

preview.downloads(assessment, row, with_band=with_band, on=today)
if not assessment.evidence:
    states.empty("There is no evidence yet, so the draft holds its headings only.")
    navigation.link("evidence", "Add evidence", icon=":material/edit_note:")
preview.lengths(draft)
sections.show(assessment, framework, draft, fresh, found[0])
notes.show(assessment, draft, found)
sections.whole(draft)
coming_back = acts.open_word(assessment.id) is not None
with st.expander(
    "Status, template, and bringing a draft back from Word",
    icon=":material/tune:",
    expanded=coming_back or templates.is_trying(),
    key="more",
):
    standing.show(assessment)
    templates.choose(assessment, framework)
    with st.expander("Bring back a draft edited in Word", icon=":material/upload_file:", expanded=coming_back):
        word.show(assessment)
navigation.steps("draft")

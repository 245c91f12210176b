"""The director's page: the answer, what it rests on, what to do next and what was done, on one printed sheet."""

from datetime import date

import streamlit as st

from rubric.draft.documents.briefing_words import trimmed
from rubric.draft.documents.director import director_blocks
from rubric.english import long_date
from rubric.ui.app import frame
from rubric.ui.director.sheet import sheet
from rubric.ui.parts import navigation
from rubric.ui.parts.words import literal
from rubric.ui.state import cache

assessment, framework = frame.opened()
frame.heading(
    "Director’s page", "The answer on one sheet of paper: print this page, and menus and buttons are left out."
)
today = date.today()
named = [trimmed(assessment.council, 10) or "No council named yet", framework.commitment.title, long_date(today)]
st.markdown(literal(" · ".join(named)))
sheet(director_blocks(assessment, framework, cache.outcome(assessment), on=today))
st.caption("Numbers in square brackets are those of the draft’s evidence list.")
navigation.link("band", "Look closer at the predicted band", icon=":material/insights:")

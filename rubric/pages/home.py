"""Your assessments: open one, start one, or look around with the example."""

import streamlit as st

from rubric.ui.app import frame
from rubric.ui.evidence.guided import acts as guided
from rubric.ui.files import assessment_file
from rubric.ui.home import shelf
from rubric.ui.parts.words import literal
from rubric.ui.state import cache

commitment = cache.framework().commitment
frame.heading(
    commitment.title,
    "Prepare your council’s evidence, see how it compares with scored reports, and draft your self-assessment.",
)
summaries = cache.store().assessments.summaries()
if summaries:
    st.header("Your assessments", anchor=False)
else:
    st.markdown("You have no assessments yet. Start one, or look around with an invented council’s first.")
shelf.deleted_line()
shelf.show_error()
shelf.cards(summaries)

shelf.new_assessment(expanded=not summaries)
with st.container(horizontal=True, vertical_alignment="center", key="first-time"):
    st.markdown("**First time here?** Two minutes with an invented council’s evidence.", width="content")
    frame.try_example("band")
    frame.show_with_one_item(guided.begin)

assessment_file.bring_in()
shelf.archived()
shelf.deleted()
shelf.receipts()
shelf.what_happens()
st.caption(f"The statement, in our words: {literal(commitment.summary)}")

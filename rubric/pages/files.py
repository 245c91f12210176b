"""What comes back from elsewhere: a Word draft, a workbook, an assessment file."""

import streamlit as st

from rubric.ui.app import frame
from rubric.ui.files import assessment_file, word, workbook
from rubric.ui.saved.guard import drawn as guard

assessment, framework = frame.opened()
frame.heading(
    "Bring back files",
    "Take over what colleagues changed in Word or Excel, and move assessments from one copy of this tool to another.",
)

guard.gate(assessment, "files")
st.header("A Word draft that came back", anchor=False)
word.show(assessment)
st.header("A workbook", anchor=False)
workbook.show(assessment, framework)
st.header("An assessment file", anchor=False)
assessment_file.show(assessment)

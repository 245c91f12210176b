"""The parts of "Bring in files" that are told elsewhere in full: the workbook, and the assessment as one file."""

import streamlit as st

from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.ui import assessments, shelf, workbooks


def workbook(assessment: Assessment, framework: Framework) -> None:
    """Items to an Excel workbook and back."""
    workbooks.show(assessment, framework)


def assessment_file(assessment: Assessment) -> None:
    """This assessment as one file, and another one from such a file."""
    st.markdown("Everything typed into an assessment in one file: to keep, to send on, or to open in another copy.")
    st.download_button(
        "Save this assessment as a file",
        assessments.as_file(assessment.id),
        file_name="assessment.json",
        mime="application/json",
        key="save-assessment",
        icon=":material/download:",
        on_click="ignore",
    )
    shelf.bring_in()

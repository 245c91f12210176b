"""An assessment as one file: download and upload."""

import streamlit as st

from rubric import doors
from rubric.errors import RubricError
from rubric.evidence import Assessment
from rubric.evidence.parse import LIMIT
from rubric.ui.parts import navigation
from rubric.ui.parts.download import assessment_as_file
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import literal
from rubric.ui.saved.guard import drawn as guard
from rubric.ui.state import cache, session

LEFT_OUT = (
    "The file has the assessment as it stands. Of attached files it has the list, with title, name and hash, not the "
    "files themselves. It leaves out what was removed or changed before, and whether it is archived. Word templates "
    "and the library are not in it either. A backup of the database has all of those."
)


def show(assessment: Assessment) -> None:
    """The download of this assessment as a file, and the upload of another one."""
    st.markdown("Everything typed into an assessment in one file: to keep, to send on, or to open in another copy.")
    st.caption(LEFT_OUT)
    if guard.may_leave(assessment):
        st.download_button(
            "Save this assessment as a file",
            assessment_as_file(assessment.id),
            file_name="assessment.json",
            mime="application/json",
            key="save-assessment",
            icon=":material/download:",
            on_click="ignore",
        )
    bring_in()


def bring_in() -> None:
    """The upload of an assessment file; the assessment is added and opened, or the error shown."""
    with st.expander("Bring in an assessment from a file", icon=":material/upload_file:"):
        chosen = st.file_uploader(
            "Assessment file (.json)", type="json", key=session.turn("file"), max_upload_size=megabytes(LIMIT)
        )
        if chosen is None:
            st.caption("Files that were attached to it come as a list: attach them again from where you have them.")
            return
        try:
            new_id = cache.store().assessments.add(doors.assessment(chosen.getvalue())).id
        except RubricError as error:
            st.error(literal(str(error)))
            session.next_turn("file")  # or else it would be read again at every click
            return
        session.next_turn("file")
        navigation.go_to(new_id)
        navigation.arrive()

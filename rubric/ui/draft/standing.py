"""Where the documents stand: status, version and who agreed, each saved as it is left."""

import streamlit as st

from rubric.draft.standing import LABELS, agreed_by
from rubric.evidence import Assessment
from rubric.ui.parts.words import literal
from rubric.ui.saved import saving
from rubric.ui.saved.boxes import boxes
from rubric.ui.saved.details import thing
from rubric.ui.saved.fields import Fields
from rubric.ui.state import session
from rubric.ui.state.desk import Drawn


def show(assessment: Assessment) -> None:
    """The fields, on demand; what they say stands on the first page of each document."""
    version = f", version {assessment.version}" if assessment.version.strip() else ""
    kept = thing(assessment.id)
    with st.expander(
        literal(f"Status: {LABELS[assessment.status].lower()}{version}"), icon=":material/verified:", key="standing"
    ):
        saving.mark_seen(kept, session.feature(Drawn).assessment)
        boxes(kept)
        fields = Fields(kept)
        left, right = st.columns(2)
        with left:
            fields.choose("status", "Status", LABELS, assessment.status)
        with right:
            fields.text("version", "Version", assessment.version)
        fields.text("agreement", "Who agreed, one a line: name, role, date", assessment.agreement, long=True)
        for one in agreed_by(assessment):
            st.caption(literal(", ".join(filter(None, one))))

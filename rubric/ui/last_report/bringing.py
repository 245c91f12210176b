"""Bringing in the last report or a peer challenge's letter, and what is said of what was taken away."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from rubric.evidence import Assessment
from rubric.evidence.last_report import ReportOrigin
from rubric.ui.last_report import acts
from rubric.ui.last_report.desk import LastReportDesk
from rubric.ui.last_report.kept import PLACE
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import literal
from rubric.ui.state import cache, session

ENDINGS = ["txt", "htm", "html", "docx", "pdf"]


@dataclass(frozen=True)
class Said:
    """What one kind is called on this page: the choice of it, its box, what fits in there, and itself in a sentence."""

    choice: str
    upload: str
    help: str
    thing: str


SAID = {
    ReportOrigin.REPORT: Said(
        "Your last CQC report",
        "Your own published report",
        "As CQC published it: text, a saved web page, a Word document or a PDF with text.",
        "report",
    ),
    ReportOrigin.PEER_CHALLENGE: Said(
        "A peer challenge",
        "The peer challenge’s letter or report",
        "From the LGA, ADASS or your region: text, a saved web page, a Word document or a PDF with text.",
        "peer challenge",
    ),
}


def key(origin: ReportOrigin, part: str) -> str:
    """What a widget for this kind is called: "last-report-remove"."""
    return f"{origin.value.replace('_', '-')}-{part}"


def chosen() -> ReportOrigin:
    """Which of the two the page shows: its one choice."""
    return st.segmented_control(
        "What you answer to",
        list(ReportOrigin),
        default=ReportOrigin.REPORT,
        format_func=lambda origin: SAID[origin].choice,
        key="answer-to",
        required=True,
        label_visibility="collapsed",
    )


def messages(assessment: Assessment, origin: ReportOrigin) -> None:
    """An error, the report that anybody took away last, and the finding that was left out last."""
    if error := session.take_note(PLACE):
        st.error(literal(error))
    left_out = session.feature(LastReportDesk).left_out
    removed = None if assessment.brought(origin) else cache.store().last_report.taken_away(assessment.id, origin)
    if removed is not None:
        told = f"The {SAID[origin].thing} and its answers were taken away."
        _undo(told, key(origin, "undo"), lambda: acts.put_back(assessment.id, removed))
    elif left_out is not None and left_out[0] is origin:
        _undo(f"A {origin.noun} was left out.", key(origin, "take-in"), lambda: acts.take_in(assessment.id))


def _undo(told: str, button: str, act: Callable[[], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"{button}-box"):
        st.html(f'<p role="status" class="quiet">{told}</p>', width="content")
        st.button("Undo", key=button, icon=":material/undo:", on_click=act)


def bringing(assessment: Assessment, origin: ReportOrigin) -> None:
    """The box for the file, and the one for its text."""
    said, upload = SAID[origin], key(origin, "file")
    file = st.file_uploader(
        said.upload, type=ENDINGS, key=session.turn(upload), max_upload_size=megabytes(), help=said.help
    )
    if file is not None:
        with st.spinner(f"Reading the {said.thing}…"):
            acts.read_file(assessment.id, origin, file.name, file.getvalue())
        session.next_turn(upload)
        st.rerun()
    with st.expander("Or paste its text", type="compact"):
        pasted = session.turn(key(origin, "pasted"))
        st.text_area(f"Text of the {said.thing}", height=120, key=pasted)
        st.button(
            "Read the pasted text",
            key=key(origin, "read"),
            on_click=acts.read_pasted,
            args=(assessment.id, origin, pasted),
        )

"""Bringing files in, or pasted text: the box, the progress with a way to stop, and what came of each file."""

import streamlit as st

from rubric.english import count, size
from rubric.evidence import Assessment
from rubric.office import MOST_AT_ONCE
from rubric.ui.intake import acts
from rubric.ui.intake.desk import FileOutcome, IntakeDesk
from rubric.ui.intake.kept import PLACE
from rubric.ui.parts.tables import scrolling
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import session

ENDINGS = ["docx", "pdf", "xlsx", "csv", "tsv", "pptx", "txt", "md", "eml", "mht", "htm", "html"]
UPLOADS = "intake-files"
_EVERY = 0.5  # seconds between two looks at the work


def form(assessment: Assessment) -> None:
    """The box for files and the one for pasted text; while files are read, how far that has come."""
    if error := session.take_note(PLACE):
        st.error(literal(error))
    memory = session.feature(IntakeDesk)
    if memory.work is not None:
        if memory.work.running:
            _watch()
            return
        acts.ended(assessment.id)
        st.rerun()
    files = st.file_uploader(
        "Documents, slides, e-mails, saved web pages, evidence logs and action plans",
        type=ENDINGS,
        accept_multiple_files=True,
        key=session.turn(UPLOADS),
        max_upload_size=megabytes(),
        help=f"Several at once, at most {size(MOST_AT_ONCE)}. Nothing counts as evidence until you accept it.",
    )
    if files:
        acts.begin(assessment.framework_version, [(file.name, file.getvalue()) for file in files])
        session.next_turn(UPLOADS)  # lets go of the files, which the server would keep until the session ends
        st.rerun()
    with st.expander("Or paste text", type="compact"):
        key = session.turn("intake-pasted")
        st.text_area("Text of a document, or several claims", height=120, key=key)
        st.button(
            "Read the pasted text",
            key="intake-read-pasted",
            on_click=acts.begin_pasted,
            args=(assessment.framework_version, key),
        )


@st.fragment(run_every=_EVERY)
def _watch() -> None:
    work = session.feature(IntakeDesk).work
    if work is None or not work.running:
        st.rerun()
    st.progress(work.share, text=literal(f"{work.step or 'Starting'}…"))
    st.button("Stop", key="intake-stop", icon=":material/close:", on_click=acts.cancel, args=(work,))


def outcomes() -> None:
    """What came of each file brought in last, until the list is cleared."""
    brought = session.feature(IntakeDesk).outcomes
    if not brought:
        return
    refused = sum(outcome.refused for outcome in brought)
    files = len(brought)
    first = f"{count(files, 'file')} read." if not refused else f"{files - refused} of {count(files, 'file')} read."
    with st.container(border=True, key="brought"):
        st.html(f'<p role="status"><strong>{first}</strong></p>')
        st.html(scrolling("What came of each file", f'<ul class="outcomes">{"".join(map(_line, brought))}</ul>'))
        st.button("Clear this list", key="intake-clear", type="tertiary", on_click=acts.clear_outcomes)


def _line(outcome: FileOutcome) -> str:
    first, *rest = outcome.lines
    more = f'<br><span class="quiet">{safe(" ".join(rest))}</span>' if rest else ""
    kind = "wrong" if outcome.refused else "read"
    return f'<li class="{kind}"><strong>{safe(outcome.name)}</strong>: {safe(first)}{more}</li>'

"""Bringing reports in: many files at once or pasted text, with a progress bar, and a result for each."""

import streamlit as st

from rubric.english import count, size
from rubric.office import MOST_AT_ONCE, MOST_BYTES
from rubric.reports.library.shipped import load_library
from rubric.ui.parts.tables import scrolling
from rubric.ui.parts.uploads import megabytes
from rubric.ui.parts.words import safe
from rubric.ui.reports import acts, importing
from rubric.ui.reports.desk import FileOutcome, ReportsDesk
from rubric.ui.saved import who
from rubric.ui.saved.saving import take
from rubric.ui.state import cache, session

ENDINGS = ["txt", "htm", "html", "docx", "pdf", "json"]
UPLOADS = "reports"
_SAID = {
    "read": "Read",
    "shipped": "Read, but shipped already",
    "already": "Here already",
    "removed": "Removed before",
    "library": "Shared library",
    "wrong": "Not read",
}


def form() -> None:
    """Who imports, the files, and a box for pasted text. Files are read as soon as they are uploaded."""
    with st.expander("Bring in reports", expanded=True, icon=":material/upload_file:"):
        who.field("importer", "Who is importing", why="Kept with each report, so that colleagues know whom to ask.")
        files = st.file_uploader(
            "Published reports, or a library that somebody shared with you",
            type=ENDINGS,
            accept_multiple_files=True,
            key=session.turn(UPLOADS),
            max_upload_size=megabytes(),
            help="Text, saved web pages, Word documents or PDFs with text; a shared library ends in .json. At most "
            f"{size(MOST_AT_ONCE)} at a time.",
        )
        if files:
            _read(files)
        with st.form("paste", border=False, clear_on_submit=True):
            text = st.text_area("Or paste the text of one report", height=100, key="pasted")
            if st.form_submit_button("Read the pasted text", key="read-pasted") and text.strip():
                by, store, bench = session.desk().who, cache.store(), cache.with_reader()
                brought = session.feature(ReportsDesk).brought
                brought.append(importing.bring_in_text(text, by, store, bench.coder, bench.library))
                if brought[-1].kind != "wrong":
                    take("pasted")


def _read(files: list[st.runtime.uploaded_file_manager.UploadedFile]) -> None:
    """Read the batch. A click elsewhere stops this between two files; the next run goes on where this one stopped."""
    memory, by = session.feature(ReportsDesk), session.desk().who
    coder, store, library = cache.with_reader().coder, cache.store(), load_library()
    imported = importing.ImportedReports(store)
    bar = st.progress(0.0, text=f"Reading {count(len(files), 'file')}…")
    for index, file in enumerate(files):
        if file.file_id not in memory.taken:
            bar.progress(index / len(files), text=f"Reading {index + 1} of {len(files)}: {safe(file.name)}")
            memory.brought.append(importing.bring_in(file.name, file.getvalue(), by, store, coder, library, imported))
            memory.taken.add(file.file_id)
    memory.taken.clear()
    session.next_turn(UPLOADS)  # lets go of the files, which the server would keep in memory until the session ends
    st.rerun()


def outcomes() -> None:
    """The result of each file brought in, until the list is cleared."""
    brought = session.feature(ReportsDesk).brought
    if not brought:
        return
    kinds = [outcome.kind for outcome in brought]
    totals = [f"{kinds.count(kind)} {words.lower()}" for kind, words in _SAID.items() if kind in kinds]
    with st.container(border=True, key="brought"):
        st.html(f'<p role="status"><strong>{count(len(brought), "file")}: {", ".join(totals)}.</strong></p>')
        # the browser turns such files away by itself, and its word on it goes when the box is emptied
        st.caption(
            f"A file over {size(MOST_BYTES)} is not taken, nor files of more than {size(MOST_AT_ONCE)} at a time: "
            "those are not in this list."
        )
        lines = "".join(_line(outcome) for outcome in brought)
        st.html(scrolling("What came of each file", f'<ul class="outcomes">{lines}</ul>'))
        with st.container(horizontal=True, key="after"):
            back = [outcome for outcome in brought if outcome.kind == "removed"][:3]
            for outcome in back:
                st.button(
                    f"Put {outcome.name} back",
                    key=f"back-{outcome.report}",
                    on_click=acts.put_back,
                    args=(outcome.report,),
                )
            st.button("Clear this list", key="clear-brought", type="tertiary", on_click=acts.clear_outcomes)


def _line(outcome: FileOutcome) -> str:
    first, *rest = outcome.lines
    more = f'<br><span class="quiet">{safe(" ".join(rest))}</span>' if rest else ""
    kind, name = outcome.kind, safe(outcome.name)
    return f'<li class="{kind}"><strong>{name}</strong>: {_SAID[kind]}. {safe(first)}{more}</li>'

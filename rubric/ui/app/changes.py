"""What colleagues save is shown on a page at which nobody types: it asks the store every few seconds, with no click.

Where an assessment has been changed since the page drew it, a line says so, with a button that draws the page again.
The script in the browser presses it where that disturbs nobody (`words.js`); else the person decides. The clock is that
of an open page, so nothing is asked for a closed one.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Lock

import streamlit as st

from rubric.errors import StoreError
from rubric.evidence import Assessment
from rubric.settings import settings
from rubric.ui.parts.words import safe
from rubric.ui.state import cache, session

_PATIENCE = 0.25  # seconds; who asks for longer waits for a silent database, and one is enough for that
_one_at_a_time = Lock()


@dataclass
class OnPage:
    """Which assessment the page draws, and when that was changed last. `begun`: the run that draws it is over."""

    assessment: str = ""
    updated: datetime | None = None
    begun: bool = False


def begin_run() -> None:
    """What every run of a page begins with: nothing of an assessment is drawn yet."""
    session.desk().features[OnPage] = OnPage()


def draws(assessment: Assessment) -> None:
    """Note that the page draws this assessment, as it is given."""
    session.desk().features[OnPage] = OnPage(assessment.id, assessment.updated)


def look_out() -> None:
    """Look for changes from now on; nothing where the page shows no assessment, or the setting switches it off."""
    every = settings().show_changes_seconds
    if every and session.feature(OnPage).assessment:
        with st.container(key="changes"):
            st.fragment(_look, run_every=every)()


def _look() -> None:
    on_page = session.feature(OnPage)
    if on_page.begun:
        sentence = news(on_page)
        if sentence:
            _tell(sentence)
    on_page.begun = True


def _tell(sentence: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="changed"):
        st.html(f'<p role="status">{safe(sentence)}</p>', width="content")
        shown = st.button("Show it", key="show-changes", icon=":material/refresh:")
    if shown:
        st.rerun()


def news(on_page: OnPage) -> str:
    """Who has changed the assessment since the page drew it; "" where nobody has, or the store can't be asked."""
    if not _one_at_a_time.acquire(timeout=_PATIENCE):
        return ""
    try:
        store = cache.store()
        ask, assessments = store.last_read.ask, store.plain.assessments
        changed = ask(partial(assessments.changed, on_page.assessment))
        if changed is None:
            return "Somebody has deleted this assessment."
        if changed == on_page.updated:
            return ""
        return f"{ask(partial(assessments.changed_by, on_page.assessment)) or 'Somebody'} has changed this assessment."
    except StoreError:
        return ""
    finally:
        _one_at_a_time.release()

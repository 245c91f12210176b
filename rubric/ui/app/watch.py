"""While the store is away: a line that says so, and a look every few seconds whether it is back. No click is needed."""

from dataclasses import dataclass
from threading import Lock

import streamlit as st

from rubric.errors import StoreError
from rubric.ui.app import changes
from rubric.ui.saved import saving, told
from rubric.ui.saved.unsettled import Unsettled
from rubric.ui.state import cache, session

EVERY = 3.0  # seconds between two looks
AWAY = (
    "The database does not answer. This page shows what was read last, and you can go on writing. What you type stays "
    "here, and is saved by itself once the database is back."
)
WAITING = "The database did not take what you typed last. It stays here, and is tried again every few seconds."
_one_at_a_time = Lock()  # each try may wait for the database for seconds


@dataclass
class Watch:
    """What this session looks for: `begun` once the run that draws it is over, `away` if that could not read."""

    begun: bool = False
    away: bool = False


def end_run() -> None:
    """What every run of a page ends with: what is saved is told, and the store looked to, whether it is away or not."""
    told.tell()
    session.mark_run_ended()
    away = cache.store().last_read.away
    if away or session.feature(Unsettled).for_later():
        look_for_it(AWAY if away else WAITING, away=away)
    else:
        changes.look_out()


def look_for_it(sentence: str = "", *, away: bool = True) -> None:
    """Look for the store from now on, and draw the page anew once it answers; meanwhile the sentence is shown."""
    watch = session.feature(Watch)
    watch.begun, watch.away = False, away
    with st.container(key="away"):
        if sentence:
            st.warning(sentence, icon=":material/cloud_off:")
        _look()


@st.fragment(run_every=EVERY)
def _look() -> None:
    watch = session.feature(Watch)
    if watch.begun and _is_back():
        st.rerun()
    watch.begun = True


def _is_back() -> bool:
    """Ask the store, and save what waits for it; whether there is anything new to show."""
    if not _one_at_a_time.acquire(blocking=False):
        return False
    try:
        store = cache.store()
        store.last_read.ask(store.plain.answer, anew=True)
        return saving.save_what_waits() or session.feature(Watch).away
    except StoreError:
        return False
    finally:
        _one_at_a_time.release()

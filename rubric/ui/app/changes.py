"""What colleagues save is shown on a page at which nobody types: it asks every few seconds, with no click.

The page says in its last element which assessment it draws, as of when. The script in the browser (`words.js`) asks
`/changed` about that, and has the page drawn again where that disturbs nobody; else a line says who has changed it, and
the person decides. The clock is that of an open page, and no script of Streamlit's runs for asking: that would cost a
hundred times as much as the one row that is read.
"""

import json
from dataclasses import dataclass
from functools import partial
from threading import Lock

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from rubric.errors import StoreError
from rubric.evidence import Assessment
from rubric.settings import settings
from rubric.ui.parts.words import safe
from rubric.ui.state import cache, session

PATH = "/changed"
_PATIENCE = 0.25  # seconds; who asks for longer waits for a silent database, and one is enough for that
_one_at_a_time = Lock()


@dataclass(frozen=True)
class OnPage:
    """Which assessment the page draws, and when that was changed last, as the browser hands it back; "" for none."""

    assessment: str = ""
    updated: str = ""


def begin_run() -> None:
    """What every run of a page begins with: nothing of an assessment is drawn yet."""
    session.desk().features[OnPage] = OnPage()


def draws(assessment: Assessment) -> None:
    """Note that the page draws this assessment, as it is given."""
    session.desk().features[OnPage] = OnPage(assessment.id, assessment.updated.isoformat())


def look_out() -> None:
    """Have the browser look for changes from now on; nothing where the page shows no assessment, or that is off.

    It presses the unseen button to have the page drawn again.
    """
    every, on_page = settings().show_changes_seconds, session.feature(OnPage)
    if every and on_page.assessment:
        known = {"assessment": on_page.assessment, "updated": on_page.updated, "every": every}
        with st.container(key="changes"):
            st.button("Show it", key="show-changes")
            st.html(f'<span hidden id="changes" data-changes="{safe(json.dumps(known))}"></span>')


async def answer(request: Request) -> JSONResponse:
    """The answer to a page: `{"news": …}`, as `news` has it."""
    asked = OnPage(request.query_params.get("assessment", ""), request.query_params.get("updated", ""))
    said = await run_in_threadpool(news, asked)
    return JSONResponse({"news": said}, headers={"Cache-Control": "no-store"})


def news(on_page: OnPage) -> str:
    """Who has changed the assessment since the page drew it; "" where nobody has, or the store can't be asked."""
    if not _one_at_a_time.acquire(timeout=_PATIENCE):
        return ""
    try:
        store = cache.store()
        ask, plain = store.last_read.ask, store.plain
        changed = ask(partial(plain.assessments.changed, on_page.assessment))
        if changed is None:
            return "Somebody has deleted this assessment."
        if changed.isoformat() == on_page.updated:
            return ""
        who = ask(partial(plain.assessments.changed_by, on_page.assessment)) or "Somebody"
        return f"{who} has changed this assessment."
    except StoreError:
        return ""
    finally:
        _one_at_a_time.release()

"""The list of imported reports: what waits to be checked, what counts, and what can be done with all of them."""

from datetime import date

import streamlit as st

from rubric.english import count
from rubric.storage import ShelvedSummary
from rubric.ui.parts import paging
from rubric.ui.parts.words import clock, erased_after, literal, safe
from rubric.ui.reports import acts
from rubric.ui.reports.desk import ReportsDesk
from rubric.ui.reports.kept import PLACE
from rubric.ui.state import cache, session

PAGE = 8
WAITING, COUNTING, ALL = "To check", "Accepted", "All"


def listing() -> None:
    """The reports, newest first, with what waits to be checked shown first."""
    reports = cache.store().library.summaries()
    unshelved_line()
    show_error()
    if not reports:
        st.info(
            "You have brought in no reports yet. Four published reports are part of the tool; each one that you add "
            "and check makes comparison and prediction better."
        )
        return
    st.header(f"Your reports ({len(reports)})", anchor=False)
    waiting = [one for one in reports if not one.accepted]
    kinds = {WAITING: waiting, COUNTING: [one for one in reports if one.accepted], ALL: reports}
    chosen = st.segmented_control(
        "Show",
        list(kinds),
        default=WAITING if waiting else ALL,
        required=True,
        key="reports-shown",
        label_visibility="collapsed",
    )
    shown = kinds[chosen or ALL]
    _accepting(waiting)
    pages = -(-len(shown) // PAGE)
    page = paging.page(f"reports-page-{chosen}", pages)
    for one in shown[(page - 1) * PAGE : page * PAGE]:
        _row(one)
    if not shown:
        st.markdown("None at the moment.")
    _take_away()


def _accepting(waiting: list[ShelvedSummary]) -> None:
    told = session.take_note("accepted")
    if told:
        st.success(literal(told))
    ready = [one for one in waiting if one.score and one.findings]
    if len(ready) > 1:
        st.button(
            f"Accept all {len(ready)} that have a score",
            key="accept-all",
            icon=":material/done_all:",
            on_click=acts.accept_all,
            help="Only where you trust the proposed coding as it stands. Each can be taken back.",
        )


def _row(one: ShelvedSummary) -> None:
    name = label(one)
    state = "Accepted" if one.accepted else "To check"
    score = f"scored {one.score}" if one.score else "no score, so it does not count" if one.accepted else "no score yet"
    corrected = f" · {one.corrected} corrected" if one.corrected else ""
    who = f" by {one.imported_by}" if one.imported_by else ""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"report-{one.id}"):
        st.html(
            f'<h3 class="card-title">{safe(name)} <span class="tag">{state}</span></h3>'
            f'<p class="quiet">{safe(score)} · {count(one.findings, "finding")}{corrected}'
            f"{safe(' · ' + one.date if one.date else '')}</p>"
            f'<p class="quiet">{safe(one.name)}, imported {safe(clock(one.imported) + who)}</p>',
            width="stretch",
        )
        st.button(
            f"Review :small[{literal(name)}]",
            key=f"review-{one.id}",
            on_click=acts.open_report,
            args=(one.id,),
        )


def label(one: ShelvedSummary) -> str:
    """What to call a report."""
    return one.authority or f"Council not known yet ({one.name})"


def unshelved_line() -> None:
    """What was removed last, with a way back."""
    gone = session.feature(ReportsDesk).removed
    if gone is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="unshelved"):
        st.html(f'<p role="status" class="quiet">Removed “{safe(gone.label)}”. {erased_after()}</p>', width="content")
        st.button("Undo", key="undo-unshelve", icon=":material/undo:", on_click=acts.put_back, args=(gone.item,))


def show_error() -> None:
    """What the store said about the last thing asked of it, if it refused."""
    wrong = session.take_note(PLACE)
    if wrong:
        st.error(literal(wrong))


def _take_away() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="share"):
        st.download_button(
            "Save your library as a file",
            acts.library_as_file,
            file_name=f"library-{date.today():%Y-%m-%d}.json",
            mime="application/json",
            key="export-library",
            icon=":material/download:",
            on_click="ignore",
        )
        st.caption("It holds your imported reports with their sentences and coding, so that others can bring them in.")

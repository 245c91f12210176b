"""The list of imported reports: what waits to be checked, what counts, and what can be done with all of them."""

from datetime import date

import streamlit as st

from rubric.english import count
from rubric.storage import ShelvedSummary
from rubric.ui.parts import paging, states
from rubric.ui.parts.words import clock, erased_after, literal, safe
from rubric.ui.reports import acts
from rubric.ui.reports.desk import ReportsDesk
from rubric.ui.reports.kept import PLACE
from rubric.ui.state import cache, session

PAGE = 8
WAITING, COUNTING, ALL = "To check", "Accepted", "All"


def listing() -> None:
    """The imported reports, newest first; at first those that wait to be checked."""
    reports = cache.store().library.summaries()
    unshelved_line()
    show_error()
    if not reports:
        states.empty(
            "You have brought in no reports yet. Four published reports are part of the tool; each one that you add "
            "and check makes comparison and prediction better."
        )
        return
    st.header(f"Your reports ({len(reports)})", anchor=False)
    waiting = [report for report in reports if not report.accepted]
    kinds = {WAITING: waiting, COUNTING: [report for report in reports if report.accepted], ALL: reports}
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
    for report in shown[(page - 1) * PAGE : page * PAGE]:
        _row(report)
    if not shown:
        st.markdown("None at the moment.")
    _take_away()


def _accepting(waiting: list[ShelvedSummary]) -> None:
    success = session.take_note("accepted")
    if success:
        st.success(literal(success))
    ready = [report for report in waiting if report.score and report.findings]
    if len(ready) > 1:
        st.button(
            f"Accept all {len(ready)} that have a score",
            key="accept-all",
            icon=":material/done_all:",
            on_click=acts.accept_all,
            help="Only where you trust the proposed coding as it stands. Each can be taken back.",
        )


def _row(report: ShelvedSummary) -> None:
    name = label(report)
    state = "Accepted" if report.accepted else "To check"
    no_score = "no score, so it does not count" if report.accepted else "no score yet"
    score = f"scored {report.score}" if report.score else no_score
    corrected = f" · {report.corrected} corrected" if report.corrected else ""
    who = f" by {report.imported_by}" if report.imported_by else ""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"report-{report.id}"):
        st.html(
            f'<h3 class="card-title">{safe(name)} <span class="tag">{state}</span></h3>'
            f'<p class="quiet">{safe(score)} · {count(report.findings, "finding")}{corrected}'
            f"{safe(' · ' + report.date if report.date else '')}</p>"
            f'<p class="quiet">{safe(report.name)}, imported {safe(clock(report.imported) + who)}</p>',
            width="stretch",
        )
        st.button(
            f"Review :small[{literal(name)}]",
            key=f"review-{report.id}",
            on_click=acts.open_report,
            args=(report.id,),
        )


def label(report: ShelvedSummary) -> str:
    """The name of a report: its council, or its file's name."""
    return report.authority or f"Council not known yet ({report.name})"


def unshelved_line() -> None:
    """The report removed last, with an undo button."""
    removed = session.feature(ReportsDesk).removed
    if removed is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="unshelved"):
        st.html(
            f'<p role="status" class="quiet">Removed “{safe(removed.label)}”. {erased_after()}</p>', width="content"
        )
        st.button("Undo", key="undo-unshelve", icon=":material/undo:", on_click=acts.put_back, args=(removed.item,))


def show_error() -> None:
    """The error of the last click on this page, if there was one."""
    error = session.take_note(PLACE)
    if error:
        st.error(literal(error))


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

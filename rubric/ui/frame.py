"""What every page shares: its heading, the assessment it is about, and what is shown where there is none."""

import streamlit as st

from rubric.errors import NotFound, RubricError
from rubric.evidence import Assessment, progress
from rubric.framework import Framework
from rubric.ui import assessments, cache, navigation, session
from rubric.ui.desk import Drawn
from rubric.ui.words import clock, count, literal

STYLE = navigation.FOLDER.parent / "ui" / "style.css"


def heading(title: str, purpose: str) -> None:
    """The page's one heading, and one sentence on what the page is for."""
    st.title(title, anchor=False)
    st.markdown(purpose, anchors=False)


def current() -> Assessment | None:
    """The open assessment; None where none is open, or it is no longer there."""
    here = session.desk()
    if not here.assessment:
        return None
    try:
        return cache.store().assessments.get(here.assessment)
    except NotFound:
        return None


def opened() -> tuple[Assessment, Framework]:
    """The open assessment and its framework; where none is open, show the ways to one and draw no more of the page."""
    drawn = _revisions()
    assessment = current()
    if assessment is None or drawn is None:
        nothing_open()
        session.ended()
        st.stop()
    session.desk().drawn = drawn
    return assessment, cache.framework(assessment.framework_version)


def _revisions() -> Drawn | None:
    """The revisions in the open assessment. Read before it: what others change in between then counts as not seen."""
    here, store = session.desk(), cache.store()
    if not here.assessment:
        return None
    try:
        return Drawn(
            items=store.items.revisions(here.assessment),
            plan=store.plan.revisions(here.assessment),
            sections=store.draft.revisions(here.assessment),
        )
    except NotFound:
        return None


def nothing_open() -> None:
    """What a page shows before an assessment is open."""
    gone = bool(session.desk().assessment)
    with st.container(border=True, key="nothing-open"):
        st.header("This assessment is no longer here" if gone else "No assessment is open yet", anchor=False)
        st.markdown("Open one of yours, start a new one, or look around with an invented council’s.")
        with st.container(horizontal=True):
            away = assessments.open_one
            st.button("Go to your assessments", type="primary", key="to-home", on_click=away, args=("", "home"))
            try_example("evidence")


def try_example(then: str) -> None:
    """A button that opens the example council's assessment."""
    look = assessments.try_example
    st.button("Try the example", key="try-example", icon=":material/explore:", on_click=look, args=(then,))
    wrong = session.take_note(assessments.EXAMPLE)
    if wrong:
        st.error(literal(wrong))


def sidebar() -> None:
    """Under the page list: which assessment is open and how far it has come."""
    assessment = current()
    if assessment is None:
        return
    shown = progress(assessment, cache.framework(assessment.framework_version))
    with st.sidebar.container(key="progress"):
        st.markdown(f"**{literal(assessment.title or 'Untitled assessment')}**  \n{literal(assessment.council)}")
        st.progress((shown.answered + shown.skipped) / len(shown.aspects), text=shown.summary)
        st.caption(f"{count(shown.items, 'item')} · saved {clock(assessment.updated)}")


def trouble(error: RubricError) -> None:
    """One sentence on what is wrong, in place of the rest of the page."""
    st.error(literal(str(error)))

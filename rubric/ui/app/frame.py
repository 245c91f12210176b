"""What every page shares: its heading, the assessment it is about, and what is shown where there is none."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import streamlit as st

from rubric.english import count
from rubric.errors import NotFound, RubricError
from rubric.evidence import Assessment
from rubric.evidence.readiness import how_many, readiness
from rubric.framework import Framework
from rubric.palette import ACCENT, INK, ON_ACCENT
from rubric.ui.app import changes, watch
from rubric.ui.home import acts
from rubric.ui.parts import navigation
from rubric.ui.parts.charts import page_theme
from rubric.ui.parts.words import clock, literal
from rubric.ui.saved import boxes
from rubric.ui.saved.unsettled import Unsettled
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Drawn

STYLE = Path(__file__).with_name("style.css")
PRINT = STYLE.with_name("print.css")


def logo() -> str:
    """The tool's mark and name as SVG, in the colours of the page as it is shown."""
    theme = page_theme()
    drawn = STYLE.with_name("logo.svg").read_text(encoding="utf-8")
    for place, colour in (("ON_ACCENT", ON_ACCENT), ("ACCENT", ACCENT), ("INK", INK)):
        drawn = drawn.replace(f'"{place}"', f'"{colour.on(theme)}"')
    return drawn


def heading(title: str, purpose: str) -> None:
    """The page's one heading, and one sentence on what the page is for."""
    st.title(title, anchor=False)
    st.markdown(purpose, anchors=False)


def current() -> Assessment | None:
    """The open assessment; None where none is open, or it no longer exists."""
    opened = session.opened().assessment
    if not opened:
        return None
    try:
        return cache.opened(opened)[1]
    except NotFound:
        return None


def opened() -> tuple[Assessment, Framework]:
    """The open assessment and its framework; where none is open, draw the ways to one and stop the page."""
    assessment: Assessment | None = None
    if session.opened().assessment:
        with suppress(NotFound):
            session.desk().features[Drawn], assessment = cache.opened(session.opened().assessment)
    if assessment is None:
        nothing_open()
        watch.end_run()
        st.stop()
    changes.draws(assessment)
    return assessment, cache.framework(assessment.framework_version)


def nothing_open() -> None:
    """The page's name, and the message and buttons for when no assessment is open."""
    st.title(next(one.title for one in navigation.SCREENS if one.path == session.desk().page), anchor=False)
    gone = bool(session.opened().assessment)
    with st.container(border=True, key="nothing-open"):
        st.header("This assessment is no longer here" if gone else "No assessment is open yet", anchor=False)
        if gone:
            _typed_in_it(session.opened().assessment)
        st.markdown("Open one of yours, start a new one, or look around with an invented council’s.")
        with st.container(horizontal=True):
            away = navigation.go_to
            st.button("Go to your assessments", type="primary", key="to-home", on_click=away, args=("", "home"))
            try_example("evidence")


def _typed_in_it(assessment: str) -> None:
    """What was typed in an assessment that somebody deleted meanwhile, and the way to save it there."""
    if error := session.take_note(acts.GONE):
        st.error(literal(error))
    kept = session.feature(Unsettled).unsaved_of(assessment)
    if kept:
        st.warning("Somebody deleted it while you wrote, so this was not saved. Copy it, or put the assessment back.")
        for unsaved in kept:
            boxes.typed(unsaved)
        back = acts.put_back_with_words
        label = "Put the assessment back, with my words"
        st.button(label, key="put-back-gone", icon=":material/undo:", on_click=back, args=(assessment,))


def try_example(then: str) -> None:
    """A button that opens the example council's assessment on the page named `then`."""
    look = acts.try_example
    st.button("Try the example", key="try-example", icon=":material/explore:", on_click=look, args=(then,))
    error = session.take_note(acts.EXAMPLE)
    if error:
        st.error(literal(error))


def show_with_one_item(begin: Callable[[str], None]) -> None:
    """A button that opens the example council's evidence, where `begin` leads through an item."""
    look = acts.try_example
    icon = ":material/assistant_direction:"
    st.button("Show me with one item", key="show-one", icon=icon, on_click=look, args=("evidence", begin))


def sidebar() -> None:
    """The open assessment and how ready it is, under the page list; nothing where none is open."""
    assessment = current()
    if assessment is None:
        return
    ready, counted = how_many(readiness(assessment, cache.framework(assessment.framework_version)))
    with st.sidebar.container(key="progress"):
        st.markdown(f"**{literal(assessment.title or 'Untitled assessment')}**  \n{literal(assessment.council)}")
        st.progress(ready / counted if counted else 0.0, text=f"{ready} of {count(counted, 'aspect')} ready")
        st.caption(f"{count(len(assessment.evidence), 'item')} · saved {clock(assessment.updated)}")


def show_error(error: RubricError) -> None:
    """The sentence of an error, in place of the rest of the page."""
    st.error(literal(str(error)))

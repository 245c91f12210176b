"""The list of an aspect's evidence items: cards, or one of them open for editing and the others as lines."""

import streamlit as st

from rubric.english import shortened
from rubric.evidence import Assessment, check_against
from rubric.framework import Aspect, Framework
from rubric.ui.evidence import acts
from rubric.ui.evidence.cards import PAGE, card, line, move_menu, removed_line
from rubric.ui.evidence.editor import editor
from rubric.ui.evidence.guided import drawn as guided
from rubric.ui.parts import navigation, paging
from rubric.ui.parts.words import literal
from rubric.ui.saved import boxes
from rubric.ui.saved.items import ITEMS, thing
from rubric.ui.state import session
from rubric.ui.state.desk import Drawn


def listing(assessment: Assessment, framework: Framework, aspect: Aspect) -> None:
    """All the items of one aspect, a page at a time, with the item removed last and any error."""
    of_aspect = assessment.items_of(aspect.id)
    order = [item.id for item in of_aspect]
    opened = session.opened().item
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="list-head"):
        st.header(f"Your evidence ({len(order)})", anchor=False, width="content")
        # one for all the cards: with a fold on each, a page would have five controls more
        whole = bool(order) and opened not in order and st.toggle("Show what is behind each", key="show-behind")
        add, about = acts.add, (assessment.id, aspect.id)
        st.button("Add evidence", key="add", type="primary", icon=":material/add:", on_click=add, args=about)
    names = {item.id: shortened(item.text, 60) or "An item with no words yet" for item in assessment.evidence}
    with st.container():  # one place, whatever is in it: nothing below is drawn anew as it comes and goes
        boxes.unsaved_elsewhere(ITEMS, assessment.id, names, opened)
        error = session.take_note("evidence")
        if error:
            st.error(literal(error))
        removed_line(assessment)
        guided.ended()
        guided.offer(assessment)
        if not assessment.evidence:
            _start_from()
    revisions = session.feature(Drawn).items
    for item in of_aspect[_page(aspect, order)]:
        if item.id == opened:
            editor(assessment, item, framework, revisions.get(item.id, 0), order)
            continue
        boxes.clash_box(thing(assessment.id, item.id))
        if opened in order:
            line(item, order)
        else:
            card(assessment, item, framework, order, whole=whole)


def _start_from() -> None:
    """The ways to evidence that need no typing, where there is none yet."""
    with st.container(horizontal=True, vertical_alignment="center", key="start-from"):
        st.html('<p class="quiet">You need not type it all:</p>', width="content")
        navigation.link("intake", "Bring in what you have")
        navigation.link("last_report", "Answer your last report")


def _page(aspect: Aspect, order: list[str]) -> slice:
    """Which items to show; the page with the open item comes by itself."""
    editing = session.opened().item
    wanted = order.index(editing) // PAGE + 1 if editing in order else None
    pages = -(-len(order) // PAGE)
    page = paging.page(f"page-{aspect.id}", pages, wanted=wanted, on_change=acts.close, args=(editing,))
    return slice((page - 1) * PAGE, page * PAGE)


def unplaced(assessment: Assessment, framework: Framework) -> None:
    """Where the assessment does not fit the framework, such as items under an aspect that it does not have."""
    for sentence in check_against(assessment, framework):
        st.warning(literal(sentence))
    for item in assessment.evidence:
        if item.aspect not in framework.aspect_ids:
            with st.container(horizontal=True, vertical_alignment="center", key=f"unplaced-{item.id}"):
                st.markdown(literal(shortened(item.text or "An item with no words yet")), width="content")
                move_menu(assessment, item, framework, [])

"""The evidence that was removed from an assessment, for everybody to put back."""

import streamlit as st

from rubric.english import shortened
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.ui.evidence import acts
from rubric.ui.parts import paging
from rubric.ui.parts.words import kept_for, literal
from rubric.ui.state import cache
from rubric.ui.state.desk import Gone

PAGE = 8


def removed(assessment: Assessment, framework: Framework) -> None:
    """The evidence that was removed from any aspect and is not erased yet, for everybody to put back."""
    gone = cache.store().items.removed(assessment.id)
    if not gone or not st.toggle(f"Show removed evidence ({len(gone)})", key="show-removed"):
        return
    st.caption(f"From all aspects. Each can be put back for {kept_for()}, and is then erased for good.")
    pages = -(-len(gone) // PAGE)
    page = paging.page("removed-page", pages)
    for item in gone[(page - 1) * PAGE : page * PAGE]:
        text = shortened(item.text) or "An item with no words yet"
        where = framework.aspect(item.aspect).title if item.aspect in framework.aspect_ids else "no aspect"
        with st.container(horizontal=True, vertical_alignment="center", key=f"gone-{item.id}"):
            st.markdown(f"{literal(text)} ({literal(where)})", width="content")
            st.button(
                f"Put back :small[{literal(text)}]",
                key=f"back-{item.id}",
                on_click=acts.bring_back,
                args=(Gone(assessment.id, item.id, text),),
            )

"""What an item said before, who changed it and when, with a way back; and the evidence that was removed."""

from itertools import groupby

import streamlit as st

from rubric.english import capital, listed, shortened
from rubric.evidence import Assessment, EvidenceItem
from rubric.framework import Framework
from rubric.storage import Change
from rubric.ui.evidence import acts
from rubric.ui.evidence.kept import ITEMS
from rubric.ui.parts import paging
from rubric.ui.parts.words import clock, kept_for, literal, safe
from rubric.ui.saved import who
from rubric.ui.state import cache
from rubric.ui.state.desk import Gone

PAGE = 8


def history(assessment: Assessment, item: EvidenceItem) -> None:
    """Every change of an item, the newest first, with a button that goes back to before it. Read only when opened."""
    box = st.expander("History: what it said before", key=f"past-{item.id}", on_change="rerun", type="compact")
    if not box.open:
        return
    with box:
        who.field(f"past-who-{item.id}")
        changes = cache.store().items.history(assessment.id, item.id)
        by_revision = [(revision, list(some)) for revision, some in groupby(changes, key=lambda one: one.revision)]
        if not by_revision:
            st.caption("Nothing has been changed yet.")
            return
        page = paging.page(f"past-page-{item.id}", -(-len(by_revision) // PAGE))
        for revision, together in by_revision[(page - 1) * PAGE : page * PAGE]:
            _change(assessment, item, revision, together)


def _change(assessment: Assessment, item: EvidenceItem, revision: int, together: list[Change]) -> None:
    """One save: who, when, what was changed, and what it held before."""
    first, name = together[0], ITEMS.inside
    said = "".join(
        f"<div><dt>{safe(capital(name(one.field)))} was</dt><dd>{safe(ITEMS.words(one.old))}</dd></div>"
        for one in together
    )
    what = listed([name(one.field) for one in together])
    st.html(
        f'<p class="label">{safe(first.by or "Somebody")} changed {safe(what)}, {clock(first.at)}</p>'
        f'<dl class="facts">{said}</dl>'
    )
    st.button(
        f"Go back to before this :small[change {revision}]",
        key=f"go-back-{item.id}-{revision}",
        icon=":material/undo:",
        on_click=acts.go_back,
        args=(assessment.id, item.id, revision),
    )


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

"""A claim that holds several, as when bullets were pasted into it: the offer to make an item of each, and undo."""

import streamlit as st

from rubric.english import count, shortened
from rubric.evidence import Assessment, EvidenceItem
from rubric.framework import Framework
from rubric.intake.several import split_claim
from rubric.ui.evidence import acts
from rubric.ui.evidence.desk import EvidenceDesk
from rubric.ui.parts.words import safe
from rubric.ui.state import cache, session

_MOST = 12  # items that are offered at once: a longer text is a document, which has a page of its own


def offer(assessment: Assessment, item: EvidenceItem, framework: Framework, revision: int) -> None:
    """ "This looks like 5 items: split?", with the aspect proposed for each; nothing where the claim is one."""
    _undo(assessment, item)
    parts = split_claim(item.text) if item.text.strip() else ()
    if not 1 < len(parts) <= _MOST:
        return
    placed = [(part, item.aspect if place == 0 else _aspect(part, item, framework)) for place, part in enumerate(parts)]
    lines = "".join(
        f"<li>{safe(shortened(part, 90))} <span class='quiet'>({safe(framework.aspect(aspect).title)})</span></li>"
        for part, aspect in placed
    )
    with st.container(key=f"several-{item.id}", gap="small"):
        number = count(len(parts), "item")
        st.html(f'<p class="note" role="status">This looks like {number}: split?</p><ol class="outcomes">{lines}</ol>')
        st.button(
            f"Split into {number}",
            key=f"split-{item.id}",
            icon=":material/call_split:",
            on_click=acts.split,
            args=(assessment.id, item, placed, revision),
        )


def _aspect(part: str, item: EvidenceItem, framework: Framework) -> str:
    """The aspect that the reader proposes, where it is sure enough; else that of the item itself."""
    reading = cache.reading(part, framework.version)
    known = reading is not None and reading.is_sure("aspect") and reading.aspect in framework.aspect_ids
    return reading.aspect if reading is not None and known else item.aspect


def _undo(assessment: Assessment, item: EvidenceItem) -> None:
    last = session.feature(EvidenceDesk).split
    if last is None or last.before.id != item.id:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"was-split-{item.id}"):
        words = f"Split: {count(len(last.made), 'item was', 'items were')} added."
        st.html(f'<p role="status" class="quiet">{words}</p>', width="content")
        st.button(
            "Undo", key=f"unsplit-{item.id}", icon=":material/undo:", on_click=acts.unsplit, args=(assessment.id, last)
        )

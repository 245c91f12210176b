"""The line that leads through one item, and the offer of it where nothing is written yet."""

import streamlit as st

from rubric.evidence import Assessment, EvidenceItem
from rubric.ui.evidence.guided import acts
from rubric.ui.evidence.guided.desk import STEPS, Guide
from rubric.ui.parts.words import safe
from rubric.ui.state import session


def offer(assessment: Assessment) -> None:
    """To whoever has written nothing yet: to be led through a first item."""
    if assessment.evidence or session.feature(Guide).over:
        return
    with st.container(border=True, key="guide-offer", gap="small"):
        st.markdown(f"**Is this your first item?** We go through one with you in {len(STEPS)} short steps.")
        with st.container(horizontal=True):
            st.button(
                "Show me with one item",
                key="guide-begin",
                icon=":material/assistant_direction:",
                on_click=acts.begin,
                args=(assessment.id,),
            )
            st.button("Not now", key="guide-not-now", type="tertiary", on_click=acts.not_now)


def line(item: EvidenceItem) -> None:
    """Where one is in being led through this item, what it asks, and the ways on and out; in one place throughout."""
    guide = session.feature(Guide)
    with st.container(
        key="guide-place"
    ):  # whatever is in it: else the boxes below would be drawn anew under the typist
        if guide.over or guide.item != item.id:
            return
        number, last = guide.step + 1, guide.step + 1 == len(STEPS)
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", key="guide"):
            st.html(
                f'<p role="status"><strong>{number} of {len(STEPS)}.</strong> {safe(STEPS[guide.step].text)}</p>',
            )
            st.button(
                "Finish" if last else "Next :small[step]",
                key="guide-next",
                type="primary",
                on_click=acts.go_on,
                args=(item.id, guide.step),
            )
            st.button(
                "Stop :small[being led through this item]",
                key="guide-stop",
                on_click=acts.stop,
                args=(item.id,),
            )


def ended() -> None:
    """What is said once somebody has been led to the end."""
    if said := session.take_note(acts.SAID):
        st.html(f'<p role="status" class="done">{safe(said)}</p>')

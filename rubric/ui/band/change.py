"""Try a change: what one item's maturity or voices would do to the chances, without saving anything."""

import streamlit as st

from rubric.english import percent, shortened, signed
from rubric.evidence import Assessment, EvidenceItem
from rubric.framework import Framework, Maturity, Voice
from rubric.prediction import DISCLAIMER, Outcome
from rubric.prediction.model import BANDS
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import literal
from rubric.ui.state import cache


@st.fragment
def try_a_change(assessment: Assessment, framework: Framework, before: Outcome) -> None:
    """Choose an item, change how far along it is or who confirms it, and see the chances move."""
    usable = {item.id: item for item in assessment.evidence if item.is_usable}
    if not usable:
        return
    st.header("Try a change", anchor=False)
    st.caption("Nothing here is saved. It shows what the chances would be if one item were different.")
    with st.container(border=True, key="try"):
        chosen = st.selectbox(
            "Item", list(usable), format_func=lambda id: shortened(usable[id].text, 90), key="try-item"
        )
        item = usable[chosen]
        maturity = st.segmented_control(
            "If it were…",
            list(Maturity),
            default=item.maturity,
            required=True,
            format_func=lambda word: framework.maturities[word].label,
            key=f"try-far-{item.id}",
        )
        voices = st.pills(
            "…and confirmed by",
            list(Voice),
            selection_mode="multi",
            default=item.voices or [],
            format_func=lambda voice: framework.voices[voice].label,
            key=f"try-who-{item.id}",
        )
        changed = item.model_copy(update={"maturity": maturity, "voices": list(voices)})
        if changed.maturity == item.maturity and set(changed.voices or ()) == set(item.voices or ()):
            st.markdown("Change one of the two above to see what it does.")
        else:
            _difference(before, cache.outcome(_with(assessment, changed)), framework)


def _with(assessment: Assessment, changed: EvidenceItem) -> Assessment:
    evidence = [changed if item.id == changed.id else item for item in assessment.evidence]
    return assessment.model_copy(update={"evidence": evidence})


def _difference(before: Outcome, after: Outcome, framework: Framework) -> None:
    rows = [
        (
            f"{band}, {framework.score_label(band)}",
            percent(before.probabilities[band]),
            percent(after.probabilities[band]),
        )
        for band in BANDS
    ]
    st.html(table("Chances with this change", ("Band", "Now", "With this change"), rows))
    change = after.expected - before.expected
    st.markdown(
        f"Expected score {before.expected:.2f} → {after.expected:.2f} ({signed(change)}). {literal(DISCLAIMER)}."
    )

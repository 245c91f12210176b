"""Try a change: what one item would do to the chances if it were otherwise, without saving anything."""

from collections.abc import Collection

import streamlit as st

from rubric.english import percent, shortened
from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework import Framework, Maturity, Polarity, Voice
from rubric.prediction import DISCLAIMER, Outcome
from rubric.prediction.model import BANDS
from rubric.prediction.suggestions import how_much
from rubric.ui.band.verdict import last_score, named
from rubric.ui.parts.tables import table
from rubric.ui.parts.words import literal
from rubric.ui.state import cache

# What may stand behind an item: the field, what it is called, and what is put there where it is tried.
_BEHIND = {
    "source": ("A source", "where it is written down"),
    "figures": ("A figure with its base and date", "12 of 40 in 2026"),
    "outcome": ("A difference made, in figures", "Fell from 40 to 12 in 2026"),
}
_LEAST = 0.005  # of the expected score: less than this makes no difference worth naming


@st.fragment
def try_a_change(assessment: Assessment, framework: Framework, before: Outcome) -> None:
    """Choose an item, change its tone, how far along it is, who confirms it or what shows it, and see the chances."""
    usable = {item.id: item for item in assessment.evidence if item.is_usable}
    st.header("Try a change", anchor=False)
    st.caption("Nothing here is saved. It shows what the chances would be if one item were different.")
    with st.container(border=True, key="try"):
        chosen = st.selectbox(
            "Item", list(usable), format_func=lambda id: shortened(usable[id].text, 90), key="try-item"
        )
        item = usable[chosen]
        changed = _changed(item, framework)
        if changed == item.model_copy(update={"voices": list(item.voices or [])}):
            st.markdown("Change something above to see what it does.")
        else:
            _difference(before, cache.outcome(_with(assessment, changed), last_score()), framework)


def _changed(item: EvidenceItem, framework: Framework) -> EvidenceItem:
    """The item as the choices say it might be."""
    left, right = st.columns(2)
    tone = left.segmented_control(
        "If it were…",
        list(Polarity),
        default=item.polarity,
        required=True,
        format_func=lambda word: framework.polarities[word].label,
        key=f"try-tone-{item.id}",
        wrap=True,
    )
    behind = right.pills(
        "…with",
        list(_BEHIND),
        selection_mode="multi",
        default=[name for name in _BEHIND if stated(getattr(item, name))],
        format_func=lambda name: _BEHIND[name][0],
        key=f"try-with-{item.id}",
        wrap=True,
    )
    maturity = left.segmented_control(
        "…this far along",
        list(Maturity),
        default=item.maturity,
        required=True,
        format_func=lambda word: framework.maturities[word].label,
        key=f"try-far-{item.id}",
        wrap=True,
    )
    voices = right.pills(
        "…and confirmed by",
        list(Voice),
        selection_mode="multi",
        default=item.voices or [],
        format_func=lambda voice: framework.voices[voice].label,
        key=f"try-who-{item.id}",
        wrap=True,
    )
    kept = [record for record in item.confirmations if record.voice in voices]
    same_voices = set(voices) == set(item.voices or ())
    return item.model_copy(
        update={
            "polarity": tone,
            "maturity": maturity,
            "voices": list(item.voices or []) if same_voices else list(voices),
            "confirmations": item.confirmations if same_voices else kept,
            **_shown(item, behind),
        }
    )


def _shown(item: EvidenceItem, behind: Collection[str]) -> dict[str, str]:
    """What stands behind it: as it is where it has it already, what is tried where it has not, nothing where untied."""
    return {
        name: (stated(getattr(item, name)) and getattr(item, name)) or tried if name in behind else _unless(item, name)
        for name, (_, tried) in _BEHIND.items()
    }


def _unless(item: EvidenceItem, name: str) -> str:
    """Nothing, or the words that say nothing ("none yet") as they stand."""
    return "" if stated(getattr(item, name)) else str(getattr(item, name))


def _with(assessment: Assessment, changed: EvidenceItem) -> Assessment:
    evidence = [changed if item.id == changed.id else item for item in assessment.evidence]
    return assessment.model_copy(update={"evidence": evidence})


def _difference(before: Outcome, after: Outcome, framework: Framework) -> None:
    change = after.expected - before.expected
    if abs(change) < _LEAST:
        told = "This would make no difference worth naming."
    else:
        told = f"This would {'raise' if change > 0 else 'lower'} the expected score {how_much(abs(change))}."
    st.markdown(f"**{told}** {literal(DISCLAIMER)}.")
    rows = [
        (named(band, framework), percent(before.probabilities[band]), percent(after.probabilities[band]))
        for band in BANDS
    ]
    st.html(table("Chances with this change", ("Band", "Now", "With this change"), rows))

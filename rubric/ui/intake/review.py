"""The review: the passage on one side, the proposed item on the other, one after the other, least sure first."""

from collections.abc import Sequence

import streamlit as st

from rubric.english import count, inline, listed, shortened
from rubric.evidence import Assessment
from rubric.evidence.fields import item as row_of
from rubric.framework import Framework, Maturity, Polarity, Voice
from rubric.intake.review import Origin, Proposed
from rubric.storage import Decision
from rubric.ui.intake import acts
from rubric.ui.intake.desk import IntakeDesk
from rubric.ui.intake.kept import PROPOSALS, thing
from rubric.ui.parts import navigation
from rubric.ui.parts.coding import ONLY_US, ONLY_US_LABEL
from rubric.ui.parts.words import safe
from rubric.ui.saved import boxes
from rubric.ui.saved.fields import Fields
from rubric.ui.saved.voices import voices
from rubric.ui.state import cache, session

_UNSURE = '<span class="todo">Not sure</span>'
_LOOKED_AT = {"accepted": "Accepted", "rejected": "Rejected", "replaced": "Merged or split"}
_MOST_ALIKE = 5  # proposals that say nearly the same, told beside the open one
KEYS = (
    "Keys: A accept, X reject, E edit the claim, N next, P previous, M merge, S split, U undo. They rest while you "
    "type in a box; Esc leaves it."
)


def review(assessment: Assessment, framework: Framework) -> None:
    """How far the review has come, the open proposal, and undo; nothing where nothing was ever proposed."""
    store = cache.store()
    waiting = store.proposals.waiting(assessment.id)
    decided = store.proposals.decided(assessment.id)
    looked = sum(one.state != "replaced" for one in decided)
    if not waiting and not decided:
        return
    st.header("Look at what was found", anchor=False)
    if any(one.unsure for one in waiting):
        st.html(f'<p class="quiet">{_UNSURE} marks what the reader only guesses: it is often wrong there.</p>')
    boxes.unsaved_elsewhere(PROPOSALS, assessment.id, {one.id: one.text for one in waiting}, "")
    _progress(looked, len(waiting), decided)
    ids = [one.id for one in waiting]
    current = session.feature(IntakeDesk).current
    place = ids.index(current) if current in ids else 0
    _undo(assessment.id, decided, ids[place] if ids else "")
    if waiting:
        _open(assessment, framework, waiting, place)


def _progress(looked: int, waiting: int, decided: Sequence[Decision]) -> None:
    total = looked + waiting
    if waiting:
        st.progress(looked / total, text=f"{looked} of {total} looked at")
        return
    accepted = sum(one.state == "accepted" for one in decided)
    st.success(
        f"All {count(total, 'proposal')} looked at: {accepted} accepted as evidence.", icon=":material/check_circle:"
    )
    navigation.link("evidence", "See your evidence", icon=":material/arrow_forward:")


def _undo(assessment: str, decided: Sequence[Decision], on_screen: str) -> None:
    """What was decided last, in a live region, with its undo; `on_screen` is the open proposal."""
    if not decided:
        return
    last = decided[0]
    with st.container(horizontal=True, vertical_alignment="center", key="intake-last"):
        words = f"{_LOOKED_AT[last.state]}: “{shortened(last.text, 70)}”"
        st.html(f'<p role="status" class="quiet">{safe(words)}</p>', width="content")
        st.button(
            "Undo",
            key=f"intake-undo-{last.step}",
            icon=":material/undo:",
            type="tertiary",
            shortcut="U",
            on_click=acts.undo,
            args=(assessment, last.step, last.id, on_screen),
        )


def _open(assessment: Assessment, framework: Framework, waiting: Sequence[Proposed], place: int) -> None:
    one = waiting[place]
    alike = [other for other in waiting if other.group and other.group == one.group and other.id != one.id]
    with st.container(border=True, key=f"proposal-{one.id}"):
        _buttons(
            assessment, one, alike, [other.id for other in waiting], place
        )  # first, so that they stay in sight whatever the passage's length
        left, right = st.columns(2)
        with left:
            _passages(one)
            _alike(alike)
        with right:
            _form(assessment, framework, one)
    st.caption(KEYS)


def _passages(one: Proposed) -> None:
    st.html("".join(_passage(origin, one.text) for origin in one.origins))


def _passage(origin: Origin, sentence: str) -> str:
    """The passage with the sentence in it marked, where it stands there as it is."""
    where = f", {origin.where}" if origin.where else ""
    before, found, after = origin.passage.partition(sentence)
    words = f"{safe(before)}<mark>{safe(found)}</mark>{safe(after)}" if found else safe(origin.passage)
    return f'<p class="label">From {safe(origin.file)}{safe(where)}</p><p class="claim">{words}</p>'


def _alike(alike: Sequence[Proposed]) -> None:
    if not alike:
        return
    lines = "".join(
        f"<li>{safe(other.text)} <span class='quiet'>({safe(other.source)})</span></li>"
        for other in alike[:_MOST_ALIKE]
    )
    more = f"<li>and {len(alike) - _MOST_ALIKE} more</li>" if len(alike) > _MOST_ALIKE else ""
    st.html(f'<p class="label">Says nearly the same</p><ul class="outcomes">{lines}{more}</ul>')


def _form(assessment: Assessment, framework: Framework, one: Proposed) -> None:
    kept = thing(assessment.id, one.id)
    boxes.boxes(kept)
    fields = Fields(kept)
    fields.text("text", row_of("text").label, one.text, long=True)
    titles = {one.aspect: one.aspect} | {aspect.id: aspect.title for aspect in framework.aspects}
    fields.choose("aspect", row_of("aspect").label, titles, one.aspect)
    _sureness(one, "aspect")
    fields.choice(
        "polarity",
        row_of("polarity").label,
        {code: framework.polarities[code].label for code in Polarity},
        one.polarity,
    )
    _sureness(one, "polarity")
    far: dict[Maturity | None, str] = {code: framework.maturities[code].label for code in Maturity}
    none: dict[Maturity | None, str] = {} if one.maturity else {None: "Not chosen yet"}
    fields.choose("maturity", row_of("maturity").label, none | far, one.maturity)
    _sureness(one, "maturity")
    chosen = [] if one.voices is None else [str(voice) for voice in one.voices] or [ONLY_US]
    options = {str(voice): framework.voices[voice].label for voice in Voice} | {ONLY_US: ONLY_US_LABEL}
    fields.pills("voices", row_of("voices").label, options, chosen, convert=voices)
    if one.named:
        named = listed(inline(framework.voices[voice].label) for voice in one.named)
        st.html(f'<p class="meaning">The sentence names {safe(named)}: choose who would say the same.</p>')


def _sureness(one: Proposed, name: str) -> None:
    if name in one.unsure:
        st.html(f'<p class="meaning">{_UNSURE}</p>')


def _buttons(assessment: Assessment, one: Proposed, alike: Sequence[Proposed], ids: Sequence[str], place: int) -> None:
    following, before = ids[(place + 1) % len(ids)], ids[place - 1]
    after = following if following != one.id else ""
    with st.container(horizontal=True, key="intake-decide"):
        st.button(
            "Accept",
            key=f"intake-accept-{one.id}",
            type="primary",
            shortcut="A",
            on_click=acts.accept,
            args=(assessment.id, one.id, after),
        )
        st.button(
            "Reject",
            key=f"intake-reject-{one.id}",
            shortcut="X",
            on_click=acts.reject,
            args=(assessment.id, one.id, after),
        )
        if alike:
            st.button(
                "Merge with the next like it",
                key=f"intake-merge-{one.id}",
                shortcut="M",
                on_click=acts.merge,
                args=(assessment.id, one.id, alike[0].id),
            )
        st.button(
            "Split",
            key=f"intake-split-{one.id}",
            shortcut="S",
            on_click=acts.split,
            args=(assessment.id, one.id, assessment.framework_version),
            help="Makes a proposal of each line or sentence in the box.",
        )
        if after:
            st.button("Previous", key=f"intake-before-{one.id}", shortcut="P", on_click=acts.show, args=(before,))
            st.button("Next", key=f"intake-next-{one.id}", shortcut="N", on_click=acts.show, args=(following,))

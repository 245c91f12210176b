"""Personal data in what was just read: each find with what to do about it, before anything is kept."""

from hashlib import sha256

import streamlit as st

from rubric.english import count, either, shortened
from rubric.evidence import Assessment
from rubric.intake.guarded import Choice, Seen, Settled, finds
from rubric.ui.intake import acts
from rubric.ui.intake.desk import IntakeDesk
from rubric.ui.parts import paging
from rubric.ui.parts.words import safe
from rubric.ui.state import session

PAGE = 5
_AROUND = 60  # letters shown on either side of a find
_LABELS = {Choice.MASK: "Mask", Choice.TAKE_OUT: "Take out", Choice.KEEP: "Keep, and say why"}


def is_open() -> bool:
    """Whether something was read that waits for its personal data to be settled."""
    return session.feature(IntakeDesk).read is not None


def settling(assessment: Assessment) -> None:
    """The list of finds, and the button that goes on."""
    memory = session.feature(IntakeDesk)
    if memory.read is None:
        return
    found = finds(memory.read)
    with st.container(border=True, key="intake-guard"):
        looks = either(len(found), "looks", "look")
        st.html(
            f'<p role="status"><strong>{count(len(found), "thing")} in these files {looks} like personal data.'
            "</strong></p>"
            '<p class="quiet">Nothing has been kept yet. What you leave as it stands here is masked. Not everything '
            "can be found, so look at the words themselves too.</p>"
        )
        page = paging.page("intake-guard", -(-len(found) // PAGE))
        for number, one in enumerate(found[(page - 1) * PAGE : page * PAGE], (page - 1) * PAGE + 1):
            _choice(one, number, memory.choices.get(one.key, Settled()))
        with st.container(horizontal=True, key="intake-guard-done"):
            st.button(
                "Go on to the review", key="intake-keep", type="primary", on_click=acts.keep, args=(assessment.id,)
            )
            st.button("Bring nothing in", key="intake-give-up", on_click=acts.give_up)


def _choice(one: Seen, number: int, settled: Settled) -> None:
    times = f" It stands in {count(one.times, 'place')}." if one.times > 1 else ""
    start, end = one.found.start, one.found.end
    before = one.text[max(0, start - _AROUND) : start]
    after = shortened(one.text[end : end + _AROUND], _AROUND)
    st.html(
        f'<p class="note">This looks like {safe(one.found.kind.label)}. {safe(one.found.why)}{times}<br>'
        f"“…{safe(before)}<mark>{safe(one.found.words)}</mark>{safe(after)}…”</p>"
    )
    key = f"intake-find-{number}-{sha256(one.key.encode()).hexdigest()[:10]}"
    st.segmented_control(
        f"What becomes of it :small[find {number}]",
        list(_LABELS),
        default=settled.choice,
        required=True,
        format_func=_LABELS.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=acts.choose,
        args=(one.key, key),
    )
    if settled.choice is Choice.KEEP:
        reason = f"{key}-why"
        st.text_input(
            "Why may this stay?",
            settled.reason,
            key=reason,
            max_chars=acts.LONGEST_REASON,
            on_change=acts.give_reason,
            args=(one.key, reason),
        )

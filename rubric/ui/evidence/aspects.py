"""Going through the aspects one at a time: which one is shown, what it asks, and leaving one out."""

import streamlit as st

from rubric.evidence import Assessment, progress
from rubric.evidence.progress import State
from rubric.framework import Aspect, Framework
from rubric.ui.evidence import acts
from rubric.ui.parts.words import literal
from rubric.ui.state import session

_CHOSEN = "aspect-chosen"
_STATES = {
    State.NOT_STARTED: "not started",
    State.STARTED: "started",
    State.ANSWERED: "answered",
    State.SKIPPED: "skipped",
}


def chosen(assessment: Assessment, framework: Framework) -> Aspect:
    """The aspect that is open: the one in the address or last shown, else the first not answered yet."""
    opened = session.opened()
    if opened.aspect not in framework.aspect_ids:
        states = progress(assessment, framework).aspects
        unanswered = [state.aspect for state in states if state.state in (State.NOT_STARTED, State.STARTED)]
        opened.aspect = (unanswered or [framework.aspect_ids[0]])[0]
        session.desk().address["aspect"] = opened.aspect  # not opened by a click
    return framework.aspect(opened.aspect)


def selector(assessment: Assessment, framework: Framework, aspect: Aspect) -> None:
    """Previous, a list of all the aspects, next, with how far this one has come."""
    state = _STATES[progress(assessment, framework).aspect(aspect.id).state]
    ids = framework.aspect_ids
    index = ids.index(aspect.id)
    key = session.key_showing(_CHOSEN, aspect.id)
    with st.container(horizontal=True, vertical_alignment="bottom", key="aspects"):
        st.button(
            "Previous",
            key="aspect-before",
            icon=":material/chevron_left:",
            disabled=index == 0,
            on_click=acts.turn_to,
            args=(ids[index - 1],),
            help="Previous aspect",
        )
        st.selectbox(
            f"Aspect {index + 1} of {len(ids)}, {state}",
            ids,
            index,
            # never with anything that changes: the browser sends the label back, and it has to be found again
            format_func=lambda id: f"{framework.aspect(id).number}. {framework.aspect(id).title}",
            key=key,
            on_change=acts.turn_to_chosen,
            args=(_CHOSEN, key, ids),
        )
        st.button(
            "Next",
            key="aspect-after",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=index + 1 == len(ids),
            on_click=acts.turn_to,
            args=(ids[(index + 1) % len(ids)],),
            help="Next aspect",
        )


def guidance(aspect: Aspect, framework: Framework, *, choosing: bool) -> None:
    """What helps to answer, beside the form: what assessors look for, and folded up, the rest.

    `choosing`: an item is open, so that what the words to choose from mean is needed.
    """
    with st.container(key="guidance", gap="small"):
        st.markdown("**What assessors look for**\n\n" + _bullets(aspect.looks_for))
        with st.expander("Questions and documents to start from", type="compact"):
            st.markdown("**Questions**\n\n" + _bullets(aspect.prompts))
            st.markdown("**Documents that often prove it**\n\n" + _bullets(aspect.documents))
        with st.expander("What reports scored 2 and 3 said", type="compact"):
            for score in (2, 3):
                level = aspect.level(score)
                st.markdown(f"**Scored {score}.** {literal(level.text)}")
                st.caption(f"From {literal(level.basis)}")
            st.markdown("**What 4 and 1 would look like**, in our judgement: no such report has been read.")
            st.markdown(_bullets([f"4: {aspect.level(4).text}", f"1: {aspect.level(1).text}"]))
        if not choosing:
            return
        with st.expander("What the words mean", type="compact"):
            for title, words in (
                ("Tone", framework.polarities),
                ("How far along", framework.maturities),
                ("Who confirms it", framework.voices),
            ):
                meanings = [
                    f"**{literal(w.label)}**: {literal(w.definition)} *{literal(w.example)}*" for w in words.values()
                ]
                st.markdown(f"**{title}**\n\n" + "\n".join(f"- {line}" for line in meanings))


def skipping(assessment: Assessment, aspect: Aspect) -> None:
    """Skip the aspect with a reason, or undo that."""
    reason = assessment.skip_reason(aspect.id)
    if reason is not None:
        with st.container(border=True, key="skipped"):
            st.markdown(f"**This aspect is skipped.** Why: {literal(reason)}")
            st.button("Take it back in", key="unskip", on_click=acts.unskip, args=(assessment.id, aspect.id))
    elif not assessment.items_of(aspect.id):
        st.header("Nothing to add here?", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom", key="skip"):
            key = f"skip-{aspect.id}"
            st.text_input("Why you skip this aspect", key=key, placeholder="For example: covered under statement 3")
            st.button("Skip this aspect", key="skip-it", on_click=acts.skip, args=(assessment.id, aspect.id, key))
    error = session.take_note("skip")
    if error:
        st.error(literal(error))


def _bullets(lines: tuple[str, ...] | list[str]) -> str:
    return "\n".join(f"- {literal(line)}" for line in lines)

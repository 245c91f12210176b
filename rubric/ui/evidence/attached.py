"""The part of an item's form for files and links: what is attached, one taken off, and more to attach."""

from datetime import date

import streamlit as st

from rubric.evidence import Assessment, EvidenceItem
from rubric.evidence.attachment import MOST_ATTACHED, Attachment
from rubric.evidence.attachments import attached_to, held, newest_of
from rubric.ui.evidence import acts
from rubric.ui.evidence.desk import EvidenceDesk
from rubric.ui.parts.words import literal, safe
from rubric.ui.saved.attached import acts as attaching
from rubric.ui.saved.attached import drawn as attached
from rubric.ui.state import cache, session


def files(assessment: Assessment, item: EvidenceItem) -> None:
    """What is attached to the item, each with what can be done with it; then, folded, what else may be."""
    shown, today = attached_to(assessment, item), date.today()
    with st.container(key=f"files-{item.id}", gap="xsmall"):
        if error := session.take_note(attaching.PLACE):
            st.error(literal(error))
        if shown:
            st.markdown("**Files and links**")
        here = cache.store().attached.held(assessment.id) if shown else set()
        for one in shown:
            _one(assessment, item, one, today, here=one.id in here)
        _taken_off(assessment, item)
        box = st.expander(
            "Attach a file or a link", key=f"attach-{item.id}", icon=":material/attach_file:", on_change="rerun",
            type="compact",
        )  # fmt: skip
        if box.open and len(shown) < MOST_ATTACHED:
            with box:
                _choose(assessment, item, today)
                attached.bring(assessment.id, item.id, item=item.id)
        elif box.open:
            box.caption(f"An item holds no more than {MOST_ATTACHED} of these: take one off first.")


def _one(assessment: Assessment, item: EvidenceItem, one: Attachment, today: date, *, here: bool) -> None:
    newest = newest_of(assessment, one)
    with st.container(border=True, gap="xsmall", key=f"attached-{one.id}"):
        st.html(attached.about(assessment, one, today))
        with st.container(horizontal=True, vertical_alignment="center", key=f"attached-do-{one.id}"):
            attached.way_to(assessment.id, one, here=here, place=item.id)
            if not item.source.strip():
                st.button(
                    f"Name it as the source :small[{literal(one.called)}]",
                    key=f"name-source-{one.id}",
                    icon=":material/edit_note:",
                    on_click=acts.name_as_source,
                    args=(assessment.id, item.id, one),
                    help="Writes its title under “Document or source”, which is empty, and its date beside that.",
                )
            if newest.id != one.id:
                st.button(
                    f"Use version {newest.version} :small[of {literal(one.called)}]",
                    key=f"use-newest-{one.id}",
                    on_click=acts.use_newest,
                    args=(assessment.id, item.id, one.id, newest.id),
                    help="Look first whether it still shows what this item says.",
                )
            st.button(
                f"Take off :small[{literal(one.called)}]",
                key=f"take-off-{one.id}",
                icon=":material/link_off:",
                type="tertiary",
                on_click=acts.take_off,
                args=(assessment.id, item.id, one.id, one.called),
            )
        name = literal(one.known_by)  # not its title: a label that changes would fold it up
        box = st.expander(f"Title, owner and dates of {name}", key=f"about-{one.id}", on_change="rerun", type="compact")
        if box.open:
            with box:
                attached.details(assessment, one)
                attached.past(assessment, one)


def _taken_off(assessment: Assessment, item: EvidenceItem) -> None:
    """What was taken off this item last, with an undo button."""
    gone = session.feature(EvidenceDesk).taken_off
    if gone is None or (gone.assessment, gone.item) != (assessment.id, item.id):
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"taken-off-{item.id}"):
        said = f"Took off “{safe(gone.label)}”. It is kept in the register of documents."
        st.html(f'<p role="status" class="quiet">{said}</p>', width="content")
        st.button("Undo", key=f"undo-off-{item.id}", icon=":material/undo:", on_click=acts.put_on_again, args=(gone,))


def _choose(assessment: Assessment, item: EvidenceItem, today: date) -> None:
    """A list of what is kept already, without what is attached to this item."""
    offered = {one.attachment.id: one.attachment for one in held(assessment, today)}
    offered = {key: one for key, one in offered.items() if key not in item.attached}
    if not offered:
        return
    key = session.turn(f"kept-{item.id}")
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"choose-kept-{item.id}"):
        st.selectbox(
            "One that is kept already",
            list(offered),
            index=None,
            key=key,
            placeholder="Choose a file or link",
            format_func=lambda key: offered[key].in_words,
        )
        st.button("Attach it", key=f"attach-kept-{item.id}", on_click=acts.attach, args=(assessment.id, item.id, key))

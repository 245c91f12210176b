"""The files and links in the register of documents: what rests on each, what is to be looked at, and new versions."""

from datetime import date

import streamlit as st

from rubric.english import count, long_date
from rubric.evidence import Assessment
from rubric.evidence.attachments import Held, held
from rubric.ui.parts import paging
from rubric.ui.parts.words import erased_after, literal, safe
from rubric.ui.register import acts
from rubric.ui.register.papers import rest
from rubric.ui.saved.attached import acts as attaching
from rubric.ui.saved.attached import drawn as attached
from rubric.ui.state import cache, session

PAGE = 8
MOST_REMOVED = 3
_ONLY = "Only what is old, past its last day, or replaced where evidence still rests on it"


def listing(assessment: Assessment) -> None:
    """Every file and link in use, a page at a time, and those removed last."""
    today = date.today()
    every = held(assessment, today)
    removed = cache.store().attached.removed(assessment.id)
    if not every and not removed:
        st.caption("Nothing is attached yet: open an item of your evidence, and attach a file or a link there.")
        return
    st.header("Attached files and links", anchor=False)
    if error := session.take_note(attaching.PLACE):
        st.error(literal(error))
    if every:
        _shown(assessment, every, today)
    for one in removed[:MOST_REMOVED]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"gone-attached-{one.id}"):
            said = f"Removed “{safe(one.called)}”. {erased_after()}"
            st.html(f'<p role="status" class="quiet">{said}</p>', width="content")
            st.button(
                f"Put back :small[{literal(one.called)}]",
                key=f"back-attached-{one.id}",
                icon=":material/undo:",
                on_click=acts.put_file_back,
                args=(assessment.id, one.id),
            )


def _shown(assessment: Assessment, every: tuple[Held, ...], today: date) -> None:
    old, over = sum(one.stale for one in every), sum(one.expired for one in every)
    behind = sum(bool(one.on_old_versions) for one in every)
    told = f"{count(len(every), 'file or link', 'files and links')}, {old} old, {over} past the last day, "
    st.html(f'<p role="status" class="label">{safe(told)}{behind} with evidence on an old version</p>')
    only = st.toggle(_ONLY, key="attached-only")
    shown = [one for one in every if not only or one.stale or one.expired or one.on_old_versions]
    if not shown:
        st.success("None is old, past its last day, or replaced.", icon=":material/check_circle:")
    here = cache.store().attached.held(assessment.id)
    page = paging.page("attached", -(-len(shown) // PAGE))
    for one in shown[(page - 1) * PAGE : page * PAGE]:
        _one(assessment, one, today, here)


def _one(assessment: Assessment, one: Held, today: date, here: set[str]) -> None:
    file = one.attachment
    items = {item.id: item for item in assessment.evidence}
    with st.container(border=True, gap="xsmall", key=f"held-{file.id}"):
        st.html(attached.about(assessment, file, today, style="card-title"))
        if not one.rests:
            st.html('<p class="quiet">No evidence rests on it.</p>')
        rest([items[key] for key in one.rests], file.id, file.called)
        for older in one.older:
            before = older.attachment
            if older.rests:
                dated = f", {long_date(before.dated)}" if before.dated else ""
                st.html(f'<p class="todo">Still on version {before.version}{safe(dated)}:</p>')
                rest([items[key] for key in older.rests], before.id, f"version {before.version} of {before.called}")
        with st.container(horizontal=True, vertical_alignment="center", key=f"held-do-{file.id}"):
            attached.way_to(assessment.id, file, here=file.id in here, place="register")
            for older in one.older:
                if older.attachment.id in here or older.attachment.link:
                    attached.way_to(assessment.id, older.attachment, here=True, place="register", older=True)
        name = literal(file.known_by)  # not its title: a label that changes would fold it up
        box = st.expander(
            f"Change, replace or remove {name}", key=f"change-{file.id}", on_change="rerun", type="compact"
        )
        if box.open:
            with box:
                attached.details(assessment, file)
                attached.bring(assessment.id, file.id, replaces=file.id)
                st.button(
                    f"Remove :small[{literal(file.called)}]",
                    key=f"remove-attached-{file.id}",
                    icon=":material/delete:",
                    type="tertiary",
                    on_click=acts.remove_file,
                    args=(assessment.id, file.id),
                )
                attached.past(assessment, file)

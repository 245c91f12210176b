"""What is shown where a save met somebody else's, or did not get through. Nothing typed is lost meanwhile."""

from datetime import date
from typing import Any

import streamlit as st

from rubric.ui import saving, session
from rubric.ui.words import day, literal, safe

_FIELDS = {
    "text": "claim",
    "polarity": "tone",
    "maturity": "how far along",
    "voices": "who confirms it",
    "source_date": "date of the document",
    "return_reference": "return reference",
    "cause": "reason why it is so",
    "affected": "account of who is affected",
    "heard": "account of what was heard",
    "decided": "account of what was decided",
    "changed": "account of what changed",
    "told": "account of how people were told",
    "action.text": "next step",
    "action.owner": "owner of the next step",
    "action.due": "date of the next step",
    "action.measure": "measure of the next step",
}


def clash_box(assessment: str, item: str) -> None:
    """Theirs and yours, where somebody else changed the field that this person was changing."""
    clash = session.desk().clash
    if clash is None or clash.item != item:
        return
    with st.container(border=True, key="clash"):
        named = _FIELDS.get(clash.name, clash.name)
        st.warning(f"Somebody else changed the {named} while you did. Choose what to keep.", icon=":material/group:")
        st.html(
            f'<dl class="facts"><div><dt>Theirs</dt><dd>{safe(_said(clash.theirs))}</dd></div>'
            f"<div><dt>Yours</dt><dd>{safe(_said(clash.yours))}</dd></div></dl>"
        )
        with st.container(horizontal=True):
            keep = saving.take
            st.button("Keep theirs", key="keep-theirs", on_click=saving.leave_theirs)
            st.button("Keep mine", key="keep-mine", on_click=keep, args=(assessment, item, {clash.name: clash.yours}))
            if isinstance(clash.theirs, str) and isinstance(clash.yours, str):
                both = {clash.name: f"{clash.theirs}\n{clash.yours}"}
                st.button("Keep both", key="keep-both", on_click=keep, args=(assessment, item, both))


def unsaved_box(item: str) -> None:
    """What was not saved and why, with a button to try again."""
    left = session.desk().unsaved
    if left is None or left.item != item:
        return
    st.error(f"Not saved yet. {literal(left.why)}")
    typed = next(iter(left.changes.values()))
    if isinstance(typed, str):
        st.code(typed, language=None, wrap_lines=True)
    st.button("Try again", key="try-again", icon=":material/refresh:", on_click=saving.try_again)


def unsaved_elsewhere(assessment: str, shown: list[str]) -> None:
    """Words for an item that is no longer here, such as one a colleague has removed meanwhile."""
    left = session.desk().unsaved
    if left is None or left.item in shown:
        return
    with st.container(border=True, key="orphan"):
        unsaved_box(left.item)
        st.button("Put the item back, with my words", key="put-back", on_click=saving.put_back, args=(assessment,))


def _said(value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value) or "only us so far"
    return str(value).replace("_", " ")

"""What is shown where a save met somebody else's, or did not get through. Nothing typed is lost meanwhile."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from rubric.english import long_date, shortened
from rubric.evidence import Assessment
from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.saved import saving
from rubric.ui.state import session
from rubric.ui.state.unsettled import Clash, Unsaved

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


def typed(value: Any) -> str:
    """The words in a change to a field; "" where something was chosen instead."""
    return value if isinstance(value, str) and not isinstance(value, StrEnum) else ""


def clash_box(
    clash: Clash | None,
    named: Mapping[str, str],
    *,
    said: Callable[[Any], str],
    leave: Callable[[Clash], None],
    settle: Callable[[Clash, Any], None],
) -> None:
    """Theirs and yours, where somebody else changed the field that this person was changing.

    `named` has the fields' names in words, and `said` makes words of what a field holds.
    """
    if clash is None:
        return
    number, field = clash.number, named.get(clash.name, clash.name)
    with st.container(border=True, key=f"clash-{number}"):
        st.warning(f"Somebody else changed the {field} while you did. Choose what to keep.", icon=":material/group:")
        st.html(
            f'<dl class="facts"><div><dt>Theirs</dt><dd>{safe(said(clash.theirs))}</dd></div>'
            f"<div><dt>Yours</dt><dd>{safe(said(clash.yours))}</dd></div></dl>"
        )
        with st.container(horizontal=True):
            st.button("Keep theirs", key=f"keep-theirs-{number}", on_click=leave, args=(clash,))
            st.button("Keep mine", key=f"keep-mine-{number}", on_click=settle, args=(clash, clash.yours))
            if typed(clash.theirs) and typed(clash.yours):
                both = f"{clash.theirs}\n{clash.yours}"
                st.button("Keep both", key=f"keep-both-{number}", on_click=settle, args=(clash, both))


def unsaved_box(
    left: Unsaved | None,
    *,
    again: Callable[[Unsaved], None],
    give_up: Callable[[Unsaved], None],
    put_back: Callable[[Unsaved], None] | None = None,
    shown: Callable[[Any], str] = typed,
) -> None:
    """What was not saved and why, with buttons to try again, or to `put_back` what is gone, and to give it up.

    `shown` makes words of what was to be saved; "" is not shown.
    """
    if left is None:
        return
    st.error(f"Not saved yet. {literal(left.why)}")
    for words in filter(None, map(shown, left.changes.values())):
        st.code(words, language=None, wrap_lines=True)
    with st.container(horizontal=True, key=f"unsaved-{left.of}"):
        if put_back:
            label, key = "Put it back, with my words", f"put-back-{left.of}"
            st.button(label, key=key, icon=":material/undo:", on_click=put_back, args=(left,))
        else:
            key = f"try-again-{left.of}"
            st.button("Try again", key=key, icon=":material/refresh:", on_click=again, args=(left,))
        label, key = "Give these words up", f"give-up-{left.of}"
        st.button(label, key=key, type="tertiary", on_click=give_up, args=(left,))


def item_clash(assessment: str, item: str) -> None:
    """The clash over an item that is to be settled next."""
    clash = session.desk().items.clash(assessment, item)
    clash_box(clash, _FIELDS, said=_said, leave=saving.leave_theirs, settle=saving.settle)


def item_unsaved(left: Unsaved | None, *, gone: bool = False) -> None:
    """What was not saved of an item, which may be `gone`."""
    back = saving.put_back if gone else None
    unsaved_box(left, again=saving.try_again, give_up=saving.give_up, put_back=back)


def unsaved_elsewhere(assessment: Assessment) -> None:
    """Words for items that are not open, or no longer here, such as one a colleague has removed meanwhile."""
    here = {item.id: item for item in assessment.evidence}
    for left in session.desk().items.in_all(assessment.id):
        if left.of in here and left.of == session.desk().editing:
            continue  # told where it is open
        with st.container(border=True, key=f"orphan-{left.of}"):
            if left.of in here:
                st.markdown(f"**{literal(shortened(here[left.of].text, 60) or 'An item with no words yet')}**")
            item_unsaved(left, gone=left.of not in here)


def _said(value: Any) -> str:
    if value in (None, ""):
        return "nothing"
    if isinstance(value, date):
        return long_date(value)
    if isinstance(value, list):
        return ", ".join(_said(one) for one in value) or "only us so far"
    return str(value).replace("_", " ")


def saved_line() -> None:
    """When the last change was saved; a quiet live region that is there before it has anything to say."""
    at = session.desk().saved_at
    said = f"Saved at {clock(at)}" if at else "Each field is saved when you leave it"
    st.html(f'<p role="status" class="quiet">{said}</p>', width="content")

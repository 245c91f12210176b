"""Boxes for clashes and unsaved changes, with the buttons that resolve them. Nothing typed is lost meanwhile."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import streamlit as st

from rubric.ui.parts.words import clock, literal, safe
from rubric.ui.saved import saving
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.saved.unsettled import Unsaved, Unsettled
from rubric.ui.state import session

Words = Callable[[Any], str]


def saved_line() -> None:
    """When the last change was saved, in a live region that is drawn even before anything was saved."""
    time = session.desk().saved_at
    text = f"Saved at {clock(time)}" if time else "Saved as you type"
    st.html(f'<p role="status" class="quiet">{text}</p>', width="content")


def boxes(thing: Thing, words: Words | None = None) -> None:
    """What is to be resolved for a thing: a clash, and unsaved changes.

    `words` turns a field's value into words, where that takes more than `Kind.words` has. All of it has one place on
    the page: what comes and goes among columns has the browser draw them anew, with what is typed in them lost.
    """
    with st.container():
        clash_box(thing, words)
        unsaved = session.feature(Unsettled).unsaved(thing)
        if unsaved:
            unsaved_box(unsaved, words)


def clash_box(thing: Thing, words: Words | None = None) -> None:
    """Both values of the oldest clash over this thing, with buttons to choose; nothing where there is none."""
    clash = session.feature(Unsettled).clash(thing)
    if clash is None:
        return
    number, kind = clash.number, thing.kind
    if kind.clash:
        sentence = kind.clash(clash.theirs)
    else:
        sentence = f"Somebody else changed the {kind.inside(clash.name)} while you did. Choose what to keep."
    theirs, yours = (safe((words or kind.words)(value)) for value in (clash.theirs, clash.yours))
    sides = (("Theirs", theirs), ("Yours", yours))
    with st.container(border=True, key=f"clash-{number}"):
        st.warning(literal(sentence), icon=":material/group:")
        if kind.side_by_side:
            both = "".join(
                f'<div><h3>{label}</h3><p class="claim">{words_html}</p></div>' for label, words_html in sides
            )
            st.html(f'<div class="side-by-side">{both}</div>')
        else:
            both = "".join(f"<div><dt>{label}</dt><dd>{words_html}</dd></div>" for label, words_html in sides)
            st.html(f'<dl class="facts">{both}</dl>')
        with st.container(horizontal=True):
            st.button("Keep theirs", key=f"keep-theirs-{number}", on_click=saving.keep_theirs, args=(clash,))
            st.button("Keep mine", key=f"keep-mine-{number}", on_click=saving.settle, args=(clash, clash.yours))
            if _typed(clash.theirs) and _typed(clash.yours):
                both = f"{clash.theirs}\n{clash.yours}"
                st.button("Keep both", key=f"keep-both-{number}", on_click=saving.settle, args=(clash, both))


def unsaved_box(unsaved: Unsaved, words: Words | None = None, *, gone: bool = False) -> None:
    """What was not saved and why, with buttons to try again, or to put back what is `gone`, and to give it up."""
    thing = unsaved.thing
    st.error(f"Not saved yet. {literal(unsaved.why)}")
    typed(unsaved, words)
    with st.container(horizontal=True, key=f"unsaved-{thing.id}"):
        if gone:
            label, key = "Put it back, with my words", f"put-back-{thing.id}"
            st.button(label, key=key, icon=":material/undo:", on_click=saving.put_back, args=(unsaved,))
        else:
            key = f"try-again-{thing.id}"
            st.button("Try again", key=key, icon=":material/refresh:", on_click=saving.try_again, args=(unsaved,))
        label, key = "Give these words up", f"give-up-{thing.id}"
        st.button(label, key=key, type="tertiary", on_click=saving.discard, args=(unsaved,))


def typed(unsaved: Unsaved, words: Words | None = None) -> None:
    """The words that were not saved, each in a box with a button that copies it."""
    for value in filter(_written, unsaved.changes.values()):
        st.code((words or unsaved.thing.kind.words)(value), language=None, wrap_lines=True)


def unsaved_elsewhere(kind: Kind, owner: str, titles: Mapping[str, str], open_id: str) -> None:
    """Unsaved changes to things that are not open, or that a colleague has removed meanwhile.

    `titles` names the existing things by id; `open_id` is the open one, whose own form shows its changes.
    """
    for unsaved in session.feature(Unsettled).unsaved_for(kind, owner):
        id = unsaved.thing.id
        if id in titles and id == open_id:
            continue
        with st.container(border=True, key=f"orphan-{id}"):
            if id in titles:
                st.markdown(f"**{literal(titles[id])}**")
            unsaved_box(unsaved, gone=id not in titles)


def _typed(value: Any) -> bool:
    """Whether a field holds words that somebody typed, so that two of them can stand one after the other."""
    return isinstance(value, str) and value != "" and not isinstance(value, StrEnum)


def _written(value: Any) -> bool:
    """Whether a change to a field was written, and so would be lost; what was chosen is quickly chosen again."""
    return value not in (None, "") and not isinstance(value, StrEnum | date | list | bool)

"""The fields of an item that is open: widgets that show what is stored, each saved as it is left."""

from collections.abc import Callable
from datetime import date
from typing import TypedDict

import streamlit as st

from rubric.evidence import Assessment, EvidenceItem
from rubric.ui import saving, session

_EARLIEST, _LATEST = date(1990, 1, 1), date(2099, 12, 31)


class Bound(TypedDict):
    """What every field's widget has: its key with the stored value in it, and the callback that saves it."""

    key: str
    on_change: Callable[..., None]
    args: tuple[str, str, str, str]


def bound(assessment: Assessment, item: EvidenceItem, name: str, stored: object) -> Bound:
    """The arguments that tie a widget to a field of an item ("outcome", "action.owner") and to what it holds."""
    key = session.keep(f"{item.id}.{name}", stored)
    return Bound(key=key, on_change=saving.field, args=(assessment.id, item.id, name, key))


def text(
    assessment: Assessment,
    item: EvidenceItem,
    name: str,
    label: str,
    stored: str,
    *,
    long: bool = False,
    help: str | None = None,
    placeholder: str | None = None,
) -> None:
    """A box for words: one line, or (`long`) as many as it takes.

    What is stored is its default too: see `session.keep`.
    """
    tied = bound(assessment, item, name, stored)
    if long:
        st.text_area(label, stored, help=help, placeholder=placeholder, height="content", **tied)
    else:
        st.text_input(label, stored, help=help, placeholder=placeholder, **tied)


def on_day(assessment: Assessment, item: EvidenceItem, name: str, label: str, stored: object) -> None:
    """A box for a date."""
    st.date_input(
        label, format="DD/MM/YYYY", min_value=_EARLIEST, max_value=_LATEST, **bound(assessment, item, name, stored)
    )

"""The fields of an item that is open: widgets that show what is stored, each saved as it is left."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypedDict, TypeVar

import streamlit as st

from rubric.evidence import Assessment, EvidenceItem
from rubric.framework.model import Word
from rubric.ui.saved import saving
from rubric.ui.state import session

Code = TypeVar("Code", bound=StrEnum)
EARLIEST, LATEST = date(1990, 1, 1), date(2099, 12, 31)


class Bound(TypedDict):
    """What every field's widget has: its key with the stored value in it, and the callback that saves it."""

    key: str
    on_change: Callable[..., None]
    args: tuple[str, str, str, str]


def bound(assessment: Assessment, item: EvidenceItem, name: str, stored: object, *, given: bool = True) -> Bound:
    """The arguments that tie a widget to a field of an item ("outcome", "action.owner") and to what it holds.

    `given`: whether the widget has what is stored as its default.
    """
    key = session.keep(_key(item, name), stored, given=given)
    return Bound(key=key, on_change=saving.field, args=(assessment.id, item.id, name, key))


def _key(item: EvidenceItem, name: str) -> str:
    return f"{item.id}.{name}"


def unmet(item: EvidenceItem, name: str) -> bool:
    """Whether this session has never drawn the widget of this field: see `catch_up`."""
    return session.unmet(_key(item, name))


def catch_up(first: bool, tied: Bound, said: object, stored: object) -> None:
    """Save what a widget already holds when this session draws it for the first time.

    In: whether it is the first time, the widget's ties, its value, and what is stored. The two differ only where the
    server was started again under an open page: the session that knew of the change is gone, and no callback runs
    for it. Nothing is drawn between the widget and the save, so no newer click can come between them. The page is drawn
    anew only after its end: widgets that a run does not come to lose what the browser holds in them.
    """
    if first and said != stored:
        saving.left_behind(*tied["args"], said)
        session.desk().again = True


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
    """A box for words: one line, or (`long`) as many as it takes."""
    first = unmet(item, name)
    tied = bound(assessment, item, name, stored)
    if long:
        said = st.text_area(label, stored, help=help, placeholder=placeholder, height="content", **tied)
    else:
        said = st.text_input(label, stored, help=help, placeholder=placeholder, **tied)
    catch_up(first, tied, said, stored)


def choice(
    assessment: Assessment,
    item: EvidenceItem,
    name: str,
    label: str,
    words: Mapping[Code, Word],
    stored: Code | None,
) -> None:
    """One of the framework's words, in the order of their enumeration, or none."""
    first = unmet(item, name)
    tied = bound(assessment, item, name, stored)
    order = list(type(next(iter(words))))
    said = st.segmented_control(label, order, default=stored, format_func=lambda one: words[one].label, **tied)
    catch_up(first, tied, said, stored)


def on_day(assessment: Assessment, item: EvidenceItem, name: str, label: str, stored: date | None) -> None:
    """A box for a date."""
    first, shown = unmet(item, name), in_range(stored)
    tied = bound(assessment, item, name, shown, given=False)
    said = st.date_input(label, None, format="DD/MM/YYYY", min_value=EARLIEST, max_value=LATEST, **tied)
    catch_up(first, tied, said, shown)


def in_range(day: date | None) -> date | None:
    """The date as a box can hold it: one from a file may lie outside what can be chosen, and is left alone."""
    return day if day is None or EARLIEST <= day <= LATEST else None

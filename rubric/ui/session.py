"""What one person's browser session remembers between clicks. The only file that says `st.session_state`.

It holds ids and what widgets last showed; the words themselves are in the store. All of it sits in one `Desk`, changed
in place, because every ordinary read or write of `st.session_state` is a point where Streamlit may stop a callback in
favour of a newer click: a save that is stopped there is a word lost. `to_dict()` is no such point.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import streamlit as st

_DESK = "desk"


@dataclass(frozen=True)
class Clash:
    """Somebody else changed the field that this person was changing. Both values are kept until one is chosen."""

    item: str
    name: str
    theirs: Any
    yours: Any


@dataclass(frozen=True)
class Unsaved:
    """A change that the store did not take, and why."""

    item: str
    changes: dict[str, Any]
    why: str


@dataclass(frozen=True)
class Gone:
    """Something taken away that can still be brought back: an item of an assessment, or (item "") all of it."""

    assessment: str
    item: str
    label: str


@dataclass(frozen=True)
class Brought:
    """What came of one file brought into the library: its sentences stay until they are cleared."""

    name: str
    kind: str  # read, shipped, already, removed, library, wrong
    lines: tuple[str, ...]
    report: str = ""


@dataclass(frozen=True)
class Corrected:
    """One change to the coding of a report that can be undone: a revision, or the findings that were left out."""

    report: str
    revision: int = 0
    left_out: tuple[int, ...] = ()


@dataclass
class Planning:
    """What is going on in the improvement plan of the open assessment. Lines are named by their keys."""

    editing: str = ""
    added: str = ""  # the line that is open because it was just added
    seen: dict[str, Any] = field(default_factory=dict)  # what a line held, or its item's revision, when it was drawn
    clash: Clash | None = None
    unsaved: Unsaved | None = None
    removed: Gone | None = None
    former: Any = None  # the next step that was taken off an item: with it, the item gets it back
    aside: tuple[str, str, str] | None = None  # the suggestion set aside last: rule, subject, text
    passed: int = 0  # how many suggestions were looked at and passed over


@dataclass
class WordBack:
    """A Word draft that came back and is gone through, difference by difference."""

    assessment: str
    name: str
    returned: Any
    at: datetime  # when it was brought: what others save after that is not overwritten
    left: set[str] = field(default_factory=set)
    done: list[tuple[str, str, Any]] = field(default_factory=list)  # what was done: "left" or "taken", and how to undo


@dataclass(frozen=True)
class Trial:
    """A template that was looked over and not kept yet; `shown` is the draft made with it, where it is sound."""

    assessment: str
    name: str
    data: bytes
    check: Any
    shown: tuple[Any, ...] = ()


@dataclass
class Rewriting:
    """What is going on in the draft of the open assessment. Sections are named by their ids."""

    editing: str = ""
    seen: dict[str, datetime] = field(default_factory=dict)  # when the words drawn last were saved, or were looked at
    clash: Clash | None = None  # theirs and yours are edits
    unsaved: Unsaved | None = None
    before: dict[str, Any] = field(default_factory=dict)  # the edit before the last change here; None: composed


@dataclass
class WorkbookBack:
    """An Excel workbook that came back and is looked through, and the last import, which can be undone."""

    assessment: str = ""
    name: str = ""
    read: Any = None  # the rows as read; None where there is none, or it could not be
    wrong: str = ""
    chosen: dict[str, bool] = field(default_factory=dict)  # what was chosen against the usual, by row or field
    shown: dict[str, int] = field(default_factory=dict)  # the page of each list
    undo: Any = None


@dataclass
class Desk:
    """Everything remembered; a new browser session starts with an empty one."""

    assessment: str = ""
    aspect: str = ""
    editing: str = ""
    panel: str = ""
    removed: Gone | None = None
    deleted: Gone | None = None
    saved_at: datetime | None = None
    clash: Clash | None = None
    unsaved: Unsaved | None = None
    notes: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    # the library
    report: str = ""
    who: str = ""  # the name kept beside what this person changes
    brought: list[Brought] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # files of the batch that is being read, by Streamlit's own ids
    unshelved: Gone | None = None
    corrections: list[Corrected] = field(default_factory=list)
    edits: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)  # what each table of findings has sent
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)  # and the findings in it, by number
    untabled: int = 0  # the table of published scores that was taken away last
    plan: Planning = field(default_factory=Planning)
    waiving: str = ""  # the writing note that a reason is being asked for
    word_back: WordBack | None = None
    trial: Trial | None = None
    template_gone: Gone | None = None  # the template removed last: its number is the item
    rewriting: Rewriting = field(default_factory=Rewriting)
    workbook: WorkbookBack = field(default_factory=WorkbookBack)


def desk() -> Desk:
    """This session's desk."""
    kept = st.session_state.to_dict().get(_DESK)
    if isinstance(kept, Desk):
        return kept
    fresh = Desk()
    st.session_state[_DESK] = fresh
    return fresh


def read(key: str) -> Any:
    """The present value of a keyed widget, without a point where a save can be stopped; None where there is none."""
    return st.session_state.to_dict().get(key)


def put(key: str, value: Any) -> None:
    """Set a widget's value from a callback, or before the widget is drawn."""
    st.session_state[key] = value


def keep(key: str, stored: Any) -> str:
    """Give a keyed widget its stored value before it is drawn, and hand back the key.

    The stored value is set only where the widget is new or the store has moved on without this session (a colleague's
    change, a button): setting it at every run would overwrite words being typed at that moment. A quick click can end
    the run that sets it before the browser is told, and the next run does not tell it again: so boxes for words are
    also given what is stored as their default, or they would stand empty.
    """
    known = desk().shown
    if key not in st.session_state or (key in known and known[key] != stored):
        st.session_state[key] = stored
    known[key] = stored
    return key


def own(key: str) -> None:
    """Note that this session itself has just saved the widget's value, so that `keep` lets it stand."""
    desk().shown.pop(key, None)


def open_assessment(assessment: str) -> None:
    """Remember which assessment is open; what was remembered of another one is put away."""
    here = desk()
    if here.assessment != assessment:
        here.assessment, here.aspect, here.editing, here.panel = assessment, "", "", ""
        here.removed, here.clash, here.unsaved, here.saved_at = None, None, None, None
        here.plan, here.rewriting, here.waiving = Planning(), Rewriting(), ""
        here.seen.clear()


def note(place: str, text: str) -> None:
    """Leave a sentence to be shown at a place on the next run."""
    desk().notes[place] = text


def take_note(place: str) -> str:
    """The sentence left for a place, once."""
    return desk().notes.pop(place, "")


def turn(name: str) -> str:
    """A key for a widget that is emptied by `next_turn`, such as an uploader."""
    return f"{name}-{desk().turns.get(name, 0)}"


def next_turn(name: str) -> None:
    """Empty the widget that has the key `turn(name)`."""
    turns = desk().turns
    turns[name] = turns.get(name, 0) + 1

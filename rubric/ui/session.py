"""What one person's browser session remembers between clicks. The only file that says `st.session_state`.

It holds ids and what widgets last showed; the words themselves are in the store. All of it sits in one `Desk`, changed
in place, because every ordinary read or write of `st.session_state` is a point where Streamlit may stop a callback in
favour of a newer click: a save that is stopped there is a word lost. `to_dict()` is no such point.
"""

from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from time import monotonic
from typing import Any

import streamlit as st

from rubric.ui.unsettled import Unsettled

_DESK = "desk"
_MOMENT = 1.0  # seconds; the browser hears within a tenth or two, and whoever changes their mind takes longer
READING = 1.5  # seconds that a sentence is shown at the least
UNENDED = inf  # the time at which a run ended that has not
_OVERRULED = object()  # equal to nothing that is stored


@dataclass(frozen=True)
class Gone:
    """Something taken away that can still be brought back: an item of an assessment, or (item "") all of it."""

    assessment: str
    item: str
    label: str


@dataclass(frozen=True)
class GoneLine(Gone):
    """A line of the plan that was taken away, as it was: an item whose next step it is gets it back by that."""

    former: Any


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
    removed: GoneLine | None = None
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
    again: bool = False  # whether the page, once drawn to its end, is to be drawn anew
    items: Unsettled = field(default_factory=Unsettled)
    lines: Unsettled = field(default_factory=Unsettled)  # of the plan
    sections: Unsettled = field(default_factory=Unsettled)  # of the draft; theirs and yours are edits
    notes: dict[str, str] = field(default_factory=dict)
    noted: dict[str, float] = field(default_factory=dict)  # the places drawn with one, and when that run ended
    seen: dict[str, int] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)  # what widgets were last drawn with
    told: dict[str, tuple[Any, float]] = field(default_factory=dict)  # what one held before it was set, and when
    turns: dict[str, int] = field(default_factory=dict)
    started: tuple[list[str], str, float] = ([], "", 0.0)  # the assessment made last: of which words, its id, and when
    going: str = ""  # the page that a click leads to, until it is there
    leaving: str | None = None  # and where it was clicked
    linked: dict[str, str] = field(default_factory=dict)  # what this session last wrote into the address
    unlinked: dict[str, tuple[str, float]] = field(default_factory=dict)  # what stood there before, and until when
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


def unmet(key: str) -> bool:
    """Whether this session has never drawn the widget with this key.

    The browser may have: where the server was started again under an open page, a fresh session serves that page, and
    the browser sends along what stands in its boxes.
    """
    return key not in desk().shown and key not in st.session_state


def keep(key: str, stored: object, *, given: bool = True) -> str:
    """Tie a keyed widget to what is stored, before it is drawn, and hand back the key.

    The widget is given what is stored as its default too: a new one shows that. Here it is set only where the store has
    moved on without this session (a colleague's change, a button). To set it oftener would lose words and clicks: the
    browser takes what a run sets for its own, and sends it back in place of what was clicked meanwhile. A run right
    after that one sets it once more: what had not been sent of a run is thrown away when the next begins.

    `given` False: the widget has no default, because one with a default can't be emptied again (dates, scores).
    """
    known, there = desk().shown, key in st.session_state
    moved_on = key in known and known[key] != stored
    if there and moved_on:
        desk().told[key] = (read(key), UNENDED)
    if (there and (moved_on or _unheard(key, stored))) or (not given and not there and stored is not None):
        st.session_state[key] = stored
    known[key] = stored
    return key


def _unheard(key: str, stored: object) -> bool:
    """Whether the browser may not have heard that a widget was set to what it holds still."""
    _, at = desk().told.get(key, (None, -_MOMENT))
    return monotonic() - at < _MOMENT and read(key) == stored


def overrule(key: str) -> None:
    """Have `keep` set the widget to what is stored on the next run, whatever it shows now."""
    desk().shown[key] = _OVERRULED


def is_news(key: str) -> bool:
    """Whether a widget's value was changed by whoever sits before it, though Streamlit says so of others too.

    A quick click right after a widget has gone sends its value once more. And one that was sent before the browser had
    heard that `keep` set a widget brings back what stood there before, which would be saved over what is stored now;
    such a widget is set again.
    """
    here, value = desk(), read(key)
    former, at = here.told.pop(key, (None, -_MOMENT))
    if value == former and monotonic() - at < _MOMENT:
        overrule(key)
        return False
    return key not in here.shown or here.shown[key] != value


def own(key: str, value: object = None) -> None:
    """Note that this session itself has just saved the widget's value, so that `keep` lets it stand.

    `value`: what the widget holds, where what is stored then may be another: `keep` lets it stand only where it is not.
    """
    if value is None:
        desk().shown.pop(key, None)
    else:
        desk().shown[key] = value


def open_assessment(assessment: str) -> None:
    """Remember which assessment is open; what was remembered of another one is put away."""
    here = desk()
    if here.assessment != assessment:
        here.assessment, here.aspect, here.editing, here.panel = assessment, "", "", ""
        here.removed, here.saved_at = None, None
        here.plan, here.rewriting, here.waiving = Planning(), Rewriting(), ""
        here.seen.clear()


def note(place: str, text: str) -> None:
    """Leave a sentence to be shown at a place on the next run."""
    here = desk()
    here.notes[place] = text
    here.noted.pop(place, None)


def take_note(place: str) -> str:
    """The sentence left for a place ("" for none). It is shown until a run has come to its end with it.

    Where another run follows at once, that one shows it too: nobody has read it yet.
    """
    here = desk()
    if monotonic() - here.noted.get(place, UNENDED) > READING:
        here.notes.pop(place, None)
    here.noted.setdefault(place, UNENDED)
    return here.notes.get(place, "")


def ended() -> None:
    """Note that a run has come to its end: what it showed and what it set is on its way to the browser only now."""
    here, now = desk(), monotonic()
    here.noted = {place: min(at, now) for place, at in here.noted.items()}
    here.told = {key: (value, min(at, now)) for key, (value, at) in here.told.items()}
    here.unlinked = {name: (value, min(at, now)) for name, (value, at) in here.unlinked.items()}


def turn(name: str) -> str:
    """A key for a widget that is emptied by `next_turn`, such as an uploader."""
    return f"{name}-{desk().turns.get(name, 0)}"


def next_turn(name: str) -> None:
    """Empty the widget that has the key `turn(name)`."""
    turns = desk().turns
    turns[name] = turns.get(name, 0) + 1


def renewed(name: str, wanted: object) -> str:
    """The key of a widget that shows `wanted` by its default: of a new one, where the one there shows something else.

    For what a button chooses too, such as the page of a list. Were the widget set, a click that came before the browser
    had heard of it would send back what stood there, as if somebody had chosen that.
    """
    if read(turn(name)) not in (None, wanted):
        next_turn(name)
    return turn(name)

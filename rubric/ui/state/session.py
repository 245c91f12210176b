"""What one person's browser session remembers between clicks. The only file that says `st.session_state`.

It holds ids and what widgets last showed; the words themselves are in the store. All of it sits in one `Desk`, changed
in place, because every ordinary read or write of `st.session_state` is a point where Streamlit may stop a callback in
favour of a newer click: a save that is stopped there is a word lost. `to_dict()` is no such point.
"""

from math import inf
from time import monotonic
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from rubric.ui.state.desk import Desk, Opened, PerAssessment

Remembered = TypeVar("Remembered")

_DESK = "desk"
_MOMENT = 1.0  # seconds; the browser hears within a tenth or two, and whoever changes their mind takes longer
READING = 1.5  # seconds that a sentence is shown at the least
UNENDED = inf  # the time at which a run ended that has not
_OVERRULED = object()  # equal to nothing that is stored
# The desk of each running session: `to_dict()` copies all that its widgets hold, and a run asks sixty times.
_desks: "WeakKeyDictionary[Any, Desk]" = WeakKeyDictionary()


def desk() -> Desk:
    """This session's desk."""
    running = get_script_run_ctx()
    known = _desks.get(running.session_state) if running else None
    if known is not None:
        return known
    existing = st.session_state.to_dict().get(_DESK)
    if not isinstance(existing, Desk):
        existing = st.session_state[_DESK] = Desk()
    if running:
        _desks[running.session_state] = existing
    return existing


def opened() -> Opened:
    """What is open in this session, by id."""
    return desk().opened


def feature(kind: type[Remembered]) -> Remembered:
    """What a feature remembers: this session's instance of its class, created without arguments on first use."""
    features = desk().features
    existing = features.get(kind)
    if not isinstance(existing, kind):
        existing = features[kind] = kind()
    return existing


def read(key: str) -> Any:
    """The value of the widget with this key, None where there is none. A save can't be stopped at this call."""
    return st.session_state.to_dict().get(key)


def put(key: str, value: Any) -> None:
    """Set a widget's value from a callback, or before the widget is drawn."""
    st.session_state[key] = value


def never_drawn(key: str) -> bool:
    """Whether this session has never drawn the widget with this key.

    The browser may have: where the server was started again under an open page, a fresh session serves that page, and
    the browser sends along what stands in its boxes.
    """
    return key not in desk().shown and key not in st.session_state


def tie(key: str, stored: object, *, given: bool = True) -> str:
    """Tie the widget with this key to the stored value, before it is drawn; returns the key.

    The widget is given what is stored as its default too: a new one shows that. Here it is set only where the store has
    moved on without this session (a colleague's change, a button). To set it oftener would lose words and clicks: the
    browser takes what a run sets for its own, and sends it back in place of what was clicked meanwhile. A run right
    after that one sets it once more: what had not been sent of a run is thrown away when the next begins.

    `given` False: the widget has no default, because one with a default can't be emptied again (dates, scores).
    """
    drawn, exists, overtaken = desk().shown, key in st.session_state, is_overtaken(key, stored)
    if overtaken:
        desk().replaced[key] = (read(key), UNENDED)
    unheard = exists and is_unheard(key) and read(key) == stored
    if overtaken or unheard or (not given and not exists and stored is not None):
        st.session_state[key] = stored
    drawn[key] = stored
    return key


def is_overtaken(key: str, stored: object) -> bool:
    """Whether `tie` is about to set the widget with this key, as the store has moved on without this session.

    What it holds may have been saved by itself meanwhile: set again, it would lose what is being typed after that.
    """
    drawn = desk().shown
    return key in st.session_state and key in drawn and drawn[key] != stored and read(key) != stored


def is_unheard(key: str) -> bool:
    """Whether the browser may not have heard of what `tie` has set the widget with this key to."""
    _, since = desk().replaced.get(key, (None, -_MOMENT))
    return monotonic() - since < _MOMENT


def shows(key: str, stored: object) -> bool:
    """Whether the widget with this key shows what is stored, or is new and will."""
    return key not in st.session_state or read(key) == stored


def show_stored(key: str) -> None:
    """Have `tie` set the widget to what is stored on the next run, whatever it shows now."""
    desk().shown[key] = _OVERRULED


def is_new_value(key: str) -> bool:
    """Whether the person changed this widget's value; Streamlit calls back in other cases too.

    A quick click right after a widget has gone sends its value once more. And one that was sent before the browser had
    heard that `tie` set a widget brings back what stood there before, which would be saved over what is stored now;
    such a widget is set again.
    """
    memory, value = desk(), read(key)
    former, since = memory.replaced.pop(key, (None, -_MOMENT))
    if value == former and monotonic() - since < _MOMENT:
        show_stored(key)
        return False
    return key not in memory.shown or memory.shown[key] != value


def mark_saved(key: str, value: object = None) -> None:
    """Note that this session has just saved the widget's value, so that `tie` does not overwrite it.

    `value`: what the widget holds, where the stored value may differ; `tie` then sets the widget if it does differ.
    """
    if value is None:
        desk().shown.pop(key, None)
    else:
        desk().shown[key] = value


def turn_focus(key: str) -> None:
    """Have the browser put the focus on the widget with this key, once it is drawn, unless somebody types by then."""
    number, _ = desk().focus
    desk().focus = number + 1, key


def open_assessment(assessment: str) -> None:
    """Remember which assessment is open ("": none); what was remembered about another one is discarded."""
    memory = desk()
    if memory.opened.assessment != assessment:
        memory.opened = Opened(assessment=assessment, report=memory.opened.report)
        memory.saved_at = None
        memory.features = {kind: kept for kind, kept in memory.features.items() if not issubclass(kind, PerAssessment)}


def note(place: str, text: str) -> None:
    """Leave a sentence to be shown at a place of the page on the next run, instead of any earlier one there."""
    memory = desk()
    memory.notes[place] = text
    memory.notes_drawn.pop(place, None)


def take_note(place: str) -> str:
    """The sentence left for a place ("" for none). It is shown until a run has come to its end with it.

    Where another run follows at once, that one shows it too: nobody has read it yet.
    """
    memory = desk()
    if monotonic() - memory.notes_drawn.get(place, UNENDED) > READING:
        memory.notes.pop(place, None)
    memory.notes_drawn.setdefault(place, UNENDED)
    return memory.notes.get(place, "")


def mark_run_ended() -> None:
    """Record that a run has ended: what it showed and set reaches the browser only from now on."""
    memory, now = desk(), monotonic()
    memory.notes_drawn = {place: min(time, now) for place, time in memory.notes_drawn.items()}
    memory.replaced = {key: (value, min(time, now)) for key, (value, time) in memory.replaced.items()}
    memory.former_address = {name: (value, min(time, now)) for name, (value, time) in memory.former_address.items()}


def turn(name: str) -> str:
    """The key of a widget that `next_turn` empties, such as an uploader; `name` identifies the widget."""
    return f"{name}-{desk().turns.get(name, 0)}"


def next_turn(name: str) -> None:
    """Empty the widget that has the key `turn(name)`."""
    turns = desk().turns
    turns[name] = turns.get(name, 0) + 1


def key_showing(name: str, wanted: object) -> str:
    """The key of a widget that shows `wanted` by its default: of a new one, where the one there shows something else.

    For what a button chooses too, such as the page of a list. Were the widget set, a click that came before the browser
    had heard of it would send back what stood there, as if somebody had chosen that.
    """
    if read(turn(name)) not in (None, wanted):
        next_turn(name)
    return turn(name)

"""Saves a field when it is left: commit to the store, then return. The same for every kind of thing.

The functions here and in every `acts.py` and `kept.py` run as Streamlit callbacks. They draw nothing: a callback that
calls any `st.*` before it has committed can be stopped by the next click, and its save is then lost. So these files do
not import Streamlit, a test holds that, and errors are kept as notes for the page to show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rubric.errors import BadInput, RubricError
from rubric.evidence import clean_text
from rubric.ui.saved.kind import Thing
from rubric.ui.saved.unsettled import Clash, Seen, Unsaved, Unsettled
from rubric.ui.saved.written import Held, Written
from rubric.ui.state import session

RESTARTED = "The tool was started again before it saved these words: take them, or go on with what is in the box."


@dataclass(frozen=True)
class Stored:
    """A widget's value as the store takes it; `stands`: the widget may go on showing what it shows."""

    value: Any
    stands: bool = True


# From what a widget holds, and what it was last drawn with, to what is stored; None where there is nothing to save.
# BadInput: it cannot be stored, and the widget shall show again what it was drawn with.
Converted = Callable[[Any, Any], Stored | None]


def field(thing: Thing, name: str, key: str, convert: Converted | None = None) -> None:
    """Save one field of a thing ("text", "action.owner") from the widget with this key.

    `convert` turns the widget's value into what is stored. An error is left as a note at the kind's place of the page.
    """
    written, unheard = session.feature(Written), session.is_unheard(key)
    if not session.is_new_value(key):
        return
    value, shown = session.read(key), session.desk().shown.get(key)
    written.note(key, thing, name, value)
    try:
        stored = convert(value, shown) if convert else Stored(value)
    except BadInput as error:
        if shown is not None:
            session.put(key, shown)
        session.note(thing.kind.place, str(error))
        return
    if stored is not None and _save(thing, {name: stored.value}, written.seen(key, unheard=unheard)):
        if stored.stands:
            session.mark_saved(key)
        else:
            session.show_stored(key)


def recover(thing: Thing, name: str, key: str, value: Any, convert: Converted | None = None) -> None:
    """Resolve what a widget held when the server was restarted under its page (see `Fields`).

    A kind that `offers` has words shown for the writer to take, as what others wrote since can't be known. Else it is
    saved, unless it is old news: nothing at all, or what the field has held before, as a colleague then wrote over it.
    """
    shown = session.desk().shown.get(key)
    session.feature(Written).note(key, thing, name, value)
    if thing.kind.offers:
        session.show_stored(key)
        if isinstance(value, str) and value.strip():
            stored = convert(value, shown) if convert else Stored(value)
            if stored is not None:
                session.feature(Unsettled).keep_unsaved(thing, {name: stored.value}, RESTARTED)
        return
    stored = convert(value, shown) if convert else Stored(value)
    comparable = stored.value if stored else None
    if isinstance(comparable, date):
        comparable = comparable.isoformat()
    elif isinstance(comparable, str):
        comparable = clean_text(comparable)
    if comparable in (None, "") or comparable in list(thing.kind.former(thing.owner, thing.id, name)):
        session.show_stored(key)
    else:
        field(thing, name, key, convert)


def save(thing: Thing, changes: dict[str, Any]) -> bool:
    """Save changes (field to stored value) by a click; False where not all were saved: the rest is in `Unsettled`.

    Boxes that show something else thereafter are no news to whoever clicked.
    """
    session.feature(Written).clicked = True
    return _save(thing, changes)


def _save(thing: Thing, changes: dict[str, Any], seen: int | None = None) -> bool:
    """Save changes, as `save`.

    `seen` is the revision that the writer has seen of these fields, where the screen shows a newer one by now. Whoever
    types on in a field that met somebody else's words overwrites nothing either: both are still to be chosen
    from.
    """
    revisions, unsettled = session.feature(Seen).revisions, session.feature(Unsettled)
    before = revisions.get(thing)
    seen_revision = unsettled.seen(thing, changes, before if seen is None else seen)
    try:
        saved = thing.kind.save(thing.owner, thing.id, changes, seen_revision)
    except RubricError as error:
        untouched = unsettled.record_failure(thing, changes, error, seen_revision)
        if untouched:
            _save(thing, untouched)
        return False
    if saved is not None:
        if not saved.merged:  # otherwise the next run reads the thing afresh before claiming to have seen it
            revisions[thing] = saved.revision
        session.desk().saved_at = saved.at
        session.feature(Written).count(thing, changes, before, saved)
    unsettled.mark_saved(thing, changes)
    unsettled.settle_over(thing, changes)
    return True


def mark_seen(thing: Thing, revision: int | None) -> None:
    """Record which revision of a thing is on the screen now."""
    session.feature(Seen).revisions[thing] = revision


def settle(clash: Clash, value: Any) -> None:
    """Resolve a clash by saving this value."""
    session.feature(Unsettled).settle(clash)
    session.feature(Seen).revisions.pop(clash.thing, None)
    save(clash.thing, {clash.name: value})


def mark_unsent(key: str, number: int) -> None:
    """Note what the browser says of a box that was overtaken (`Overtaken.number`): there are other words in it."""
    session.feature(Written).mark_unsent(key, number)


def take(*keys: str) -> None:
    """Note that what stands in these boxes is dealt with (stored, or given up), so that the browser lets go of it.

    For boxes that are no saved field: until then the browser keeps their words.
    """
    held = session.feature(Held).texts
    for key in keys:
        session.feature(Written).take(key, held.pop(key, "") or str(session.read(key) or ""))


def hold(key: str) -> None:
    """Note that work on what stands in a plain box has begun: the browser keeps it, and does not offer it meanwhile."""
    session.feature(Held).texts[key] = str(session.read(key) or "")


def take_held() -> None:
    """Note that all that is held is dealt with."""
    take(*session.feature(Held).texts)


def hold_nothing() -> None:
    """Note that that work came to nothing: the browser offers the words again."""
    session.feature(Held).texts.clear()


def keep_theirs(clash: Clash) -> None:
    """Resolve a clash in favour of the other person's value, which is the stored one."""
    session.feature(Written).clicked = True
    session.feature(Unsettled).settle(clash)


def try_again(unsaved: Unsaved) -> None:
    """Save again what the store did not take."""
    if unsaved.seen is not None:
        mark_seen(unsaved.thing, unsaved.seen)
    _save(unsaved.thing, unsaved.changes)


def save_what_waits() -> bool:
    """Save again what the store did not take as it was away; whether anything of it is settled, or clashes, by now."""
    unsettled = session.feature(Unsettled)
    waiting = unsettled.for_later()
    for unsaved in waiting:
        try_again(unsaved)
    return unsettled.for_later() != waiting


def discard(unsaved: Unsaved) -> None:
    """Discard changes that the store did not take."""
    session.feature(Unsettled).discard(unsaved)


def put_back(unsaved: Unsaved) -> None:
    """Restore the removed thing that unsaved changes belong to, and save them. Nothing where its kind can't restore."""
    thing, restore = unsaved.thing, unsaved.thing.kind.restore
    if restore and attempt(thing.kind.place, lambda: restore(thing.owner, thing.id)):
        session.feature(Seen).revisions.pop(thing, None)
        save(thing, unsaved.changes)


def attempt(place: str, work: Callable[[], Any]) -> bool:
    """Run `work` on the store; True if it succeeded. A RubricError's sentence is left as a note at this place."""
    try:
        saved = work()
    except RubricError as error:
        session.note(place, str(error))
        return False
    session.feature(Written).clicked = True
    session.desk().saved_at = getattr(saved, "at", None) or session.desk().saved_at
    return True

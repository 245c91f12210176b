"""What happens when a field of an item is left: commit to the store, then return.

The functions here, in `items.py` and in `assessments.py` run as Streamlit callbacks. They draw nothing: a callback that
calls any `st.*` before it has committed can be stopped by the next click, and its save is then lost. So these files do
not import Streamlit, a test holds that, and what went wrong is left on the desk for the page to show.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from rubric.errors import RubricError
from rubric.evidence import clean_text
from rubric.ui.parts.coding import ONLY_US
from rubric.ui.state import cache, session
from rubric.ui.state.unsettled import Clash, Unsaved

RESTARTED = "The tool was started again before it saved these words: take them, or go on with what is in the box."


def field(assessment: str, item: str, name: str, key: str) -> None:
    """Save one field of an item ("text", "action.owner") from the widget with this key."""
    if not session.is_news(key):
        return
    value = session.read(key)
    if name != "voices":
        if save(assessment, item, {name: value}):
            session.own(key)
    elif save(assessment, item, {name: _voices(value, session.desk().shown.get(key))}):
        session.own(key, value or [])  # "only us so far" is stored in place of what was chosen beside it


def left_behind(assessment: str, item: str, name: str, key: str, said: Any) -> None:
    """Save what a widget held when the server was started again under its page; where it is old news, let it go.

    Old news is nothing at all, or what the field has held before: then a colleague wrote over it meanwhile.
    """
    value = _voices(said, session.desk().shown.get(key)) if name == "voices" else said
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, str):
        value = clean_text(value)
    held = [change.old for change in cache.store().history(assessment, item) if change.field == name]
    if value in (None, "") or value in held:
        session.overrule(key)
    else:
        field(assessment, item, name, key)


def name(key: str) -> None:
    """Remember who writes here, from the widget with this key; see `who.field`."""
    session.desk().who = clean_text(session.read(key) or "").strip()


def take(assessment: str, item: str, changes: dict[str, Any]) -> None:
    """Save what the reader made of a claim."""
    save(assessment, item, changes)


def settle(clash: Clash, value: Any) -> None:
    """Settle a clash for this value."""
    session.desk().items.settle(clash)
    session.desk().seen.pop(clash.of, None)
    save(clash.assessment, clash.of, {clash.name: value})


def leave_theirs(clash: Clash) -> None:
    """Settle a clash for what the other person wrote, which is what the store holds."""
    session.desk().items.settle(clash)


def try_again(left: Unsaved) -> None:
    """Save once more what the store did not take."""
    if left.seen is not None:
        session.desk().seen[left.of] = left.seen
    save(left.assessment, left.of, left.changes)


def give_up(left: Unsaved) -> None:
    """Give up words that the store did not take."""
    session.desk().items.let_go(left)


def put_back(left: Unsaved) -> None:
    """Bring back the removed item that the words not yet saved belong to, and save them."""
    if done("evidence", lambda: cache.store().restore_item(left.assessment, left.of)):
        session.desk().seen.pop(left.of, None)
        session.desk().editing = left.of
        save(left.assessment, left.of, left.changes)


def save(assessment: str, item: str, changes: dict[str, Any]) -> bool:
    """Save changes to an item; where not all of them are taken, say False and leave on the desk what to show."""
    desk = session.desk()
    seen = desk.seen.get(item)
    try:
        saved = cache.store().save_item(assessment, item, changes, seen=seen)
    except RubricError as trouble:
        rest = desk.items.met(assessment, item, changes, trouble, seen)
        if rest:
            save(assessment, item, rest)
        return False
    if not saved.merged:  # otherwise the next run reads the item afresh before claiming to have seen it
        desk.seen[item] = saved.revision
    desk.saved_at = saved.at
    desk.items.took(assessment, item, changes)
    return True


def done(place: str, work: Callable[[], Any]) -> bool:
    """Do something to the store; where that fails, leave its sentence at this place of the page and say False."""
    try:
        saved = work()
    except RubricError as trouble:
        session.note(place, str(trouble))
        return False
    session.desk().saved_at = getattr(saved, "at", None) or session.desk().saved_at
    return True


def _voices(chosen: list[str] | None, before: list[str] | None) -> list[str] | None:
    """The voices to store: "only us so far" excludes the others, and the newer choice wins. Nothing chosen: None."""
    if not chosen:
        return None
    if ONLY_US not in chosen:
        return list(chosen)
    if ONLY_US in (before or []):
        return [voice for voice in chosen if voice != ONLY_US]
    return []

"""What clicks on the page with all evidence do: choose items, change the chosen ones together, and take that back."""

from collections.abc import Sequence

from rubric.english import count, either
from rubric.errors import Conflict, RubricError
from rubric.evidence.fields import item as field_of
from rubric.evidence.stated import stated
from rubric.storage import SeveralChanged
from rubric.ui.register.desk import RegisterDesk
from rubric.ui.saved.attached import acts as attaching
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Drawn

PLACE = "register"  # where on the page an error is shown
SAID = "register-said"  # where a success is shown
SETTABLE = ("owner", "aspect", "voices", "source")
_EMPTY = {
    "owner": "Write who owns them first, then press again.",
    "source": "Write the document first, then press again.",
    "aspect": "Choose an aspect first, then press again.",
    "voices": "Choose who confirms them first, or “only us so far”, then press again.",
}


def choose(item: str, key: str) -> None:
    """Choose an item, or not, as the box with this key says."""
    chosen = session.feature(RegisterDesk).chosen
    if session.read(key):
        chosen.add(item)
    else:
        chosen.discard(item)
    session.mark_saved(key)


def choose_all(items: Sequence[str]) -> None:
    """Choose all of these items, besides those chosen already."""
    session.feature(RegisterDesk).chosen.update(items)


def choose_none() -> None:
    """Choose no item."""
    session.feature(RegisterDesk).chosen.clear()


def clear() -> None:
    """Look for all items again; what is chosen stays so."""
    memory, plain = session.feature(RegisterDesk), RegisterDesk()
    for name in ("words", "aspects", "polarities", "maturities", "voices", "owners", "sources", "only"):
        setattr(memory, name, getattr(plain, name))


def change(assessment: str, name: str) -> None:
    """Give all chosen items the value written or chosen for this field: all of them, or none."""
    memory = session.feature(RegisterDesk)
    value = getattr(memory, f"new_{name}")
    if not memory.chosen:
        session.note(PLACE, "Choose items first, by the boxes beside them, then press again.")
        return
    if value is None or (name != "voices" and not stated(value)):
        session.note(PLACE, _EMPTY[name])
        return
    seen, store = session.feature(Drawn).items, cache.store()
    chosen = [item for item in seen if item in memory.chosen]
    try:
        changed = store.several.change(assessment, chosen, name, value, seen=seen, by=session.desk().who)
    except Conflict:
        session.note(
            PLACE,
            f"Nothing was changed: somebody else has set the {field_of(name).inside} of one of these since you saw it. "
            "It is shown as it is now: look at it, then press again.",
        )
        return
    except RubricError as error:
        session.note(PLACE, str(error))
        return
    if changed is None:
        session.note(SAID, "Nothing to change: they have this already.")
        return
    session.desk().saved_at = changed.at
    session.note(SAID, "")


def undo(assessment: str, change: SeveralChanged) -> None:
    """Take a change of several items back, but for items that were removed or given another value since."""
    memory = session.feature(RegisterDesk)
    if change.id in memory.undone:
        return
    try:
        saved = cache.store().several.undo(assessment, change.id, by=session.desk().who)
    except RubricError as error:
        session.note(PLACE, str(error))
        return
    memory.undone.add(change.id)
    session.desk().saved_at = saved.at
    left = len(saved.merged)
    kept = f"; {count(left, 'item')} changed since {either(left, 'was', 'were')} left alone" if left else ""
    done = "The change was taken back" if left < change.items else "Nothing was taken back"
    session.note(SAID, f"{done}{kept}.")


def remove_file(assessment: str, attachment: str) -> None:
    """Remove an attached file or link from the assessment; it can be put back until it is erased."""
    attempt(attaching.PLACE, lambda: cache.store().attached.remove(assessment, attachment))


def put_file_back(assessment: str, attachment: str) -> None:
    """Put back an attached file or link that was removed, for the items too that rest on it."""
    attempt(attaching.PLACE, lambda: cache.store().attached.restore(assessment, attachment))

"""How files and links attached to evidence are kept, from an item's form and from the register. It draws nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rubric import doors
from rubric.evidence import Assessment
from rubric.evidence.attachment import Attachment
from rubric.evidence.attachments import check_size, of_file, of_link
from rubric.settings import settings
from rubric.storage import Saved
from rubric.ui.saved import saving
from rubric.ui.saved.items import ITEMS
from rubric.ui.saved.kind import Kind, Thing
from rubric.ui.saved.saving import attempt, take
from rubric.ui.state import cache, session

PLACE = "attached"  # where on the page an error is shown
_INSIDE = {"title": "title", "owner": "owner", "dated": "date", "expires": "last day on which it holds"}


def _save(assessment: str, attachment: str, changes: Mapping[str, Any], seen: int | None) -> Saved:
    return cache.store().attached.save(assessment, attachment, changes, seen=seen, by=session.desk().who)


def _restore(assessment: str, attachment: str) -> None:
    cache.store().attached.restore(assessment, attachment)


def _former(assessment: str, attachment: str, name: str) -> Iterable[object]:
    return (change.old for change in cache.store().attached.history(assessment, attachment) if change.field == name)


ATTACHED = Kind(
    name="attachment",
    place=PLACE,
    save=_save,
    restore=_restore,
    former=_former,
    inside=lambda name: _INSIDE.get(name, name),
)


def thing(assessment: str, attachment: str) -> Thing:
    """A file or link of an assessment, as a thing whose fields are saved."""
    return Thing(ATTACHED, assessment, attachment)


def go_back(assessment: str, attachment: str, revision: int) -> None:
    """Make title, owner and dates what they were at the end of a revision; what they are now goes into the history."""
    changes: dict[str, object] = {}
    back = cache.store().attached.changes_back
    if attempt(PLACE, lambda: changes.update(back(assessment, attachment, revision))):
        saving.save(thing(assessment, attachment), changes)


def most_bytes() -> int:
    """How large a file may be attached."""
    return settings().attached_megabytes * 1_000_000


def keep_file(assessment: str, name: str, data: bytes, *, item: str = "", replaces: str = "") -> None:
    """Keep a file that was uploaded, and attach it to an item; `replaces` is the id of what it is a new version of.

    Where it can't be kept, a sentence on why is left at PLACE.
    """

    def work() -> object:
        check_size(len(data), name, most_bytes())
        made = of_file(name, doors.attached(data, name), data).model_copy(update={"replaces": replaces})
        return add(assessment, made, data, items=[item] if item else [])

    attempt(PLACE, work)


def keep_link(assessment: str, key: str, *, item: str = "", replaces: str = "") -> None:
    """The same with the address in the widget that has the turn of this key, which is emptied then."""

    def work() -> object:
        made = of_link(str(session.read(session.turn(key)) or "")).model_copy(update={"replaces": replaces})
        return add(assessment, made, None, items=[item] if item else [])

    if attempt(PLACE, work):
        take(session.turn(key))
        session.next_turn(key)


def add(
    assessment: str,
    made: Attachment,
    data: bytes | None,
    *,
    items: Sequence[str],
    may_stay: Mapping[str, str] | None = None,
) -> Attachment:
    """Keep a file or link as the store's `attached.add` does, within what may be kept. RubricError: it can't be."""
    most = settings().attached_total_megabytes * 1_000_000
    store, by = cache.store(), session.desk().who
    return store.attached.add(assessment, made, data, items=items, most=most, may_stay=may_stay, by=by)


def past_words(assessment: Assessment) -> Callable[[str, object], str]:
    """What a field of an item held before, in words: files and links by what they are called now."""
    called = {one.id: one.called for one in assessment.attachments}

    def words(name: str, value: object) -> str:
        if name == "attached" and isinstance(value, list):
            return "; ".join(called.get(one, "one that was removed") for one in value) or "nothing"
        return ITEMS.words(value)

    return words

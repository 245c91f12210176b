"""Which former words were only passed through: typing is saved in each pause, and a history is of what was said."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import takewhile

from rubric.storage import Change

SITTING = timedelta(minutes=5)  # what stood for less, by the same hand
_TAKEN_BACK = 20  # letters, and no more than a quarter, that one takes back in typing on, as for a slip


def passed_through(old: object, newer: object, stood: timedelta) -> bool:
    """Whether these are words that somebody typed on from within a sitting: next to nothing of them was taken back."""
    if not isinstance(old, str) or not isinstance(newer, str) or stood > SITTING:
        return False
    before = _alike(old, newer)
    after = _alike(old[before:][::-1], newer[before:][::-1])
    return len(old) - before - after <= min(_TAKEN_BACK, len(old) // 4)


def _alike(one: str, other: str) -> int:
    """How many letters they begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def said(changes: Sequence[Change], current: Callable[[str], object]) -> list[Change]:
    """The changes (newest first) without those from words only passed through; `current`: what a field holds now.

    What a change is from stood since the change before it, and the first of all is never left out.
    """
    newer: dict[str, object] = {}
    kept = []
    for place, change in enumerate(changes):
        now = newer.get(change.field, current(change.field))
        newer[change.field] = change.old
        before = next((one for one in changes[place + 1 :] if one.field == change.field), None)
        same_hand = before is not None and before.by == change.by
        if not (before and same_hand and passed_through(change.old, now, change.at - before.at)):
            kept.append(change)
    return kept

"""Which former words were only passed through: typing is saved in each pause, and a history is of what was said."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from rubric.storage import Change

SITTING = timedelta(minutes=5)  # what stood for less, by the same hand
_SLIP = 20  # letters of words, and no more than a third of all, that one takes back in typing on


def passed_through(old: object, newer: object, stood: timedelta) -> bool:
    """Whether these are words that somebody typed on from within a sitting: next to none of them was taken back."""
    if not isinstance(old, str) or not isinstance(newer, str) or stood > SITTING:
        return False
    words, now = old.split(), newer.split()
    if words and any(word.startswith(words[-1]) for word in now):  # the pause came in the middle of a word
        words.pop()
    taken_back = Counter(words) - Counter(now)
    return sum(len(word) * times for word, times in taken_back.items()) <= min(_SLIP, len(old) // 3)


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

"""A text taken apart once: its numbers, what they are beside, and the measures that it names."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rubric.claims.figures.measures import Named, measures_in
from rubric.claims.figures.numbers import MOST_READ, Number, Reading, read_numbers
from rubric.claims.figures.relations import Against, Change, changes, compared, others, targets, times, without

_FAR, _NEAR, _WEAK = (
    90,
    45,
    25,
)  # letters: how far before and after its figure the name of a measure may stand, and a weak one
_LINK = re.compile(r", (?:and|but|while|so)\b|, \w+ (?:said|told)\b")
_BREAK = re.compile(r"[;.]\s|[;•–]")
CLAUSE = re.compile(r"[;.,]\s|[;•–]|\band\b")


@dataclass(frozen=True)
class Parts:
    """The parts of a text. `beside` are the starts of numbers that are a target, a time or another council's."""

    text: str
    reading: Reading
    changes: tuple[Change, ...]
    against: tuple[Against, ...]
    measures: tuple[Named, ...]
    beside: frozenset[int]

    def measure_of(self, start: int, end: int, breaks: re.Pattern[str] = _BREAK) -> Named | None:
        """The measure nearest to a place between two breaks of the sentence; one before it rather than one after."""
        low, high = self._same_part(start, end, breaks)
        near = [one for one in self.measures if low <= one.start and one.end <= high and self._linked(one, start)]
        strong = [one for one in near if not one.measure.weak]
        weak = [one for one in near if _distance(one, start, end) <= _WEAK]
        return min(strong or weak, key=lambda one: _distance(one, start, end), default=None)

    def _same_part(self, start: int, end: int, breaks: re.Pattern[str]) -> tuple[int, int]:
        low = max((match.end() for match in breaks.finditer(self.text, 0, start)), default=0)
        after = breaks.search(self.text, end)
        return max(low, start - _FAR), min(after.start() if after else len(self.text), end + _NEAR)

    def _linked(self, one: Named, start: int) -> bool:
        """Whether a measure far before a place is still spoken of there, with no new main clause between."""
        return start - one.end <= _NEAR or _LINK.search(self.text, one.end, start) is None


def _distance(one: Named, start: int, end: int) -> float:
    if one.end <= start:
        return start - one.end
    return 0.0 if one.start < end else 1.5 * (one.start - end) + 5


@lru_cache(maxsize=4096)
def take_apart(text: str) -> Parts:
    """The parts of a text, of which the first MOST_READ characters are read; kept, since many ask for the same."""
    plain = read_numbers(text)
    taken = times(plain) | plain.bases()
    reading = without(plain, taken)
    lowered = text[:MOST_READ].lower()
    found_targets = targets(reading, taken)
    found_changes = changes(without(reading, taken))
    taken |= {change.before.start for change in found_changes if change.before}
    found_others = others(reading, taken)
    latest = {change.before.start: change.after for change in found_changes if change.before and change.after}
    found_targets = [_of_latest(one, latest) for one in found_targets]
    return Parts(
        lowered, reading, tuple(found_changes), (*found_targets, *found_others), measures_in(lowered), frozenset(taken)
    )


def _of_latest(against: Against, latest: dict[int, Number]) -> Against:
    """A target held against what a figure came to, and not against what it was before."""
    after = latest.get(against.value.start) if against.value else None
    if after is None or against.other is None:
        return against
    return replace(against, value=after, side=compared(against.other, after) or against.side)


def is_value(parts: Parts, number: Number) -> bool:
    """Whether a number says how much, and is no target, time or other council's figure."""
    return number.start not in parts.beside

"""How the numbers of a text stand to each other: before and after, against a target, beside other councils."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rubric.claims.figures.numbers import SPAN, Number, Reading
from rubric.claims.figures.patterns import (
    AT_TARGETS,
    BESIDE_OTHERS,
    BESIDE_THEIRS,
    BETTER,
    BY_HOW_MUCH,
    DOWN,
    HIGHER,
    LOWER,
    OTHERS,
    PAIRS,
    PLAIN_DROP,
    TIMES,
    WORSE,
)

MUCH_THE_SAME = 0.05  # of the greater figure: a smaller difference is no news, our own judgement

Way = Literal["up", "down", "same"]

DAYS = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1.0,
    "weeks": 7.0,
    "months": 30.4,
    "quarters": 91.3,
    "years": 365.0,
}


@dataclass(frozen=True)
class Change:
    """A figure that went up or down: from `before` to `after` where both are told, else by the words `amount`."""

    way: Way
    start: int
    end: int
    before: Number | None = None
    after: Number | None = None
    better: bool | None = None  # where the text itself says that it got better or worse


@dataclass(frozen=True)
class Against:
    """A figure beside a target or other councils. `other` is None where only told: "above the national average"."""

    kind: Literal["target", "others"]
    start: int
    end: int
    value: Number | None
    other: Number | None
    side: Way
    name: str
    wanted: Literal["lower", "higher"] | None = None  # which way the wording of the target wants it


def compared(first: Number, second: Number) -> Way | None:
    """Whether a figure goes up or down from the first to the second number; None where they can't be compared."""
    first = _like(second, first)
    shares = first.share, second.share
    if shares[0] is not None and shares[1] is not None:
        return _way(shares[0], shares[1])
    if first.unit in DAYS and second.unit in DAYS:
        return _way(first.value * DAYS[first.unit], second.value * DAYS[second.unit])
    if first.unit == second.unit or not first.unit or not second.unit:
        return _way(first.value, second.value)
    return None


def _way(first: float, second: float) -> Way:
    return (
        "same"
        if abs(first - second) < MUCH_THE_SAME * max(abs(first), abs(second)) or first == second
        else "up"
        if second > first
        else "down"
    )


_DENIED = re.compile(r"\b(?:not|never|n['’]t|nor|without|no)(?: \w+)? $")


def changes(reading: Reading) -> list[Change]:
    """What changed, by pairs of numbers or else by amounts, none of them overlapping."""
    found: list[Change] = []
    for change in list(_by_pairs(reading)) or _by_amounts(reading):
        if not any(change.start < other.end and other.start < change.end for other in found):
            found.append(change)
    return found


def _by_pairs(reading: Reading) -> Iterator[Change]:
    for pattern in PAIRS:
        for match in pattern.finditer(reading.signs):
            groups = match.groupdict()
            before, after = reading.number(groups["a"]), reading.number(groups.get("b") or groups["c"])
            after = _like(before, after)
            if after.base == before.value and not after.unit:  # one is a part of the other
                continue
            if groups.get("ya") and reading.year(groups["ya"]) > reading.year(groups["yb"]):
                before, after = after, before
            way = compared(before, after)
            if way not in (None, "same") and not (before.every or after.every) and not _of_others(match[0]):
                yield Change(way, match.start(), match.end(), before, after)
    for match in PLAIN_DROP.finditer(reading.signs):
        before, after = reading.number(match["a"]), reading.number(match["b"])
        if compared(before, after) == "down":  # upwards it may be a range: "3 to 5 days"
            yield Change("down", match.start(), match.end(), before, after)


def _like(before: Number, after: Number) -> Number:
    """What comes after, read like what came before: "from one in a hundred to two", "from 40% to 60"."""
    if after.unit or after.base or after.none:
        return after
    return replace(after, unit=before.unit, base=before.base)


def _of_others(signs: str) -> bool:
    return re.search(rf"\b{OTHERS}\b", signs) is not None


def _by_amounts(reading: Reading) -> Iterator[Change]:
    for match in BY_HOW_MUCH.finditer(reading.signs):
        verb = match["verb"] or match["alone"] or match["after"]
        sign = match["n"] or match["m"]
        if (sign and not _is_amount(reading.number(sign), match)) or _DENIED.search(reading.signs[: match.start()]):
            continue
        better = True if re.fullmatch(BETTER, verb) else False if re.fullmatch(WORSE, verb) else None
        way: Way = "down" if re.fullmatch(rf"{DOWN}|fall|drop|reduction|decrease|decline|lower", verb) else "up"
        yield Change(way, match.start(), match.end(), better=better)


def _is_amount(number: Number, match: re.Match[str]) -> bool:
    """Whether a number tells by how much: "by 12", "a third", "9 points", "40%", but not "down to 5"."""
    return number.unit in ("points", "percent") or " by " in match[0] or (match["after"] == "fewer")


def targets(reading: Reading, taken: set[int]) -> list[Against]:
    """Figures beside their targets; `taken` are starts of numbers that have another part, and those found are added."""
    return list(_beside(reading, AT_TARGETS, "target", taken))


def others(reading: Reading, taken: set[int]) -> list[Against]:
    """Figures beside those of other councils, as `targets`; then those only told to be above or below."""
    found = list(_beside(reading, BESIDE_THEIRS, "others", taken))
    for match in BESIDE_OTHERS.finditer(reading.signs):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        value = _nearest(reading, match.start(), taken, None)
        if value:
            side: Way = (
                "down"
                if re.match(r"below|under|lower|less|fewer|worse|behind|lowest|worst|shorter", match["side"])
                else "up"
            )
            found.append(Against("others", match.start(), match.end(), value, None, side, match[0]))
    return found


def _beside(
    reading: Reading, patterns: tuple[re.Pattern[str], ...], kind: Literal["target", "others"], taken: set[int]
) -> Iterator[Against]:
    for pattern in patterns:
        for match in pattern.finditer(reading.signs):
            other = reading.number(match.groupdict().get("t") or match.groupdict()["o"])
            if other.start in taken:
                continue
            value = _nearest(reading, other.start, taken | {other.start}, other)
            if value is None:
                continue
            taken.add(other.start)
            side = compared(other, value)
            if side:
                yield Against(kind, match.start(), match.end(), value, other, side, match[0], _wanted(match[0]))


def _wanted(signs: str) -> Literal["lower", "higher"] | None:
    if re.search(rf"\b(?:{LOWER})", signs):
        return "lower"
    return "higher" if re.search(rf"\b(?:{HIGHER})\b", signs) else None


def _nearest(reading: Reading, place: int, taken: set[int], like: Number | None) -> Number | None:
    """The nearest number that has no other part and can be compared, one before rather than one after."""
    free = [
        number
        for number in reading.numbers
        if number.start not in taken and (like is None or _comparable(number, like)) and abs(number.start - place) < 120
    ]
    before = [number for number in free if number.start < place]
    return before[-1] if before else free[0] if free else None


def _comparable(one: Number, other: Number) -> bool:
    if one.none or one.every:
        return one.unit == other.unit == "percent" and one.value in (0, 100) and one.words[0].isdigit()
    return (
        one.unit == other.unit
        or (not other.unit and not other.base and one.share is not None)
        or (one.unit in DAYS and other.unit in DAYS)
        or ((not one.unit or not other.unit) and one.share is other.share is None)
        or (one.share is not None and other.share is not None)
    )


def times(reading: Reading) -> set[int]:
    """Starts of the numbers that say when, how often or beyond what, rather than how much: "in two years"."""
    found = set()
    aimed = {match.start("t") for pattern in AT_TARGETS for match in pattern.finditer(reading.signs)}
    for match in TIMES.finditer(reading.signs):
        number = reading.number(match["n"] or match["m"])
        waited = match["how"] == "for" and re.search(r"\b(?:wait|queue)\w*\W+$", reading.signs[: match.start()])
        if number.unit in DAYS and not waited and number.start not in aimed:
            found.add(number.start)
    return found


def without(reading: Reading, starts: set[int]) -> Reading:
    """The same text with other signs, those of times, for the numbers that start there."""
    signs = list(reading.signs)
    for start in starts:
        signs[start] = SPAN[1]
    return Reading("".join(signs), reading.numbers, reading.years)

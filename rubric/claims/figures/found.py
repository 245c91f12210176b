"""The figures of a text, each with what it is held against."""

import re
from dataclasses import dataclass

from rubric.claims.figures.numbers import SPAN, YEAR, Number
from rubric.claims.figures.parts import Parts, is_value, take_apart
from rubric.claims.figures.relations import Against, Change, Way

_PERIOD = re.compile(f"{YEAR}|{SPAN}")
_PERIOD_NEAR = 40  # letters from a figure to the date or period that it is of


@dataclass(frozen=True)
class Figure:
    """One figure: `value` in `unit` (percent, points, days, …, "" for a count), of `base` where told ("68 of 118").

    `target`, `others` (other councils' figure) and `before` are in the same unit, None where not told. `change` is how
    it moved, `none` and `every` whether it is nobody or all of them, `measure` the measure it is of (its name in
    data/measures.yaml, "" where none is named), `period` the date or period told beside it.
    """

    words: str
    value: float
    unit: str
    base: float | None = None
    target: float | None = None
    others: float | None = None
    before: float | None = None
    change: Way | None = None
    none: bool = False
    every: bool = False
    measure: str = ""
    period: str = ""


def figures(text: str) -> tuple[Figure, ...]:
    """The figures of a text in their order: no dates, times, ages, money or references.

    What a figure is held against (a target, others', what it was) is told with it and is none of its own.
    """
    parts = take_apart(text)
    return tuple(_figure(parts, number, text) for number in parts.reading.numbers if is_value(parts, number))


def _figure(parts: Parts, number: Number, text: str) -> Figure:
    change = next((one for one in parts.changes if _is_of(one, number)), None)
    named = parts.measure_of(number.start, number.end)
    return Figure(
        words=number.words,
        value=number.value,
        unit=number.unit or _unit_of(change),
        base=number.base,
        target=_other(parts, number, "target"),
        others=_other(parts, number, "others"),
        before=change.before.value if change and change.before else None,
        change=change.way if change else None,
        none=number.none,
        every=number.every,
        measure=named.measure.measure if named else "",
        period=_period(parts, number, text),
    )


def _is_of(change: Change, number: Number) -> bool:
    if change.after is None:
        return change.start <= number.start < change.end
    return change.after.start == number.start


def _unit_of(change: Change | None) -> str:
    return change.after.unit if change and change.after else ""


def _other(parts: Parts, number: Number, kind: str) -> float | None:
    held: list[Against] = [
        one for one in parts.against if one.kind == kind and one.value and one.value.start == number.start
    ]
    return held[0].other.value if held and held[0].other else None


def _period(parts: Parts, number: Number, text: str) -> str:
    signs = parts.reading.signs
    after = _PERIOD.search(signs, number.end, min(len(signs), number.end + _PERIOD_NEAR))
    before = list(_PERIOD.finditer(signs, max(0, number.start - _PERIOD_NEAR), number.start))
    near = after or (before[-1] if before else None)
    return text[near.start() : near.end()] if near else ""

"""What the figures of a text say: good news, bad news, neither, or nothing that can be told for sure.

Only what a measure's own direction tells counts (data/measures.yaml): a figure that went up or down, that met or missed
its target, that stands above or below other councils', or a share that is nearly all or hardly any. Where two figures
disagree, where a figure is only planned, and where no measure is named, nothing is said.
"""

import re

from rubric.claims.figures.measures import Better, Named
from rubric.claims.figures.news import Says, Verdict, is_planned, name_of, news_of
from rubric.claims.figures.numbers import Number
from rubric.claims.figures.parts import CLAUSE, Parts, is_value, take_apart
from rubric.claims.figures.relations import DAYS, Against, Change
from rubric.claims.figures.shares import HARDLY_ANY, of_only_share

_ANSWERS = frozenset({"response", "complaint replies", "timeliness", "reviews", "work done", "actions done"})
_POINTS = 2.0  # percentage points above or below others that say something
_TAKEN_BACK = re.compile(
    r"\b(?:but|although|though|however|yet|still|while|whereas|whilst|despite|except|short of|again|creep\w*|less so|"
    r"hardly|none of|nobody|merely|the same)\b"
)
_AIMED_AT = re.compile(r"\b(?:targets?|tgt|standard|goal|aim|aims|limit|due|promised)\b")
_MOVED = re.compile(
    r"\b(?:up from|down from|having been|rose|risen|fell|fallen|improv\w+|it (?:was|had been)|best|worst)\b"
)
_GOES_ON = re.compile(r"[;.] \w|, (?:and|but|so|which|because|as)\b")
_BARE = re.compile(r"\s*(?:[.;,)]|$)")


def verdict(text: str) -> Verdict | None:
    """What the figures of one sentence say; None where it has none, or where it can't be told for sure."""
    parts = take_apart(text)
    changed = [_of_change(parts, change, text) for change in parts.changes]
    beside = [_of_against(parts, against, text) for against in parts.against]
    found = [one for one in (*changed, *beside) if one is not None]
    if len(beside) - beside.count(None) < len(parts.against) and any(
        one.kind == "target" and one.side == "same" for one in parts.against
    ):
        return None  # just short of a target
    if not found:
        return of_only_share(parts, text)
    if len({one.says for one in found}) == 1:
        return found[0]
    return _better_yet_short([one for one in changed if one], [one for one in beside if one])


def _better_yet_short(changed: list[Verdict], beside: list[Verdict]) -> Verdict | None:
    """Got better, and is not yet where it should be: neither good news nor bad."""
    if changed and beside and all(one.good for one in changed) and all(one.bad for one in beside):
        return Verdict(Says.NEUTRAL, f"{changed[0].why}; but {beside[0].why}", changed[0].words)
    return None


def _of_change(parts: Parts, change: Change, text: str) -> Verdict | None:
    if change.way == "same" or is_planned(parts, change.start):
        return None
    words = text[change.start : change.end]
    if change.better is not None:
        return Verdict(news_of(change.better), f"the text says it got {'better' if change.better else 'worse'}", words)
    named = parts.measure_of(change.start, change.end) if change.after else _of_clause(parts, change)
    if named is None:
        return None
    if _TAKEN_BACK.search(_rest(parts)) or _more_of_it(parts, change):
        return None
    if _AIMED_AT.search(parts.text) and not any(one.kind == "target" for one in parts.against):
        return None
    if named.better == "neither":
        return Verdict(Says.NEUTRAL, f"{name_of(named)}: {named.measure.reason.lower()}", words)
    better = _for_unit(named, change.after or change.before)
    if better is None or (better == "higher" and change.way == "up" and _still_small(change.after)):
        return None
    wanted = "up" if better == "higher" else "down"
    if named.measure.praise_only and change.way != wanted:
        return None
    went = "went up" if change.way == "up" else "came down"
    return Verdict(news_of(change.way == wanted), f"{name_of(named)} {went}, and {better} is better", words)


def _rest(parts: Parts) -> str:
    """The text without what stands in a change or beside a target or other councils."""
    text = list(parts.text)
    for start, end in (*((c.start, c.end) for c in parts.changes), *((a.start, a.end) for a in parts.against)):
        text[start:end] = " " * (end - start)
    return "".join(text)


def _more_of_it(parts: Parts, one: Change | Against) -> bool:
    """Whether another figure of the same kind stands there: of other people, or a target in unusual words."""
    like = one.after if isinstance(one, Change) else one.value
    if like is None:
        return False
    mine = {number.start for change in parts.changes for number in (change.before, change.after) if number} | {
        like.start
    }
    beside = {number.start for other in parts.against for number in (other.value, other.other) if number}
    return any(
        number.start not in mine | beside and is_value(parts, number) and _same_kind(parts, number, like)
        for number in parts.reading.numbers
    )


def _same_kind(parts: Parts, number: Number, like: Number) -> bool:
    bare = not number.unit and number.base is None and _BARE.match(parts.text, number.end) is not None
    return bare or (number.unit == like.unit != "") or (number.share is not None and like.share is not None)


def _of_clause(parts: Parts, change: Change) -> Named | None:
    """Told by an amount alone, what changed stands in the same clause, and nothing follows that may take it back."""
    if _GOES_ON.search(parts.text, change.end):
        return None
    return parts.measure_of(change.start, change.end, CLAUSE)


def _met(against: Against, better: Better) -> bool:
    """Whether a target is just met; just missed says nothing."""
    if against.value is None or against.other is None:
        return False
    gap = against.value.value - against.other.value
    return gap >= 0 if better == "higher" else gap <= 0


def _for_unit(named: Named, number: Number | None) -> Better | None:
    """Which way is better for a number: an answer measured in days is better the fewer they are."""
    if number is None or number.unit not in DAYS or named.better != "higher":
        return named.better
    return "lower" if named.measure.measure in _ANSWERS else None


def _still_small(number: Number | None) -> bool:
    return number is not None and number.share is not None and number.share <= HARDLY_ANY


def _of_against(parts: Parts, against: Against, text: str) -> Verdict | None:
    if is_planned(parts, against.start) and against.other is None:
        return None
    value = against.value or against.other
    if value is None:
        return None
    low, high = min(against.start, value.start), max(against.end, value.end)
    words = text[low:high]
    named = parts.measure_of(low, high)
    better: Better | None = against.wanted or (_for_unit(named, value) if named else None)
    if better is None or better == "neither":
        return None
    if value.unit == "points" and value.value < _POINTS:
        return None
    if (
        _TAKEN_BACK.search(_rest(parts))
        or _more_of_it(parts, against)
        or (not parts.changes and _MOVED.search(parts.text))
    ):
        return None
    if against.side == "same" and not (against.kind == "target" and _met(against, better)):
        return None
    reached = against.side == "same" or (against.side == "up") == (better == "higher")
    what = "the target" if against.kind == "target" else "other councils"
    side = {"up": "above", "down": "below", "same": "at"}[against.side]
    name = name_of(named) if named else "the figure"
    return Verdict(news_of(reached), f"{name} is {side} {what}, and {better} is better", words)

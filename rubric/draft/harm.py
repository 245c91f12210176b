"""How much harm a gap may do: by this the draft chooses which gaps it tells.

Safety, the law, how many people, how long it has been known, and whether people themselves say so. The words and the
weights are our own judgement (data/harm.yaml); they order gaps and are never shown as a figure.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import Field

from rubric.claims.figures import verdict
from rubric.claims.figures.shares import NEARLY_ALL
from rubric.evidence.absolute import exceptions
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.model import Frozen
from rubric.framework.words import OUTSIDE, Polarity, Reach

_YEAR = re.compile(r"\b20\d\d\b")
_PERIOD = re.compile(r"\b20\d\d(?:[-–/]\d\d(?:\d\d)?)?\b")
_NUMBER = re.compile(r"(?<![\d.,£%])\d{1,3}(?:,\d{3})+(?!\d)|(?<![\d.,£])\d{1,7}(?![\d%])")
_MOST_LETTERS = 5_000  # of one field: the rest of a longer one is not looked at


class _Weights(Frozen):
    """The words and weights of data/harm.yaml; `people` are pairs of a number and the weight from there on."""

    safety: str
    law: str
    weights: dict[str, float]
    people: tuple[tuple[int, float], ...]
    reach: dict[Reach, float]
    years: float = Field(gt=0)


@cache
def _rules() -> _Weights:
    return _Weights.model_validate(yaml.safe_load((files("rubric.draft") / "data" / "harm.yaml").read_bytes()))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = getattr(_rules(), name).split("|")
    return re.compile(rf"\b(?:{'|'.join(word.strip() for word in words)})", re.IGNORECASE)


def harm(item: EvidenceItem, on: date) -> float:
    """The harm that a gap may do, from 0; larger is worse. What is not typed counts for nothing."""
    rules, words = _rules(), " ".join(_texts(item))
    weights = rules.weights
    found = {
        "safety": bool(_pattern("safety").search(words)),
        "law": bool(_pattern("law").search(words)),
        "shortfall": item.polarity is Polarity.SHORTFALL,
        "said_by_people": any(
            record.recorded and record.voice in OUTSIDE and record.against is (item.polarity is not Polarity.SHORTFALL)
            for record in item.confirmations
        ),
        "named_by_people": item.is_confirmed_outside,
        "bad_figure": bad_figure(item) != "",
    }
    known = min(years_known(item, on) / rules.years, 1) * weights["known"]
    return sum(weights[name] for name, applies in found.items() if applies) + known + _people(item)


def weighed(items: Collection[EvidenceItem], on: date) -> list[str]:
    """What `harm` weighs that at least one of the items holds, as it is told: "safety", "who says so"."""

    def has(pattern: str) -> bool:
        return any(_pattern(pattern).search(" ".join(_texts(item))) for item in items)

    says_so = (
        item.is_confirmed_outside or any(r.recorded and r.voice in OUTSIDE for r in item.confirmations)
        for item in items
    )
    told = (
        ("safety", has("safety")),
        ("the law", has("law")),
        ("how many are affected", any(_people(item) for item in items)),
        ("who says so", any(says_so)),
        ("our figures", any(bad_figure(item) for item in items)),
        ("how long it has been known", any(years_known(item, on) for item in items)),
    )
    return [words for words, applies in told if applies]


def bad_figure(item: EvidenceItem) -> str:
    """The figure of an item that surely is bad news (see `rubric.claims.figures`), in its words; "" for none."""
    words = stated(item.figures)[:_MOST_LETTERS]
    found = verdict(words) if words else None
    return found.words if found is not None and found.bad else ""


def is_questioned(item: EvidenceItem) -> bool:
    """Whether a claim's own figures speak against it: bad news, or well short of what it says is without exception."""
    short = exceptions(item)
    return bool(bad_figure(item)) or (short is not None and short.share < NEARLY_ALL)


def years_known(item: EvidenceItem, on: date) -> float:
    """Years since the earliest date that is typed on it: its document's, a record's, or a year in its words.

    In: an item and the day it is read. Out: 0 where there is none; dates and years ahead of `on` are left out.
    """
    days = [day for day in (item.source_date, *(record.when for record in item.confirmations)) if day and day <= on]
    years = [int(year) for text in _texts(item) for year in _YEAR.findall(text)]
    ages = [(on - day).days / 365.25 for day in days] + [float(on.year - year) for year in years if year <= on.year]
    return max(ages, default=0.0)


def _people(item: EvidenceItem) -> float:
    """The weight of how many are affected: of the largest number typed as affected, else of how widely it holds."""
    numbers = _NUMBER.findall(_PERIOD.sub(" ", stated(item.affected)[:_MOST_LETTERS]))
    largest = max((int(number.replace(",", "")) for number in numbers), default=0)
    counted = max((weight for least, weight in _rules().people if largest >= least), default=0.0)
    return max(counted, _rules().reach[item.reach] if item.reach else 0.0)


def _texts(item: EvidenceItem) -> Iterator[str]:
    for text in (item.text, item.affected, item.figures, item.outcome, item.cause):
        yield stated(text)[:_MOST_LETTERS]

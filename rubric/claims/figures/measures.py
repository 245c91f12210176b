"""What is measured: the measures of adult social care as data (data/measures.yaml), and where a text names one."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

Better = Literal["higher", "lower", "neither"]
_TURNED: dict[Better, Better] = {"higher": "lower", "lower": "higher", "neither": "neither"}
# "not" and the like shortly before the name of a measure turn it: "had not been reviewed".
_NOT = re.compile(
    r"\b(?:not|never|n['’]t|without|yet to be|nothing|hardly|rarely|fail(?:ed|s|ing)? to(?: be)?|no longer|"
    r"stopped|had no|has no|have no|lack(?:ed|s|ing)?)"
    r"(?: (?:yet|been|be|had|have|getting|being|a|the|any|all)){0,3} $"
    r"|\b(?:overdue|late|missed|missing|cancelled|outstanding|delayed|incomplete|lapsed|lost)(?: [\w'’]+)? $"
)
_REACH = 60  # letters that are looked at for it


class Measure(BaseModel):
    """One measure: the words that name it, which way is better, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    measure: str
    better: Better
    words: tuple[str, ...] = Field(min_length=1)
    reason: str
    weak: bool = False  # words that only name it where nothing else is named: "done", "held"
    praise_only: bool = False  # more of it is no bad news: more may complain because they trust that it helps
    share: bool = False  # whether a share of it says something without a target or a past


@dataclass(frozen=True)
class Named:
    """Where a text names a measure, which way is better as it stands there, and the words."""

    measure: Measure
    better: Better
    start: int
    end: int
    turned: bool


@lru_cache(maxsize=1)
def load_measures() -> tuple[Measure, ...]:
    """The shipped measures, in file order."""
    text = (files("rubric.claims") / "data" / "measures.yaml").read_text(encoding="utf-8")
    return tuple(Measure.model_validate(row) for row in yaml.safe_load(text))


_KEY = 3  # letters that names are found by
_WORD_START = re.compile(r"(?<![\w-])[a-z]")


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[re.Pattern[str], Measure], ...]]:
    """For the first letters of a name the patterns that begin so, the longest name first, each with its measure."""
    names = [(word, measure) for measure in load_measures() for word in measure.words]
    names.sort(key=lambda pair: len(pair[0]), reverse=True)
    table: dict[str, list[tuple[re.Pattern[str], Measure]]] = {}
    for word, measure in names:
        table.setdefault(word[:_KEY], []).append((_as_pattern(word), measure))
    return {key: tuple(rows) for key, rows in table.items()}


def _as_pattern(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") + r"(?![\w-])")


def measures_in(lowered: str) -> tuple[Named, ...]:
    """The measures that a text in small letters names, in their order, none within another."""
    found: list[Named] = []
    for start in (match.start() for match in _WORD_START.finditer(lowered)):
        if not found or found[-1].end <= start:
            found += _named_at(lowered, start)
    return tuple(found)


def _named_at(lowered: str, start: int) -> list[Named]:
    for pattern, measure in _table().get(lowered[start : start + _KEY], ()):
        match = pattern.match(lowered, start)
        if match:
            turned = _NOT.search(lowered[max(0, start - _REACH) : start]) is not None
            return [Named(measure, _TURNED[measure.better] if turned else measure.better, start, match.end(), turned)]
    return []

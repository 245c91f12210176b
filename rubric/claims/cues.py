"""Cue rules: the words in a sentence that show how to code it. The rules are data (data/cues.yaml)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

# A negation up to two words before a cue turns it: "not yet fully embedded" is not embedded.
_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|yet to|partly|hardly|without|cannot|nobody|n[’']t)\b(?:\W+\w+){0,2}\W*$", re.I
)
MOST_READ = 2_000  # characters of a claim that cues are looked for in; a claim is one sentence


class CueRule(BaseModel):
    """One cue rule, with an example it must catch, a sentence it must leave alone, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    about: str
    says: str
    pattern: str
    weight: float = Field(default=1.0, gt=0)
    negated: str | None = None
    example: str
    against: str = Field(alias="not")
    reason: str


@dataclass(frozen=True)
class Cue:
    """A rule that matches a text: what it is about, the value it proposes, the matching words, and its weight."""

    about: str
    says: str
    words: str
    weight: float


@lru_cache(maxsize=1)
def load_rules() -> tuple[CueRule, ...]:
    """The shipped rules, in file order."""
    text = (files("rubric.claims") / "data" / "cues.yaml").read_text(encoding="utf-8")
    return tuple(CueRule.model_validate(row) for row in yaml.safe_load(text))


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[CueRule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.pattern)) for rule in load_rules())


def cues(text: str) -> tuple[Cue, ...]:
    """The cues in a text, at most one for each rule, in the rules' order; only the first MOST_READ characters count."""
    text = text[:MOST_READ]
    lowered = text.lower()  # patterns are in lower case: ignoring case in each of them would take twice as long
    if len(lowered) != len(text):  # a letter whose small form is two: the places no longer agree
        text = lowered
    found = []
    for rule, pattern in _patterns():
        match = pattern.search(lowered)
        if match:
            turned = rule.negated is not None and _NEGATION.search(lowered[: match.start()]) is not None
            says = rule.negated if turned and rule.negated else rule.says
            found.append(Cue(rule.about, says, text[match.start() : match.end()].strip(), rule.weight))
    return tuple(found)


def votes(found: Iterable[Cue], about: str) -> dict[str, float]:
    """The summed weight of the cues for each value of one thing (`about`: aspect, polarity, maturity, voice, reach)."""
    tally: dict[str, float] = {}
    for cue in found:
        if cue.about == about:
            tally[cue.says] = tally.get(cue.says, 0.0) + cue.weight
    return tally


def telling(found: Iterable[Cue], about: str, value: str) -> str:
    """The words of the weightiest cue for a value; "" where no cue proposes it."""
    matching = [cue for cue in found if cue.about == about and cue.says == value]
    return max(matching, key=lambda cue: cue.weight).words if matching else ""

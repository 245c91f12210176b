"""What a figure says, as a value with its reason, and whether it is only planned."""

import re
from dataclasses import dataclass
from enum import StrEnum

from rubric.claims.figures.measures import Named
from rubric.claims.figures.parts import Parts

_PLANNED = re.compile(
    r"\b(?:will|aims?|aiming|plans? (?:to|for)|planned|intends?|intended|hopes?|hoped|want(?:s|ed)? to|"
    r"would (?!recommend|speak|use)|should|could|may|might|"
    r"expect(?:s|ed)? to|due to|set to|propos\w+|ambition|agreed to|if|unless|to (?:cut|reduce|raise|bring|"
    r"increase|halve|double))\b"
)


class Says(StrEnum):
    """What a figure says."""

    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Verdict:
    """What the figures of a text say, `why` in words for a person, and the `words` of the text that say it."""

    says: Says
    why: str
    words: str

    @property
    def good(self) -> bool:
        """Whether it is good news; False for bad news and for neither."""
        return self.says is Says.GOOD

    @property
    def bad(self) -> bool:
        """Whether it is bad news."""
        return self.says is Says.BAD


def is_planned(parts: Parts, start: int) -> bool:
    """Whether what stands at a place is only planned, hoped for or asked."""
    begin = max(parts.text.rfind(mark, 0, start) for mark in (";", ". ", ",")) + 1
    return _PLANNED.search(parts.text, max(begin, start - 60), start) is not None


def news_of(good: bool) -> Says:
    """Good news or bad."""
    return Says.GOOD if good else Says.BAD


def name_of(named: Named) -> str:
    """A measure by its name, for a reason."""
    return f"{'no ' if named.turned else ''}{named.measure.measure}"

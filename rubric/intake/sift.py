"""Which passages and sentences may be evidence, and which are contents, disclaimers, courtesies and the like.

The rules are data (data/left_out.yaml), each with its reason and an example. They are on the careful side: what is not
surely of another kind is proposed, and a person rejects it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from rubric.reports.files.blocks import Block
from rubric.reports.landmarks import landmark
from rubric.reports.pages.furniture import is_furniture
from rubric.reports.text import ends_sentence, loose

LEAST_WORDS = 6  # of a sentence; shorter ones are headings and labels
_LEAST_LETTERS = 0.45  # of a sentence's characters besides spaces: fewer are figures, dates and addresses
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|[…_]{2,}\s*\d{0,3}$")
_ENDS_IN_PAGE = re.compile(r"\D\s\d{1,3}$")
_CONTENTS = frozenset({"contents", "table of contents", "list of contents", "in this report", "list of figures"})
_NOTED = re.compile(r"\d|[:;–—]|\s-\s")  # how people write notes: without verbs, but with more than a label has
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|should|"
    r"[a-z]{2,}(?:ed|ing|es)|[a-z]{3,}s|made|held|led|ran|run|met|told|said|took|gave|found|kept|built|set|went|rose|fell|"
    r"grew|heard|felt|saw|knew|began|chose|spent|sent|won|wrote|brought|thought|became|came|got|lost|paid|put|read|"
    r"meet|hold|lead|use|work|plan|need|know|say|tell|feel|ask|hear|share|learn|train|lack|want|offer|run)\b",
    re.I,
)


@dataclass(frozen=True)
class Rule:
    """A kind of sentence that is left out, why, and one such sentence."""

    name: str
    patterns: tuple[re.Pattern[str], ...]
    reason: str
    example: str

    def holds(self, sentence: str) -> bool:
        """Whether a sentence is of this kind."""
        return any(pattern.match(sentence) for pattern in self.patterns)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The shipped rules."""
    text = (files("rubric.intake") / "data" / "left_out.yaml").read_text(encoding="utf-8")
    return tuple(
        Rule(
            entry["name"],
            tuple(re.compile(pattern, re.I) for pattern in entry["patterns"]),
            entry["reason"],
            entry["example"],
        )
        for entry in yaml.safe_load(text)
    )


def why_left_out(sentence: str) -> str | None:
    """Why a sentence is no evidence, in a few words; None where it may be some."""
    text = sentence.strip()
    words = text.split()
    if len(words) < LEAST_WORDS:
        return "too short"
    if text.endswith("?"):
        return "a question"
    if text.startswith("|") or "```" in text:
        return "a table or a program"
    if sum(char.isalpha() for char in text) < _LEAST_LETTERS * sum(not char.isspace() for char in text):
        return "figures or an address"
    if not ends_sentence(text) and not _NOTED.search(text) and not _VERB.search(text):
        return "a label"
    if not ends_sentence(text) and text.endswith(":"):
        return "an introduction to a list"
    if text[0] in "‘“\"'" and text[-1] in "’”\"'" and len(words) < 3 * LEAST_WORDS:
        return None  # what somebody said is evidence, whatever it begins with
    return next((rule.name for rule in rules() if rule.holds(text)), None)


def contents(blocks: Sequence[Block]) -> frozenset[int]:
    """The indices of the blocks of a table of contents: lines that lead to a page, and those under its heading."""
    found: set[int] = set()
    under = False
    for index, block in enumerate(blocks):
        if loose(block.text) in _CONTENTS:
            found.add(index)
            under = True
        elif _CONTENTS_LINE.search(block.text) or (under and _ENDS_IN_PAGE.search(block.text)):
            found.add(index)
        else:
            under = False
    return frozenset(found)


def is_page_furniture(text: str) -> bool:
    """Whether a block belongs to the page: a number, a copyright line, a button; or a report's score and headings."""
    return is_furniture(text) or landmark(text) is not None

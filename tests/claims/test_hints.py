"""Hints spare us patterns that cannot be found, and never one that can."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims.cues import load_rules
from rubric.claims.hints import Hints
from rubric.claims.prose import load_prose
from rubric.reports import load_library

PATTERNS = [rule.pattern for rule in load_rules()]
HINTS = Hints(PATTERNS)
TELLING = sorted({word for rule in load_rules() for word in rule.example.lower().split()})


def found(text: str) -> set[int]:
    return {number for number, pattern in enumerate(PATTERNS) if re.search(pattern, text)}


def test_no_rule_is_lost_on_any_sentence_that_ships() -> None:
    for text in [claim.text for claim in load_prose()] + [finding.text for finding in load_library().findings]:
        lowered = text.lower()
        assert found(lowered) <= set(HINTS.possible(lowered)), text


@given(text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(TELLING), max_size=15).map(" ".join)))
def test_no_rule_is_lost_on_any_text(text: str) -> None:
    lowered = text.lower()
    assert found(lowered) <= set(HINTS.possible(lowered))


def test_most_patterns_are_spared() -> None:
    texts = [claim.text.lower() for claim in load_prose()[:100]]
    assert sum(len(HINTS.possible(text)) for text in texts) < len(texts) * len(PATTERNS) / 3


@pytest.mark.parametrize(
    ("pattern", "text", "possible"),
    [
        (r"\bfell (?:behind|short)\b", "they fell off", False),
        (r"\bfell (?:behind|short)\b", "they fell well short", True),
        (r"\bfell\b", "befell", False),
        (r"pre\w+", "superpreview", True),
        (r"(?:not )?known", "it is known", True),
        (r"a{2,}b|c", "no sign of it", False),
        (r"\d+ (?:cases)?", "no figure", True),  # needs no word, so it is always tried
        (r"\b(?:in|on) time|late\b", "always late", True),
        (r"[’']s own", "the person’s own", True),
    ],
)
def test_what_a_pattern_needs(pattern: str, text: str, possible: bool) -> None:
    assert Hints([pattern]).possible(text) == ([0] if possible else [])

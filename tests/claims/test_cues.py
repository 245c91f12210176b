"""Every cue rule is tested by its own example."""

import re

import pytest

from rubric.claims.cues import CueRule, cues, load_rules, telling, votes
from rubric.framework import Maturity, Polarity, Reach, Voice, load

KNOWN: dict[str, set[str]] = {
    "voice": set(Voice),
    "polarity": set(Polarity),
    "maturity": set(Maturity),
    "reach": set(Reach),
    "aspect": set(load().aspect_ids),
}


def name(rule: CueRule) -> str:
    return f"{rule.about}-{rule.says}-{rule.reason[:30]}"


@pytest.mark.parametrize("rule", load_rules(), ids=name)
def test_a_rule_catches_its_example_and_leaves_the_other_alone(rule: CueRule) -> None:
    pattern = re.compile(rule.pattern)
    assert pattern.search(rule.example.lower())
    assert not pattern.search(rule.against.lower())
    assert rule.says in votes(cues(rule.example), rule.about)


@pytest.mark.parametrize("rule", load_rules(), ids=name)
def test_a_rule_says_something_the_field_knows(rule: CueRule) -> None:
    assert rule.says in KNOWN[rule.about]
    assert rule.negated is None or rule.negated in KNOWN[rule.about]
    assert rule.reason


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The approach is embedded in practice", "embedded"),
        ("The approach is not embedded in practice", "developing"),
        ("The approach is not yet fully embedded in practice", "developing"),
        ("It was only partly embedded", "developing"),
    ],
)
def test_a_negated_phrase_is_not_evidence(text: str, says: str) -> None:
    found = cues(text)
    assert telling(found, "maturity", says)
    other = "embedded" if says == "developing" else "developing"
    assert not telling([cue for cue in found if "embedded" in cue.words], "maturity", other)


def test_a_long_text_is_read_in_bounded_time() -> None:
    assert isinstance(cues("people who " * 200_000), tuple)

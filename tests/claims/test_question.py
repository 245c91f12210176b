"""The one question that is asked where the reader is not sure."""

from dataclasses import replace

import pytest

from rubric.claims.coder import LEAST_WORDS, Reading
from rubric.claims.question import question
from rubric.framework.words import Maturity, Polarity

_SURE, _UNSURE = 1.0, 0.0
_READ = Reading(
    aspect="culture",
    polarity=Polarity.STRENGTH,
    maturity=Maturity.DEVELOPING,
    voices=frozenset(),
    reach=None,
    confidence={"aspect": _SURE, "polarity": _SURE, "maturity": _UNSURE, "voice": _SURE},
    words=LEAST_WORDS,
    nearest_levels=(Maturity.DEVELOPING, Maturity.PLANNED),
)
_TONE_UNSURE = replace(_READ, confidence={**_READ.confidence, "polarity": _UNSURE})


def test_the_tone_is_asked_before_how_far_along() -> None:
    asked = question(_TONE_UNSURE, None, None)
    assert asked is not None
    assert asked.about == "polarity"
    assert set(asked.answers) == set(Polarity)


@pytest.mark.parametrize("reading", [_READ, _TONE_UNSURE])
def test_how_far_along_is_asked_between_the_two_likeliest_in_their_order(reading: Reading) -> None:
    asked = question(reading, Polarity.STRENGTH, None)
    assert asked is not None
    assert (asked.about, asked.answers) == ("maturity", (Maturity.PLANNED, Maturity.DEVELOPING))


def test_a_fragment_is_not_asked_how_far_along_it_is() -> None:
    assert question(replace(_READ, words=LEAST_WORDS - 1), None, None) is None


def test_nothing_is_asked_of_what_was_chosen() -> None:
    assert question(_TONE_UNSURE, Polarity.MIXED, Maturity.IN_PLACE) is None

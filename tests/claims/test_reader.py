"""How well the shipped reader reads the two test sets, which nothing was fitted to (docs/coding.md has the figures)."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from rubric.claims.coder import ABOUT, Reading
from rubric.claims.model import Claim
from rubric.claims.prose import read_prose
from rubric.framework import Polarity, Speaker, Voice
from rubric.prediction.metrics import coding_figures
from rubric.workflow import Bench, prepare

HERE = Path(__file__).parent
Judged = Sequence[tuple[Claim, Reading]]


@cache
def bench() -> Bench:
    return prepare()


@cache
def judged(name: str) -> Judged:
    claims = read_prose((HERE / f"{name}_sentences_test.csv").read_text(encoding="utf-8"))
    readings: dict[str, Reading] = {}
    for speaker in Speaker:
        own = [claim for claim in claims if claim.speaker is speaker]
        found = bench().coder.read_all([claim.text for claim in own], speaker)
        readings |= {claim.id: reading for claim, reading in zip(own, found, strict=True)}
    return [(claim, readings[claim.id]) for claim in claims]


def _main(voices: frozenset[Voice]) -> str:
    return next((voice.value for voice in Voice if voice in voices), "none")


RIGHT: dict[str, Callable[[Claim, Reading], bool]] = {
    "aspect": lambda claim, reading: claim.aspect == reading.aspect,
    "polarity": lambda claim, reading: claim.polarity is reading.polarity,
    "maturity": lambda claim, reading: claim.maturity is reading.maturity,
    "voice": lambda claim, reading: _main(claim.voices) == _main(reading.voices),
}


def share(about: str, among: Judged) -> float:
    return sum(RIGHT[about](*pair) for pair in among) / len(among)


def opposite(among: Judged) -> float:
    ends = {Polarity.STRENGTH, Polarity.SHORTFALL}
    return sum({claim.polarity, reading.polarity} == ends for claim, reading in among) / len(among)


def test_ordinary_sentences_are_read_as_they_are_meant() -> None:
    among = judged("ordinary")
    tone = coding_figures([(claim.polarity.value, reading.polarity.value) for claim, reading in among])
    assert isinstance(tone["macro_f1"], float)
    assert tone["macro_f1"] >= 0.75
    assert share("aspect", among) >= 0.70
    assert share("voice", among) >= 0.80


@pytest.mark.parametrize("about", ABOUT)
def test_what_is_offered_of_ordinary_sentences_is_nearly_always_right(about: str) -> None:
    offered = [(claim, reading) for claim, reading in judged("ordinary") if reading.is_sure(about)]
    assert len(offered) >= 20
    assert share(about, offered) >= (
        0.9 if about == "maturity" else 0.95
    )  # docs/coding.md says why maturity is less sure


def test_what_is_offered_of_hard_sentences_is_seldom_the_opposite() -> None:
    among = judged("hard")
    offered = [(claim, reading) for claim, reading in among if reading.is_sure("polarity")]
    assert opposite(offered) * len(offered) / len(among) <= 0.04
    assert share("polarity", offered) >= 0.85

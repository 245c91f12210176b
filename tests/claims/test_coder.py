"""The coder: better than plain word weights on reports it has not seen, and careful with a council's own words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims.prose import read_prose
from rubric.framework import Maturity, Polarity, Speaker, Voice
from rubric.prediction import Case, evaluate_library
from rubric.prediction.cases import CaseClaim, coded_pairs
from rubric.prediction.evaluation import Evaluation
from rubric.prediction.metrics import coding_figures
from rubric.workflow import Bench, extra_coding

# What plain TF-IDF with logistic regression reached on the same findings, leaving each report out.
PLAIN = {"aspect": 0.50, "polarity": 0.71, "voice": 0.68, "maturity": 0.51}


@pytest.fixture(scope="module")
def evaluation(bench: Bench) -> Evaluation:
    return evaluate_library(bench.library, bench.framework, extra_coding())


@pytest.mark.parametrize("about", PLAIN)
def test_the_coder_beats_plain_word_weights_by_a_wide_margin(evaluation: Evaluation, about: str) -> None:
    accuracy = evaluation.coding[about]["accuracy"]
    assert isinstance(accuracy, float)
    assert accuracy >= PLAIN[about] + 0.07


def test_every_finding_is_judged_once(evaluation: Evaluation, bench: Bench) -> None:
    assert evaluation.coding["aspect"]["n"] == len(bench.library.findings)


@pytest.mark.parametrize(
    ("text", "polarity", "maturity", "voice"),
    [
        ("Partners said co-production was not yet embedded", Polarity.SHORTFALL, Maturity.DEVELOPING, Voice.PARTNERS),
        ("Carers told us the calls were answered promptly", Polarity.STRENGTH, Maturity.IN_PLACE, Voice.PEOPLE),
        ("Leaders planned to review the complaints policy", Polarity.MIXED, Maturity.PLANNED, Voice.STAFF_AND_LEADERS),
    ],
)
def test_the_regulators_prose_is_read(
    bench: Bench, text: str, polarity: Polarity, maturity: Maturity, voice: Voice
) -> None:
    reading = bench.coder.read(text)
    assert (reading.polarity, reading.maturity, reading.voices) == (polarity, maturity, frozenset({voice}))


@pytest.mark.parametrize(
    "text",
    [
        "We have fully embedded co-production at every level",
        "Our innovative culture is excellent",
        "We value the views of our carers and partners",
    ],
)
def test_a_councils_bare_assertion_is_confirmed_by_nobody(bench: Bench, text: str) -> None:
    assert bench.coder.read(text, Speaker.COUNCIL).voices == frozenset()


def test_a_council_that_passes_on_what_carers_say_has_their_voice(bench: Bench) -> None:
    assert Voice.PEOPLE in bench.coder.read("Our carers tell us the calls helped", Speaker.COUNCIL).voices


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Agency social workers fell from 31% to 12% of posts.", Polarity.STRENGTH),
        ("Agency social workers rose from 12% to 31% of posts.", Polarity.SHORTFALL),
        ("Reviews done on time: 68% against a target of 90%.", Polarity.SHORTFALL),
        ("Reviews done on time: 93% against a target of 90%.", Polarity.STRENGTH),
    ],
)
def test_figures_that_can_be_reckoned_tell_good_news_from_bad(bench: Bench, text: str, tone: Polarity) -> None:
    assert bench.coder.read(text, Speaker.COUNCIL).polarity is tone


def test_a_fragment_is_never_offered_a_maturity(bench: Bench) -> None:
    for text in ("IT systems old", "Embedded", "Carers' forum fully embedded"):
        assert not bench.coder.read(text, Speaker.COUNCIL).is_sure("maturity")


@given(text=st.text(max_size=300))
def test_any_text_gets_a_reading_with_confidences_between_0_and_1(bench: Bench, text: str) -> None:
    for speaker in Speaker:
        reading = bench.coder.read(text, speaker)
        assert all(0 <= confidence <= 1 for confidence in reading.confidence.values())


def test_many_texts_at_once_read_as_one_by_one(bench: Bench) -> None:
    texts = [finding.text for finding in bench.library.findings[:20]]
    assert bench.coder.read_all(texts) == [bench.coder.read(text) for text in texts]


# Invented sentences that no rule was written for: 120 as another council might write, 120 as an inspector might.
# What is asked of them is below what was measured (docs/coding.md), and above plain word weights.
HELD_OUT = {
    "council_prose_test.csv": {"aspect": 0.66, "polarity": 0.67, "maturity": 0.62, "voice": 0.66},
    "regulator_prose_test.csv": {"aspect": 0.76, "polarity": 0.76, "maturity": 0.78, "voice": 0.89},
}


@pytest.mark.parametrize("name", HELD_OUT)
def test_the_coder_reads_prose_it_has_never_seen(bench: Bench, name: str) -> None:
    held_out = read_prose((Path(__file__).parent / name).read_text(encoding="utf-8"))
    speaker = Speaker.COUNCIL if name.startswith("council") else Speaker.REGULATOR
    claims = tuple(
        CaseClaim(text=c.text, aspect=c.aspect, polarity=c.polarity, maturity=c.maturity, voices=tuple(c.voices))
        for c in held_out
    )
    case = Case(id=name, speaker=speaker, claims=claims)
    pairs = coded_pairs([(case, bench.coder.read_all([c.text for c in held_out], speaker))])
    for about, least in HELD_OUT[name].items():
        accuracy = coding_figures(pairs[about])["accuracy"]
        assert isinstance(accuracy, float)
        assert accuracy >= least, about


def test_held_out_prose_shares_no_sentence_with_what_is_learned_from(bench: Bench) -> None:
    learned = {claim.text for claim in extra_coding()} | {finding.text for finding in bench.library.findings}
    for name in HELD_OUT:
        held_out = read_prose((Path(__file__).parent / name).read_text(encoding="utf-8"))
        assert not learned & {claim.text for claim in held_out}

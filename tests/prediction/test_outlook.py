"""The outcome as a council sees it."""

import pytest

from rubric.evidence import example_assessment
from rubric.framework import Maturity, Polarity, Speaker
from rubric.prediction import NotPredicted, Prediction, predict
from rubric.prediction.bands import likely_set
from rubric.workflow import Bench, outlook
from tests.builders import ASPECTS, PEOPLE, broad_evidence, claim, whole


def test_an_empty_assessment_is_not_predicted_and_says_so(bench: Bench) -> None:
    outcome = predict([], bench.model)
    assert isinstance(outcome, NotPredicted)
    assert outcome.why == "There is no finished evidence here yet, so there is nothing to predict from."
    assert set(outcome.missing_aspects) == set(ASPECTS)


def test_saying_nothing_makes_a_three_less_sure_than_the_national_frequency(bench: Bench) -> None:
    outcome = predict([], bench.model)
    assert outcome.probabilities[3] < outcome.national[3]
    assert max(outcome.probabilities, key=lambda band: outcome.probabilities[band]) == 3


def test_the_example_council_gets_a_band_with_reasons_and_moves(bench: Bench) -> None:
    outcome = outlook(example_assessment(), bench)
    assert isinstance(outcome, Prediction)
    assert outcome.band in outcome.likely
    assert outcome.moves
    assert {reason.aspect for reason in outcome.reasons} == set(ASPECTS)


def test_one_strong_chapter_is_not_enough_for_a_band(bench: Bench) -> None:
    found = [claim(aspect="workforce", maturity=Maturity.IMPACT, voices=PEOPLE) for _ in range(30)]
    outcome = predict(found, bench.model)
    assert isinstance(outcome, NotPredicted)
    assert "8 of 9 aspects have no evidence yet" in outcome.why
    assert "workforce" not in outcome.missing_aspects


def test_evidence_that_nobody_outside_confirms_is_not_enough_for_a_band(bench: Bench) -> None:
    outcome = predict(broad_evidence(Maturity.IMPACT, frozenset()), bench.model)
    assert isinstance(outcome, NotPredicted)
    assert "confirmed by people, carers or partners" in outcome.why


@pytest.mark.parametrize(
    ("maturity", "polarity", "band"),
    [
        (Maturity.PLANNED, Polarity.SHORTFALL, 1),
        (Maturity.DEVELOPING, Polarity.STRENGTH, 2),
        (Maturity.IN_PLACE, Polarity.STRENGTH, 3),
        (Maturity.IMPACT, Polarity.STRENGTH, 4),
    ],
)
def test_uniform_evidence_falls_where_the_scale_says(
    bench: Bench, maturity: Maturity, polarity: Polarity, band: int
) -> None:
    found = [
        one.model_copy(update={"polarity": polarity, "id": f"{one.id}-{n}", "text": f"{one.text} again {n}"})
        for one in broad_evidence(maturity)
        for n in range(4)
    ]
    outcome = predict(found, bench.model)
    assert isinstance(outcome, Prediction)
    assert outcome.band == band


def test_bands_that_no_report_holds_are_marked_as_our_judgement(bench: Bench) -> None:
    notes = " ".join(predict(broad_evidence(), bench.model).notes)
    assert "No report in the library is scored 1 or 4" in notes


def test_what_would_move_it_speaks_of_the_claim_not_of_a_feature(bench: Bench) -> None:
    alone = whole("We run a carers’ panel in every locality", aspect="coproduction", maturity=Maturity.EMBEDDED)
    outcome = predict([*broad_evidence(Maturity.DEVELOPING), alone], bench.model)
    assert isinstance(outcome, Prediction)
    texts = [move.text for move in outcome.moves if move.claim_id == alone.id]
    assert texts == [f"Co-production: people who use services or carers confirming this: “{alone.text}”"]


def test_moves_are_sorted_by_what_they_gain_and_every_gain_is_real(bench: Bench) -> None:
    outcome = predict(broad_evidence(Maturity.DEVELOPING, PEOPLE), bench.model)
    assert isinstance(outcome, Prediction)
    gains = [move.gain for move in outcome.moves]
    assert gains == sorted(gains, reverse=True)
    assert min(gains) > 0


@pytest.mark.parametrize(
    ("chances", "level", "likely"),
    [
        ({1: 0.0, 2: 0.1, 3: 0.9, 4: 0.0}, 0.8, (3,)),
        ({1: 0.0, 2: 0.4, 3: 0.6, 4: 0.0}, 0.8, (2, 3)),
        ({1: 0.3, 2: 0.2, 3: 0.3, 4: 0.2}, 0.9, (1, 2, 3, 4)),
        ({1: 0.97, 2: 0.03, 3: 0.0, 4: 0.0}, 0.98, (1, 2)),
    ],
)
def test_the_likely_set_is_the_fewest_neighbouring_bands(
    chances: dict[int, float], level: float, likely: tuple[int, ...]
) -> None:
    assert likely_set(chances, level) == likely


def test_a_council_is_taken_at_its_word_less_than_the_regulator(bench: Bench) -> None:
    ours = broad_evidence(Maturity.EMBEDDED)
    theirs = [one.model_copy(update={"speaker": Speaker.REGULATOR}) for one in ours]
    assert predict(ours, bench.model).score < predict(theirs, bench.model).score


def test_what_is_not_answered_counts_as_unconfirmed_and_is_said_as_not_answered(bench: Bench) -> None:
    alone = broad_evidence(Maturity.IMPACT, frozenset())
    asked = [one.model_copy(update={"unanswered": True}) for one in alone]
    said, unsaid = predict(alone, bench.model), predict(asked, bench.model)
    assert said.probabilities == unsaid.probabilities
    assert not any("not answered" in note for note in said.notes)
    assert f"For {len(asked)} of {len(asked)} items it is not answered who confirms them" in " ".join(unsaid.notes)
    assert not any("word alone" in note for note in unsaid.notes)

"""What the prediction promises, whatever the evidence: better evidence never lowers it, worse never raises it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims import Claim
from rubric.framework import Maturity, Polarity, Voice
from rubric.prediction import Outcome, predict
from rubric.prediction.bands import expected as mean_band
from rubric.prediction.moves import WhatIf
from rubric.workflow import Bench
from tests.builders import ASPECTS, claim, claims, whole

evidence = st.lists(claims(), max_size=14)
some_evidence = st.lists(claims(), min_size=1, max_size=14)
SLACK = 1e-9


def expected(found: list[Claim], bench: Bench) -> float:
    return predict(found, bench.model).expected


def further(maturity: Maturity, steps: int) -> Maturity:
    return list(Maturity)[min(maturity.level + steps, 5)]


@given(found=some_evidence, pick=st.integers(0, 99), steps=st.integers(1, 5))
def test_raising_maturity_never_lowers_the_expected_score(
    bench: Bench, found: list[Claim], pick: int, steps: int
) -> None:
    place = pick % len(found)
    raised = found[place].model_copy(update={"maturity": further(found[place].maturity, steps)})
    assert expected([*found[:place], raised, *found[place + 1 :]], bench) >= expected(found, bench) - SLACK


@given(found=some_evidence, pick=st.integers(0, 99), voice=st.sampled_from(Voice))
def test_a_confirming_voice_never_lowers_the_expected_score(
    bench: Bench, found: list[Claim], pick: int, voice: Voice
) -> None:
    place = pick % len(found)
    confirmed = found[place].model_copy(update={"voices": found[place].voices | {voice}})
    assert expected([*found[:place], confirmed, *found[place + 1 :]], bench) >= expected(found, bench) - SLACK


@given(found=evidence, more=claims())
def test_a_strength_with_impact_that_people_are_recorded_to_confirm_never_lowers_the_expected_score(
    bench: Bench, found: list[Claim], more: Claim
) -> None:
    added = more.model_copy(
        update={
            "polarity": Polarity.STRENGTH,
            "maturity": Maturity.IMPACT,
            "voices": more.voices | {Voice.PEOPLE},
            "recorded": more.recorded | {Voice.PEOPLE},
            "figures": "12 of 40 in 2026",
            "outcome": "Waits fell from 40 to 12 days",
            "group": more.group or "a paper",
            "text": f"New here: {more.text}",
        }
    )
    assert expected([*found, added], bench) >= expected(found, bench) - SLACK


@given(found=evidence, more=claims())
def test_a_shortfall_never_raises_the_expected_score(bench: Bench, found: list[Claim], more: Claim) -> None:
    added = more.model_copy(update={"polarity": Polarity.SHORTFALL})
    assert expected([*found, added], bench) <= expected(found, bench) + SLACK


def test_a_strength_among_others_said_again_as_a_shortfall_does_not_raise_the_expected_score(bench: Bench) -> None:
    """The gap is named then, and the usual ones stay presumed beside both."""
    some = [claim(f"We audit {number} as one", aspect="culture", maturity=Maturity.ABSENT) for number in range(3)]
    again = some[0].model_copy(update={"id": "again", "polarity": Polarity.SHORTFALL})
    for count in (1, 2, 3):
        assert expected([*some[:count], again], bench) <= expected(some[:count], bench) + SLACK


@pytest.mark.parametrize("maturity", list(Maturity))
def test_a_strength_said_again_as_a_shortfall_does_not_raise_the_expected_score(
    bench: Bench, maturity: Maturity
) -> None:
    once = claim(aspect="culture", text="We audit 0 as one", maturity=Maturity.ABSENT, polarity=Polarity.STRENGTH)
    again = once.model_copy(update={"id": "again", "polarity": Polarity.SHORTFALL, "maturity": maturity})
    assert expected([once, again], bench) <= expected([once], bench) + SLACK


@given(found=evidence)
def test_probabilities_are_valid_and_reasons_sum_to_the_score(bench: Bench, found: list[Claim]) -> None:
    outcome: Outcome = predict(found, bench.model)
    assert set(outcome.probabilities) == {1, 2, 3, 4}
    assert min(outcome.probabilities.values()) >= 0
    assert sum(outcome.probabilities.values()) == pytest.approx(1)
    assert sum(reason.effect for reason in outcome.reasons) == pytest.approx(outcome.score)
    assert 1 <= outcome.expected <= 4


@given(found=some_evidence, seed=st.integers(0, 10**6), times=st.integers(1, 30))
def test_order_and_duplicates_change_nothing(bench: Bench, found: list[Claim], seed: int, times: int) -> None:
    louder = f"  {found[0].text.upper()}! "
    again = [found[0].model_copy(update={"id": f"again {n}", "text": louder}) for n in range(times)]
    shuffled = [*found, *again]
    random.Random(seed).shuffle(shuffled)
    assert predict(shuffled, bench.model).probabilities == pytest.approx(predict(found, bench.model).probabilities)


@given(found=some_evidence)
def test_every_reason_names_a_claim_or_a_silence(bench: Bench, found: list[Claim]) -> None:
    ids = {one.id for one in found}
    for reason in predict(found, bench.model).reasons:
        assert reason.aspect in ASPECTS
        assert reason.claim_id is None or reason.claim_id in ids
        assert reason.text


def test_many_rows_from_one_document_count_less_than_as_many_documents(bench: Bench) -> None:
    def good(group: str) -> Claim:
        return whole(aspect="coproduction", maturity=Maturity.IMPACT, voices=frozenset({Voice.PEOPLE}), group=group)

    one_document = [good("strategy") for _ in range(12)]
    twelve_documents = [good(f"document {n}") for n in range(12)]
    assert predict([], bench.model).score < predict(one_document, bench.model).score
    assert predict(one_document, bench.model).score < predict(twelve_documents, bench.model).score


@given(found=some_evidence, pick=st.integers(0, 99), other=claims(), again=st.integers(0, 99))
def test_trying_one_change_gives_what_scoring_everything_anew_gives(
    bench: Bench, found: list[Claim], pick: int, other: Claim, again: int
) -> None:
    twin = found[again % len(found)].model_copy(update={"id": "twin", "aspect": other.aspect, "group": other.group})
    found, place = [*found, twin], pick % (len(found) + 1)  # one wording may be said under two aspects
    coding = {"polarity": other.polarity, "maturity": other.maturity, "voices": other.voices, "reach": other.reach}
    changed = found[place].model_copy(update=coding)
    model, what_if = bench.model, WhatIf(found, bench.model)

    def anew(claims: list[Claim]) -> float:
        return mean_band(model.probabilities(model.aspects(claims)))

    assert what_if.as_is() == pytest.approx(anew(found), abs=SLACK)
    assert what_if.changed(place, changed) == pytest.approx(
        anew([*found[:place], changed, *found[place + 1 :]]), abs=SLACK
    )
    assert what_if.added(other) == pytest.approx(anew([*found, other]), abs=SLACK)

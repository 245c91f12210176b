"""How sure a band is: it grows with evidence, never with less of it, and every band can be reached."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims import Claim
from rubric.framework import Maturity, Polarity, Voice
from rubric.prediction import NotPredicted, Outcome, Prediction, predict
from rubric.prediction.bands import expected, nearest
from rubric.prediction.model import BANDS
from rubric.prediction.prior import from_national, from_own_score
from rubric.prediction.references import claims_of
from rubric.workflow import Bench
from tests.builders import ASPECTS, PEOPLE, claim, claims, whole

SLACK = 1e-9
evidence = st.lists(claims(), min_size=1, max_size=14)


def found_by(found: Sequence[Claim], bench: Bench) -> float:
    return predict(list(found), bench.model).expected


def swapped(found: list[Claim], pick: int, **changes: object) -> list[Claim]:
    place = pick % len(found)
    return [*found[:place], found[place].model_copy(update=changes), *found[place + 1 :]]


def surest(outcome: Outcome) -> float:
    return max(outcome.evidence_only.values())


@given(found=evidence)
def test_cutting_every_item_to_three_words_leaves_no_band_and_is_never_surer(bench: Bench, found: list[Claim]) -> None:
    cut = [one.model_copy(update={"text": " ".join(one.text.split()[:3]), "voices": frozenset(Voice)}) for one in found]
    after = predict(cut, bench.model)
    assert isinstance(after, NotPredicted)
    assert len(after.doubted) == len(found)
    assert surest(after) <= surest(predict(found, bench.model)) + SLACK


@given(found=evidence, pick=st.integers(0, 99), part=st.sampled_from(["figures", "outcome", "group"]))
def test_removing_a_source_a_figure_or_an_outcome_never_raises_the_expected_score(
    bench: Bench, found: list[Claim], pick: int, part: str
) -> None:
    found = [one.model_copy(update={"group": f"paper {at}"}) for at, one in enumerate(found)]
    removed = swapped(found, pick, **{part: ""})
    assert found_by(removed, bench) <= found_by(found, bench) + SLACK


@given(
    found=evidence,
    pick=st.integers(0, 99),
    pieces=st.sets(st.sampled_from(["figures", "outcome", "group", "recorded"])),
)
def test_adding_substance_to_one_item_never_lowers_the_expected_score(
    bench: Bench, found: list[Claim], pick: int, pieces: set[str]
) -> None:
    found = [one.model_copy(update={"group": ""}) for one in found]
    whole_of = {
        "figures": "12 of 40 in 2026",
        "outcome": "Waits fell from 40 to 12 days",
        "group": "a paper of its own",
    }
    voices = found[pick % len(found)].voices
    added = {name: whole_of.get(name, voices) for name in pieces}
    assert found_by(swapped(found, pick, **added), bench) >= found_by(found, bench) - SLACK


@given(found=evidence, pick=st.integers(0, 99), voice=st.sampled_from(Voice))
def test_a_recorded_confirmation_is_worth_at_least_a_tick(
    bench: Bench, found: list[Claim], pick: int, voice: Voice
) -> None:
    one = found[pick % len(found)]
    ticked = {"voices": one.voices | {voice}, "recorded": one.recorded - {voice}}
    recorded = ticked | {"recorded": one.recorded | {voice}}
    assert found_by(swapped(found, pick, **recorded), bench) >= found_by(swapped(found, pick, **ticked), bench) - SLACK


@given(found=evidence, pick=st.integers(0, 99), also=st.booleans())
def test_a_copy_of_an_item_with_praise_added_is_worth_no_more(
    bench: Bench, found: list[Claim], pick: int, also: bool
) -> None:
    found = [one.model_copy(update={"group": one.group or f"paper {at}"}) for at, one in enumerate(found)]
    one = found[pick % len(found)]
    praised = f"{one.text}. We are rightly proud of this outstanding, world-class work."
    copies = (
        [*found, one.model_copy(update={"id": "copy", "text": praised})] if also else swapped(found, pick, text=praised)
    )
    assert found_by(copies, bench) <= found_by(found, bench) + SLACK


@pytest.mark.parametrize("maturity", [Maturity.DEVELOPING, Maturity.IN_PLACE, Maturity.EMBEDDED])
def test_more_independent_substance_makes_it_surer(bench: Bench, maturity: Maturity) -> None:
    def sure(each: int) -> float:
        found = [whole(aspect=aspect, maturity=maturity, voices=PEOPLE) for aspect in ASPECTS for _ in range(each)]
        chances = predict(found, bench.model).evidence_only
        mean = expected(chances)
        return math.sqrt(sum(chance * (band - mean) ** 2 for band, chance in chances.items()))

    widths = [sure(each) for each in (0, 1, 2, 4, 8)]
    assert widths == sorted(widths, reverse=True)


def test_the_same_from_one_paper_is_less_sure_than_from_many(bench: Bench) -> None:
    many = [whole(aspect=aspect, maturity=Maturity.IMPACT, voices=PEOPLE) for aspect in ASPECTS for _ in range(4)]
    one = [each.model_copy(update={"group": f"the paper on {each.aspect}"}) for each in many]
    assert surest(predict(one, bench.model)) < surest(predict(many, bench.model))


def boasts(each: int) -> list[Claim]:
    """Every box ticked at the top of the scale, with a source, and nothing that anybody could look up."""
    words = ["warmth", "trust", "pride", "energy", "candour", "hope"]
    return [
        claim(
            f"Our {words[at]} in {aspect} shines through all that we do",
            aspect=aspect,
            maturity=Maturity.IMPACT,
            voices=frozenset(Voice),
            group=f"Our story, part {at} on {aspect}",
        )
        for aspect in ASPECTS
        for at in range(each)
    ]


def candour(each: int) -> list[Claim]:
    """Strengths in place that people are recorded to confirm, and a shortfall for every four of them."""
    good = [whole(aspect=aspect, voices=PEOPLE) for aspect in ASPECTS for _ in range(each)]
    gaps = [claim(aspect=aspect, polarity=Polarity.SHORTFALL) for aspect in ASPECTS for _ in range(each // 4)]
    return [*good, *gaps]


@pytest.mark.parametrize("each", [4, 6])
def test_boasts_are_never_above_candour_nor_surer_of_a_good_standard(bench: Bench, each: int) -> None:
    boast, candid = predict(boasts(each), bench.model), predict(candour(4), bench.model)
    assert boast.expected < candid.expected
    assert boast.probabilities[3] + boast.probabilities[4] < candid.probabilities[3] + candid.probabilities[4]


def test_an_account_of_strengths_alone_is_no_better_than_one_that_names_the_usual_gaps(bench: Bench) -> None:
    good = [whole(aspect=aspect, voices=PEOPLE) for aspect in ASPECTS for _ in range(6)]
    named = [claim(aspect=aspect, polarity=Polarity.SHORTFALL) for aspect in ASPECTS]
    usual, alone = predict([*good, *named], bench.model), predict(good, bench.model)
    assert bench.model.gaps * 6 > 0.75  # one owned shortfall for six strengths is no more than the usual
    assert usual.expected == pytest.approx(alone.expected)
    many = predict(
        [*good, *named, *(one.model_copy(update={"id": f"{one.id}+", "text": f"{one.text} too"}) for one in named)],
        bench.model,
    )
    assert many.expected < alone.expected


def test_nothing_but_confirmed_shortfalls_is_a_1_and_impact_shown_throughout_a_4(bench: Bench) -> None:
    for each in (2, 4, 8):
        bad = [claim(aspect=a, polarity=Polarity.SHORTFALL, voices=PEOPLE) for a in ASPECTS for _ in range(each)]
        good = [whole(aspect=a, maturity=Maturity.IMPACT, voices=PEOPLE) for a in ASPECTS for _ in range(each)]
        bands = [getattr(predict(found, bench.model), "band", None) for found in (bad, good)]
        assert bands == [1, 4]


@pytest.mark.parametrize(("score", "best", "share", "band"), [(2, False, 1 / 2, 1), (3, True, 1 / 3, 4)])
def test_the_weakest_and_the_strongest_of_real_findings_reach_the_ends(
    bench: Bench, score: int, best: bool, share: float, band: int
) -> None:
    pooled = [one for report in bench.library.reports if report.score == score for one in claims_of(report)]
    chosen = []
    for aspect in ASPECTS:
        there = sorted((one for one in pooled if one.aspect == aspect), key=bench.model.value, reverse=best)
        chosen += there[: max(1, round(share * len(there)))]
    outcome = predict(chosen, bench.model)
    assert isinstance(outcome, Prediction)
    assert outcome.band == band


@given(st.lists(st.floats(0.001, 1), min_size=4, max_size=4))
def test_the_band_is_the_one_nearest_to_the_expected_score(weights: list[float]) -> None:
    chances = {band: weight / sum(weights) for band, weight in zip(BANDS, weights, strict=True)}
    off = {band: abs(band - expected(chances)) for band in BANDS}
    assert off[nearest(chances)] == pytest.approx(min(off.values()))


def test_what_the_evidence_says_stands_apart_from_where_it_started(bench: Bench) -> None:
    found = [whole(aspect=aspect, voices=PEOPLE) for aspect in ASPECTS for _ in range(2)]
    national, own = predict(found, bench.model), predict(found, bench.model, own_score=2)
    assert national.evidence_only == own.evidence_only
    assert (national.prior_from, own.prior_from) == ("national", "own score")
    assert own.expected < national.expected
    assert "most councils hold a 3" in national.reading
    assert own.reading.endswith("your own last score is 2.")
    for outcome in (national, own):
        joined = {band: outcome.evidence_only[band] * outcome.prior[band] for band in BANDS}
        total = sum(joined.values())
        assert outcome.probabilities == pytest.approx({band: joint / total for band, joint in joined.items()})


def test_evidence_that_says_little_is_said_to_say_little(bench: Bench) -> None:
    assert predict([], bench.model).reads_like == (1, 2, 3)
    even = dict.fromkeys(BANDS, 0.25)
    assert nearest(even) in (2, 3)


def test_a_prior_is_chances_and_refuses_what_is_no_score() -> None:
    for prior in (from_national({}), from_national({3: 59}), *(from_own_score(score) for score in BANDS)):
        assert sum(prior.values()) == pytest.approx(1)
        assert min(prior.values()) > 0
    assert max(BANDS, key=from_own_score(4).__getitem__) == 4
    with pytest.raises(ValueError, match="not 5"):
        from_own_score(5)

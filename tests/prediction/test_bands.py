"""The fitted model, on the real reports."""

import pytest

from rubric.framework import Maturity, Polarity, Reach, Speaker, Voice
from rubric.prediction import fit
from rubric.prediction.fitting import Fitter, fit_once
from rubric.prediction.references import descriptors
from rubric.prediction.value import features, tempered_level
from rubric.workflow import Bench
from tests.builders import claim, whole


def test_each_real_report_left_out_is_given_its_own_score(bench: Bench) -> None:
    record = bench.model.track_record
    assert record.reports == 4
    assert [(case.score, case.predicted) for case in record.cases] == [(2, 2), (2, 2), (3, 3), (3, 3)]
    assert record.exact == 4
    assert record.always_3 == 2


def test_a_report_left_out_is_judged_without_one_sentence_of_it(bench: Bench) -> None:
    for report in bench.library.reports:
        rest = bench.library.without(report.id)
        assert report.id not in {finding.report_id for finding in rest.findings}
        left_out = Fitter(bench.library, bench.framework).without(report.id)
        anew = fit_once(rest, bench.framework)
        assert left_out.worth == pytest.approx(anew.worth)
        assert left_out.centres == pytest.approx(anew.centres)
        assert (left_out.spread, left_out.half) == pytest.approx((anew.spread, anew.half))
        assert left_out.worth != bench.model.worth


def test_descriptors_stand_in_only_for_scores_without_a_report(bench: Bench) -> None:
    assert bench.model.judged_bands == (1, 4)
    assert all(descriptors(bench.framework, score) for score in (1, 2, 3, 4))
    renamed = tuple(
        report.model_copy(update={"score": score})
        for report, score in zip(bench.library.reports, (1, 2, 3, 4), strict=True)
    )
    assert fit_once(bench.library.model_copy(update={"reports": renamed}), bench.framework).judged_bands == ()


def test_the_centres_rise_from_band_to_band_even_where_the_library_contradicts_the_scale(bench: Bench) -> None:
    turned = bench.library.model_copy(
        update={"reports": tuple(r.model_copy(update={"score": 5 - r.score}) for r in bench.library.reports)}
    )
    centres = list(fit_once(turned, bench.framework).centres.values())
    assert centres == sorted(centres)
    assert len(set(centres)) == 4


def test_a_thin_report_is_compared_with_but_sets_no_band(bench: Bench) -> None:
    full = next(report for report in bench.library.reports if report.score == 3)
    thin = full.model_copy(update={"id": "thin", "findings": full.findings[:7]})
    library = bench.library.model_copy(update={"reports": (*bench.library.reports, thin)})
    model = fit(library, bench.framework)
    assert model.centres == pytest.approx(bench.model.centres)
    assert model.reports == 4
    assert model.track_record.exact == model.track_record.reports == 4


def test_every_point_of_worth_is_for_something_good_and_they_add_to_one(bench: Bench) -> None:
    assert min(bench.model.worth) >= 0
    assert sum(bench.model.worth) == pytest.approx(1)


def test_the_prior_is_the_national_count(bench: Bench) -> None:
    counts = bench.library.national.by_score()
    assert counts == {1: 1, 2: 10, 3: 59, 4: 2}
    assert bench.model.national == pytest.approx({1: 1 / 72, 2: 10 / 72, 3: 59 / 72, 4: 2 / 72})
    # held back, and still in the order of the counts
    assert bench.model.prior[3] < bench.model.national[3]
    order = sorted(counts, key=lambda band: counts[band])
    assert sorted(bench.model.prior, key=lambda band: bench.model.prior[band]) == order


@pytest.mark.parametrize(
    ("voices", "outcome", "figures", "speaker", "level"),
    [
        (set(), "", "", Speaker.COUNCIL, 3),
        ({Voice.STAFF_AND_LEADERS}, "", "", Speaker.COUNCIL, 4),
        ({Voice.PROCESSES}, "fewer waits", "", Speaker.COUNCIL, 4),
        ({Voice.PROCESSES}, "fewer waits", "from 40 to 12 days", Speaker.COUNCIL, 5),
        ({Voice.PEOPLE}, "", "", Speaker.COUNCIL, 5),
        ({Voice.PARTNERS}, "", "", Speaker.COUNCIL, 5),
        (set(), "", "", Speaker.REGULATOR, 5),
    ],
)
def test_a_claim_of_impact_is_tempered_by_who_says_so(
    voices: set[Voice], outcome: str, figures: str, speaker: Speaker, level: int
) -> None:
    one = claim(maturity=Maturity.IMPACT, voices=frozenset(voices), outcome=outcome, figures=figures, speaker=speaker)
    assert tempered_level(one) == level


def test_a_shortfall_is_the_lowest_value_there_is(bench: Bench) -> None:
    grand = claim(polarity=Polarity.SHORTFALL, maturity=Maturity.IMPACT, voices=frozenset(Voice), reach=Reach.EVERYONE)
    assert not features(grand).any()
    assert bench.model.value(grand) == 0


def test_the_highest_value_is_a_strength_with_impact_that_people_confirm(bench: Bench) -> None:
    best = whole(maturity=Maturity.IMPACT, voices=frozenset({Voice.PEOPLE}))
    assert bench.model.value(best) == pytest.approx(1)


def test_a_tick_is_worth_little_and_a_record_much(bench: Bench) -> None:
    recorded = whole(maturity=Maturity.IMPACT, voices=frozenset({Voice.PEOPLE}))
    ticked = recorded.model_copy(update={"recorded": frozenset()})
    alone = ticked.model_copy(update={"voices": frozenset()})
    by_nobody = ticked.model_copy(update={"unheard": frozenset({Voice.PEOPLE})})
    values = [bench.model.value(one) for one in (alone, by_nobody, ticked, recorded)]
    assert values == sorted(values)
    assert values[0] == pytest.approx(values[1])
    assert values[2] - values[0] < (values[3] - values[0]) / 4

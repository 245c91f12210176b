"""How often the model is right: each real report left out in turn, or on cases it has never seen."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from rubric.claims.coder import Coder, Reading, train_coder
from rubric.claims.model import Claim
from rubric.framework.model import Framework
from rubric.prediction.bands import BandModel, fit_once, is_thin
from rubric.prediction.cases import Case, CaseClaim, as_claims, coded_pairs
from rubric.prediction.metrics import band_figures, coding_figures, confusion
from rubric.prediction.model import BANDS, LeftOut, TrackRecord
from rubric.prediction.outlook import whose
from rubric.prediction.thin import why_too_thin
from rubric.reports.model import Library, ScoredReport

ALWAYS = 3  # the commonest score nationally, and so the answer to beat


class CaseResult(BaseModel):
    """One case: `predicted` is None where no band would be shown, and `not_predicted` then says why."""

    model_config = ConfigDict(frozen=True)

    id: str
    score: int | None
    predicted: int | None
    probabilities: dict[int, float]
    not_predicted: str | None


class Evaluation(BaseModel):
    """Contract 5: results by case, figures overall beside the baselines, and how well the coder read."""

    model_config = ConfigDict(frozen=True)

    cases: tuple[CaseResult, ...]
    overall: dict[str, object]
    coding: dict[str, dict[str, object]]
    confusion: dict[str, dict[str, dict[str, int]]]


def fit(library: Library, framework: Framework) -> BandModel:
    """The band model fitted on the whole library, with its track record. Takes a second or so: keep what it gives."""
    model = fit_once(library, framework)
    return dataclasses.replace(model, track_record=track_record(library, framework))


def track_record(library: Library, framework: Framework) -> TrackRecord:
    """Each report predicted, from its coded findings, by a model that has seen no sentence of it."""
    cases = []
    for report in library.reports:
        if is_thin(report, framework):  # it sets no band and gets none, so it says nothing about the model
            continue
        model = fit_once(library.without(report.id), framework)
        result = _result(report.id, report.score, [f.as_claim() for f in report.findings], model)
        cases.append(
            LeftOut(
                id=report.id,
                authority=report.authority,
                score=report.score,
                predicted=result.predicted,
                probabilities=result.probabilities,
            )
        )
    return TrackRecord(
        reports=len(cases),
        exact=sum(case.predicted == case.score for case in cases),
        always_3=sum(case.score == ALWAYS for case in cases),
        cases=tuple(cases),
    )


def _result(case_id: str, score: int | None, claims: Sequence[Claim], model: BandModel) -> CaseResult:
    doubts = model.doubter.left_out(claims)
    claims = [claim for claim in claims if claim.id not in doubts]
    model = model.for_speaker(whose(claims))
    probabilities = model.probabilities(model.line(model.aspects(claims)))
    thin = why_too_thin(claims, model.framework)
    return CaseResult(
        id=case_id,
        score=score,
        predicted=None if thin else max(BANDS, key=lambda band: probabilities[band]),
        probabilities=probabilities,
        not_predicted=thin.why if thin else None,
    )


def evaluate_library(
    library: Library,
    framework: Framework,
    extra: Sequence[Claim] = (),
    tell: Callable[[int, ScoredReport], None] | None = None,
) -> Evaluation:
    """Leave-one-report-out on the library: no sentence of a report helps to predict or to code that report.

    `extra` are coded claims from outside the library that the coder may learn from. `tell` is told the number (from 1)
    and the report before each is left out: one takes a second or more.
    """
    results, read = [], []
    for number, report in enumerate(library.reports, 1):
        if tell:
            tell(number, report)
        rest = library.without(report.id)
        model = fit_once(rest, framework)
        coder = train_coder([*(f.as_claim() for f in rest.findings), *extra])
        case = _as_case(report)
        results.append(_result(report.id, report.score, [f.as_claim() for f in report.findings], model))
        read.append((case, coder.read_all([claim.text for claim in case.claims])))
    return _evaluation(results, read, library)


def evaluate_cases(cases: Sequence[Case], library: Library, model: BandModel, coder: Coder) -> Evaluation:
    """A case file judged by a model and coder trained on the library alone."""
    results, read = [], []
    for case in cases:
        claims, readings = as_claims(case, coder)
        results.append(_result(case.id, case.score, claims, model))
        read.append((case, readings))
    return _evaluation(results, read, library)


def _as_case(report: ScoredReport) -> Case:
    claims = tuple(
        CaseClaim(text=f.text, aspect=f.aspect, polarity=f.polarity, maturity=f.maturity, voices=(f.voice,))
        for f in report.findings
    )
    return Case(id=report.id, score=report.score, claims=claims)


def _evaluation(
    results: Sequence[CaseResult], read: Sequence[tuple[Case, Sequence[Reading]]], library: Library
) -> Evaluation:
    scored = [result for result in results if result.score is not None]
    scores = [result.score for result in scored if result.score is not None]
    national = _frequencies(library.national.of())
    constant = {band: float(band == ALWAYS) for band in BANDS}
    likeliest = max(BANDS, key=lambda band: national[band])
    figures = band_figures(scores, [one.predicted for one in scored], [one.probabilities for one in scored])
    figures["baselines"] = {
        "always_3": band_figures(scores, [ALWAYS] * len(scores), [constant] * len(scores)),
        "national": band_figures(scores, [likeliest] * len(scores), [national] * len(scores)),
    }
    pairs = coded_pairs(read)
    return Evaluation(
        cases=tuple(results),
        overall=figures,
        coding={about: coding_figures(found) for about, found in pairs.items()},
        confusion={about: confusion(found) for about, found in pairs.items()},
    )


def _frequencies(counts: Mapping[int, int]) -> dict[int, float]:
    total = sum(counts.values())
    return {band: counts.get(band, 0) / total for band in BANDS}

"""How often the model is right: each real report left out in turn, or on cases it has never seen."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from rubric.claims.coder import Coder, Reading, train_coder
from rubric.claims.model import Claim
from rubric.framework.model import Framework
from rubric.prediction.bands import BandModel, nearest
from rubric.prediction.cases import Case, CaseClaim, as_claims, coded_pairs
from rubric.prediction.fitting import Fitter, one_thread
from rubric.prediction.metrics import band_figures, coding_figures, confusion
from rubric.prediction.model import BANDS, LeftOut, TrackRecord
from rubric.prediction.outlook import speaker_of, without_doubted
from rubric.prediction.references import claims_of
from rubric.prediction.thin import why_too_thin
from rubric.reports.model import Finding, Library, ScoredReport

MOST_FOLDS = 10  # our judgement: more would take long and change the figures on reading little
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
    """The band model fitted on the whole library, with its track record. Takes a second or so: keep the result."""
    fitter = Fitter(library, framework)
    with one_thread():
        return dataclasses.replace(fitter.whole(), track_record=track_record(library, fitter))


def track_record(library: Library, fitter: Fitter) -> TrackRecord:
    """Each report predicted, from its coded findings, by a model that has seen no sentence of it."""
    cases = []
    for report in library.reports:
        if not fitter.judges(report.id):  # it sets no band and gets none, so it says nothing about the model
            continue
        result = _result(report.id, report.score, claims_of(report), fitter.without(report.id))
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
    claims, doubted = without_doubted(claims, model)
    model = model.for_speaker(speaker_of(claims))
    probabilities = model.probabilities(model.aspects(claims))
    thin = why_too_thin(claims, model.framework, doubted=len(doubted))
    return CaseResult(
        id=case_id,
        score=score,
        predicted=None if thin else nearest(probabilities),
        probabilities=probabilities,
        not_predicted=thin.why if thin else None,
    )


def evaluate_library(
    library: Library,
    framework: Framework,
    extra: Sequence[Claim] = (),
    on_report: Callable[[int, ScoredReport], None] | None = None,
) -> Evaluation:
    """Leave-one-report-out on the library: no sentence of a report helps to predict or to code that report.

    `extra` are coded claims from outside the library that the coder may learn from. The band model is made afresh for
    each report. The coder takes seconds to train, so in a library of more than MOST_FOLDS reports it is trained for a
    group of them at a time, with the whole group left out. `on_report` is called with the number (from 1) and the
    report before each is judged.
    """
    judged: dict[str, CaseResult] = {}
    fitter, read = Fitter(library, framework), []
    number = 0
    for fold in _folds(library):
        outside = library.without(*(report.id for report in fold))
        coder: Coder | None = None
        for report in fold:
            number += 1
            if on_report:
                on_report(number, report)
            with one_thread():
                model = fitter.without(report.id)
            judged[report.id] = _result(report.id, report.score, claims_of(report), model)
            if any(finding.coded_by != "coder" for finding in report.findings):
                coder = coder or train_coder([*(f.as_claim() for f in outside.findings), *extra])
                case = _as_case(report)
                read.append((case, coder.read_all([claim.text for claim in case.claims])))
    return _evaluation([judged[report.id] for report in library.reports], read, library)


def _folds(library: Library) -> list[tuple[ScoredReport, ...]]:
    """The reports in at most MOST_FOLDS groups, each report alone while there are no more than that."""
    folds = min(len(library.reports), MOST_FOLDS)
    return [tuple(library.reports[start::folds]) for start in range(folds)]


def evaluate_cases(cases: Sequence[Case], library: Library, model: BandModel, coder: Coder) -> Evaluation:
    """A case file judged by a model and coder trained on the library alone."""
    results, read = [], []
    for case in cases:
        claims, readings = as_claims(case, coder)
        results.append(_result(case.id, case.score, claims, model))
        read.append((case, readings))
    return _evaluation(results, read, library)


def _as_case(report: ScoredReport) -> Case:
    return Case(id=report.id, score=report.score, claims=tuple(_as_case_claim(finding) for finding in report.findings))


def _as_case_claim(finding: Finding) -> CaseClaim:
    """The finding with its coding to be judged against; without, where that is only what a coder proposed.

    A coder that is compared with its own proposals agrees with itself, and the figures would flatter it.
    """
    if finding.coded_by == "coder":
        return CaseClaim(text=finding.text)
    return CaseClaim(
        text=finding.text,
        aspect=finding.aspect,
        polarity=finding.polarity,
        maturity=finding.maturity,
        voices=(finding.voice,),
    )


def _evaluation(
    results: Sequence[CaseResult], read: Sequence[tuple[Case, Sequence[Reading]]], library: Library
) -> Evaluation:
    scored = [result for result in results if result.score is not None]
    scores = [result.score for result in scored if result.score is not None]
    national = _frequencies(library.national.by_score())
    constant = {band: float(band == ALWAYS) for band in BANDS}
    likeliest = max(BANDS, key=lambda band: national[band])
    figures = band_figures(scores, [result.predicted for result in scored], [result.probabilities for result in scored])
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

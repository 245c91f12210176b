"""The output of the commands: an outcome or a comparison as JSON or text, and a report as read."""

from collections.abc import Sequence

from rubric.claims import Claim
from rubric.comparison import Comparison, Contrast, Match, Neighbours
from rubric.english import percent
from rubric.framework import Framework
from rubric.prediction import DISCLAIMER, BandModel, NotPredicted, Outcome, Prediction
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.pages.page_model import ReadReport


def outcome_as_json(outcome: Outcome, model: BandModel, case_id: str | None) -> dict[str, object]:
    """An outcome as the command line's JSON; `case_id` only where several cases are answered."""
    band = outcome if isinstance(outcome, Prediction) else None
    refusal = outcome if isinstance(outcome, NotPredicted) else None
    record = outcome.track_record
    found: dict[str, object] = {
        "band": band.band if band else None,
        "probabilities": {str(band): chance for band, chance in outcome.probabilities.items()},
        "likely": list(band.likely) if band else [],
        "evidence_only": {str(band): chance for band, chance in outcome.evidence_only.items()},
        "reads_like": list(outcome.reads_like),
        "prior": {str(band): chance for band, chance in outcome.prior.items()},
        "prior_from": outcome.prior_from,
        "reading": outcome.reading,
        "expected": outcome.expected,
        "score": outcome.score,
        "reasons": [reason.model_dump() for reason in outcome.reasons],
        "moves": [move.model_dump() for move in band.moves] if band else [],
        "not_predicted": refusal.why if refusal else None,
        "missing": list(refusal.missing) if refusal else [],
        "doubted": [item.model_dump() for item in outcome.doubted],
        "disclaimer": DISCLAIMER,
        "model": {
            "reports": model.reports,
            "evaluated": {"reports": record.reports, "exact": record.exact, "always_3": record.always_3},
        },
    }
    return {"id": case_id, **found} if case_id else found


def outcome_as_text(outcome: Outcome, case_id: str | None) -> str:
    """An outcome in a dozen lines, or why there is none and what is missing."""
    title = f"{case_id}: " if case_id else ""
    if isinstance(outcome, NotPredicted):
        return "\n".join([f"{title}Not predicted. {outcome.why}", *(f"  - {step}" for step in outcome.missing)])
    chances = "  ".join(f"{band}: {percent(chance)}" for band, chance in outcome.probabilities.items())
    record = outcome.track_record
    lines = [
        f"{title}{outcome.headline}",
        f"{DISCLAIMER}.",
        f"Likely: {', '.join(map(str, outcome.likely))}    {chances}",
        outcome.reading,
        outcome.explanation,
        f"Right on {record.exact} of {record.reports} real reports left out; always saying 3 would be right on "
        f"{record.always_3}.",
        "What would move it:",
        *(f"  {move.gain:+.2f}  {move.text}" for move in outcome.moves),
        "Largest reasons:",
        *(f"  {reason.effect:+.2f}  {reason.text}" for reason in outcome.reasons[:8]),
        *(f"Left out: {item.text} – {item.why}" for item in outcome.doubted),
    ]
    return "\n".join(lines)


GOOD = 3  # the score whose reports show what to reach for


def comparison_as_json(
    claims: Sequence[Claim], comparison: Comparison, framework: Framework, case_id: str | None
) -> dict[str, object]:
    """A comparison as the command line's JSON; `case_id` only where several cases are answered."""
    found: dict[str, object] = {
        "items": [
            {
                "id": claim.id,
                "aspect": claim.aspect,
                "text": claim.text,
                "findings": [_match_as_json(match) for match in _matches(comparison.neighbours[claim.id])],
            }
            for claim in claims
            if claim.id in comparison.neighbours
        ],
        "aspects": [
            _aspect_as_json(comparison.contrasts[aspect.id], aspect.title)
            for aspect in framework.aspects
            if aspect.id in comparison.contrasts
        ],
    }
    return {"id": case_id, **found} if case_id else found


def _matches(near: Neighbours) -> list[Match]:
    return [match for _, matches in sorted(near.by_score.items()) for match in matches]


def _match_as_json(match: Match) -> dict[str, object]:
    return {
        "report": match.finding.report_id,
        "place": match.finding.place,
        "score": match.finding.score,
        "aspect": match.finding.aspect,
        "text": match.finding.text,
        "likeness": round(match.likeness, 3),
        "why": "; ".join(match.why),
    }


def _aspect_as_json(contrast: Contrast, title: str) -> dict[str, object]:
    return {
        "aspect": contrast.aspect,
        "title": title,
        "missing": [
            {
                "text": pattern.text,
                "reports": sorted({finding.report_id for finding in pattern.findings}),
                "telling": round(pattern.telling, 3),
            }
            for pattern in contrast.missing(GOOD)
        ],
        "conclusion": contrast.conclusion,
    }


def comparison_as_text(
    claims: Sequence[Claim], comparison: Comparison, framework: Framework, case_id: str | None
) -> str:
    """A comparison by aspect: the conclusion, then each item with what is nearest at each score, or that nothing is."""
    lines = [f"{case_id}:"] if case_id else []
    for aspect in framework.aspects:
        lines += [aspect.title, f"  {comparison.contrasts[aspect.id].conclusion}"]
        for claim in claims:
            if claim.aspect == aspect.id:
                lines += [f"  - {claim.text}", *_beside(comparison.neighbours[claim.id])]
    return "\n".join(lines)


def _beside(near: Neighbours) -> list[str]:
    return [
        f"      {score}: {matches[0].finding.text} ({'; '.join(matches[0].why)})"
        if matches
        else f"      {score}: nothing close enough"
        for score, matches in sorted(near.by_score.items())
    ]


def reading_as_text(report: ReadReport, shelved: ShelvedReport) -> str:
    """A report as read, by line: what it is, what is missing or to be checked, each claim with its proposed coding."""
    council, score = shelved.authority or "council not named", shelved.score or "not found"
    lines = [f"{report.name}: {council}, score {score}, {len(shelved.findings)} claims"]
    lines += [f"  {sentence}" for sentence in (*report.missing, *report.notes)]
    lines += [
        f"  {finding.aspect}, {finding.polarity}, {finding.maturity}, {finding.voice}: {finding.text}"
        for finding in shelved.findings
    ]
    return "\n".join(lines)

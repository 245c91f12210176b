"""The output of the commands: an outcome as JSON or text, and a report as read."""

from rubric.english import percent
from rubric.prediction import DISCLAIMER, BandModel, NotPredicted, Outcome, Prediction
from rubric.reports.page_model import ReadReport
from rubric.reports.shelf import ShelvedReport


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

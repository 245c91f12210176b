"""From claims to an outcome: a predicted band with its reasons, or why there is none."""

from collections.abc import Iterable, Sequence

from rubric.claims.model import Claim
from rubric.framework.model import Framework
from rubric.framework.words import Speaker
from rubric.prediction.bands import BandModel
from rubric.prediction.model import BANDS, AspectProfile, Doubted, NotPredicted, Outcome, Prediction, Reason
from rubric.prediction.moves import moves
from rubric.prediction.score import AspectScore
from rubric.prediction.thin import why_too_thin
from rubric.prediction.words import explain, headline, notes

LIKELY = 0.9  # the chance that the likely set holds, where every aspect has evidence
LIKELY_WITH_GAPS = 0.95


def predict(claims: Sequence[Claim], model: BandModel, skipped: Iterable[str] = ()) -> Outcome:
    """The outcome for these claims: a band with its reasons, or why there is none.

    In: coded claims (their order means nothing, a repeated wording counts once), a fitted model, and the aspects
    skipped on purpose. Out: a `Prediction`, or `NotPredicted` where the evidence is too thin.
    """
    claims = [claim for claim in claims if claim.aspect in model.weights]
    doubts = model.doubter.left_out(claims)
    doubted = tuple(
        Doubted(claim_id=claim.id, aspect=claim.aspect, text=claim.text, why=doubts[claim.id].text)
        for claim in claims
        if claim.id in doubts
    )
    claims = [claim for claim in claims if claim.id not in doubts]
    model = model.for_speaker(speaker_of(claims))
    aspects = model.aspects(claims)
    line = model.line(aspects)
    probabilities = model.probabilities(line)
    shared = {
        "probabilities": probabilities,
        "expected": expected(probabilities),
        "score": line,
        "reasons": reasons(aspects, model),
        "profile": profile(aspects, model),
        "track_record": model.track_record,
        "national": dict(model.national),
        "doubted": doubted,
        "notes": notes(claims, model, len(doubted)),
    }
    thin = why_too_thin(claims, model.framework, skipped, len(doubted))
    if thin is not None:
        return NotPredicted(why=thin.why, missing=thin.missing, missing_aspects=thin.aspects, **shared)
    band = max(BANDS, key=lambda k: probabilities[k])
    silent = any(not aspect.parts for aspect in aspects)
    likely = likely_set(probabilities, LIKELY_WITH_GAPS if silent else LIKELY)
    return Prediction(
        band=band,
        likely=likely,
        moves=moves(claims, model),
        headline=headline(band, model.framework),
        explanation=explain(aspects, model, band),
        **shared,
    )


def speaker_of(claims: Iterable[Claim]) -> Speaker:
    """The speaker of the claims taken together: the regulator only where all are the regulator's."""
    speakers = {claim.speaker for claim in claims}
    return Speaker.REGULATOR if speakers == {Speaker.REGULATOR} else Speaker.COUNCIL


def expected(probabilities: dict[int, float]) -> float:
    """The mean band, 1 to 4."""
    return sum(band * chance for band, chance in probabilities.items())


def likely_set(probabilities: dict[int, float], level: float) -> tuple[int, ...]:
    """The fewest neighbouring bands, around the likeliest, whose chances reach `level` (0 to 1)."""
    low = high = max(BANDS, key=lambda k: probabilities[k])
    while sum(probabilities[k] for k in range(low, high + 1)) < level:
        below, above = probabilities.get(low - 1, -1.0), probabilities.get(high + 1, -1.0)
        low, high = (low - 1, high) if below > above else (low, high + 1)
    return tuple(range(low, high + 1))


def reasons(aspects: Iterable[AspectScore], model: BandModel) -> tuple[Reason, ...]:
    """The parts of the linear score, largest effect first; their effects add up to `model.line(aspects)`."""
    found = []
    for aspect in aspects:
        scale = model.slope * aspect.weight
        found += [
            Reason(
                aspect=aspect.aspect,
                claim_id=part.claim.id,
                text=part.claim.text,
                effect=scale * part.share * (part.value - model.neutral),
            )
            for part in aspect.parts
        ]
        found.append(
            Reason(
                aspect=aspect.aspect,
                claim_id=None,
                text=_of_silence(aspect, model.framework),
                effect=scale * aspect.silent_share * (aspect.silence - model.neutral),
            )
        )
    return tuple(sorted(found, key=lambda reason: (-abs(reason.effect), reason.aspect, reason.claim_id or "")))


def _of_silence(aspect: AspectScore, framework: Framework) -> str:
    title = framework.aspect(aspect.aspect).title
    return f"{title}: the caution kept for what is not said" if aspect.parts else f"{title}: nothing said yet"


def profile(aspects: Iterable[AspectScore], model: BandModel) -> tuple[AspectProfile, ...]:
    """Where each aspect stands beside what is typical at each score."""
    return tuple(
        AspectProfile(
            aspect=aspect.aspect,
            value=aspect.value if aspect.parts else None,
            claims=len(aspect.parts),
            typical={band: model.typical[band][aspect.aspect] for band in BANDS},
        )
        for aspect in aspects
    )

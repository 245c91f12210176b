"""From claims to an outcome: a predicted band with its reasons, or why there is none."""

from collections.abc import Iterable, Sequence

from rubric.claims.model import Claim
from rubric.framework.model import Framework
from rubric.framework.words import Speaker
from rubric.prediction.bands import BandModel, expected, likely_set, nearest
from rubric.prediction.model import BANDS, AspectProfile, Doubted, NotPredicted, Outcome, Prediction, Reason
from rubric.prediction.moves import moves
from rubric.prediction.prior import from_own_score
from rubric.prediction.score import AspectScore
from rubric.prediction.substance import FRAGMENT, substance
from rubric.prediction.thin import why_too_thin
from rubric.prediction.words import explain, headline, notes, reading

LIKELY = 0.8  # the chance that the likely set holds: docs/prediction.md has how often it does
READS_LIKE = 2 / 3  # of what the evidence alone says: where it points, which is not yet what is likely


def predict(
    claims: Sequence[Claim], model: BandModel, skipped: Iterable[str] = (), own_score: int | None = None
) -> Outcome:
    """The outcome for these claims: a band with its reasons, or why there is none.

    In: coded claims (their order means nothing, a repeated wording counts once), a fitted model, the aspects skipped on
    purpose, and the council's own last score on this statement where that is to be started from rather than the
    national picture. Out: a `Prediction`, or `NotPredicted` where the evidence is too thin.
    """
    claims = [claim for claim in claims if claim.aspect in model.weights]
    claims, doubted = without_doubted(claims, model)
    model = model.for_speaker(speaker_of(claims))
    aspects = model.aspects(claims)
    prior = dict(model.prior) if own_score is None else from_own_score(own_score)
    probabilities = model.probabilities(aspects, prior)
    alone = model.evidence_only(aspects)
    reads_like = likely_set(alone, READS_LIKE)
    shared = {
        "probabilities": probabilities,
        "evidence_only": alone,
        "reads_like": reads_like,
        "prior": prior,
        "prior_from": "national" if own_score is None else "own score",
        "reading": reading(reads_like, model.national, own_score),
        "expected": expected(probabilities),
        "score": model.line(aspects),
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
    band = nearest(probabilities)
    return Prediction(
        band=band,
        likely=likely_set(probabilities, LIKELY),
        moves=moves(claims, model, prior),
        headline=headline(band, model.framework),
        explanation=explain(aspects, model, band),
        **shared,
    )


def without_doubted(claims: Sequence[Claim], model: BandModel) -> tuple[list[Claim], tuple[Doubted, ...]]:
    """The claims that count, and those that don't, each with why: no evidence by their wording, or no sentence."""
    doubts = {claim_id: doubt.text for claim_id, doubt in model.doubter.left_out(claims).items()}
    why = {claim.id: FRAGMENT for claim in claims if not substance(claim).is_claim} | doubts
    doubted = tuple(
        Doubted(claim_id=claim.id, aspect=claim.aspect, text=claim.text, why=why[claim.id])
        for claim in claims
        if claim.id in why
    )
    return [claim for claim in claims if claim.id not in why], doubted


def speaker_of(claims: Iterable[Claim]) -> Speaker:
    """The speaker of the claims taken together: the regulator only where all are the regulator's."""
    speakers = {claim.speaker for claim in claims}
    return Speaker.REGULATOR if speakers == {Speaker.REGULATOR} else Speaker.COUNCIL


def reasons(aspects: Iterable[AspectScore], model: BandModel) -> tuple[Reason, ...]:
    """The parts of the linear score, largest effect first; their effects add up to `model.line(aspects)`."""
    found = []
    for aspect in aspects:
        scale = model.pull(aspect)
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

"""A prediction in a few sentences: what tips it, how sure it is and why, and what to do next."""

from collections.abc import Sequence

from rubric.claims.model import Claim
from rubric.english import count, either, in_words, inline, listed, percent
from rubric.evidence.model import Assessment
from rubric.framework.model import Framework
from rubric.framework.words import Polarity
from rubric.prediction.bands import nearest
from rubric.prediction.model import AspectProfile, Prediction
from rubric.prediction.offers import Suggestion
from rubric.prediction.substance import substance

# From which chance on a band is called likely, and sure: our judgement. The likely range has the measured promise.
_LIKELIER, _SURE = 0.6, 0.8
_FEW = 2  # items: with fewer, little is said on an aspect
_MOST_NAMED = 2  # aspects in one sentence
# Of the scale from 0 to 1 on which aspects stand: reports scored 2 and 3 that lie closer are told apart by nothing.
_ALIKE = 0.05


def what_tips_it(outcome: Prediction) -> str:
    """One sentence to follow `Prediction.reading`: whether what was known before changes the band."""
    alone = nearest(outcome.evidence_only)
    if alone == outcome.band:
        return f"With or without that, the band is a {alone}."
    return f"That tips it from a {alone} to a {outcome.band}."


def how_sure(outcome: Prediction, claims: Sequence[Claim], framework: Framework) -> str:
    """One sentence: how sure the band is, and why it is no surer.

    In: the claims that the outcome was predicted from, those left out included.
    """
    left_out = {doubt.claim_id for doubt in outcome.doubted}
    good = [claim for claim in claims if claim.id not in left_out and claim.polarity is not Polarity.SHORTFALL]
    shown = sum(substance(claim).is_shown for claim in good)
    why = f"{shown} of {count(len(good), 'item')} {either(shown, 'has', 'have')} something to show for it"
    weak = _weak(outcome, framework)
    return f"{_surely(outcome)}: {why}{f', but {weak}' if weak else ''}."


def _surely(outcome: Prediction) -> str:
    chances = outcome.probabilities
    chance = chances[outcome.band]
    rival = max((band for band in chances if band != outcome.band), key=lambda band: chances[band])
    if chance >= _SURE:
        return f"Fairly sure of a {outcome.band} ({percent(chance)})"
    against = f"({percent(chance)} to {percent(chances[rival])})"
    if chance >= _LIKELIER:
        return f"More likely a {outcome.band} than a {rival} {against}"
    return (
        f"Open between {min(outcome.band, rival)} and {max(outcome.band, rival)}, nearest to a {outcome.band} {against}"
    )


def _weak(outcome: Prediction, framework: Framework) -> str:
    """On which aspects little is said, or else which of them pull the band down."""
    thin = [standing.aspect for standing in outcome.profile if standing.claims < _FEW]
    if thin:
        return f"little is said on {_named(thin, framework)}"
    effects = {
        aspect.id: sum(reason.effect for reason in outcome.reasons if reason.aspect == aspect.id)
        for aspect in framework.aspects
    }
    down = sorted((aspect for aspect in effects if effects[aspect] < 0), key=lambda aspect: effects[aspect])
    many = min(len(down), _MOST_NAMED)
    return f"{_named(down, framework, most_only=True)} {either(many, 'pulls', 'pull')} it down" if down else ""


def _named(aspects: Sequence[str], framework: Framework, *, most_only: bool = False) -> str:
    titles = [f"“{inline(framework.aspect(aspect).title)}”" for aspect in aspects[:_MOST_NAMED]]
    more = 0 if most_only else len(aspects) - len(titles)
    return listed([*titles, *([f"{in_words(more, 'other')}"] if more else [])])


def tell_apart(standing: AspectProfile) -> bool:
    """Whether reports scored 3 stand clearly above those scored 2 on this aspect."""
    return standing.typical[3] - standing.typical[2] >= _ALIKE


def where_it_stands(standing: AspectProfile) -> str:
    """One sentence on an aspect: where the evidence stands between reports scored 2 and 3, if those differ at all."""
    value, two, three = standing.value, standing.typical[2], standing.typical[3]
    if value is None:
        return "Nothing is said yet."
    if not tell_apart(standing):
        low, high = min(two, three), max(two, three)
        you = "stand with them" if low - _ALIKE <= value <= high + _ALIKE else "are above both"
        you = "are below both" if value < low - _ALIKE else you
        return f"Reports scored 2 and 3 do not differ here; you {you}."
    if value >= three - _ALIKE:
        return "Like reports scored 3." if value <= three + _ALIKE else "Above reports scored 3."
    if value <= two + _ALIKE:
        return "Like reports scored 2." if value >= two - _ALIKE else "Below reports scored 2."
    return f"Between the two, nearer to a {3 if three - value < value - two else 2}."


def next_steps(found: Sequence[Suggestion], assessment: Assessment, most: int = 3) -> tuple[Suggestion, ...]:
    """The few suggestions to show first: of different kinds, so that each says another thing; no failing goes first.

    In: the suggestions in their order. Where there are fewer kinds than are wanted, the next in order fill up.
    """
    failing = {item.id for item in assessment.evidence if item.polarity in (Polarity.SHORTFALL, Polarity.MIXED)}
    kept: list[Suggestion] = []
    for one in found:
        kinds, aspects = {each.cause for each in kept}, {aspect for each in kept for aspect in each.aspects}
        if one.cause not in kinds and aspects.isdisjoint(one.aspects):
            kept.append(one)
    kept = [*kept, *(one for one in found if one not in kept)][:most]
    return tuple(sorted(kept, key=lambda one: kept.index(one) + (most if _is_about(one, failing) else 0)))


def _is_about(suggestion: Suggestion, items: set[str]) -> bool:
    return not items.isdisjoint(suggestion.evidence)

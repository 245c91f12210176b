"""The prediction in sentences: a headline, an explanation a director can repeat, and what to treat with care."""

from collections.abc import Mapping, Sequence

from rubric.claims.model import Claim
from rubric.english import capital, count, either, inline, listed
from rubric.framework.model import Framework
from rubric.framework.words import OUTSIDE, Polarity, Speaker
from rubric.prediction.bands import BandModel
from rubric.prediction.model import BANDS
from rubric.prediction.score import AspectScore
from rubric.prediction.substance import substance
from rubric.prediction.value import is_confirmed_outside
from rubric.prediction.wordings import count_repeated

FEW_REPORTS = 20  # below this the track record says little, and the screen says so


def headline(band: int, framework: Framework) -> str:
    """ "Predicted band: 3 – Evidence shows a good standard"."""
    return f"Predicted band: {band} – {framework.score_label(band)}"


def reading(reads_like: Sequence[int], national: Mapping[int, float], own_score: int | None) -> str:
    """What the evidence says alone, beside what was known before: "Your evidence alone reads like 2 to 3; most …"."""
    if len(reads_like) == len(BANDS):
        alone = "Your evidence alone says little yet about the score"
    else:
        span = str(reads_like[0]) if len(reads_like) == 1 else f"{reads_like[0]} to {reads_like[-1]}"
        alone = f"Your evidence alone reads like {span}"
    if own_score is not None:
        return f"{alone}; your own last score is {own_score}."
    commonest = max(national, key=lambda band: national[band])
    share = "most councils hold" if national[commonest] > 1 / 2 else "the commonest score among councils is"
    return f"{alone}; {share} a {commonest}."


def explain(aspects: Sequence[AspectScore], model: BandModel, band: int) -> str:
    """Two or three sentences: what most aspects read like, and what pulls the other way and why."""
    above = [a for a in aspects if a.parts and a.value >= model.neutral]
    below = sorted((a for a in aspects if a.value < model.neutral), key=lambda a: a.weight * (a.value - model.neutral))
    heard = sum(bool(a.parts) for a in aspects)
    sentences = [
        f"{len(above)} of the {heard} aspects with evidence read more like reports scored 3 than like those scored 2."
    ]
    if below:
        named = below[:3]
        titles = listed((inline(model.framework.aspect(a.aspect).title) for a in named), comma=True)
        sentences.append(f"{capital(titles)} {either(len(named), 'pulls', 'pull')} it down most.")
        sentences += [why for a in named[:2] if (why := _why_low(a, model))]
    elif above:
        best = max(above, key=lambda a: a.weight * a.value)
        sentences.append(f"{model.framework.aspect(best.aspect).title} helps most, and no aspect pulls it down.")
    if band in model.judged_bands:
        sentences.append(
            f"No report in the library is scored {band}, so this rests on our own description of that level."
        )
    return " ".join(sentences)


def _why_low(aspect: AspectScore, model: BandModel) -> str:
    title = model.framework.aspect(aspect.aspect).title
    if not aspect.parts:
        return f"{title}: nothing is said yet, and silence is read with caution."
    claims = [part.claim for part in aspect.parts]
    council = [c for c in claims if c.speaker is Speaker.COUNCIL and c.polarity is not Polarity.SHORTFALL]
    alone = sum(not c.voices and not c.unanswered for c in council)
    unanswered = sum(c.unanswered for c in council)
    inside = sum(bool(c.voices) and not is_confirmed_outside(c) for c in council)
    gaps = sum(c.polarity is Polarity.SHORTFALL for c in claims)
    early = sum(c.polarity is not Polarity.SHORTFALL and c.maturity.level <= 2 for c in claims)
    causes = []
    if gaps:
        causes.append(f"{gaps} of {len(claims)} claims {either(gaps, 'is a shortfall', 'are shortfalls')}")
    if early:
        causes.append(f"{early} of {len(claims)} {either(early, 'is', 'are')} still planned or developing")
    if alone:
        causes.append(f"{alone} {either(alone, 'rests', 'rest')} on the council’s word alone")
    if unanswered:
        causes.append(f"for {unanswered} it is not answered who confirms {either(unanswered, 'it', 'them')}")
    if inside and not causes:
        causes.append("neither people nor partners confirm it")
    return f"{title}: {listed(causes)}." if causes else ""


def notes(claims: Sequence[Claim], model: BandModel, doubted: int = 0) -> tuple[str, ...]:
    """What to treat with care in this prediction, in plain sentences."""
    found = []
    if model.reports < FEW_REPORTS:
        found.append(
            f"The model has learned from {model.reports} reports only, so its track record is a sign, not a guarantee."
        )
    if model.judged_bands:
        found.append(
            f"No report in the library is scored {listed(map(str, model.judged_bands), 'or')}: "
            "there our own description of the level stands in."
        )
    council = [claim for claim in claims if claim.speaker is Speaker.COUNCIL]
    if doubted:
        found.append(f"{count(doubted, 'item counts', 'items count')} for nothing here: “Left out” says why.")
    again = count_repeated(council)
    if again:
        found.append(f"{count(again, 'item says', 'items say')} what another says already: it counts once.")
    unheard = sum(bool(claim.unheard) for claim in council)
    if unheard:
        found.append(
            f"{count(unheard, 'item says', 'items say')} that people or partners confirm it, but nothing "
            "written there names any: say who, or an assessor will ask."
        )
    good = [claim for claim in council if claim.polarity is not Polarity.SHORTFALL]
    unshown = sum(not substance(claim).is_shown for claim in good)
    if unshown:
        found.append(
            f"{count(unshown, 'item has', 'items have')} no source, figure, difference made or recorded confirmation, "
            f"and {either(unshown, 'says', 'say')} little for a higher band until there is one."
        )
    ticked = sum(bool(claim.voices & OUTSIDE) and not claim.recorded & OUTSIDE for claim in good)
    if ticked:
        found.append(
            f"For {count(ticked, 'item')} it is ticked that people or partners confirm it, and not recorded what they "
            "said: a tick counts for little."
        )
    alone = sum(not claim.voices and not claim.unanswered for claim in council)
    if alone:
        found.append(
            f"{alone} of {len(council)} items rest on the council's word alone and count as “in place” at most."
        )
    unanswered = sum(claim.unanswered for claim in council)
    if unanswered:
        found.append(
            f"For {unanswered} of {len(council)} items it is not answered who confirms "
            f"{either(unanswered, 'it, so it counts', 'them, so they count')} as “in place” at most."
        )
    return tuple(found)

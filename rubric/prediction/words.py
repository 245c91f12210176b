"""The prediction in sentences: a headline, an explanation a director can repeat, and what to treat with care."""

from collections.abc import Iterable, Sequence

from rubric.claims.model import Claim
from rubric.framework.model import Framework
from rubric.framework.words import Polarity, Speaker
from rubric.prediction.bands import BandModel
from rubric.prediction.score import AspectScore
from rubric.prediction.value import is_confirmed_outside
from rubric.prediction.wordings import said_again

FEW_REPORTS = 20  # below this the track record says little, and the screen says so


def headline(band: int, framework: Framework) -> str:
    """ "Predicted band: 3 – Evidence shows a good standard"."""
    return f"Predicted band: {band} – {framework.score_label(band)}"


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
        titles = _listed([_title(a, model) for a in named])
        sentences.append(f"{titles[:1].upper()}{titles[1:]} {'pull' if len(named) > 1 else 'pulls'} it down most.")
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
        causes.append(f"{gaps} of {len(claims)} claims {'is a shortfall' if gaps == 1 else 'are shortfalls'}")
    if early:
        causes.append(f"{early} of {len(claims)} {'is' if early == 1 else 'are'} still planned or developing")
    if alone:
        causes.append(f"{alone} {'rests' if alone == 1 else 'rest'} on the council’s word alone")
    if unanswered:
        causes.append(f"for {unanswered} it is not answered who confirms {'it' if unanswered == 1 else 'them'}")
    if inside and not causes:
        causes.append("neither people nor partners confirm it")
    return f"{title}: {_listed(causes)}." if causes else ""


def notes(claims: Sequence[Claim], model: BandModel, doubted: int = 0) -> tuple[str, ...]:
    """What to treat with care in this prediction, in plain sentences."""
    found = []
    if model.reports < FEW_REPORTS:
        found.append(
            f"The model has learned from {model.reports} reports only, so its track record is a sign, not a guarantee."
        )
    if model.judged_bands:
        found.append(
            f"No report in the library is scored {' or '.join(str(b) for b in model.judged_bands)}: "
            "there our own description of the level stands in."
        )
    council = [claim for claim in claims if claim.speaker is Speaker.COUNCIL]
    if doubted:
        found.append(
            f"{doubted} {'item counts' if doubted == 1 else 'items count'} for nothing here: “Left out” says why."
        )
    again = said_again(council)
    if again:
        found.append(f"{again} {'item says' if again == 1 else 'items say'} what another says already: it counts once.")
    unheard = sum(bool(claim.unheard) for claim in council)
    if unheard:
        found.append(
            f"{unheard} {'item says' if unheard == 1 else 'items say'} that people or partners confirm it, but nothing "
            "written there names any: say who, or an assessor will ask."
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
            f"{'it, so it counts' if unanswered == 1 else 'them, so they count'} as “in place” at most."
        )
    return tuple(found)


def _title(aspect: AspectScore, model: BandModel) -> str:
    title = model.framework.aspect(aspect.aspect).title
    return title[:1].lower() + title[1:]


def _listed(things: Iterable[str]) -> str:
    items = list(things)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""

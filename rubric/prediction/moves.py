"""What would move the prediction: each single change tried, the largest effects kept, said in words."""

from collections.abc import Iterable, Sequence

from rubric.claims.model import Claim
from rubric.framework.model import Aspect, Framework
from rubric.framework.words import Maturity, Polarity, Speaker, Voice
from rubric.prediction.bands import BandModel
from rubric.prediction.model import BANDS, Move
from rubric.prediction.value import is_confirmed_outside

MOST_MOVES = 6
MOST_IN_ONE_ASPECT = 2
LEAST_GAIN = 0.005  # of expected score: less than this is not worth a busy person's time
_SHORT = 90  # characters of a claim that are quoted

_FURTHER = {
    Maturity.PLANNED: "agree what will be done about this",
    Maturity.DEVELOPING: "start on this",
    Maturity.IN_PLACE: "get this working for those it is meant for",
    Maturity.EMBEDDED: "make this routine everywhere, or show one change that came of it",
    Maturity.IMPACT: "show what difference this made, in people’s words or in figures",
}
_WHO = {
    Voice.PEOPLE: "people who use services or carers",
    Voice.PARTNERS: "partners",
    Voice.STAFF_AND_LEADERS: "staff",
    Voice.PROCESSES: "data or documents",
}


def moves(claims: Sequence[Claim], model: BandModel) -> tuple[Move, ...]:
    """The changes that would raise the expected score most, largest first; at most two in one aspect."""
    before = _expected(claims, model)
    tried = [
        move.model_copy(update={"gain": _expected(changed, model) - before})
        for move, changed in _changes(claims, model.framework)
    ]
    tried.sort(key=lambda move: (-move.gain, move.aspect, move.claim_id or "", move.kind))
    kept: list[Move] = []
    for move in tried:
        same_aspect = [other for other in kept if other.aspect == move.aspect]
        same_claim = any(other.claim_id == move.claim_id for other in same_aspect if other.claim_id)
        if move.gain >= LEAST_GAIN and len(same_aspect) < MOST_IN_ONE_ASPECT and not same_claim:
            kept.append(move)
    return tuple(kept[:MOST_MOVES])


def _expected(claims: Sequence[Claim], model: BandModel) -> float:
    chances = model.probabilities(model.line(model.aspects(claims)))
    return sum(band * chances[band] for band in BANDS)


def _changes(claims: Sequence[Claim], framework: Framework) -> Iterable[tuple[Move, list[Claim]]]:
    for place, claim in enumerate(claims):
        aspect = framework.aspect(claim.aspect)
        for kind, text, changed in _changes_to(claim, aspect):
            move = Move(aspect=claim.aspect, claim_id=claim.id, text=text, kind=kind, gain=0.0)
            yield move, [*claims[:place], changed, *claims[place + 1 :]]
    speaker = Speaker.COUNCIL if any(c.speaker is Speaker.COUNCIL for c in claims) or not claims else Speaker.REGULATOR
    for aspect in framework.aspects:
        voice = aspect.corroborated_by[0]
        known = any(claim.aspect == aspect.id for claim in claims)
        text = (
            f"{aspect.title}: add something routine, or something that brought a change, that {_WHO[voice]} confirm"
            if known
            else f"{aspect.title}: nothing is said yet; something in place that {_WHO[voice]} confirm is a start"
        )
        added = Claim(
            id=f"added to {aspect.id}",
            text=text,
            aspect=aspect.id,
            polarity=Polarity.STRENGTH,
            maturity=Maturity.EMBEDDED if known else Maturity.IN_PLACE,
            voices=frozenset({voice}),
            speaker=speaker,
        )
        yield Move(aspect=aspect.id, claim_id=None, text=text, kind="add", gain=0.0), [*claims, added]


def _changes_to(claim: Claim, aspect: Aspect) -> Iterable[tuple[str, str, Claim]]:
    """The single changes to one claim that are worth asking for: (kind, words, the claim changed)."""
    quoted = f"“{_shortened(claim.text)}”"
    if claim.polarity is Polarity.SHORTFALL:
        begun = _at_least_developing(claim.maturity)
        changed = claim.model_copy(update={"polarity": Polarity.MIXED, "maturity": begun})
        yield "resolve", f"{aspect.title}: start work on this gap and show it: {quoted}", changed
        return
    outside = [voice for voice in aspect.corroborated_by if voice in (Voice.PEOPLE, Voice.PARTNERS)] or [Voice.PARTNERS]
    if claim.speaker is Speaker.COUNCIL and not is_confirmed_outside(claim):
        voice = outside[0]
        who = _WHO[voice]
        confirmed = claim.model_copy(update={"voices": claim.voices | {voice}})
        yield "confirm", f"{aspect.title}: {who} confirming this: {quoted}", confirmed
    further = _next(claim.maturity)
    if further is not None:
        raised = claim.model_copy(update={"maturity": further})
        yield "mature", f"{aspect.title}: {_FURTHER[further]}: {quoted}", raised


def _next(maturity: Maturity) -> Maturity | None:
    levels = list(Maturity)
    return levels[maturity.level + 1] if maturity.level + 1 < len(levels) else None


def _at_least_developing(maturity: Maturity) -> Maturity:
    return max(maturity, Maturity.DEVELOPING, key=lambda m: m.level)


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else flat[:_SHORT].rsplit(" ", 1)[0] + "…"

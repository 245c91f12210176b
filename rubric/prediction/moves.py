"""What would move the prediction: each single change tried, the largest effects kept, put in words."""

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from rubric.claims.model import Claim
from rubric.english import shortened
from rubric.framework.model import Aspect, Framework
from rubric.framework.words import OUTSIDE, Maturity, Polarity, Speaker, Voice
from rubric.prediction.bands import BandModel, expected
from rubric.prediction.model import Move
from rubric.prediction.score import PLACE, AspectScore, Weighed
from rubric.prediction.substance import substance
from rubric.prediction.wordings import Wordings

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


# What is tried in place of a part of substance that is missing, and how it is asked for.
_SHOWN = {
    "difference": ({"outcome": "Fell from 40 to 12 in 2026"}, "write down what changed because of this, in figures"),
    "figure": ({"figures": "12 of 40 in 2026"}, "give a figure for this, with what it is out of and when it is from"),
    "source": ({"group": "where it is written down"}, "name where this is written down"),
}
# Words of a figure that is a failing, whatever tone was chosen for it: nobody is to make that routine.
_FAILING = re.compile(
    r"\b(?:below|under|lower than|worse than|short of|behind) (?:the |our |its |their )?(?:\w+ ){0,2}"
    r"(?:average|mean|median|target|standard|benchmark|neighbours|peers)\b",
    re.I,
)


def tells_of_failing(text: str) -> bool:
    """Whether a text says of itself that something is below an average or a target."""
    return bool(_FAILING.search(text))


def moves(claims: Sequence[Claim], model: BandModel, prior: Mapping[int, float] | None = None) -> tuple[Move, ...]:
    """The changes that would raise the expected score most, largest first; at most two in one aspect.

    `prior` is what the prediction starts from, the national picture unless told."""
    what_if = WhatIf(claims, model, prior)
    before = what_if.as_is()
    tried = [
        move.model_copy(update={"gain": what_if.changed(place, changed) - before})
        for place, claim in enumerate(claims)
        for move, changed in _changes_to(claim, model.framework.aspect(claim.aspect))
    ]
    tried += [
        move.model_copy(update={"gain": what_if.added(claim) - before})
        for move, claim in _additions(claims, model.framework)
    ]
    tried.sort(key=lambda move: (-move.gain, move.aspect, move.claim_id or "", move.kind))
    kept: list[Move] = []
    for move in tried:
        same_aspect = [other for other in kept if other.aspect == move.aspect]
        same_claim = any(other.claim_id == move.claim_id for other in same_aspect if other.claim_id)
        if move.gain >= LEAST_GAIN and len(same_aspect) < MOST_IN_ONE_ASPECT and not same_claim:
            kept.append(move)
    return tuple(kept[:MOST_MOVES])


class WhatIf:
    """The expected score that some claims lead to, and would lead to with one of them coded otherwise or one more.

    Each claim is weighed once, and only the aspects that a change touches are scored again: those with a claim of the
    same wording. So each of the hundreds of changes tried costs far less than to score all claims, and gives the same
    figure.
    """

    def __init__(self, claims: Sequence[Claim], model: BandModel, prior: Mapping[int, float] | None = None) -> None:
        self._model, self._prior = model, prior
        self._wordings = Wordings(claims)
        self._weighed = [model.weighed(claim, self._wordings) for claim in claims]
        ordered = sorted(self._weighed, key=PLACE)
        self._scored = {score.aspect: score for score in model.aspects_of(ordered)}
        self._under: dict[Hashable, set[str]] = defaultdict(set)  # the aspects that a wording is said under
        for one in ordered:
            self._under[one.wording].add(one.claim.aspect)
        self._weighing: dict[str, list[Weighed]] = defaultdict(list)  # those that could weigh in an aspect, in order
        for one in ordered:
            for aspect in self._under[one.wording]:
                self._weighing[aspect].append(one)

    def as_is(self) -> float:
        """The expected score, 1 to 4."""
        return self._expected(self._scored.values())

    def changed(self, place: int, claim: Claim) -> float:
        """The same with another coding, figures, difference or source of the claim at this place; its text stays."""
        return self._with(claim, place)

    def added(self, claim: Claim) -> float:
        """The same with one more claim."""
        return self._with(claim, None)

    def _with(self, claim: Claim, instead_of: int | None) -> float:
        new = self._model.weighed(claim, self._wordings)
        old = None if instead_of is None else self._weighed[instead_of]
        touched = self._under.get(new.wording, set()) | {claim.aspect}
        found = {id(one): one for aspect in touched for one in self._weighing.get(aspect, ()) if one is not old}
        some = list(found.values()) if len(touched) == 1 else sorted(found.values(), key=PLACE)
        insort(some, new, key=PLACE)
        fresh = {score.aspect: score for score in self._model.aspects_of(some, touched)}
        return self._expected((self._scored | fresh).values())

    def _expected(self, scores: Iterable[AspectScore]) -> float:
        return expected(self._model.probabilities(scores, self._prior))


def _additions(claims: Sequence[Claim], framework: Framework) -> Iterable[tuple[Move, Claim]]:
    speaker = Speaker.COUNCIL if any(c.speaker is Speaker.COUNCIL for c in claims) or not claims else Speaker.REGULATOR
    for aspect in framework.aspects:
        voice = aspect.corroborated_by[0]
        has_claims = any(claim.aspect == aspect.id for claim in claims)
        text = (
            f"{aspect.title}: add something routine, or something that brought a change, that {_WHO[voice]} confirm"
            if has_claims
            else f"{aspect.title}: nothing is said yet; something in place that {_WHO[voice]} confirm is a start"
        )
        added = Claim(
            id=f"added to {aspect.id}",
            text=text,
            aspect=aspect.id,
            polarity=Polarity.STRENGTH,
            maturity=Maturity.EMBEDDED if has_claims else Maturity.IN_PLACE,
            voices=frozenset({voice}),
            recorded=frozenset({voice}),
            figures="12 of 40 in 2026",
            outcome="Fell from 40 to 12 in 2026",
            group=f"a document on {aspect.id}",
            speaker=speaker,
        )
        yield Move(aspect=aspect.id, claim_id=None, text=text, kind="add", gain=0.0), added


def _changes_to(claim: Claim, aspect: Aspect) -> Iterable[tuple[Move, Claim]]:
    """The single changes to one claim that are worth asking for, each with the claim as it would be."""
    for kind, text, changed in _codings(claim, aspect):
        yield Move(aspect=claim.aspect, claim_id=claim.id, text=text, kind=kind, gain=0.0), changed


def _codings(claim: Claim, aspect: Aspect) -> Iterable[tuple[str, str, Claim]]:
    quoted = f"“{shortened(claim.text, _SHORT)}”"
    if claim.polarity is Polarity.SHORTFALL:
        begun = _at_least_developing(claim.maturity)
        changed = claim.model_copy(update={"polarity": Polarity.MIXED, "maturity": begun})
        yield "resolve", f"{aspect.title}: start work on this gap and show it: {quoted}", changed
        return
    if claim.speaker is Speaker.COUNCIL:
        yield from _confirmed(claim, aspect, quoted)
        yield from _shown(claim, aspect, quoted)
    if claim.polarity is Polarity.MIXED:  # part of it fails, so it is not to be made routine
        better = max(claim.maturity, Maturity.IN_PLACE, key=lambda m: m.level)
        whole = claim.model_copy(update={"polarity": Polarity.STRENGTH, "maturity": better})
        yield "resolve", f"{aspect.title}: mend what falls short in this, and show that it works: {quoted}", whole
        return
    further = _next(claim.maturity)
    if further is not None and not tells_of_failing(f"{claim.text} {claim.figures}"):
        raised = claim.model_copy(update={"maturity": further})
        yield "mature", f"{aspect.title}: {_FURTHER[further]}: {quoted}", raised


def _confirmed(claim: Claim, aspect: Aspect, quoted: str) -> Iterable[tuple[str, str, Claim]]:
    """Somebody outside the council confirming it, with what they said recorded."""
    if claim.recorded & OUTSIDE:
        return
    ticked = [voice for voice in Voice if voice in claim.voices & OUTSIDE]
    voice = (ticked or [voice for voice in aspect.corroborated_by if voice in OUTSIDE] or [Voice.PARTNERS])[0]
    recorded = {"recorded": claim.recorded | {voice}, "unheard": claim.unheard - {voice}}
    confirmed = claim.model_copy(update={"voices": claim.voices | {voice}, "unanswered": False, **recorded})
    if ticked:
        yield "confirm", f"{aspect.title}: a record of what {_WHO[voice]} said of this, and when: {quoted}", confirmed
    else:
        yield "confirm", f"{aspect.title}: {_WHO[voice]} confirming this: {quoted}", confirmed


def _shown(claim: Claim, aspect: Aspect, quoted: str) -> Iterable[tuple[str, str, Claim]]:
    """Each part of its substance that is missing; what is not in place yet has made no difference to tell."""
    found = substance(claim)
    for part, (given, words) in _SHOWN.items():
        begun = part != "difference" or claim.maturity.level >= Maturity.IN_PLACE.level
        if begun and getattr(found, part) < 1:
            yield "show", f"{aspect.title}: {words}: {quoted}", claim.model_copy(update=given)


def _next(maturity: Maturity) -> Maturity | None:
    levels = list(Maturity)
    return levels[maturity.level + 1] if maturity.level + 1 < len(levels) else None


def _at_least_developing(maturity: Maturity) -> Maturity:
    return max(maturity, Maturity.DEVELOPING, key=lambda m: m.level)

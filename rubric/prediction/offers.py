"""All possible suggestions, each cause on its own: gaps in the evidence, moves of the prediction, ways to a band.

`suggestions.py` puts these together, in order, and leaves out what the plan has already.
"""

from collections.abc import Iterable, Iterator, Mapping

from rubric.english import count, flat, inline, shortened
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.evidence.stated import stated
from rubric.framework.model import Aspect, Framework, Frozen
from rubric.framework.words import OUTSIDE, Maturity, Polarity, Voice
from rubric.prediction.model import Move, NotPredicted
from rubric.prediction.moves import tells_of_failing
from rubric.prediction.substance import missing_substance
from rubric.prediction.thin import LEAST_CLAIMS, LEAST_OUTSIDE
from rubric.prediction.value import is_confirmed_outside

_SHORT = 90  # characters of an item that are quoted

# How pressing a suggestion is where its effect is not known, most pressing first (our judgement): without evidence
# there is nothing to show, a shortfall without a step is the first thing an assessor asks about.
SILENT, SHORTFALL, UNCONFIRMED, LOOP, PARTLY, UNHEARD = range(6)

_WHO = {
    Voice.PEOPLE: "people who use services and carers",
    Voice.PARTNERS: "partners",
    Voice.STAFF_AND_LEADERS: "staff",
    Voice.PROCESSES: "your data and documents",
}
_FURTHER = {
    Maturity.ABSENT: "Agree what will be done, who leads on it and by when",
    Maturity.PLANNED: "Start what is planned, and note what has begun",
    Maturity.DEVELOPING: "Get this working for everyone it is meant for",
    Maturity.IN_PLACE: "Make this routine in every team, or trace one change that came of it",
    Maturity.EMBEDDED: "Show the difference this makes, in people’s words or in figures",
}
# The steps of a loop in their order: the field, and what to do where it is the first that is not told.
_LOOP = {
    "heard": "Write down what people said that led to this",
    "decided": "Decide what to do about what people said, and write it down",
    "changed": "Carry out what was decided, and write down what is different now",
    "told": "Tell the people who raised it what changed because of them",
}


class Suggestion(Frozen):
    """An action that might go into the plan.

    `origin` stays the same while its cause does. `why` is one sentence; `evidence` and `aspects` are the ids that it
    is about; `gain` is what it might add to the expected score (None where that is not known), and `effect` says so
    in words. `urgency` runs from 0, most pressing.
    """

    origin: str
    text: str
    why: str
    evidence: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    gain: float | None = None
    effect: str = ""
    urgency: int = 0

    @property
    def cause(self) -> str:
        """The kind of thing that it comes from, such as "gap" or "silent"."""
        return self.origin.partition(":")[0]

    def as_action(self) -> PlanAction:
        """The line of the plan that accepting it makes. Who does it and by when is for people to agree."""
        return PlanAction(text=self.text, evidence=list(self.evidence), aspects=list(self.aspects), origin=self.origin)


def from_gaps(assessment: Assessment, framework: Framework) -> Iterator[Suggestion]:
    """What the evidence itself lacks, aspect by aspect."""
    for aspect in framework.aspects:
        items = assessment.items_of(aspect.id)
        usable = [item for item in items if item.is_usable]
        if usable:
            yield from _unconfirmed(aspect, usable)
        elif assessment.skip_reason(aspect.id) is None:
            yield _silent(aspect, started=bool(items))
        for item in usable:
            if item.polarity in (Polarity.SHORTFALL, Polarity.MIXED):
                yield _gap(item)
        yield from (_half_closed(item) for item in items if item.loop_steps and not item.closes_a_loop)


def from_moves(
    moves: Iterable[Move], gaps: Mapping[str, Suggestion], assessment: Assessment, framework: Framework
) -> Iterator[Suggestion]:
    """Each move as something to do, with its gain. Where a gap asks for the same, that one, by its key in `gaps`."""
    items = {item.id: item for item in assessment.evidence}
    for move in moves:
        aspect = framework.aspect(move.aspect)
        item = items.get(move.claim_id or "")
        found = _moved(item, move, gaps, aspect) if item else _more(aspect, gaps, assessment)
        if found:
            yield found.model_copy(update={"gain": move.gain})


def towards_a_band(assessment: Assessment, outcome: NotPredicted) -> Iterator[Suggestion]:
    """What a band still needs beyond evidence in every aspect."""
    doubted = {item.claim_id for item in outcome.doubted}
    claims = [claim for claim in assessment.claims() if claim.id not in doubted]
    lacking = LEAST_CLAIMS - len({flat(claim.text.lower()) for claim in claims})
    if lacking > 0:
        yield Suggestion(
            origin="band:items",
            text=f"Add {count(lacking, 'more piece')} of evidence, one claim each",
            why=f"A band needs at least {LEAST_CLAIMS} usable items.",
            urgency=SILENT,
        )
    if (claims or outcome.doubted) and sum(map(is_confirmed_outside, claims)) < LEAST_OUTSIDE:
        yield Suggestion(
            origin="band:outside",
            text="Ask people who use services, carers or partners about what you say, and write down their answers",
            why=f"A band needs at least {LEAST_OUTSIDE} items that somebody outside the council confirms.",
            urgency=SILENT,
        )


def _silent(aspect: Aspect, *, started: bool) -> Suggestion:
    return Suggestion(
        origin=f"silent:{aspect.id}",
        text=f"{aspect.title}: gather evidence, starting with {inline(aspect.documents[0])}",
        why="What is there is not finished, so it can’t be used yet." if started else "Nothing is said on this yet.",
        aspects=(aspect.id,),
        urgency=SILENT,
    )


def _unconfirmed(aspect: Aspect, usable: list[EvidenceItem]) -> Iterator[Suggestion]:
    """That nobody outside confirms anything good that is said here, or that people themselves are not heard."""
    if all(item.polarity is Polarity.SHORTFALL for item in usable):
        return
    voices = {voice for item in usable for voice in item.voices or ()}
    if not voices & OUTSIDE:
        yield Suggestion(
            origin=f"outside:{aspect.id}",
            text=f"{aspect.title}: ask {_who(aspect)} what they see, and add what they say",
            why=(
                "It is not answered yet who confirms some of this, and nobody outside the council is named."
                if any(item.voices is None for item in usable)
                else "Nobody outside the council confirms anything here yet."
            ),
            aspects=(aspect.id,),
            urgency=UNCONFIRMED,
        )
    elif Voice.PEOPLE not in voices and Voice.PEOPLE in aspect.corroborated_by:
        yield Suggestion(
            origin=f"people:{aspect.id}",
            text=f"{aspect.title}: hear from {_WHO[Voice.PEOPLE]}, and add what they say",
            why="Partners are heard here; people who use services and carers are not.",
            aspects=(aspect.id,),
            urgency=UNHEARD,
        )


def _gap(item: EvidenceItem) -> Suggestion:
    short = item.polarity is Polarity.SHORTFALL
    cause = f" Begin with the cause: {_quoted(item.cause)}." if stated(item.cause) else ""
    matters = f" It matters to {inline(shortened(item.affected, _SHORT)).rstrip('.')}." if stated(item.affected) else ""
    return _about(
        item,
        "gap",
        (f"Close this gap: {_quoted(item.text)}." if short else f"Finish this: {_quoted(item.text)}.") + cause,
        ("This shortfall has no next step." if short else "Part of this falls short, and no next step is named.")
        + matters,
        SHORTFALL if short else PARTLY,
    )


def _half_closed(item: EvidenceItem) -> Suggestion:
    name, words = next((name, words) for name, words in _LOOP.items() if name not in item.loop_steps)
    last_step = str(getattr(item, item.loop_steps[-1]))
    return _about(item, f"loop-{name}", f"{words}: {_quoted(last_step)}", "This loop is begun and not closed.", LOOP)


def _moved(item: EvidenceItem, move: Move, gaps: Mapping[str, Suggestion], aspect: Aspect) -> Suggestion | None:
    """What a move asks of an item."""
    if item.polarity is not Polarity.STRENGTH and move.kind != "confirm":  # a failing is mended, not made routine
        return gaps.get(f"gap:{item.id}")
    if move.kind == "show":
        lacks = missing_substance(item)[0]
        text = f"Write down {lacks}: {_quoted(item.text)}"
        return _about(item, "show", text, "What is written shows this only in part.", UNCONFIRMED)
    if move.kind == "confirm" and item.is_confirmed_outside:
        text = f"Record what those who confirm this said, and when: {_quoted(item.text)}"
        return _about(
            item, "record", text, "It is ticked that somebody confirms it, and not recorded how.", UNCONFIRMED
        )
    if move.kind == "confirm":
        text = f"Ask {_who(aspect)} whether they see this too, and add what they say: {_quoted(item.text)}"
        alone = _about(item, "confirm", text, "Only the council says so yet.", UNCONFIRMED)
        return gaps.get(f"outside:{aspect.id}", alone)
    if f"gap:{item.id}" in gaps or item.maturity not in _FURTHER or tells_of_failing(f"{item.text} {item.figures}"):
        return gaps.get(f"gap:{item.id}")
    text = f"{_FURTHER[item.maturity]}: {_quoted(item.text)}"
    # the level is part of the key: the step after this one is a new suggestion
    return _about(item, f"further-{item.maturity}", text, "This could go one step further.", PARTLY)


def _more(aspect: Aspect, gaps: Mapping[str, Suggestion], assessment: Assessment) -> Suggestion | None:
    """Something to add to an aspect; None where a gap there asks for much the same."""
    if f"silent:{aspect.id}" in gaps:
        return gaps[f"silent:{aspect.id}"]
    if {f"outside:{aspect.id}", f"people:{aspect.id}"} & gaps.keys():
        return None
    document, confirmer = _document(aspect, assessment), _WHO[aspect.corroborated_by[0]]
    return Suggestion(
        origin=f"more:{aspect.id}",
        text=f"{aspect.title}: find one thing that changed and that {confirmer} confirm, starting with {document}",
        why="One more confirmed strength would make this aspect count for more.",
        aspects=(aspect.id,),
        urgency=PARTLY,
    )


def _document(aspect: Aspect, assessment: Assessment) -> str:
    """The first of the documents that often prove this aspect, in short, whose first word no source here holds yet."""
    sources = " ".join(item.source.lower() for item in assessment.items_of(aspect.id))
    unused = [document for document in aspect.documents if document.split(" ", 1)[0].lower() not in sources]
    return inline((unused or aspect.documents)[0].partition(",")[0].partition(" with ")[0])


def _about(item: EvidenceItem, cause: str, text: str, why: str, urgency: int) -> Suggestion:
    return Suggestion(
        origin=f"{cause}:{item.id}",
        text=text,
        why=why,
        evidence=(item.id,),
        aspects=(item.aspect,),
        urgency=urgency,
    )


def _who(aspect: Aspect) -> str:
    outside = [voice for voice in aspect.corroborated_by if voice in OUTSIDE] or [Voice.PARTNERS]
    return _WHO[outside[0]]


def _quoted(text: str) -> str:
    return f"“{shortened(text, _SHORT).rstrip('.')}”"

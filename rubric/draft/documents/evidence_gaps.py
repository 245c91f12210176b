"""The evidence base: an overview of the evidence, and what is missing from it."""

from collections.abc import Iterator

from rubric.draft.documents.evidence_items import item_kind
from rubric.draft.material import Material
from rubric.draft.model import Column, Table
from rubric.draft.paper.model import Grid, PaperBlock, text_block
from rubric.draft.wording import opening
from rubric.english import capital, either, in_words, inline, listed
from rubric.evidence.model import EvidenceItem
from rubric.evidence.progress import missing
from rubric.framework.words import Polarity, Voice

_LONGEST_CLAIM = 14
_GLANCE = (
    Column(key="aspect", heading="Aspect"),
    Column(key="strength", heading="Strengths"),
    Column(key="mixed", heading="Mixed"),
    Column(key="shortfall", heading="Gaps"),
    Column(key="unfinished", heading="Unfinished"),
    Column(key="confirmed", heading="People or partners confirm"),
)
_GAPS = (
    Column(key="kind", heading="What is missing"),
    Column(key="where", heading="Where"),
    Column(key="todo", heading="What would fill it"),
)


def glance_blocks(material: Material) -> Iterator[PaperBlock]:
    """How many items are recorded, and a table of them by aspect."""
    usable, unfinished = material.usable, len(material.unfinished) + material.blank
    aspects = material.framework.aspect_ids
    covered = len({item.aspect for item in usable} & set(aspects))
    if not material.items:
        yield text_block("We have not yet recorded any evidence, so what follows shows what is wanted.")
    else:
        outside = sum(item.is_confirmed_outside for item in usable)
        rest = f" {capital(in_words(unfinished))} more {either(unfinished, 'is', 'are')} still being written."
        yield text_block(
            f"We have recorded {in_words(len(usable), 'finished point')} of evidence on "
            f"{_of(covered, len(aspects))} aspects; people, carers or partners confirm {in_words(outside)} of them."
            + (rest if unfinished else ""),
            "Each has a number, the same in all our documents on this assessment, and numbers in square brackets lead "
            "to it.",
        )
    rows = []
    for aspect in material.framework.aspects:
        items = [item for item in usable if item.aspect == aspect.id]
        rows.append(
            {
                "aspect": aspect.title,
                **{polarity.value: str(sum(i.polarity is polarity for i in items)) for polarity in Polarity},
                "unfinished": str(sum(i.aspect == aspect.id for i in material.unfinished)),
                "confirmed": f"{sum(i.is_confirmed_outside for i in items)} of {len(items)}" if items else "–",
            }
        )
    yield Grid(
        table=Table(columns=_GLANCE, rows=tuple(rows)),
        widths=(5.3, 2.3, 1.6, 1.5, 2.5, 3.2),
        summary="How many strengths, mixed points, gaps and unfinished items each aspect has, and how many have been "
        "confirmed",
        caption="What we have, aspect by aspect",
    )


def gap_blocks(material: Material) -> Iterator[PaperBlock]:
    """What is missing: aspects and voices with nothing, aspects left out, claims that nobody confirms, items undone."""
    rows = [{"kind": kind, "where": where, "todo": todo} for kind, where, todo in _gaps(material)]
    if not rows:
        yield text_block("Every aspect has finished evidence that people, partners, staff and documents confirm.")
        return
    yield text_block(
        "Silence counts: assessors ask about what a council does not mention. These are the places where our evidence "
        "is silent, unconfirmed or unfinished."
    )
    yield Grid(
        table=Table(columns=_GAPS, rows=tuple(rows)),
        widths=(4.0, 6.2, 6.2),
        summary="What is missing from the evidence, where, and what would fill it",
        cited=("where",),
    )


def _gaps(material: Material) -> Iterator[tuple[str, str, str]]:
    framework, usable, skips = material.framework, material.usable, material.skips
    for aspect in framework.aspects:
        if aspect.id in skips:
            yield "Left out on purpose", aspect.title, f"Reason given: {skips[aspect.id]}"
        elif all(item.aspect != aspect.id for item in usable):
            yield "Nothing finished", aspect.title, f"For example: {inline(listed(aspect.documents[:2]))}"
    for voice in (Voice.PEOPLE, Voice.PARTNERS, Voice.STAFF_AND_LEADERS, Voice.PROCESSES):
        silent = [
            aspect.title
            for aspect in framework.aspects
            if any(item.aspect == aspect.id for item in usable)
            and not any(item.aspect == aspect.id and voice in (item.voices or ()) for item in usable)
        ]
        label = framework.voices[voice].label
        if silent:
            yield (
                f"{label}: not heard",
                "; ".join(silent),
                f"Show where {inline(label)} confirm or challenge what we say",
            )
    alone = [item for item in usable if item.voices == []]
    if alone:
        yield "Only our own word", _cited(alone, material), "Name who else says so, or the document that shows it"
    unanswered = [item for item in usable if item.voices is None]
    if unanswered:
        yield "Who confirms it is not answered", _cited(unanswered, material), "Say who confirms it, or that only we do"
    for item in material.unfinished:
        words = opening(item.text, _LONGEST_CLAIM) or f"no claim yet, on {inline(material.title(item.aspect))}"
        yield (
            f"Unfinished ({item_kind(item, material)})".replace(", still being written", "").replace(
                " (still being written)", ""
            ),
            f"[{material.numbers[item.id]}] {words}",
            f"{capital(listed(missing(item)))}.",
        )
    if material.blank:
        yield "Empty", capital(in_words(material.blank, "item")), "Fill in or remove"


def _of(count: int, whole: int) -> str:
    """ "all nine", "six of nine"."""
    return f"all {in_words(whole)}" if count == whole else f"{in_words(count)} of {in_words(whole)}"


def _cited(items: list[EvidenceItem], material: Material) -> str:
    return "Evidence " + listed(str(number) for number in material.cite(items))

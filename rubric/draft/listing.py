"""How we know: every item we recorded, numbered, with the document that proves it and who confirms it."""

from rubric.draft.material import Material
from rubric.draft.model import Column, Paragraph, Section, Sentence, Subsection, Table
from rubric.draft.outline import EVIDENCE
from rubric.draft.phrases import SPEAKERS
from rubric.draft.wording import fits_a_bracket, sentence, with_date, without_full_stop
from rubric.english import capital, cut, either, in_words, inline, long_date
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Voice

NOT_RECORDED = "Not recorded"
NONE = "–"
ONLY_US = "Only us so far"
LONGEST_CELL = 120  # words in one cell: a longer claim stands in full below the list
BELOW = "(in full below this list)"
UNFINISHED = "(still being written)"
NO_CLAIM = "(no claim written yet)"

COLUMNS = (
    Column(key="number", heading="No."),
    Column(key="claim", heading="What we say"),
    Column(key="document", heading="Document and date"),
    Column(key="category", heading="Who confirms it"),
)


def evidence_section(material: Material) -> Section:
    """The evidence list as a table, below sentences on what is only planned and what is left out on purpose."""
    rows = tuple(_row(item, number, material) for number, item in enumerate(material.items, start=1))
    sentences = [s for s in (_guide(material), _planned(material)) if s.text] + _left_out(material)
    return Section(
        id=EVIDENCE.id,
        heading=EVIDENCE.heading,
        budget=EVIDENCE.budget,
        paragraphs=tuple(Paragraph(sentences=(sentence,)) for sentence in sentences),
        table=Table(columns=COLUMNS, rows=rows) if rows else None,
        entries=tuple(_in_full(material)),
    )


def unfinished_count(material: Material) -> str:
    """ "Three items are still being written…" or "" where all are finished."""
    count = len(material.unfinished) + material.blank
    if not count:
        return ""
    return (
        f"{capital(in_words(count, 'item'))} {either(count, 'is', 'are')} still being written and not told in the text:"
        f" {either(count, 'it lacks', 'each lacks')} a claim, a tone or how far along it is."
    )


def _guide(material: Material) -> Sentence:
    if not material.items:
        return Sentence(text="We have not yet recorded any evidence.")
    return Sentence(text="The numbers in square brackets in the text point to this list, which holds all we recorded.")


def _planned(material: Material) -> Sentence:
    count = len(material.only_planned)
    if not count:
        return Sentence(text="")
    text = (
        f"{capital(in_words(count, 'strength'))} {either(count, 'is', 'are')} planned and not yet working, so we do "
        f"not tell {either(count, 'it as a strength', 'them as strengths')}."
    )
    return Sentence(text=text, evidence=material.cite(material.only_planned))


def _left_out(material: Material) -> list[Sentence]:
    """Topics skipped, each with its reason."""
    return [
        Sentence(text=sentence(f"We leave out {inline(material.title(aspect))}, for this reason: {reason}"))
        for aspect, reason in material.skips.items()
    ]


def silent_topics(material: Material) -> list[str]:
    """The titles of the topics without finished evidence that are not left out on purpose, inside a sentence."""
    covered = {item.aspect for item in material.usable} | set(material.skips)
    return [inline(a.title) for a in material.framework.aspects if a.id not in covered]


def _row(item: EvidenceItem, number: int, material: Material) -> dict[str, str]:
    claim = cut(stated(item.text), LONGEST_CELL)
    if claim and claim != item.text.strip():
        claim = f"{claim}\n{BELOW}"
    if not item.is_usable:
        claim = f"{claim}\n{UNFINISHED}" if claim else NO_CLAIM
    source, fits = stated(item.source), fits_a_bracket(item.source)
    document = cut(without_full_stop(source) if fits else source, LONGEST_CELL) or NOT_RECORDED
    day = long_date(item.source_date) if item.source_date else ""
    return {
        "number": str(number),
        "claim": claim,
        "aspect": material.title(item.aspect),
        "document": with_date(document, day) if fits else "\n".join(filter(None, (document, day))),
        "category": _category(item),
        "reference": cut(stated(item.return_reference), LONGEST_CELL),
        "owner": cut(stated(item.owner), LONGEST_CELL) or NOT_RECORDED,
    }


def _in_full(material: Material) -> list[Subsection]:
    """The claims too long for a cell, line by line."""
    return [
        Subsection(
            heading=f"Evidence {material.numbers[item.id]} in full",
            paragraphs=tuple(
                Paragraph(sentences=(Sentence(text=line.strip()),)) for line in item.text.splitlines() if line.strip()
            ),
        )
        for item in material.items
        if cut(item.text, LONGEST_CELL) != item.text.strip()
    ]


def _category(item: EvidenceItem) -> str:
    """Of whom it is recorded what they said or showed: those who confirm it, then those who say otherwise."""
    confirm = [SPEAKERS[voice] for voice in Voice if voice in item.recorded_voices]
    deny = [SPEAKERS[voice] for voice in Voice if voice in item.objecting_voices]
    return "\n".join(filter(None, (", ".join(confirm), f"Otherwise: {', '.join(deny)}" if deny else ""))) or NONE

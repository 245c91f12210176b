"""How we know: every item we recorded, numbered, with the document that proves it and who confirms it."""

from rubric.draft.material import Material
from rubric.draft.model import Column, Paragraph, Section, Sentence, Subsection, Table
from rubric.draft.outline import EVIDENCE
from rubric.draft.wording import first_few, on_topics, without_full_stop
from rubric.english import capital, cut, either, in_words, inline, long_date
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Voice

NOT_RECORDED = "Not recorded"
ONLY_US = "Only us so far"
FEW_TOPICS = 2  # more are told as a list
LONGEST_CELL = 120  # words in one cell: a longer claim stands in full below the list
BELOW = "(in full below this list)"
UNFINISHED = "(still being written)"
NO_CLAIM = "(no claim written yet)"

COLUMNS = (
    Column(key="number", heading="No."),
    Column(key="claim", heading="What we say"),
    Column(key="aspect", heading="Topic"),
    Column(key="document", heading="Document and date"),
    Column(key="category", heading="Who confirms it"),
    Column(key="reference", heading="Return ref."),
    Column(key="owner", heading="Owner"),
)


def evidence_section(material: Material) -> Section:
    """The evidence list as a table, below sentences on what is unfinished, left out on purpose or not covered yet."""
    rows = tuple(_row(item, number, material) for number, item in enumerate(material.items, start=1))
    sentences = [s for s in (_guide(material), _planned(material), _unfinished(material)) if s.text]
    sentences += _left_out(material)
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
        f"{capital(in_words(count, 'strength'))} {either(count, 'is', 'are')} planned and not yet working, so "
        f"{either(count, 'it is', 'they are')} only listed here."
    )
    return Sentence(text=text, evidence=first_few(material.cite(material.only_planned)))


def _unfinished(material: Material) -> Sentence:
    return Sentence(text=unfinished_count(material), evidence=first_few(material.cite(material.unfinished)))


def _left_out(material: Material) -> list[Sentence]:
    """Topics skipped, each with its reason, then topics without finished evidence."""
    skips = material.skips
    sentences = [
        Sentence(text=f"We leave out {inline(material.title(aspect))}, for this reason: {reason}.")
        for aspect, reason in skips.items()
    ]
    covered = {item.aspect for item in material.usable} | set(skips)
    silent = [inline(a.title) for a in material.framework.aspects if a.id not in covered]
    if silent and material.items:
        topics = on_topics(silent) if len(silent) <= FEW_TOPICS else f"on these topics: {'; '.join(silent)}"
        sentences.append(Sentence(text=f"We have not yet recorded finished evidence {topics}."))
    return sentences


def _row(item: EvidenceItem, number: int, material: Material) -> dict[str, str]:
    claim = cut(item.text, LONGEST_CELL)
    if claim != item.text.strip():
        claim = f"{claim}\n{BELOW}"
    if not item.is_usable:
        claim = f"{claim}\n{UNFINISHED}" if claim else NO_CLAIM
    document = [cut(without_full_stop(item.source), LONGEST_CELL) if stated(item.source) else NOT_RECORDED]
    if item.source_date:
        document.append(long_date(item.source_date))
    return {
        "number": str(number),
        "claim": claim,
        "aspect": material.title(item.aspect),
        "document": ", ".join(document),
        "category": _category(item, material),
        "reference": cut(stated(item.return_reference), LONGEST_CELL) or "–",
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


def _category(item: EvidenceItem, material: Material) -> str:
    if item.voices is None:
        return NOT_RECORDED
    labels = [material.framework.voices[voice].label for voice in Voice if voice in item.voices]
    return ", ".join(labels) or ONLY_US

"""What people, carers, staff and partners tell us: what is recorded that they said, criticism first."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rubric.draft import phrases
from rubric.draft.material import Material
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import VOICES
from rubric.draft.wording import in_prose
from rubric.english import capital, either, in_words, listed, span
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.loops import plainly_closed
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Polarity, Voice

_CONFIRMS = {
    Polarity.SHORTFALL: ("confirms a gap", "confirm a gap"),
    Polarity.MIXED: ("confirms a mixed point", "confirm a mixed point"),
    Polarity.STRENGTH: ("confirms a strength", "confirm a strength"),
}
_DISPUTES = {
    Polarity.STRENGTH: ("disputes a strength", "dispute a strength"),
    Polarity.MIXED: ("disputes a mixed point", "dispute a mixed point"),
    Polarity.SHORTFALL: ("disputes a gap", "dispute a gap"),
}
_FEW = ("has fewer than half agreeing with us", "have fewer than half agreeing with us")
# In the order they are told: what speaks against us first.
_SIDES = (
    _CONFIRMS[Polarity.SHORTFALL],
    _DISPUTES[Polarity.STRENGTH],
    _DISPUTES[Polarity.MIXED],
    _FEW,
    _CONFIRMS[Polarity.MIXED],
    _CONFIRMS[Polarity.STRENGTH],
    _DISPUTES[Polarity.SHORTFALL],
)
NOTHING = "What people, carers, staff and partners say is not recorded in this assessment yet."
_HEADINGS = {**phrases.SPEAKERS, Voice.PROCESSES: "Our own documents and data"}


@dataclass(frozen=True, eq=False)
class _Said:
    """One record with the item it is on; each is itself alone, whatever is typed in it."""

    item: EvidenceItem
    record: Confirmation

    @property
    def is_critical(self) -> bool:
        return phrases.is_critical(self.item, self.record)


def voices_section(material: Material, told_numbers: Collection[int]) -> Section:
    """Each voice that is recorded: how many records on how many points, then its words.

    Every record that disputes a point is quoted, however many there are. Then come other criticism and what is said of
    points that the draft does not tell elsewhere, as much as the budget holds: `told_numbers` are the evidence numbers
    of its strengths and areas for development. Criticism that is not told is counted with its numbers. Last come loops
    that are closed and not told elsewhere.
    """
    heard = [_Said(item, record) for item in material.usable for record in item.confirmations if record.recorded]
    loops = [item for item in material.loops if material.numbers[item.id] not in told_numbers]
    in_order = _by_weight(heard, material, told_numbers)
    told = [said for said in in_order if said.record.against]
    circles: list[EvidenceItem] = []
    section = _section(material, heard, told, circles)
    for said in in_order[len(told) :]:
        if section.length == "long":
            break
        tried = _section(material, heard, [*told, said], circles)
        if tried.length != "long":
            section, told = tried, [*told, said]
    for item in loops:
        tried = _section(material, heard, told, [*circles, item])
        if tried.length != "long":
            section, circles = tried, [*circles, item]
    return section


def _by_weight(heard: Sequence[_Said], material: Material, told_numbers: Collection[int]) -> list[_Said]:
    """What is worth telling: what disputes a point, strengths first, then other criticism, then what stands nowhere."""
    worth = [
        said
        for said in heard
        if said.record.against or said.is_critical or material.numbers[said.item.id] not in told_numbers
    ]
    return sorted(
        worth,
        key=lambda said: (
            not said.record.against,
            not said.is_critical,
            phrases.VOICES.index(said.record.voice),
            -(said.record.count or 0),
            material.numbers[said.item.id],
        ),
    )


def _section(
    material: Material, heard: Sequence[_Said], told: Sequence[_Said], circles: Sequence[EvidenceItem]
) -> Section:
    entries = [
        Subsection(heading=_HEADINGS[voice], paragraphs=tuple(_voice(theirs, told, material)))
        for voice in phrases.VOICES
        if (theirs := [said for said in heard if said.record.voice is voice])
    ]
    return Section(
        id=VOICES.id,
        heading=VOICES.heading,
        budget=VOICES.budget,
        paragraphs=tuple(_opening(material, heard, circles)),
        entries=tuple(entries),
    )


def _opening(material: Material, heard: Sequence[_Said], circles: Sequence[EvidenceItem]) -> list[Paragraph]:
    """On how many points it is recorded how people were told what changed, and those that are told here.

    Counted are those that plainly say so; the others tell it in their own words (see `rubric.evidence.loops`).
    """
    sentences = [] if heard or material.loops else [Sentence(text=NOTHING)]
    if plain := [item for item in material.loops if plainly_closed(item)]:
        text = (
            f"On {in_words(len(plain), 'point')} we have recorded what people said, what we decided, what changed and "
            "how they were told."
        )
        sentences.append(Sentence(text=text, evidence=material.cite(plain)))
    paragraphs = [Paragraph(sentences=tuple(sentences))] if sentences else []
    return paragraphs + [
        Paragraph(sentences=(Sentence(text=in_prose(phrases.loop(item)), evidence=material.cite([item])),))
        for item in circles
    ]


def _voice(theirs: Sequence[_Said], told: Sequence[_Said], material: Material) -> Iterator[Paragraph]:
    """How many records there are, each that is told in a paragraph of its own, and how much criticism is not."""
    here, all_told = [said for said in told if said.record.voice is theirs[0].record.voice], frozenset(told)
    untold = [said for said in theirs if said.is_critical and said not in all_told]
    if len(theirs) > 1 or not here:  # a single record that is told says all that counting it would
        yield Paragraph(sentences=(_count(theirs, material),))
    for said in here:
        # Nobody chose that a record confirms: it does so until somebody says otherwise.
        label = capital(_side(said)[0]) if said.record.against else "Said or shown"
        quote = phrases.said(label, said.record, dated=material.dates_records)
        words = in_prose([quote._replace(stands=False)])
        yield Paragraph(sentences=(Sentence(text=words, evidence=material.cite([said.item])),))
    if untold:
        many = capital(in_words(len(untold), f"{'more ' if here else ''}record"))
        against = either(len(untold), "confirms a gap", "confirm a gap")
        text = f"{many} that {against} {either(len(untold), 'is', 'are')} told in the evidence base."
        cited = {said.item.id: said.item for said in untold}
        yield Paragraph(sentences=(Sentence(text=text, evidence=material.cite(cited.values())),))


def _count(theirs: Sequence[_Said], material: Material) -> Sentence:
    """ "Six records, dated between March and October 2026, bear on four points: five confirm a gap and one a…".

    Records are counted, since one may hold the words of one person or of a hundred. Each is counted on one side, so
    that none that speaks against us hides among the others.
    """
    items = {said.item.id: said.item for said in theirs}
    days = [said.record.when for said in theirs if said.record.when]
    when = f", dated {span(min(days), max(days))}," if len(days) == len(theirs) else ""
    many = len(theirs)
    text = f"{capital(in_words(many, 'record'))}{when} {either(many, 'bears', 'bear')} on "
    sides = Counter(_side(said) for said in theirs)
    told = [f"{_of(sides[side], many)} {either(sides[side], *side)}" for side in _SIDES if sides[side]]
    return Sentence(
        text=f"{text}{in_words(len(items), 'point')}: {listed(told)}.", evidence=material.cite(items.values())
    )


def _side(said: _Said) -> tuple[str, str]:
    """What a record does to the point that it is on, as one and as many of them do it."""
    if phrases.is_few(said.item, said.record):
        return _FEW
    return (_DISPUTES if said.record.against else _CONFIRMS)[said.item.polarity or Polarity.MIXED]


def _of(count: int, whole: int) -> str:
    if count == whole:
        return either(whole, "it", "both" if whole == 2 else "all")
    return in_words(count)

"""What people, carers, staff and partners tell us: what is recorded that they said, criticism first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rubric.draft import phrases
from rubric.draft.material import Material
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import VOICES
from rubric.draft.wording import in_prose
from rubric.english import capital, either, in_words, span
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Voice

NOTHING = "What people, carers, staff and partners say is not recorded in this assessment yet."
_HEADINGS = {**phrases.SPEAKERS, Voice.PROCESSES: "Our own documents and data"}
_COUNTED = dict.fromkeys(Voice, "They speak on {}") | {Voice.PROCESSES: "They bear on {}"}


@dataclass(frozen=True)
class _Said:
    """One record with the item it is on."""

    item: EvidenceItem
    record: Confirmation

    @property
    def is_critical(self) -> bool:
        return phrases.is_critical(self.item, self.record)


def voices_section(material: Material, told_numbers: Collection[int]) -> Section:
    """Each voice that is recorded: on how many points it speaks, then its words, as many as the budget holds.

    Criticism comes first, then what is said of points that the draft does not tell elsewhere: `told_numbers` are the
    evidence numbers of its strengths and areas for development. Criticism that is not told is counted with its
    numbers. Last come loops that are closed and not told elsewhere.
    """
    heard = [_Said(item, record) for item in material.usable for record in item.confirmations if record.recorded]
    loops = [item for item in material.loops if material.numbers[item.id] not in told_numbers]
    told: list[_Said] = []
    circles: list[EvidenceItem] = []
    section = _section(material, heard, told, circles)
    for said in _by_weight(heard, material, told_numbers):
        tried = _section(material, heard, [*told, said], circles)
        if tried.length != "long":
            section, told = tried, [*told, said]
    for item in loops:
        tried = _section(material, heard, told, [*circles, item])
        if tried.length != "long":
            section, circles = tried, [*circles, item]
    return section


def _by_weight(heard: Sequence[_Said], material: Material, told_numbers: Collection[int]) -> list[_Said]:
    """What is worth telling, the most telling first: criticism, then what stands nowhere else; many before few."""
    worth = [said for said in heard if said.is_critical or material.numbers[said.item.id] not in told_numbers]
    return sorted(
        worth,
        key=lambda said: (
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
        Subsection(heading=_HEADINGS[voice], paragraphs=(_voice(voice, theirs, told, material),))
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
    """On how many points people heard back what changed, and those that are told here."""
    sentences = [] if heard or material.loops else [Sentence(text=NOTHING)]
    if material.loops:
        points = in_words(len(material.loops), "point")
        text = f"On {points}, those who spoke up heard back what we changed."
        sentences.append(Sentence(text=text, evidence=material.cite(material.loops)))
    paragraphs = [Paragraph(sentences=tuple(sentences))] if sentences else []
    return paragraphs + [
        Paragraph(sentences=(Sentence(text=in_prose(phrases.loop(item)), evidence=material.cite([item])),))
        for item in circles
    ]


def _voice(voice: Voice, theirs: Sequence[_Said], told: Sequence[_Said], material: Material) -> Paragraph:
    here = [said for said in told if said in theirs]
    sentences = [_count(voice, theirs, material)]
    sentences += [
        Sentence(text=phrases.said(said.record, named=True), evidence=material.cite([said.item])) for said in here
    ]
    untold = {said.item.id: said.item for said in theirs if said.is_critical and said not in here}
    if untold and here:
        many = capital(in_words(len(untold), "more point"))
        text = f"{many} that they criticise {either(len(untold), 'is', 'are')} told in the evidence base."
        sentences.append(Sentence(text=text, evidence=material.cite(untold.values())))
    return Paragraph(sentences=tuple(sentences))


def _count(voice: Voice, theirs: Sequence[_Said], material: Material) -> Sentence:
    """ "They speak on six points, between March and October 2026; they are critical of four."."""
    items = {said.item.id: said.item for said in theirs}
    critical = {said.item.id: said.item for said in theirs if said.is_critical}
    days = [said.record.when for said in theirs if said.record.when]
    when = f", {span(min(days), max(days))}" if len(days) == len(theirs) else ""
    text = _COUNTED[voice].format(in_words(len(items), "point")) + when
    if critical:
        every = either(len(items), "it", "both" if len(items) == 2 else "all of them")
        many = every if len(critical) == len(items) else in_words(len(critical))
        text += f"; they show a gap on {many}" if voice is Voice.PROCESSES else f"; they are critical of {many}"
    return Sentence(text=f"{text}.", evidence=material.cite(items.values()))

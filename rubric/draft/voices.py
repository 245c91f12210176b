"""What people, carers, staff and partners tell us: how many points each speaks to, when, and what they criticise."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rubric.draft.material import Material
from rubric.draft.model import Entry, Paragraph, Section, Sentence
from rubric.draft.outline import VOICES
from rubric.draft.wording import capital, counted, either, listed, number, opening, some, span
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Polarity, Voice

_LONGEST_CLAIM = 35


@dataclass(frozen=True)
class _Group:
    """How one voice is spoken of: `speak` leads in the count, `heard` the dates, the rest what it criticises."""

    voice: Voice
    heading: str
    silent: str
    speak: str = "They speak to"
    heard: str = "heard"
    critical: str = "They are critical too:"
    elsewhere: str = "Their criticism is set out below."
    more: str = "More of it is set out below."
    uncritical: str = "We have recorded no criticism from them."


_GROUPS = (
    _Group(Voice.PEOPLE, "People and carers", "We have not yet recorded what people and carers tell us."),
    _Group(Voice.STAFF_AND_LEADERS, "Staff and leaders", "We have not yet recorded what staff and leaders tell us."),
    _Group(Voice.PARTNERS, "Partners", "We have not yet recorded what partners tell us."),
    _Group(
        Voice.PROCESSES,
        "Our own documents and data",
        "We have not yet recorded what our own documents and data show.",
        speak="They bear on",
        heard="dated",
        critical="They show a gap too:",
        elsewhere="The gaps they show are set out below.",
        more="More gaps are set out below.",
        uncritical="We have recorded no gap from them.",
    ),
)
# Whose own words go in first, as far as the budget holds.
_QUOTED_FIRST = (Voice.PEOPLE, Voice.PARTNERS, Voice.STAFF_AND_LEADERS, Voice.PROCESSES)


def voices_section(material: Material, told: Collection[int]) -> Section:
    """Each voice in turn, with as many claims that the draft does not tell elsewhere as the budget holds.

    `told` are the evidence numbers told as strengths and areas for development: they are pointed to, not said twice.
    """
    if not material.usable:
        text = "We have not yet recorded what people, carers, staff or partners tell us."
        return _section((Paragraph(sentences=(Sentence(text=text),)),), ())
    quotes: dict[Voice, EvidenceItem] = {}
    section = _told(material, quotes)
    for voice in _QUOTED_FIRST:
        item = _untold(voice, material, told, [quoted.id for quoted in quotes.values()])
        if item is not None:
            longer = _told(material, {**quotes, voice: item})
            if longer.length != "long":
                section, quotes = longer, {**quotes, voice: item}
    return section


def _told(material: Material, quotes: dict[Voice, EvidenceItem]) -> Section:
    entries = (
        Entry(heading=group.heading, paragraphs=(_heard(group, material, quotes.get(group.voice)),))
        for group in _GROUPS
    )
    return _section((_overview(material),), tuple(entries))


def _untold(voice: Voice, material: Material, told: Collection[int], quoted: Collection[str]) -> EvidenceItem | None:
    """What this voice says that stands nowhere else in the text, criticism first; None where there is none."""
    unsaid = [
        item
        for item in material.usable
        if voice in (item.voices or ()) and material.numbers[item.id] not in told and item.id not in quoted
    ]
    return min(unsaid, key=lambda i: (i.polarity is Polarity.STRENGTH, material.numbers[i.id]), default=None)


def _heard(group: _Group, material: Material, quote: EvidenceItem | None) -> Paragraph:
    items = [item for item in material.usable if group.voice in (item.voices or ())]
    if not items:
        return Paragraph(sentences=(Sentence(text=group.silent),))
    sentences = [_count(group, items, material)]
    gaps = [item for item in items if item.polarity is not Polarity.STRENGTH]
    if quote is not None:
        lead = group.critical if quote in gaps else "For example:"
        words = f"{lead} {opening(quote.text, _LONGEST_CLAIM)}"
        sentences.append(Sentence(text=words, evidence=material.cite([quote])))
    others = material.cite(item for item in gaps if item is not quote)
    if others:
        pointer = group.more if quote in gaps else group.elsewhere
        sentences.append(Sentence(text=pointer, evidence=some(others)))
    elif not gaps:
        sentences.append(Sentence(text=group.uncritical))
    return Paragraph(sentences=tuple(sentences))


def _count(group: _Group, items: Sequence[EvidenceItem], material: Material) -> Sentence:
    """ "They speak to 13 of our 31 points, heard between March and October 2026: nine strengths and four gaps."."""
    kinds = []
    for polarity, one, many in (
        (Polarity.STRENGTH, "strength", "strengths"),
        (Polarity.SHORTFALL, "gap", "gaps"),
        (Polarity.MIXED, "mixed point", "mixed points"),
    ):
        count = sum(item.polarity is polarity for item in items)
        if count:
            kinds.append(counted(count, one, many))
    dates = [item.source_date for item in items if item.source_date]
    when = f", {group.heard} {span(min(dates), max(dates))}" if dates else ""
    text = f"{group.speak} {_of_our(len(items), len(material.usable))}{when}: {listed(kinds)}."
    return Sentence(text=text, evidence=some(material.cite(items)))


def _overview(material: Material) -> Paragraph:
    """How many points somebody else confirms, and how many rest on our word alone."""
    usable = material.usable
    others = sum(bool(set(item.voices or ()) - {Voice.PROCESSES}) for item in usable)
    alone = [item for item in usable if not item.voices]
    if others:
        sentences = [Sentence(text=f"People, carers, staff or partners bear out {_of_our(others, len(usable))}.")]
    else:
        points = either(len(usable), "our one point", "any of our points")
        sentences = [Sentence(text=f"No people, carers, staff or partners bear out {points} yet.")]
    if alone:
        own = f"{capital(number(len(alone)))} {either(len(alone), 'is', 'are')} our own account so far."
        sentences.append(Sentence(text=own, evidence=some(material.cite(alone))))
    return Paragraph(sentences=tuple(sentences))


def _of_our(count: int, whole: int) -> str:
    """ "our one point", "all our three points", "two of our 31 points"."""
    if whole == 1:
        return "our one point"
    return f"all our {number(whole)} points" if count == whole else f"{number(count)} of our {number(whole)} points"


def _section(paragraphs: tuple[Paragraph, ...], entries: tuple[Entry, ...]) -> Section:
    return Section(id=VOICES.id, heading=VOICES.heading, budget=VOICES.budget, paragraphs=paragraphs, entries=entries)

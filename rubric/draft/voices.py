"""What people, carers, staff and partners tell us: how many points are theirs, what they criticise, what changed."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from rubric.draft.joining import is_clause, lower_first
from rubric.draft.material import Material
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import VOICES
from rubric.draft.phrases import loop_sentences
from rubric.draft.wording import first_few, opening
from rubric.english import capital, either, in_words, span
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Polarity, Voice

_LONGEST_CLAIM = 35


@dataclass(frozen=True)
class _Group:
    """How one voice is spoken of: `points` leads in their count, `heard` the dates, the rest what they criticise."""

    voice: Voice
    heading: str
    silent: str
    points: str
    heard: str = "heard"
    critical: tuple[str, str] = ("is critical", "are critical")
    uncritical: str = "we have recorded no criticism from them"
    example: str = "For one"


_GROUPS = (
    _Group(
        Voice.PEOPLE,
        "People and carers",
        "We have not yet recorded what people and carers tell us.",
        points="They speak to {}",
    ),
    _Group(
        Voice.STAFF_AND_LEADERS,
        "Staff and leaders",
        "We have not yet recorded what staff and leaders tell us.",
        points="We have heard them on {}",
        heard="",
        example="To name one",
    ),
    _Group(
        Voice.PARTNERS,
        "Partners",
        "We have not yet recorded what partners tell us.",
        points="They have told us about {}",
        heard="",
        example="For instance",
    ),
    _Group(
        Voice.PROCESSES,
        "Our own documents and data",
        "We have not yet recorded what our own documents and data show.",
        points="They bear on {}",
        heard="dated",
        critical=("shows a gap", "show a gap"),
        uncritical="we have recorded no gap from them",
        example="One of these",
    ),
)
# Whose own words and whose loops go in first, as far as the budget holds.
_FIRST = (Voice.PEOPLE, Voice.PARTNERS, Voice.STAFF_AND_LEADERS, Voice.PROCESSES)


@dataclass(frozen=True)
class _Examples:
    """What the section holds beyond the counts: for each voice a claim in its own words, and a loop step by step."""

    claims: dict[Voice, EvidenceItem] = field(default_factory=dict)
    loops: dict[Voice, EvidenceItem] = field(default_factory=dict)

    def with_claim(self, voice: Voice, item: EvidenceItem) -> "_Examples":
        return _Examples({**self.claims, voice: item}, self.loops)

    def with_loop(self, voice: Voice, item: EvidenceItem) -> "_Examples":
        return _Examples(self.claims, {**self.loops, voice: item})

    @property
    def ids(self) -> set[str]:
        return {item.id for item in (*self.claims.values(), *self.loops.values())}


def voices_section(material: Material, told_numbers: Collection[int]) -> Section:
    """Each voice in turn, with as many claims and loops that the draft does not tell elsewhere as the budget holds.

    `told_numbers` are the evidence numbers told as strengths and areas for development: they are not told twice.
    """
    if not material.usable:
        text = "We have not yet recorded what people, carers, staff or partners tell us."
        return _section((Paragraph(sentences=(Sentence(text=text),)),), ())
    choice = _Examples()
    section = _section_with(material, choice)
    critical = [item for item in material.usable if item.polarity is not Polarity.STRENGTH]
    order = [
        (Voice.PEOPLE, critical, False),
        *((voice, material.loops, True) for voice in _FIRST),
        *((voice, [*critical, *material.usable], False) for voice in _FIRST),
    ]
    for voice, items, of_loops in order:
        untold = [item for item in items if voice in (item.voices or ()) and item.id not in choice.ids]
        item = next((item for item in untold if material.numbers[item.id] not in told_numbers), None)
        if item is not None and voice not in (choice.loops if of_loops else choice.claims):
            longer = choice.with_loop(voice, item) if of_loops else choice.with_claim(voice, item)
            if (tried := _section_with(material, longer)).length != "long":
                section, choice = tried, longer
    return section


def _section_with(material: Material, choice: _Examples) -> Section:
    entries = tuple(
        Subsection(heading=group.heading, paragraphs=(_group_paragraph(group, material, choice),)) for group in _GROUPS
    )
    return _section((_overview(material),), entries)


def _group_paragraph(group: _Group, material: Material, choice: _Examples) -> Paragraph:
    items = [item for item in material.usable if group.voice in (item.voices or ())]
    if not items:
        return Paragraph(sentences=(Sentence(text=group.silent),))
    return Paragraph(
        sentences=(
            _count_sentence(group, items, material),
            *_example(group, material, choice.claims.get(group.voice)),
            *_full_circle(material, choice.loops.get(group.voice)),
        )
    )


def _count_sentence(group: _Group, items: Sequence[EvidenceItem], material: Material) -> Sentence:
    """ "They speak to 13 points, heard between March and October 2026; four are critical."."""
    gaps = [item for item in items if item.polarity is not Polarity.STRENGTH]
    dates = [item.source_date for item in items if item.source_date]
    when = f", {f'{group.heard} {span(min(dates), max(dates))}'.strip()}" if dates else ""
    every = ("it", "both")[len(items) - 1] if len(items) <= 2 else "all"
    many = every if len(gaps) == len(items) else in_words(len(gaps))
    critical = f"{many} {either(len(gaps), *group.critical)}" if gaps else group.uncritical
    whole = len(items) == len(material.usable)
    points = group.points.format(_share_of_points(len(items), len(items)) if whole else in_words(len(items), "point"))
    return Sentence(text=f"{points}{when}; {critical}.", evidence=first_few(material.cite(gaps or items)))


def _example(group: _Group, material: Material, item: EvidenceItem | None) -> Iterator[Sentence]:
    """A claim that is nowhere else in the text, criticism first."""
    if item is not None:
        words, lower_words = opening(item.text, _LONGEST_CLAIM), material.lower_words
        inner = lower_first(words, lower_words)
        if item.polarity is Polarity.STRENGTH:
            text = f"What they confirm: {inner}"
        else:
            text = f"{group.example}{', ' if is_clause(words) and inner[0].islower() else ': '}{inner}"
        yield Sentence(text=text, evidence=material.cite([item]))


def _full_circle(material: Material, item: EvidenceItem | None) -> Iterator[Sentence]:
    """A loop, step by step."""
    if item is not None:
        steps = " ".join(loop_sentences(item, material.lower_words))
        yield Sentence(text=f"One point came full circle. {steps}", evidence=material.cite([item]))


def _overview(material: Material) -> Paragraph:
    """How many points somebody else confirms, rest on our word alone, or leave that unanswered; how many came back."""
    usable = material.usable
    others = sum(bool(set(item.voices or ()) - {Voice.PROCESSES}) for item in usable)
    alone = [item for item in usable if item.voices == []]
    unanswered = [item for item in usable if item.voices is None]
    if others:
        sentences = [
            Sentence(text=f"People, carers, staff or partners bear out {_share_of_points(others, len(usable))}.")
        ]
    else:
        points = either(len(usable), "our one point", "any of our points")
        lead = "We have not yet recorded that" if unanswered else "No"
        sentences = [
            Sentence(text=f"{lead} people, carers, staff or partners bear out {points}{'' if unanswered else ' yet'}.")
        ]
    if alone:
        every = len(alone) == len(usable)
        if every:
            own = ("It is", "Both are")[len(alone) - 1] if len(alone) <= 2 else f"All {in_words(len(alone))} are"
        else:
            own = f"{capital(in_words(len(alone)))} {either(len(alone), 'is', 'are')}"
        cited = () if every else first_few(material.cite(alone))
        sentences.append(Sentence(text=f"{own} our own account so far.", evidence=cited))
    if unanswered:
        every = len(unanswered) == len(usable)
        every_one = either(len(usable), "our one point", "all")
        asked = every_one if every else in_words(len(unanswered))
        cited = () if every else first_few(material.cite(unanswered))
        sentences.append(Sentence(text=f"For {asked}, we have not yet answered who else would say so.", evidence=cited))
    if material.loops:
        back = f"On {in_words(len(material.loops))}, those who spoke up heard back what we changed."
        sentences.append(Sentence(text=back, evidence=first_few(material.cite(material.loops))))
    return Paragraph(sentences=tuple(sentences))


def _share_of_points(count: int, whole: int) -> str:
    """ "our one point", "all our three points", "two of our 31 points"."""
    if whole == 1:
        return "our one point"
    return (
        f"all our {in_words(whole)} points" if count == whole else f"{in_words(count)} of our {in_words(whole)} points"
    )


def _section(paragraphs: tuple[Paragraph, ...], entries: tuple[Subsection, ...]) -> Section:
    return Section(id=VOICES.id, heading=VOICES.heading, budget=VOICES.budget, paragraphs=paragraphs, entries=entries)

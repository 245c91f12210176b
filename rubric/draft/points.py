"""Strengths and areas for development: each item's facts in the same order, in the words that were typed.

Strength: claim, whether it is new or partial, how widely, figures, the difference made, what somebody else said or
showed; or, where a loop is closed, claim, heard, decided, changed, told, the difference, what somebody said. Area: gap,
whether what is in place is new or partial, how widely it holds or why and whom it affects, figures, the difference
made, what we are doing. What an item does not say is told to its author in the notes.
"""

from collections.abc import Callable, Collection, Iterable, Sequence

from rubric.draft import harm, phrases
from rubric.draft.material import LEAST_AREAS, LEAST_STRENGTHS, Material
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import AREAS, STRENGTHS, Outline
from rubric.draft.steps import step_told
from rubric.draft.wording import NOTHING, Part, excerpt, in_prose, without_full_stop
from rubric.english import capital, either, in_words, listed
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.words import Polarity

LONGEST_CLAIM = 80  # words of one claim told in the text; the evidence list always holds it whole
_MOST_QUESTIONED = 5  # strengths whose figures are quoted against them
_LONGEST_QUESTIONED = 25  # words of one such figure
MOST_LOOPS = 2  # told step by step among the strengths: each takes the room of a strength of its own

# An item and how many loops were told before it: the sentences after its claim.
Telling = Callable[[EvidenceItem, int], list[Part | str]]


def strengths_section(material: Material) -> Section:
    """Our strengths within the word budget: up to six, up to two of them with their feedback loop step by step.

    Where they are too long, it tries fewer strengths (down to three), fewer loops, then none of what others said. See
    `Material.strengths` for how they are ranked.
    """
    if not material.strengths:
        text = "We have not yet recorded a strength that is working and that we could show."
        if material.only_planned:
            text += " What we only plan is in the evidence list."
        return _nothing_recorded(STRENGTHS, text, material.cite(material.only_planned))
    counts = range(len(material.strengths), min(LEAST_STRENGTHS, len(material.strengths)) - 1, -1)
    closed = min(MOST_LOOPS, sum(item.closes_a_loop for item in material.strengths))
    tries = [
        (count, _strength(material, loops=loops, with_record=with_record))
        for with_record in (True, False)
        for loops in range(closed, -1, -1)
        for count in counts
    ]
    return _fitted(STRENGTHS, material, material.strengths, tries)


def areas_section(material: Material, strengths_told: Collection[int]) -> Section:
    """Areas for development within the word budget: the five that may do most harm, or fewer, down to three.

    `strengths_told` are the evidence numbers of the strengths in the text: a doubt about their figures stands there.
    Fewer areas told in full come before more areas told in short. The figures of a gap are always told: what is too
    long loses its owner first, then who is affected, then why.
    """
    questioned = _questioned(material, strengths_told)
    if not material.areas:
        section = _nothing_recorded(AREAS, "We have not yet recorded any area for development.", ())
        return section.model_copy(update={"paragraphs": (*section.paragraphs, *questioned)})
    counts = range(len(material.areas), min(LEAST_AREAS, len(material.areas)) - 1, -1)
    tries = [(count, _area(material, left_out)) for left_out in range(4) for count in counts]
    return _fitted(
        AREAS, material, material.areas, tries, opening=lambda told: (*_other_areas(material, told), *questioned)
    )


def _strength(material: Material, *, loops: int, with_record: bool) -> Telling:
    def tell(item: EvidenceItem, loops_before: int) -> list[Part | str]:
        record = phrases.best_record(item) if with_record else None
        said = NOTHING
        if record:
            beside = f"{item.text} {item.outcome}"
            said = phrases.said(phrases.SPEAKERS[record.voice], record, dated=material.dates_records, beside=beside)
        doubt = phrases.doubt(item)
        last = [phrases.disputed_by(item), phrases.outcome(item), said]
        if item.closes_a_loop and loops_before < loops:
            return [*phrases.loop(item), phrases.figures(item) if doubt else NOTHING, doubt, *last]
        return [phrases.progress(item), phrases.reach(item), phrases.figures(item), doubt, *last]

    return tell


def _area(material: Material, left_out: int) -> Telling:
    """How an area is told without the first `left_out` of: the step's owner, who is affected, why it is so."""

    def tell(item: EvidenceItem, _: int) -> list[Part | str]:
        affected = phrases.affected(item)
        return [
            phrases.progress(item) if left_out < 2 else "",
            phrases.reach(item) if left_out < 2 and not affected.words else NOTHING,
            phrases.cause(item) if left_out < 3 else NOTHING,
            affected if left_out < 2 else NOTHING,
            phrases.figures(item),
            phrases.outcome(item),
            step_told(material.step_on(item), material.on, with_owner=not left_out),
        ]

    return tell


def _other_areas(material: Material, told: Sequence[EvidenceItem]) -> tuple[Paragraph, ...]:
    """How many gaps and mixed points there are beside those told, and where they stand."""
    others = [item for item in material.gaps if item not in told]
    if not others:
        return ()
    weighed = listed(harm.weighed(material.gaps, material.on))
    why = f": we weighed {weighed}" if weighed else ""
    first = Sentence(text=f"{either(len(told), 'This comes', f'These {in_words(len(told))} come')} first{why}.")
    rest = f"{capital(in_words(len(others), 'more gap or mixed point', 'more gaps and mixed points'))} "
    second = Sentence(
        text=f"{rest}{either(len(others), 'is', 'are')} in the evidence list.", evidence=material.cite(others)
    )
    return (Paragraph(sentences=(first, second)),)


def _questioned(material: Material, told: Collection[int]) -> tuple[Paragraph, ...]:
    """The figures that speak against strengths that are not told, each with its item; nothing else would tell them.

    At most `_MOST_QUESTIONED` are quoted, and all are counted and cited.
    """
    found = [
        item
        for item in material.usable
        if item.polarity is Polarity.STRENGTH and harm.is_questioned(item) and material.numbers[item.id] not in told
    ]
    if not found:
        return ()
    quoted, rest = found[:_MOST_QUESTIONED], found[_MOST_QUESTIONED:]
    points = either(
        len(found), "a point that we call a strength", f"{in_words(len(found))} points that we call strengths"
    )
    lead = f"The figures that we give question {points}:"
    words = [f"“{without_full_stop(excerpt(stated(item.figures), _LONGEST_QUESTIONED))}”" for item in quoted]
    texts = [f"{lead} {words[0]}", *(f"; {quote}" for quote in words[1:])]
    sentences = [Sentence(text=text, evidence=material.cite([item])) for text, item in zip(texts, quoted, strict=True)]
    if rest:
        sentences.append(Sentence(text="; and others", evidence=material.cite(rest)))
    return (Paragraph(sentences=(*sentences, Sentence(text="."))),)


def _fitted(
    outline: Outline,
    material: Material,
    items: Sequence[EvidenceItem],
    tries: Iterable[tuple[int, Telling]],
    opening: Callable[[Sequence[EvidenceItem]], tuple[Paragraph, ...]] = lambda _: (),
) -> Section:
    """The first try that keeps to the budget, or else the shortest of them; there is at least one item."""
    too_long = []
    for count, tell in tries:
        section = Section(
            id=outline.id,
            heading=outline.heading,
            budget=outline.budget,
            paragraphs=opening(items[:count]),
            entries=_by_aspect(items[:count], material, tell),
        )
        if section.length != "long":
            return section
        too_long.append(section)
    return min(too_long, key=lambda section: section.words)


def _by_aspect(items: Sequence[EvidenceItem], material: Material, tell: Telling) -> tuple[Subsection, ...]:
    """One entry for each aspect, in the order of its first item."""
    aspects = list(dict.fromkeys(item.aspect for item in items))
    entries: dict[str, list[Paragraph]] = {aspect: [] for aspect in aspects}
    loops = 0
    for item in sorted(items, key=lambda item: aspects.index(item.aspect)):
        text = in_prose([phrases.claim(item, LONGEST_CLAIM), *tell(item, loops)])
        entries[item.aspect].append(Paragraph(sentences=(Sentence(text=text, evidence=material.cite([item])),)))
        loops += item.closes_a_loop
    return tuple(
        Subsection(heading=material.title(a), paragraphs=tuple(paragraphs)) for a, paragraphs in entries.items()
    )


def _nothing_recorded(outline: Outline, text: str, cited: tuple[int, ...]) -> Section:
    paragraph = Paragraph(sentences=(Sentence(text=text, evidence=cited),))
    return Section(id=outline.id, heading=outline.heading, budget=outline.budget, paragraphs=(paragraph,))

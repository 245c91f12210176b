"""Strengths and areas for development: each item's facts in the same order, in the council's own words first.

Strength: claim, how widely, what proves it, the difference made, who confirms it and where, the evidence number; or,
where people heard back what changed, claim, heard, decided, changed, told, the difference, who confirms it.
Area: gap, why, who is affected, who says so, what proves it, what we are doing.
"""

from collections.abc import Callable, Iterable, Sequence

from rubric.draft.material import LEAST_AREAS, LEAST_STRENGTHS, Material
from rubric.draft.model import Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import AREAS, STRENGTHS, Outline
from rubric.draft.phrases import (
    affected_sentence,
    cause_sentence,
    confirmed_sentence,
    difference_sentence,
    figures_sentence,
    loop_sentences,
    outcome_sentence,
    reach_sentence,
    told_by_sentence,
)
from rubric.draft.steps import step_in_full, step_in_short
from rubric.draft.wording import claim_sentence, first_few, on_one_line
from rubric.english import flat
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated

LONGEST_CLAIM = 80  # words of one claim told in the text; the evidence list always holds it whole
MOST_LOOPS = 2  # told step by step among the strengths: each takes the room of a strength of its own

# An item, its turn in the section and how many loops were told before it: the sentences after its claim.
Telling = Callable[[EvidenceItem, int, int], list[str]]


def strengths_section(material: Material) -> Section:
    """Our strengths within the word budget: up to six, up to two of them with their feedback loop step by step.

    Where they are too long, it tries fewer strengths (down to four), fewer loops, then no documents and no figures. See
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
        (count, _strength(material, loops=loops, with_source=with_source, with_figures=with_figures))
        for with_source, with_figures in ((True, True), (True, False), (False, False))
        for loops in range(closed, min(closed, 1) - 1, -1)
        for count in counts
    ]
    tries += [(count, _strength(material, loops=0, with_source=False, with_figures=False)) for count in counts]
    return _fitted(STRENGTHS, material, material.strengths, tries)


def areas_section(material: Material) -> Section:
    """Areas for development within the word budget: the five most pressing, or fewer, down to three.

    Fewer areas told in full come before more areas told in short.
    """
    if not material.areas:
        return _nothing_recorded(AREAS, "We have not yet recorded any area for development.", ())
    counts = range(len(material.areas), min(LEAST_AREAS, len(material.areas)) - 1, -1)
    tries = [(count, tell(material)) for tell in (_area, _area_in_short, _area_in_brief) for count in counts]
    return _fitted(AREAS, material, material.areas, tries)


def _strength(material: Material, *, loops: int, with_source: bool, with_figures: bool) -> Telling:
    """Sentences for a strength; without its source, the document is named in the evidence list alone."""
    lower_words = material.lower_words

    def tell(item: EvidenceItem, turn: int, loops_before: int) -> list[str]:
        difference, confirmed = (
            difference_sentence(item, turn, lower_words),
            confirmed_sentence(item, turn, with_source=with_source),
        )
        if item.closes_a_loop and loops_before < loops:
            return [*loop_sentences(item, lower_words), difference if stated(item.outcome) else "", confirmed]
        return [
            reach_sentence(item, turn),
            figures_sentence(item, turn, lower_words) if with_figures else "",
            difference,
            confirmed,
        ]

    return tell


def _area(material: Material) -> Telling:
    def tell(item: EvidenceItem, turn: int, _: int) -> list[str]:
        step = step_in_full(material.step_on(item), material.on, material.lower_words)
        return [*_gap(item, turn, material, with_source=True), step]

    return tell


def _area_in_short(material: Material) -> Telling:
    """As `_area`, leaving the document to the evidence list and the owner to the table of next steps."""

    def tell(item: EvidenceItem, turn: int, _: int) -> list[str]:
        step = step_in_short(material.step_on(item), material.on, material.lower_words)
        return [*_gap(item, turn, material, with_source=False), step]

    return tell


def _area_in_brief(material: Material) -> Telling:
    """The gap, why, who is affected and the next step: who says so and the figures stay in the evidence list."""
    lower_words = material.lower_words

    def tell(item: EvidenceItem, _: int, __: int) -> list[str]:
        told_by = "" if item.voices else told_by_sentence(item)
        return [
            cause_sentence(item, lower_words),
            affected_sentence(item, lower_words),
            told_by,
            step_in_short(material.step_on(item), material.on, lower_words),
        ]

    return tell


def _gap(item: EvidenceItem, turn: int, material: Material, *, with_source: bool) -> list[str]:
    lower_words = material.lower_words
    return [
        cause_sentence(item, lower_words),
        affected_sentence(item, lower_words),
        told_by_sentence(item, with_source=with_source),
        figures_sentence(item, turn, lower_words),
        outcome_sentence(item, turn, lower_words),
    ]


def _fitted(
    outline: Outline, material: Material, items: Sequence[EvidenceItem], tries: Iterable[tuple[int, Telling]]
) -> Section:
    """The first try that keeps to the budget, or else the shortest of them; there is at least one item."""
    too_long = []
    for count, tell in tries:
        section = Section(
            id=outline.id,
            heading=outline.heading,
            budget=outline.budget,
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
    for turn, item in enumerate(sorted(items, key=lambda item: aspects.index(item.aspect))):
        entries[item.aspect] += _item_paragraphs(item, tell(item, turn, loops), material.cite([item]))
        loops += item.closes_a_loop
    return tuple(
        Subsection(heading=material.title(a), paragraphs=tuple(paragraphs)) for a, paragraphs in entries.items()
    )


def _item_paragraphs(item: EvidenceItem, rest: Sequence[str], cited: tuple[int, ...]) -> list[Paragraph]:
    """The claim and the rest as one paragraph; a claim of several lines keeps them, and the rest follows.

    A claim that is a list from its first line on is put on one line, with semicolons.
    """
    lines = [flat(line) for line in item.text.splitlines() if line.strip()]
    if len(lines) == 1 or on_one_line(lines[0]) != lines[0] or len(item.text.split()) > LONGEST_CLAIM:
        return [_with_citation([claim_sentence(item.text, LONGEST_CLAIM), *rest], cited)]
    return [*(Paragraph(sentences=(Sentence(text=line),)) for line in lines), _with_citation(rest, cited)]


def _with_citation(sentences: Iterable[str], cited: tuple[int, ...]) -> Paragraph:
    return Paragraph(sentences=(Sentence(text=" ".join(filter(None, sentences)), evidence=cited),))


def _nothing_recorded(outline: Outline, text: str, cited: tuple[int, ...]) -> Section:
    paragraph = Paragraph(sentences=(Sentence(text=text, evidence=first_few(cited)),))
    return Section(id=outline.id, heading=outline.heading, budget=outline.budget, paragraphs=(paragraph,))

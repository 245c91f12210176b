"""Strengths and areas for development: each item told in the same order, in the council's own words first.

Strength: claim, how widely, what proves it, the difference made, who confirms it, the evidence number.
Area: gap, who it affects and who says so, what proves it, what we are doing.
"""

from collections.abc import Callable, Iterable, Sequence

from rubric.draft.material import LEAST_AREAS, LEAST_STRENGTHS, Material
from rubric.draft.model import Entry, Paragraph, Section, Sentence
from rubric.draft.outline import AREAS, STRENGTHS, Outline
from rubric.draft.phrases import affects, confirmed, difference, differently, how_widely, proof, told_by
from rubric.draft.steps import step_in_full, step_in_short
from rubric.draft.wording import flat, opening, some
from rubric.evidence.model import EvidenceItem

LONGEST_CLAIM = 80  # words of one claim told in the text; the evidence list always holds it whole

Telling = Callable[[EvidenceItem], list[str]]


def strengths_section(material: Material) -> Section:
    """Our strengths: the strongest six, or as many down to four as the budget holds; more rather than longer."""
    if not material.strengths:
        text = "We have not yet recorded a strength that is working and that we could show."
        if material.only_planned:
            text += " What we only plan is in the evidence list."
        return _empty(STRENGTHS, text, material.cite(material.only_planned))
    counts = range(len(material.strengths), min(LEAST_STRENGTHS, len(material.strengths)) - 1, -1)
    tries = [(count, tell) for count in counts for tell in (_strength, _strength_in_short)]
    return _fitted(STRENGTHS, material, material.strengths, tries)


def areas_section(material: Material) -> Section:
    """Areas for development: the most pressing five, or as many down to three; told in full rather than more."""
    if not material.areas:
        return _empty(AREAS, "We have not yet recorded any area for development.", ())
    counts = range(len(material.areas), min(LEAST_AREAS, len(material.areas)) - 1, -1)
    tries = [(count, tell) for tell in (_area, _area_in_short, _area_in_brief) for count in counts]
    return _fitted(AREAS, material, material.areas, tries)


def _strength(item: EvidenceItem) -> list[str]:
    return [how_widely(item), proof(item), difference(item), confirmed(item)]


def _strength_in_short(item: EvidenceItem) -> list[str]:
    """As `_strength`, leaving the name of the document to the evidence list."""
    return [how_widely(item), proof(item, with_source=False), difference(item), confirmed(item)]


def _area(item: EvidenceItem) -> list[str]:
    return [affects(item), told_by(item), proof(item), differently(item), step_in_full(item.action)]


def _area_in_short(item: EvidenceItem) -> list[str]:
    """As `_area`, leaving the document to the evidence list and the owner to the table of next steps."""
    return [
        affects(item),
        told_by(item),
        proof(item, with_source=False),
        differently(item),
        step_in_short(item.action),
    ]


def _area_in_brief(item: EvidenceItem) -> list[str]:
    """The gap, who it affects, who says so and the next step; figures stay in the evidence list."""
    return [affects(item), told_by(item), step_in_short(item.action)]


def _fitted(
    outline: Outline, material: Material, items: Sequence[EvidenceItem], tries: Iterable[tuple[int, Telling]]
) -> Section:
    """The first try that keeps to the budget, or else the shortest of them; there is at least one item."""
    made = []
    for count, tell in tries:
        section = Section(
            id=outline.id,
            heading=outline.heading,
            budget=outline.budget,
            entries=_by_aspect(items[:count], material, tell),
        )
        if section.length != "long":
            return section
        made.append(section)
    return min(made, key=lambda section: section.words)


def _by_aspect(items: Sequence[EvidenceItem], material: Material, tell: Telling) -> tuple[Entry, ...]:
    """One entry for each aspect, in the order of its first item."""
    return tuple(
        Entry(
            heading=material.title(aspect),
            paragraphs=tuple(
                paragraph
                for item in items
                if item.aspect == aspect
                for paragraph in _told(item, tell(item), material.cite([item]))
            ),
        )
        for aspect in dict.fromkeys(item.aspect for item in items)
    )


def _told(item: EvidenceItem, rest: Sequence[str], cited: tuple[int, ...]) -> list[Paragraph]:
    """The claim and the rest as one paragraph; a claim of several lines keeps them, and the rest stands below."""
    lines = [flat(line) for line in item.text.splitlines() if line.strip()]
    if len(lines) == 1 or len(item.text.split()) > LONGEST_CLAIM:
        return [_cited([opening(item.text, LONGEST_CLAIM), *rest], cited)]
    return [*(Paragraph(sentences=(Sentence(text=line),)) for line in lines), _cited(rest, cited)]


def _cited(sentences: Iterable[str], cited: tuple[int, ...]) -> Paragraph:
    return Paragraph(sentences=(Sentence(text=" ".join(filter(None, sentences)), evidence=cited),))


def _empty(outline: Outline, text: str, cited: tuple[int, ...]) -> Section:
    paragraph = Paragraph(sentences=(Sentence(text=text, evidence=some(cited)),))
    return Section(id=outline.id, heading=outline.heading, budget=outline.budget, paragraphs=(paragraph,))

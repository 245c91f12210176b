"""The sections of a draft as passages for the linter: what a reader meets as prose, and how long it may be."""

from rubric.draft.model import Draft, Section
from rubric.draft.outline import ACTIONS, AREAS, POSITION, STRENGTHS, VOICES
from rubric.evidence.lint import Passage

# The evidence list and the annex are not written by anybody, and the table of next steps is read action by action.
PROSE = frozenset({POSITION.id, VOICES.id, STRENGTHS.id, AREAS.id, ACTIONS.id})


def passages(draft: Draft) -> tuple[Passage, ...]:
    """The sections that are prose, in their order, each with its words against its budget.

    In: a draft, with sections as composed or as somebody edited them. Out: one passage for each section that has a
    budget, without its citations and without its table.
    """
    return tuple(_passage(section) for section in draft.sections if section.id in PROSE)


def _passage(section: Section) -> Passage:
    paragraphs = [paragraph.sentences for paragraph in section.all_paragraphs()]
    return Passage(
        section=section.id,
        heading=section.heading,
        text="\n".join(" ".join(sentence.text for sentence in sentences) for sentences in paragraphs),
        spelled="\n".join(sentence.in_full for sentences in paragraphs for sentence in sentences if sentence.in_full),
        words=section.words,
        most_words=section.budget[1] if section.budget else None,
    )

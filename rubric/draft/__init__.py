"""The draft: an assessment in prose, as values for a screen and as a Word file."""

from rubric.draft.compose import compose, compose_afresh, compose_beside
from rubric.draft.model import Draft, Paragraph, Section, Sentence, Subsection
from rubric.draft.outline import OUTLINE
from rubric.draft.preview import markdown
from rubric.draft.word.render import check_template, render, render_draft

__all__ = [
    "OUTLINE",
    "Draft",
    "Paragraph",
    "Section",
    "Sentence",
    "Subsection",
    "check_template",
    "compose",
    "compose_afresh",
    "compose_beside",
    "markdown",
    "render",
    "render_draft",
]

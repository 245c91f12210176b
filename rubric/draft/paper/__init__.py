"""Documents built from values: headings, words, tables and pictures in, an accessible Word file out."""

from rubric.draft.paper.model import Paper
from rubric.draft.paper.write import write_paper

__all__ = ["Paper", "write_paper"]

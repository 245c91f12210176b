"""Notes on the writing: of items, of the plan and of the draft, each from a rule in data/notes.yaml."""

from rubric.evidence.lint.check import Note, Waived, item_notes, lint, split_waived, standing_notes
from rubric.evidence.lint.rules import Passage, Severity, rule_book

__all__ = [
    "Note",
    "Passage",
    "Severity",
    "Waived",
    "item_notes",
    "lint",
    "rule_book",
    "split_waived",
    "standing_notes",
]

"""Notes on the writing: of items, of the plan and of the draft, each from a rule in data/notes.yaml."""

from rubric.evidence.lint.check import Note, Waived, found_in, item_notes, lint, split_waived
from rubric.evidence.lint.reading_age import reading_age
from rubric.evidence.lint.rules import Passage, Severity, rule_book

__all__ = [
    "Note",
    "Passage",
    "Severity",
    "Waived",
    "found_in",
    "item_notes",
    "lint",
    "reading_age",
    "rule_book",
    "split_waived",
]

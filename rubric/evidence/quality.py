"""Quiet advice on one evidence item: the few most telling notes, as plain sentences.

Kept apart from `progress.py`: an item with notes is as finished as one without. The rules are those of `lint.py`; what
is only worth a look (`Severity.COULD`) is left for the writing panel.
"""

from datetime import date

from rubric.evidence.lint import Severity, found_in, item_notes, rule_book, split_waived
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework import Framework

MOST_NOTES = 3  # more than three at once is not read


def quality_notes(item: EvidenceItem, on: date | None = None, *, most: int = MOST_NOTES) -> tuple[str, ...]:
    """What could be better about an item, most telling first.

    In: the item, the day it is read (today unless told), and how many notes are wanted at most. Out: plain sentences;
    none for an item without words.
    """
    if not stated(item.text):
        return ()
    found = found_in(item, on or date.today())
    telling = [rule for rule in rule_book().rules if rule.id in found and rule.severity is not Severity.COULD]
    return tuple(
        rule.message.format(**{"quote": found[rule.id].quote, **found[rule.id].named}) for rule in telling[:most]
    )


def standing_notes(
    assessment: Assessment, item: EvidenceItem, framework: Framework, on: date | None = None
) -> tuple[str, ...]:
    """The few most telling notes on one item of an assessment that nobody has set aside, as plain sentences."""
    notes, _ = split_waived(item_notes(item, framework, on or date.today()), assessment.waivers)
    return tuple(note.message for note in notes if note.severity is not Severity.COULD)[:MOST_NOTES]

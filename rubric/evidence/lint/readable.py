"""An assessment as the rules read it: of a text far longer than anybody reads, its first letters alone.

So no text, however it came in, keeps the notes waiting; the draft's notes say where one was cut (`cut_fields`).
"""

from collections.abc import Iterable
from operator import is_
from typing import TypeVar

from pydantic import BaseModel

from rubric.evidence import fields
from rubric.evidence.lint.rules import Passage
from rubric.evidence.model import Assessment, EvidenceItem

MOST_LETTERS = 10_000  # of one text: twelve times a claim that is long already (our own judgement)

_AnyEntry = TypeVar("_AnyEntry", bound=BaseModel)


def readable(assessment: Assessment) -> Assessment:
    """The assessment with every text of its items and actions within `MOST_LETTERS`."""
    return assessment.model_copy(
        update={
            "evidence": [readable_item(item) for item in assessment.evidence],
            "actions": [_cut(action, fields.ACTION_WORDS) for action in assessment.actions],
        }
    )


def readable_item(item: EvidenceItem) -> EvidenceItem:
    """The item with every text within `MOST_LETTERS`; the same item where none is longer."""
    step = _cut(item.action, fields.ACTION_WORDS) if item.action else None
    records = [_cut(record, fields.RECORD_WORDS) for record in item.confirmations]
    same = step is item.action and all(map(is_, records, item.confirmations))
    return _cut(item if same else item.model_copy(update={"action": step, "confirmations": records}), fields.WORDS)


def readable_passage(passage: Passage) -> Passage:
    """The section with its text within `MOST_LETTERS`."""
    is_long = len(passage.text) > MOST_LETTERS
    return passage.model_copy(update={"text": passage.text[:MOST_LETTERS]}) if is_long else passage


def cut_fields(item: EvidenceItem) -> list[str]:
    """What the texts of an item that are read in part alone are called in a sentence; none where all are read whole."""
    names = [*fields.WORDS, *(name for name in fields.names_of_words(item) if fields.record_of(name))]
    long = (name for name in names if len(str(fields.value_of(item, name))) > MOST_LETTERS)
    return list(dict.fromkeys(fields.item(name).inside for name in long))


def _cut(entry: _AnyEntry, names: Iterable[str]) -> _AnyEntry:
    """The entry with these texts within `MOST_LETTERS`; the same entry where none is longer."""
    cut = {name: text[:MOST_LETTERS] for name in names if len(text := getattr(entry, name)) > MOST_LETTERS}
    return entry.model_copy(update=cut) if cut else entry

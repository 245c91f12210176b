"""An assessment as the rules read it: of a text far longer than anybody reads, its first letters alone.

So no text, however it came in, keeps the notes waiting; the draft's notes say where one was cut (`cut_fields`).
"""

from typing import TypeVar

from rubric.evidence import fields
from rubric.evidence.lint.rules import Passage
from rubric.evidence.model import Action, Assessment, EvidenceItem

MOST_LETTERS = 10_000  # of one text: twelve times a claim that is long already (our own judgement)

_AnyAction = TypeVar("_AnyAction", bound=Action)


def readable(assessment: Assessment) -> Assessment:
    """The assessment with every text of its items and actions within `MOST_LETTERS`."""
    return assessment.model_copy(
        update={
            "evidence": [readable_item(item) for item in assessment.evidence],
            "actions": [_action(action) for action in assessment.actions],
        }
    )


def readable_item(item: EvidenceItem) -> EvidenceItem:
    """The item with every text within `MOST_LETTERS`; the same item where none is longer."""
    step = _action(item.action) if item.action else None
    cut = {name: text[:MOST_LETTERS] for name in fields.WORDS if len(text := getattr(item, name)) > MOST_LETTERS}
    return item if not cut and step is item.action else item.model_copy(update={**cut, "action": step})


def readable_passage(passage: Passage) -> Passage:
    """The section with its text within `MOST_LETTERS`."""
    is_long = len(passage.text) > MOST_LETTERS
    return passage.model_copy(update={"text": passage.text[:MOST_LETTERS]}) if is_long else passage


def cut_fields(item: EvidenceItem) -> list[str]:
    """What the texts of an item that are read in part alone are called in a sentence; none where all are read whole."""
    return [fields.item(name).inside for name in fields.WORDS if len(getattr(item, name)) > MOST_LETTERS]


def _action(action: _AnyAction) -> _AnyAction:
    names = fields.ACTION_WORDS
    cut = {name: text[:MOST_LETTERS] for name in names if len(text := getattr(action, name)) > MOST_LETTERS}
    return action.model_copy(update=cut) if cut else action

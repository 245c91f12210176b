"""An item, a line of the plan or an attached file as it was at an earlier revision, worked out backwards."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from rubric.evidence.attachment import Attachment
from rubric.evidence.fields import value_of
from rubric.evidence.model import EvidenceItem, PlanAction
from rubric.storage.edits import differing, edited
from rubric.storage.rows import PLAN_FIELDS
from rubric.storage.values import Change

Kept = TypeVar("Kept", EvidenceItem, PlanAction, Attachment)
_PLACE = ("aspect", "position")  # where an item stands is no part of what it says: Move changes that


def item_changes_back(item: EvidenceItem, history: Sequence[Change], revision: int) -> dict[str, object]:
    """The changes that make an item say what it said at the end of a revision; `history` is newest first."""
    was = _walk_back(item, history, revision, lambda one, olds: edited(one, olds))
    return {name: value_of(was, name) for name in differing(item, was) if name not in _PLACE}


def action_changes_back(action: PlanAction, history: Sequence[Change], revision: int) -> dict[str, object]:
    """The same for a line of the plan."""
    was = _walk_back(action, history, revision, lambda one, olds: PlanAction.model_validate(one.model_dump() | olds))
    return {name: getattr(was, name) for name in PLAN_FIELDS if getattr(was, name) != getattr(action, name)}


def attachment_changes_back(attachment: Attachment, history: Sequence[Change], revision: int) -> dict[str, object]:
    """The same for what a person changes of an attached file or link."""
    was = _walk_back(attachment, history, revision, lambda one, olds: one.model_validate(one.model_dump() | olds))
    names = dict.fromkeys(change.field for change in history)
    return {name: getattr(was, name) for name in names if getattr(was, name) != getattr(attachment, name)}


def _walk_back(
    kept: Kept, history: Iterable[Change], revision: int, undo: Callable[[Kept, dict[str, object]], Kept]
) -> Kept:
    """Undo one revision after the other. A whole ("action") is undone after its parts, which go with it."""
    later = (change for change in history if change.revision >= revision and change.field not in _PLACE)
    for _, together in groupby(later, key=lambda change: change.revision):
        olds = sorted(together, key=lambda change: change.field == "action")
        kept = undo(kept, {change.field: change.old for change in olds})
    return kept

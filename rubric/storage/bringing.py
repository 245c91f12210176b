"""What comes back from elsewhere, such as a workbook that was sent round: all of it into one assessment, or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from sqlalchemy.orm import Session

from rubric.english import listed
from rubric.errors import Conflict
from rubric.evidence.fields import value_of
from rubric.evidence.model import EvidenceItem, PlanAction
from rubric.storage.clashes import changed_since, overwritten
from rubric.storage.edits import edited, spoken
from rubric.storage.items import add_item, find_item, save_item, set_item_removed
from rubric.storage.plan import add_action, save_action, set_action_removed
from rubric.storage.references import action_with_new_ids
from rubric.storage.rows import item_of, stored, usable_id
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow


def bring_in(
    session: Session,
    row: AssessmentRow,
    *,
    added: Sequence[EvidenceItem],
    changed: Mapping[str, Mapping[str, object]],
    seen: Mapping[str, int],
    actions_added: Sequence[PlanAction],
    actions_changed: Mapping[str, Mapping[str, object]],
    actions_seen: Mapping[str, int],
) -> None:
    """Add and change items and actions; see `Assessments.bring_in` for the arguments and errors."""
    for item_id, changes in changed.items():
        refuse_to_overwrite(session, row, item_id, changes, seen.get(item_id))
        save_item(session, row, item_id, changes, None)
    ids = {item.id: bring_item(session, row, item) for item in added}
    for action_id, changes in actions_changed.items():
        save_action(session, row, action_id, _relinked(changes, ids), actions_seen.get(action_id))
    for action in actions_added:
        bring_action(session, row, action_with_new_ids(action, ids))


def bring_item(session: Session, row: AssessmentRow, item: EvidenceItem) -> str:
    """Add an item and return its id; an item of this assessment that was removed is restored with these values."""
    existing = session.get(ItemRow, stored(item.id))
    if existing is not None and existing.assessment_id == row.id and existing.removed_at is not None:
        set_item_removed(session, row, existing.id, removed=False)
        fields = item.model_dump(exclude={"id", "position"} | ({"attached"} if not item.attached else set()))
        save_item(session, row, existing.id, fields, None)
        return existing.id
    elsewhere = () if existing is None or existing.assessment_id == row.id else (item.id,)
    kept = item.model_copy(update={"id": usable_id(item.id, elsewhere)})
    add_item(session, row, kept)
    session.flush()
    return kept.id


def bring_action(session: Session, row: AssessmentRow, action: PlanAction) -> str:
    """Add an action and return its id; one of this assessment that was removed is restored with these values."""
    existing = session.get(ActionRow, stored(action.id))
    if existing is not None and existing.assessment_id == row.id and existing.removed_at is not None:
        set_action_removed(session, row, existing.id, removed=False)
        save_action(session, row, existing.id, action.model_dump(exclude={"id"}), None)
        return existing.id
    elsewhere = () if existing is None or existing.assessment_id == row.id else (action.id,)
    kept = action.model_copy(update={"id": usable_id(action.id, elsewhere)})
    add_action(session, row, kept)
    session.flush()
    return kept.id


def _relinked(changes: Mapping[str, object], ids: Mapping[str, str]) -> dict[str, object]:
    """Changes to an action, its links to items that were just added following the ids that these got."""
    links = changes.get("evidence")
    if isinstance(links, Iterable) and not isinstance(links, str):
        return dict(changes) | {"evidence": [ids.get(item_id, item_id) for item_id in links]}
    return dict(changes)


def refuse_to_overwrite(
    session: Session, row: AssessmentRow, item_id: str, changes: Mapping[str, object], seen: int | None
) -> None:
    """Conflict: others gave a field to be changed another value since it was compared."""
    existing = find_item(session, row, item_id)
    if seen is None or seen >= existing.revision:
        return
    others = changed_since(session, row, seen, item_id=item_id)
    current = item_of(existing)
    theirs = overwritten(others, changes, partial(value_of, current), partial(value_of, edited(current, changes)))
    if theirs:
        raise Conflict(
            f"{spoken(listed(theirs))} of an item was changed by somebody else since this was compared, so "
            "nothing was brought in: compare the file again.",
            theirs,
            revision=existing.revision,
        )

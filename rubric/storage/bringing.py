"""What comes back from elsewhere, such as a workbook that was sent round: all of it into one assessment, or nothing."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from rubric.english import listed
from rubric.errors import Conflict
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.storage import actions, items
from rubric.storage.edits import edited, spoken, value_of
from rubric.storage.references import action_led_to
from rubric.storage.rows import item_of, stored, usable_id
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow


def bring_in(
    session: Session,
    row: AssessmentRow,
    *,
    added: Sequence[EvidenceItem],
    changed: Mapping[str, Mapping[str, object]],
    actions_added: Sequence[PlanAction],
    actions_changed: Mapping[str, Mapping[str, object]],
    seen: Assessment | None,
) -> None:
    """Add and change items and actions; see `Store.bring_in` for what each argument is and what may be wrong."""
    before = {item.id: item for item in seen.evidence} if seen else {}
    for item_id, changes in changed.items():
        if item_id in before:
            _refuse_to_overwrite(item_of(items.find(session, row, item_id)), before[item_id], changes)
        items.save(session, row, item_id, changes, None)
    ids = {item.id: _item(session, row, item) for item in added}
    shown = {action.id: action for action in seen.actions} if seen else {}
    for action_id, changes in actions_changed.items():
        actions.save(session, row, action_id, _led_to(changes, ids), shown.get(action_id))
    for action in actions_added:
        _action(session, row, action_led_to(action, ids))


def _item(session: Session, row: AssessmentRow, item: EvidenceItem) -> str:
    """Add an item and say under which id; one of this assessment that was removed is put back with these words."""
    there = session.get(ItemRow, stored(item.id))
    if there is not None and there.assessment_id == row.id and there.removed_at is not None:
        items.remove_or_restore(session, row, there.id, removed=False)
        fields = item.model_dump(exclude={"id", "position"})
        items.save(session, row, there.id, fields, None)
        return there.id
    elsewhere = () if there is None or there.assessment_id == row.id else (item.id,)
    kept = item.model_copy(update={"id": usable_id(item.id, elsewhere)})
    items.add(session, row, kept)
    session.flush()
    return kept.id


def _action(session: Session, row: AssessmentRow, action: PlanAction) -> None:
    there = session.get(ActionRow, stored(action.id))
    if there is not None and there.assessment_id == row.id and there.removed_at is not None:
        actions.remove_or_restore(session, row, there.id, removed=False)
        actions.save(session, row, there.id, action.model_dump(exclude={"id"}), None)
        return
    elsewhere = () if there is None or there.assessment_id == row.id else (action.id,)
    actions.add(session, row, action.model_copy(update={"id": usable_id(action.id, elsewhere)}))
    session.flush()


def _led_to(changes: Mapping[str, object], ids: Mapping[str, str]) -> dict[str, object]:
    """Changes to an action, with links to items that were just added following the ids these got."""
    links = changes.get("evidence")
    if isinstance(links, Iterable) and not isinstance(links, str):
        return dict(changes) | {"evidence": [ids.get(one, one) for one in links]}
    return dict(changes)


def _refuse_to_overwrite(now: EvidenceItem, seen: EvidenceItem, changes: Mapping[str, object]) -> None:
    """Conflict: a field to be changed holds something else by now than where it was compared."""
    wanted = edited(now, changes)
    theirs = {
        name: value_of(now, name)
        for name in changes
        if value_of(now, name) not in (value_of(seen, name), value_of(wanted, name))
    }
    if theirs:
        raise Conflict(
            f"{spoken(listed(theirs))} of an item was changed by somebody else since this was compared, so "
            "nothing was brought in: compare the file again.",
            theirs,
        )

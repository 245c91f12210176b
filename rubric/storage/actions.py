"""What can be done to the lines of one assessment's improvement plan, whose row the caller holds in a session."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.english import listed
from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import PlanAction, now
from rubric.storage.edits import refusal, spoken, typed
from rubric.storage.parts import next_place, set_removed, touched
from rubric.storage.rows import PLAN_FIELDS, action_of, action_row, stored, usable_id, write_action
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow
from rubric.storage.values import Saved

GONE = "This action was removed from the plan meanwhile: put it back first, then make your change."


def find(session: Session, assessment: AssessmentRow, action_id: str, *, removed: bool = False) -> ActionRow:
    """The action's row. NotFound: it is not in this assessment, or (unless `removed` may be) it was removed."""
    row = session.get(ActionRow, action_id)
    if row is None or row.assessment_id != assessment.id:
        raise NotFound("This action can't be found: go back to the plan and open it from there.")
    if row.removed_at is not None and not removed:
        raise NotFound(GONE)
    return row


def add(session: Session, assessment: AssessmentRow, action: PlanAction) -> Saved:
    """Add an action after the last of the plan. Conflict: there is one with this id already."""
    if usable_id(action.id, taken=()) != action.id or session.get(ActionRow, action.id) is not None:
        raise Conflict("This action is in the plan already: load the page again to see it.")
    row = action_row(action, assessment.id, action.id, next_place(session, assessment, ActionRow))
    session.add(row)
    assessment.updated = now()
    return Saved(at=assessment.updated, revision=row.revision)


def save(
    session: Session,
    assessment: AssessmentRow,
    action_id: str,
    changes: Mapping[str, object],
    seen: PlanAction | None,
) -> Saved:
    """Write the named fields. NotFound, BadInput, or Conflict with what others wrote since `seen`."""
    row = find(session, assessment, action_id)
    before = action_of(row)
    after = _edited(before, changes)
    merged = () if seen is None else _refuse_to_overwrite(before, after, changes, seen)
    if before == after:
        return Saved(at=assessment.updated, revision=row.revision, merged=merged)
    return write(session, assessment, row, after).model_copy(update={"merged": merged})


def write(session: Session, assessment: AssessmentRow, row: ActionRow, after: PlanAction) -> Saved:
    """Put another state of an action into its row, keeping what the fields that differ held."""
    before = action_of(row).model_dump(mode="json")
    wanted = after.model_dump(mode="json")
    at = now()
    session.add_all(
        FormerValueRow(
            assessment_id=assessment.id,
            action_id=row.id,
            revision=row.revision,
            field=name,
            old=before[name],
            changed_at=at,
        )
        for name in PLAN_FIELDS
        if before[name] != wanted[name]
    )
    write_action(row, after)
    return touched(assessment, row, at)


def remove_or_restore(session: Session, assessment: AssessmentRow, action_id: str, *, removed: bool) -> Saved:
    """Remove an action, or put it back where it was. Doing so twice is the same as once."""
    return set_removed(assessment, find(session, assessment, action_id, removed=True), removed=removed)


def removed(session: Session, assessment: AssessmentRow) -> list[PlanAction]:
    """The actions that were removed and can still be put back, the last removed first."""
    query = select(ActionRow).where(ActionRow.assessment_id == assessment.id, ActionRow.removed_at.is_not(None))
    return [action_of(row) for row in session.scalars(query.order_by(ActionRow.removed_at.desc(), ActionRow.id))]


def _edited(action: PlanAction, changes: Mapping[str, object]) -> PlanAction:
    unknown: Sequence[str] = [name for name in changes if name not in PLAN_FIELDS]
    if unknown:
        raise BadInput(f"{spoken(unknown[0])} can't be changed: no part of an action in the plan has that name.")
    try:
        return PlanAction.model_validate(action.model_dump() | {name: typed(changes[name]) for name in changes})
    except ValidationError as error:
        raise BadInput(refusal(error)) from error


def _refuse_to_overwrite(
    before: PlanAction, after: PlanAction, changes: Mapping[str, object], seen: PlanAction
) -> tuple[str, ...]:
    """The fields that others alone changed, sorted. Conflict: they changed one that is named in `changes`."""
    by_others = [name for name in PLAN_FIELDS if stored(getattr(before, name)) != stored(getattr(seen, name))]
    theirs = {
        name: getattr(before, name)
        for name in by_others
        if name in changes and getattr(before, name) != getattr(after, name)
    }
    if theirs:
        raise Conflict(
            f"{spoken(listed(theirs))} of this action was changed by somebody else while you wrote, so yours was "
            "not saved: choose which words to keep, then save again.",
            theirs,
        )
    return tuple(sorted(name for name in by_others if name not in changes))

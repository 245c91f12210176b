"""The store's part for the improvement plan: its lines one by one; conflicts are reported, removals can be undone."""

from collections.abc import Mapping, Sequence
from functools import partial

from pydantic import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.errors import BadInput, Conflict
from rubric.evidence.model import PlanAction, now
from rubric.storage import holding
from rubric.storage.clashes import changed_since, merged, overwritten
from rubric.storage.database import Database
from rubric.storage.edits import refusal, spoken, typed
from rubric.storage.removal import require_row
from rubric.storage.rows import PLAN_FIELDS, action_of, action_row, usable_id, write_action
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow
from rubric.storage.values import Change, Saved
from rubric.storage.versions import action_changes_back


class ImprovementPlan:
    """The plans of assessments in one database. Every call may raise StoreUnavailable and NotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, assessment_id: str, action: PlanAction) -> Saved:
        """Add an action after the last of the plan. Conflict: its id is in use, as when it was added twice."""
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            saved = add_action(session, row, action)
            session.commit()
            return saved

    def save(
        self,
        assessment_id: str,
        action_id: str,
        changes: Mapping[str, object],
        *,
        seen: int | None = None,
        by: str = "",
    ) -> Saved:
        """Write the named fields of an action and no others; returns the action's revision and when.

        `seen` is the action's revision that the writer had on screen. BadInput: a name or value that does not fit.
        Conflict: somebody else has given a named field another value since `seen`; nothing is changed then, and the
        words that met theirs are laid aside in the history. `by` is who writes, for the history.
        """
        with holding.hold_assessment(self._database, assessment_id, by=by) as (session, row):
            try:
                saved = save_action(session, row, action_id, changes, seen)
            except Conflict as clash:
                met = {name: value for name, value in changes.items() if name in clash.theirs}
                holding.lay_aside(session, row, met, action_id=action_id)
                raise
            session.commit()
            return saved

    def remove(self, assessment_id: str, action_id: str) -> Saved:
        """Remove an action, which `restore` undoes until it is erased."""
        return self._set_removed(assessment_id, action_id, removed=True)

    def restore(self, assessment_id: str, action_id: str) -> Saved:
        """Put a removed action back where it was."""
        return self._set_removed(assessment_id, action_id, removed=False)

    def removed(self, assessment_id: str) -> list[PlanAction]:
        """The actions that were removed and can still be put back, the last removed first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(ActionRow).where(ActionRow.assessment_id == row.id, ActionRow.removed_at.is_not(None))
            newest = query.order_by(ActionRow.removed_at.desc(), ActionRow.id)
            return [action_of(action) for action in session.scalars(newest)]

    def history(self, assessment_id: str, action_id: str) -> list[Change]:
        """Every value that the action's fields held before, newest first."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            find_action(session, row, action_id, removed=True)
            return holding.history(session, row, action_id=action_id)

    def changes_back(self, assessment_id: str, action_id: str, revision: int) -> dict[str, object]:
        """The changes that make an action what it was at the end of a revision, as `save` takes them."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            action = action_of(find_action(session, row, action_id))
            return action_changes_back(action, holding.history(session, row, action_id=action_id), revision)

    def revisions(self, assessment_id: str) -> dict[str, int]:
        """The revision of each action that was not removed, by its id."""
        with self._database.reading() as session:
            row = holding.find_assessment(session, assessment_id)
            query = select(ActionRow.id, ActionRow.revision).where(ActionRow.assessment_id == row.id)
            return {
                action.id: action.revision for action in session.execute(query.where(ActionRow.removed_at.is_(None)))
            }

    def _set_removed(self, assessment_id: str, action_id: str, *, removed: bool) -> Saved:
        with holding.hold_assessment(self._database, assessment_id) as (session, row):
            saved = set_action_removed(session, row, action_id, removed=removed)
            session.commit()
            return saved


# the same within a session in which the caller has locked the assessment


def find_action(session: Session, assessment: AssessmentRow, action_id: str, *, removed: bool = False) -> ActionRow:
    """The action's row. NotFound: it is not in this assessment, or (unless `removed` is True) it was removed."""
    row = session.get(ActionRow, action_id)
    return require_row(
        row if row is not None and row.assessment_id == assessment.id else None,
        missing="This action can't be found: go back to the plan and open it from there.",
        gone="This action was removed from the plan meanwhile: put it back first, then make your change.",
        removed=removed,
    )


def add_action(session: Session, assessment: AssessmentRow, action: PlanAction) -> Saved:
    """Add an action after the last of the plan. Conflict: an action with this id exists."""
    if usable_id(action.id, taken=()) != action.id or session.get(ActionRow, action.id) is not None:
        raise Conflict("This action is in the plan already: load the page again to see it.")
    row = action_row(action, assessment.id, action.id, holding.next_place(session, assessment, ActionRow))
    session.add(row)
    assessment.updated = now()
    return Saved(at=assessment.updated, revision=row.revision)


def save_action(
    session: Session,
    assessment: AssessmentRow,
    action_id: str,
    changes: Mapping[str, object],
    seen: int | None,
) -> Saved:
    """Write the named fields. NotFound, BadInput, or Conflict with what others wrote after revision `seen`."""
    row = find_action(session, assessment, action_id)
    before = action_of(row)
    after = _edited(before, changes)
    others: set[str] = set()
    if seen is not None and seen < row.revision:
        others = changed_since(session, assessment, seen, action_id=action_id)
        theirs = overwritten(others, changes, partial(getattr, before), partial(getattr, after))
        if theirs:
            raise Conflict(
                f"{spoken(' and '.join(theirs))} of this action was changed by somebody else while you wrote, so yours "
                "was not saved: choose which words to keep, then save again.",
                theirs,
                revision=row.revision,
            )
    if before == after:
        return Saved(at=assessment.updated, revision=row.revision, merged=merged(others, changes))
    return _write(session, assessment, row, after).model_copy(update={"merged": merged(others, changes)})


def set_action_removed(session: Session, assessment: AssessmentRow, action_id: str, *, removed: bool) -> Saved:
    """Remove an action, or put it back where it was. Doing so twice is the same as once."""
    return holding.set_removed(assessment, find_action(session, assessment, action_id, removed=True), removed=removed)


def _write(session: Session, assessment: AssessmentRow, row: ActionRow, after: PlanAction) -> Saved:
    """Put another state of an action into its row, keeping what the fields that differ held."""
    before = action_of(row).model_dump(mode="json")
    wanted = after.model_dump(mode="json")
    at = now()
    former = [
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
    ]
    holding.remember(session, former)
    write_action(row, after)
    return holding.count_change(assessment, row, at)


def _edited(action: PlanAction, changes: Mapping[str, object]) -> PlanAction:
    unknown: Sequence[str] = [name for name in changes if name not in PLAN_FIELDS]
    if unknown:
        raise BadInput(f"{spoken(unknown[0])} can't be changed: no part of an action in the plan has that name.")
    try:
        return PlanAction.model_validate(action.model_dump() | {name: typed(changes[name]) for name in changes})
    except ValidationError as error:
        raise BadInput(refusal(error)) from error

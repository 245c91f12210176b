"""The store's part for the improvement plan: its lines one by one, with conflicts told and removals undone."""

from collections.abc import Mapping

from rubric.evidence.model import PlanAction
from rubric.storage import actions, assessments
from rubric.storage.holding import Holding
from rubric.storage.values import Change, Saved


class ImprovementPlan(Holding):
    """The plans of assessments in one database. Every call may raise NotFound."""

    def add_action(self, assessment_id: str, action: PlanAction) -> Saved:
        """Add an action after the last of the plan. Conflict: its id is in use, as when it was added twice."""
        with self._holding(assessment_id) as (session, row):
            saved = actions.add(session, row, action)
            session.commit()
            return saved

    def save_action(
        self,
        assessment_id: str,
        action_id: str,
        changes: Mapping[str, object],
        *,
        seen: PlanAction | None = None,
    ) -> Saved:
        """Write the named fields of an action and no others; the action's revision and when.

        `seen` is the action that the writer had on screen. BadInput: a name or value that does not fit. Conflict:
        somebody else has given a named field another value since; then nothing is written.
        """
        with self._holding(assessment_id) as (session, row):
            saved = actions.save(session, row, action_id, changes, seen)
            session.commit()
            return saved

    def remove_action(self, assessment_id: str, action_id: str) -> Saved:
        """Remove an action, which `restore_action` undoes until it is purged."""
        return self._set_action_removed(assessment_id, action_id, removed=True)

    def restore_action(self, assessment_id: str, action_id: str) -> Saved:
        """Put a removed action back where it was."""
        return self._set_action_removed(assessment_id, action_id, removed=False)

    def removed_actions(self, assessment_id: str) -> list[PlanAction]:
        """The actions that were removed and can still be put back, the last removed first."""
        with self._database.reading() as session:
            return actions.removed(session, assessments.find(session, assessment_id))

    def action_history(self, assessment_id: str, action_id: str) -> list[Change]:
        """Every value that the action's fields held before, newest first."""
        with self._database.reading() as session:
            row = assessments.find(session, assessment_id)
            actions.find(session, row, action_id, removed=True)
            return assessments.history(session, row, action_id=action_id)

    def _set_action_removed(self, assessment_id: str, action_id: str, *, removed: bool) -> Saved:
        with self._holding(assessment_id) as (session, row):
            saved = actions.remove_or_restore(session, row, action_id, removed=removed)
            session.commit()
            return saved

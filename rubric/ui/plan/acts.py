"""What clicks on the plan do: add, open, move, remove, accept a suggestion. They commit and draw nothing.

A line is named by its key (`Line.key`): see `kept.py`.
"""

from collections.abc import Mapping

from rubric.english import shortened
from rubric.errors import BadInput
from rubric.evidence import Action, ActionStatus, PlanAction, clean_text
from rubric.evidence.plan import Keeper, Line
from rubric.storage.values import Saved
from rubric.ui.plan.desk import GoneLine, PlanDesk
from rubric.ui.plan.kept import PLACE, keeper, thing
from rubric.ui.saved import saving
from rubric.ui.saved.saving import attempt, take
from rubric.ui.saved.unsettled import Seen
from rubric.ui.state import cache, session

SAID = "plan-said"  # where on the page a success is shown
NOT_FOR_US = "Not for us"
EDIT, REMOVE = "edit", "remove"
_LABEL = 60  # characters of an action that name it in a sentence


def add(assessment: str) -> None:
    """Add an empty action to the plan, and open it for editing."""
    made = PlanAction()
    if attempt(PLACE, lambda: cache.store().plan.add(assessment, made)):
        edit(f"{Keeper.PLAN}-{made.id}")


def edit(line: str) -> None:
    """Open a line for editing, with the focus in its first box."""
    session.opened().action = line
    session.turn_focus(f"{line}.text")


def close(line: str) -> None:
    """Close this line, if it is the one that is open; the focus goes to its menu."""
    if session.opened().action == line:
        session.opened().action = ""
        session.turn_focus(f"change-{line}")


def choose(assessment: str, line: Line, key: str, labels: Mapping[str, str]) -> None:
    """Do what was chosen in a line's menu with this key: open it, take it away, or give it another status.

    `labels` has the words of each status as they are shown.
    """
    chosen = session.read(key)
    if chosen == EDIT:
        edit(line.key)
    elif chosen == REMOVE:
        remove(assessment, line)
    elif chosen in list(ActionStatus) and saving.save(thing(assessment, line.key), {"status": chosen}):
        session.note(SAID, f"Now {labels[chosen].lower()}: “{_label(line.text)}”.")


def remove(assessment: str, line: Line) -> None:
    """Remove a line; it can be restored until the next one is removed."""
    store = cache.store()

    def take_away() -> Saved:
        if line.keeper is Keeper.PLAN:
            return store.plan.remove(assessment, line.id)
        seen = session.feature(Seen).revisions.get(thing(assessment, line.key))
        return store.items.save(assessment, line.id, {"action": None}, seen=seen)

    if attempt(PLACE, take_away):
        former = Action(**line.model_dump(include=set(Action.model_fields)))
        session.feature(PlanDesk).removed = GoneLine(assessment, line.key, _label(line.text), former)
        close(line.key)
        session.turn_focus("plan-undo")


def bring_back(gone: GoneLine) -> None:
    """Restore a line that was removed; not where its item has another next step by now."""
    plan, store = session.feature(PlanDesk), cache.store()
    kept_by, id = keeper(gone.item)

    def return_it() -> Saved:
        if kept_by is Keeper.PLAN:
            return store.plan.restore(gone.assessment, id)
        if any(item.id == id and item.action for item in store.assessments.get(gone.assessment).evidence):
            raise BadInput("This item has been given another next step meanwhile, so the one removed was not put back.")
        return store.items.save(gone.assessment, id, {"action": gone.former})

    if attempt(PLACE, return_it) and plan.removed == gone:
        plan.removed = None


def go_back(assessment: str, line: str, revision: int) -> None:
    """Make an action of the plan what it was at the end of a revision; what it is now goes into its history."""
    changes: dict[str, object] = {}
    id = keeper(line)[1]
    if attempt(PLACE, lambda: changes.update(cache.store().plan.changes_back(assessment, id, revision))):
        saving.save(thing(assessment, line), changes)


def put_back(assessment: str, action: str) -> None:
    """Put back an action of the plan that was removed, by this session or another."""
    plan = session.feature(PlanDesk)
    back = attempt(PLACE, lambda: cache.store().plan.restore(assessment, action))
    if back and plan.removed and plan.removed.item == f"{Keeper.PLAN}-{action}":
        plan.removed = None


def accept(assessment: str, action: PlanAction) -> None:
    """Put a suggestion into the plan; a second click adds nothing."""
    store = cache.store()
    if any(existing.origin == action.origin for existing in store.assessments.get(assessment).actions):
        return
    if attempt(PLACE, lambda: store.plan.add(assessment, action)):
        session.note(SAID, f"Added to the plan: “{_label(action.text)}”. Give it an owner, a date and a measure.")


def pass_over(suggestions: int) -> None:
    """Show the suggestion after so many."""
    session.feature(PlanDesk).passed = suggestions


def put_aside(assessment: str, rule: str, subject: str, text: str) -> None:
    """Set a suggestion aside, for everybody at work on this assessment."""
    if attempt(PLACE, lambda: cache.store().waivers.save(assessment, rule, subject, NOT_FOR_US, by=session.desk().who)):
        session.feature(PlanDesk).aside = (rule, subject, _label(text))


def say_why(assessment: str, key: str) -> None:
    """Keep the reason in the field with this key beside the suggestion set aside last."""
    aside = session.feature(PlanDesk).aside
    reason = clean_text(session.read(key) or "").strip()
    if aside and reason:
        rule, subject, _ = aside
        by = session.desk().who
        if attempt(PLACE, lambda: cache.store().waivers.save(assessment, rule, subject, reason, by=by)):
            take(key)


def offer_again(assessment: str, rule: str, subject: str) -> None:
    """Undo the setting aside of a suggestion, so that it is suggested again."""
    if attempt(PLACE, lambda: cache.store().waivers.remove(assessment, rule, subject)):
        session.feature(PlanDesk).aside = None


def _label(text: str) -> str:
    return shortened(text, _LABEL) or "an action with no words yet"

"""Callbacks on the improvement plan. Like those in `saving.py`, they commit and draw nothing.

A line is named by its key (`Line.key`), which says whether the plan keeps it or an item does as its next step: what is
changed here is saved there.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rubric.english import shortened
from rubric.errors import BadInput, Conflict, RubricError
from rubric.evidence import Action, ActionStatus, PlanAction, clean_text
from rubric.evidence.plan import Keeper, Line
from rubric.storage.values import Saved
from rubric.ui.saved import saving
from rubric.ui.saved.saving import done
from rubric.ui.state import cache, session
from rubric.ui.state.desk import GoneLine
from rubric.ui.state.unsettled import Clash, Unsaved

PLACE = "plan"  # where on the page a failure is told
SAID = "plan-said"  # and a success
NOT_FOR_US = "Not for us"
EDIT, REMOVE = "edit", "remove"
_LABEL = 60  # characters of an action that name it in a sentence


def add(assessment: str) -> None:
    """Put a new action into the plan at once, and open it for editing."""
    made = PlanAction()
    if done(PLACE, lambda: cache.store().add_action(assessment, made)):
        edit(f"{Keeper.PLAN}-{made.id}")
        session.desk().plan.added = f"{Keeper.PLAN}-{made.id}"


def edit(line: str) -> None:
    """Open a line for editing."""
    session.desk().plan.editing, session.desk().plan.added = line, ""


def close(line: str) -> None:
    """Close this line, if it is the one that is open."""
    if session.desk().plan.editing == line:
        edit("")


def choose(assessment: str, line: Line, key: str, said: Mapping[str, str]) -> None:
    """Do what was chosen in a line's menu with this key: open it, take it away, or give it another status.

    `said` is the status words as they are shown.
    """
    chosen = session.read(key)
    if chosen == EDIT:
        edit(line.key)
    elif chosen == REMOVE:
        remove(assessment, line)
    elif chosen in list(ActionStatus) and save(assessment, line.key, {"status": chosen}):
        session.note(SAID, f"Now {said[chosen].lower()}: “{_label(line.text)}”.")


def field(assessment: str, line: str, name: str, key: str, unseen: Sequence[str] = ()) -> None:
    """Save one part of a line from the widget with this key.

    `unseen` is kept beside what was chosen: links to what is not there to be chosen, such as a removed item.
    """
    if not session.is_news(key):
        return
    value = session.read(key)
    if save(assessment, line, {name: [*value, *unseen] if isinstance(value, list) else value}):
        session.own(key)


def left_behind(assessment: str, line: str, name: str, key: str, said: str) -> None:
    """Offer the words that a box held when the server was started again under its page, beside what is stored."""
    session.overrule(key)
    if said.strip():
        session.desk().lines.refuse(assessment, line, {name: said}, saving.RESTARTED)


def save(assessment: str, line: str, changes: dict[str, Any]) -> bool:
    """Save changes to a line; where not all of them are taken, say False and leave on the desk what to show."""
    here = session.desk()
    plan, (keeper, id) = here.plan, kept(line)
    seen = plan.seen.get(line)
    try:
        if keeper is Keeper.PLAN:
            saved = cache.store().save_action(assessment, id, changes, seen=seen)
        else:
            parts = {f"action.{name}": value for name, value in changes.items()}
            saved = cache.store().save_item(assessment, id, parts, seen=seen)
    except RubricError as trouble:
        if isinstance(trouble, Conflict):  # an item names the parts of its next step by "action." before them
            theirs = {name.removeprefix("action."): value for name, value in trouble.theirs.items()}
            trouble = Conflict(str(trouble), theirs)
        rest = here.lines.met(assessment, line, changes, trouble, seen)
        if rest:
            save(assessment, line, rest)
        return False
    if not saved.merged:  # otherwise the next run reads the line afresh before claiming to have seen it
        plan.seen[line] = _seen(seen, saved, changes)
    here.saved_at = saved.at
    here.lines.took(assessment, line, changes)
    return True


def _seen(before: Any, saved: Saved, changes: dict[str, Any]) -> Any:
    """What this session has seen of a line after its own change: the action as it is now, or its item's revision."""
    if isinstance(before, PlanAction):
        return PlanAction.model_validate(before.model_dump() | changes)
    return saved.revision if before is not None else None


def settle(clash: Clash, value: Any) -> None:
    """Settle a clash for this value."""
    session.desk().lines.settle(clash)
    session.desk().plan.seen.pop(clash.of, None)
    save(clash.assessment, clash.of, {clash.name: value})


def leave_theirs(clash: Clash) -> None:
    """Settle a clash for what the other person wrote, which is what the store holds."""
    session.desk().lines.settle(clash)


def try_again(left: Unsaved) -> None:
    """Save once more what the store did not take."""
    if left.seen is not None:
        session.desk().plan.seen[left.of] = left.seen
    save(left.assessment, left.of, left.changes)


def give_up(left: Unsaved) -> None:
    """Give up words that the store did not take."""
    session.desk().lines.let_go(left)


def put_back(left: Unsaved) -> None:
    """Bring back the line that the words not yet saved belong to, and save them."""
    keeper, id = kept(left.of)
    store = cache.store()
    restore = store.restore_action if keeper is Keeper.PLAN else store.restore_item
    if done(PLACE, lambda: restore(left.assessment, id)):
        session.desk().plan.seen.pop(left.of, None)
        edit(left.of)
        save(left.assessment, left.of, left.changes)


def remove(assessment: str, line: Line) -> None:
    """Take a line away; it can be brought back until the next one is taken away."""
    plan, store = session.desk().plan, cache.store()

    def take_away() -> Saved:
        if line.keeper is Keeper.PLAN:
            return store.remove_action(assessment, line.id)
        return store.save_item(assessment, line.id, {"action": None}, seen=plan.seen.get(line.key))

    if done(PLACE, take_away):
        former = Action(**line.model_dump(include=set(Action.model_fields)))
        plan.removed = GoneLine(assessment, line.key, _label(line.text), former)
        close(line.key)


def bring_back(gone: GoneLine) -> None:
    """Put back a line that was taken away."""
    plan, store = session.desk().plan, cache.store()
    keeper, id = kept(gone.item)

    def return_it() -> Saved:
        if keeper is Keeper.PLAN:
            return store.restore_action(gone.assessment, id)
        if any(item.id == id and item.action for item in store.get(gone.assessment).evidence):
            raise BadInput("This item has been given another next step meanwhile, so the one removed was not put back.")
        return store.save_item(gone.assessment, id, {"action": gone.former})

    if done(PLACE, return_it) and plan.removed == gone:
        plan.removed = None


def accept(assessment: str, action: PlanAction) -> None:
    """Put a suggestion into the plan; twice is the same as once."""
    store = cache.store()
    if any(there.origin == action.origin for there in store.get(assessment).actions):
        return
    if done(PLACE, lambda: store.add_action(assessment, action)):
        session.note(SAID, f"Added to the plan: “{_label(action.text)}”. Give it an owner, a date and a measure.")


def pass_over(suggestions: int) -> None:
    """Show the suggestions that come after this many."""
    session.desk().plan.passed = suggestions


def put_aside(assessment: str, rule: str, subject: str, text: str) -> None:
    """Set a suggestion aside, for everybody at work on this assessment."""
    here = session.desk()
    if done(PLACE, lambda: cache.store().waive(assessment, rule, subject, NOT_FOR_US, by=here.who)):
        here.plan.aside = (rule, subject, _label(text))


def say_why(assessment: str, key: str) -> None:
    """Keep the reason in the field with this key beside the suggestion set aside last."""
    here = session.desk()
    reason = clean_text(session.read(key) or "").strip()
    if here.plan.aside and reason:
        rule, subject, _ = here.plan.aside
        done(PLACE, lambda: cache.store().waive(assessment, rule, subject, reason, by=here.who))


def offer_again(assessment: str, rule: str, subject: str) -> None:
    """Take a suggestion in again that was set aside."""
    if done(PLACE, lambda: cache.store().unwaive(assessment, rule, subject)):
        session.desk().plan.aside = None


def kept(line: str) -> tuple[Keeper, str]:
    """What keeps the line with this key, and its id there."""
    keeper, _, id = line.partition("-")
    return Keeper(keeper), id


def _label(text: str) -> str:
    return shortened(text, _LABEL) or "an action with no words yet"

"""Callbacks on a workbook that came back. Like those in `saving.py`, they commit and draw nothing.

What is brought in is what was on screen: where the assessment has changed since, nothing is, and the list is drawn
anew.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rubric.draft.workbook import WorkbookChanges, compare_workbook, read_workbook
from rubric.draft.workbook.model import Entry
from rubric.draft.workbook.words import value_of
from rubric.errors import RubricError
from rubric.evidence import Assessment, EvidenceItem, PlanAction
from rubric.ui import cache, session
from rubric.ui.desk import WorkbookBack
from rubric.ui.words import count, listed

PLACE = "workbook"  # where on the page a failure is told
SAID = "workbook-said"  # and a success
UPLOAD = "workbook"
TAKEN = {"new": True, "changed": True, "clash": False, "missing": False, "gone": False}  # unless chosen otherwise
_AGAIN = "Something here has changed since this list was drawn, so nothing was brought in: look at it again."

Name = tuple[str, str]  # "item" or "action", and the id


@dataclass(frozen=True)
class Import:
    """What an import did: each entry before and after it (None: it was not there), by kind and id."""

    assessment: str
    summary: str
    entries: Mapping[Name, tuple[Entry | None, Entry | None]]


def read(assessment: str, name: str, data: bytes, progress: Callable[[float], None]) -> None:
    """Read a workbook that was uploaded, and keep its rows, or the sentence on why it has none, on the desk."""
    back = WorkbookBack(assessment=assessment, name=name, undo=session.desk().workbook.undo)
    try:
        kept = cache.store().get(assessment)
        back.read = read_workbook(data, cache.framework(kept.framework_version), progress=progress)
    except RubricError as wrong:
        back.wrong = str(wrong)
    session.desk().workbook = back


def compared(assessment: Assessment) -> WorkbookChanges:
    """The workbook on the desk held against the assessment as it is."""
    store = cache.store()
    gone = [item.id for item in store.removed_items(assessment.id)]
    gone += [action.id for action in store.removed_actions(assessment.id)]
    framework = cache.framework(assessment.framework_version)
    return compare_workbook(session.desk().workbook.read, assessment, framework, removed=gone)


def put_away() -> None:
    """Close the workbook; what was brought in stays, and can still be undone."""
    session.desk().workbook = WorkbookBack(undo=session.desk().workbook.undo)


def choose(kind: str, name: str, key: str) -> None:
    """Remember whether a row or a field is to be taken from the workbook."""
    session.desk().workbook.chosen[f"{kind}-{name}"] = bool(session.read(key))
    session.own(key)


def is_taken(kind: str, name: str) -> bool:
    """Whether a row or a field is to be taken from the workbook."""
    return session.desk().workbook.chosen.get(f"{kind}-{name}", TAKEN[kind])


def turn_page(group: str, page: int) -> None:
    """Show another page of one of the lists."""
    session.desk().workbook.shown[group] = page


def chosen_changes(found: WorkbookChanges) -> tuple[list[Entry], dict[Name, dict[str, object]], list[Name]]:
    """What is chosen: entries to add, fields to change by entry, and entries to remove."""
    added = [one.made for one in found.new if is_taken("new", one.made.id)]
    added += [one.made for one in found.gone if is_taken("gone", one.made.id)]
    changed: dict[Name, dict[str, object]] = {}
    for row in found.changed:
        if is_taken("changed", row.id):
            changed.setdefault((row.kind, row.id), {}).update({field.name: field.now for field in row.fields})
    for row in found.conflicting:
        for field in row.fields:
            if is_taken("clash", f"{row.id}.{field.name}"):
                changed.setdefault((row.kind, row.id), {})[field.name] = field.now
    return added, changed, [(row.kind, row.id) for row in found.missing if is_taken("missing", row.id)]


def bring_in(assessment: str, shown: WorkbookChanges) -> None:
    """Bring in what is chosen, in one go, and remember how to undo it."""
    store = cache.store()
    try:
        before = store.get(assessment)
        if compared(before) != shown:
            session.note(PLACE, _AGAIN)
            return
        added, changed, dropped = chosen_changes(shown)
        if not (added or changed or dropped):
            session.note(PLACE, "Nothing is chosen yet: tick what you want to bring in.")
            return
        saved = store.bring_in(
            assessment,
            added=[one for one in added if isinstance(one, EvidenceItem)],
            changed=_of("item", changed),
            actions_added=[one for one in added if isinstance(one, PlanAction)],
            actions_changed=_of("action", changed),
            seen=before,
        )
        _remove(assessment, dropped)
        after = _entries(store.get(assessment))
    except RubricError as wrong:
        session.note(PLACE, str(wrong))
        return
    was = _entries(before)
    names = {*changed, *dropped, *(name for name in after if name not in was)}
    parts = [(len(added), "added"), (len(changed), "changed"), (len(dropped), "removed")]
    told = listed([f"{count(number, 'row')} {what}" for number, what in parts if number])
    here = session.desk()
    here.workbook.undo = Import(assessment, told, {name: (was.get(name), after.get(name)) for name in names})
    here.workbook.chosen.clear()
    here.saved_at = saved.at
    session.note(SAID, f"Brought in: {told}.")


def undo() -> None:
    """Put back what the last import changed, but nothing that somebody has changed again since."""
    done = session.desk().workbook.undo
    if not isinstance(done, Import):
        return
    store = cache.store()
    former: dict[Name, dict[str, object]] = {}
    left = 0
    try:
        seen = store.get(done.assessment)
        now = _entries(seen)
        for name, (before, after) in done.entries.items():
            if before is not None and after is not None and name in now:
                former[name] = _former(before, after, now[name])
                left += not former[name]
        store.bring_in(done.assessment, changed=_of("item", former), actions_changed=_of("action", former), seen=seen)
        fresh = [name for name, (before, after) in done.entries.items() if before is None and after is not None]
        same = [name for name in fresh if now.get(name) == done.entries[name][1]]
        left += sum(name in now and name not in same for name in fresh)
        _remove(done.assessment, same)
        for kind, one in (name for name, (_, after) in done.entries.items() if after is None):
            (store.restore_item if kind == "item" else store.restore_action)(done.assessment, one)
    except RubricError as wrong:
        session.note(PLACE, str(wrong))
        return
    session.desk().workbook.undo = None
    kept = f" {count(left, 'row was', 'rows were')} changed again since, so left alone." if left else ""
    session.note(SAID, f"The import was undone ({done.summary}).{kept}")


def _former(before: Entry, after: Entry, now: Entry) -> dict[str, object]:
    """The values to write back: of fields that the import changed, and that still hold what it wrote."""
    if isinstance(before, EvidenceItem) and isinstance(after, EvidenceItem) and isinstance(now, EvidenceItem):
        step = before.action or after.action
        names = [*(name for name in EvidenceItem.model_fields if name not in ("id", "action", "position"))]
        if before.action is None and after.action is not None:
            back: dict[str, object] = {"action": None} if now.action == after.action else {}
        else:
            names += [f"action.{part}" for part in type(step).model_fields] if step else []
            back = {}
    else:
        names, back = [name for name in PlanAction.model_fields if name != "id"], {}
    for name in names:
        if value_of(before, name) != value_of(after, name) == value_of(now, name):
            back[name] = value_of(before, name)
    return back


def _entries(assessment: Assessment) -> dict[Name, Entry]:
    found: dict[Name, Entry] = {("item", item.id): item for item in assessment.evidence}
    return found | {("action", action.id): action for action in assessment.actions}


def _of(kind: str, changes: Mapping[Name, Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    return {one: fields for (of, one), fields in changes.items() if of == kind and fields}


def _remove(assessment: str, names: Iterable[Name]) -> None:
    store = cache.store()
    for kind, one in names:
        (store.remove_item if kind == "item" else store.remove_action)(assessment, one)

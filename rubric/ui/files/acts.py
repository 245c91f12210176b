"""What clicks do with a Word draft and with a workbook that came back. They commit and draw nothing.

Differences and changes are computed from the store each time, so that nothing is applied to words that somebody has
changed meanwhile.
"""

from collections.abc import Callable, Sequence
from datetime import date

from rubric import doors
from rubric.draft.compose import compose
from rubric.draft.model import Draft
from rubric.draft.round_trip.compare import differences
from rubric.draft.workbook import WorkbookChanges, compare_workbook
from rubric.english import count
from rubric.errors import RubricError
from rubric.evidence import Assessment
from rubric.ui.files.desk import Entry, FilesDesk, Left, Name, ReturnedDraft, ReturnedWorkbook, Taken
from rubric.ui.files.kept import give_words_back, import_rows, take_words, undo_import
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session

WORD = "files"  # where on the page an error with a Word draft is shown
GONE = "This difference is no longer there: somebody has changed the section meanwhile."
WORKBOOK = "workbook"  # where an error with a workbook is shown
SAID = "workbook-said"  # where a success with a workbook is shown
TAKEN = {"new": True, "changed": True, "clash": False, "missing": False, "gone": False}  # unless chosen otherwise
_AGAIN = "Something here has changed since this list was drawn, so nothing was brought in: look at it again."

# a Word draft


def read_word(name: str, data: bytes, assessment: str) -> None:
    """Read a Word file and open it for review; if it can't be read, leave the error as a note at WORD."""

    def work() -> None:
        session.feature(FilesDesk).word = ReturnedDraft(assessment, name, doors.returned(data, assessment))

    attempt(WORD, work)


def open_word(assessment: str) -> ReturnedDraft | None:
    """The Word file under review for this assessment; None where there is none."""
    back = session.feature(FilesDesk).word
    return back if back is not None and back.assessment == assessment else None


def drafted(assessment: Assessment) -> Draft:
    """Today's draft, with which Word files are compared."""
    return compose(assessment, cache.framework(assessment.framework_version), on=date.today())


def finish_word() -> None:
    """Close the Word file; what was accepted stays."""
    session.feature(FilesDesk).word = None


def leave(assessment: str, key: str) -> None:
    """Reject the difference with this key, so that the words here stay; or settle the comment with it."""
    if back := open_word(assessment):
        back.left.add(key)
        back.done.append(Left(key))


def take(assessment: str, section: str, keys: Sequence[str]) -> None:
    """Accept the differences of one section with these keys; the section is then an edit, with who made it and when."""
    back = open_word(assessment)
    if back is None:
        return
    try:
        seen = cache.store().draft.revisions(assessment).get(section, 0)  # read first, so never newer than the words
        current = cache.store().assessments.get(assessment)
        draft = drafted(current)
        chosen = [difference for difference in differences(back.returned, draft) if difference.key in keys]
        if len(chosen) < len(set(keys)):
            session.note(WORD, GONE)
            return
        saved = take_words(current, draft, section, chosen, seen)
    except RubricError as trouble:
        session.note(WORD, str(trouble))
        return
    session.desk().saved_at = saved.at
    back.done.append(Taken(section, len(chosen), current.edit_of(section)))


def undo_word(assessment: str) -> None:
    """Undo the last decision on the Word file."""
    back = open_word(assessment)
    if back is None or not back.done:
        return
    last = back.done[-1]
    if isinstance(last, Left):
        back.left.discard(last.key)
    elif not attempt(WORD, lambda: give_words_back(assessment, last.section, last.before)):
        return
    back.done.pop()


def decided_count(back: ReturnedDraft) -> int:
    """How many differences were accepted or rejected, and comments settled."""
    return sum(1 if isinstance(decision, Left) else decision.differences for decision in back.done)


# a workbook


def read_rows(assessment: str, name: str, data: bytes, progress: Callable[[float], None]) -> None:
    """Read an uploaded workbook and keep its rows, or the error. `progress` is called with the share read, 0 to 1."""
    memory = session.feature(FilesDesk)
    back = ReturnedWorkbook(assessment=assessment, name=name, undo=memory.workbook.undo)
    try:
        stored = cache.store().assessments.get(assessment)
        back.read = doors.workbook(data, cache.framework(stored.framework_version), progress)
    except RubricError as error:
        back.error = str(error)
    memory.workbook = back


def compared(assessment: Assessment) -> WorkbookChanges | None:
    """The changes that the open workbook would make to the assessment; None where no workbook is open. StoreError."""
    store, read = cache.store(), session.feature(FilesDesk).workbook.read
    if read is None:
        return None
    gone = [item.id for item in store.items.removed(assessment.id)]
    gone += [action.id for action in store.plan.removed(assessment.id)]
    return compare_workbook(read, assessment, removed=gone)


def close_workbook() -> None:
    """Close the workbook; what was brought in stays, and can still be undone."""
    memory = session.feature(FilesDesk)
    memory.workbook = ReturnedWorkbook(undo=memory.workbook.undo)


def choose(kind: str, name: str, key: str) -> None:
    """Remember the choice in the widget with this key: whether to take a row or a field from the workbook.

    `kind` is a key of TAKEN, `name` the row's id or "id.field".
    """
    session.feature(FilesDesk).workbook.chosen[f"{kind}-{name}"] = bool(session.read(key))
    session.mark_saved(key)


def is_taken(kind: str, name: str) -> bool:
    """Whether a row or a field is to be taken from the workbook (arguments as for `choose`)."""
    return session.feature(FilesDesk).workbook.chosen.get(f"{kind}-{name}", TAKEN[kind])


def turn_page(group: str, page: int) -> None:
    """Show a page, counted from 0, of the list with this name."""
    session.feature(FilesDesk).workbook.shown[group] = page


def chosen_changes(found: WorkbookChanges) -> tuple[list[Entry], dict[Name, dict[str, object]], list[Name]]:
    """The chosen changes: entries to add, new values by entry and field, and entries to remove."""
    added = [row.entry for row in found.new if is_taken("new", row.entry.id)]
    added += [row.entry for row in found.gone if is_taken("gone", row.entry.id)]
    changed: dict[Name, dict[str, object]] = {}
    for row in found.changed:
        if is_taken("changed", row.id):
            changed.setdefault((row.kind, row.id), {}).update({field.name: field.in_workbook for field in row.fields})
    for row in found.conflicting:
        for field in row.fields:
            if is_taken("clash", f"{row.id}.{field.name}"):
                changed.setdefault((row.kind, row.id), {})[field.name] = field.in_workbook
    return added, changed, [(row.kind, row.id) for row in found.missing if is_taken("missing", row.id)]


def bring_in(assessment: str, shown: WorkbookChanges) -> None:
    """Save the chosen changes in one transaction, and keep what undoes them.

    `shown` is the list on screen: if the changes are others by now, nothing is saved and a note says so.
    """
    store, back = cache.store(), session.feature(FilesDesk).workbook
    try:
        seen = store.items.revisions(assessment), store.plan.revisions(assessment)
        before = store.assessments.get(assessment)
        if compared(before) != shown:
            session.note(WORKBOOK, _AGAIN)
            return
        added, changed, dropped = chosen_changes(shown)
        if not (added or changed or dropped):
            session.note(WORKBOOK, "Nothing is chosen yet: tick what you want to bring in.")
            return
        saved, back.undo = import_rows(before, added, changed, dropped, seen)
    except RubricError as error:
        session.note(WORKBOOK, str(error))
        return
    back.chosen.clear()
    session.desk().saved_at = saved.at
    session.note(SAID, f"Brought in: {back.undo.summary}.")


def undo_rows() -> None:
    """Undo the last import, except for rows that somebody has changed since."""
    back = session.feature(FilesDesk).workbook
    last = back.undo
    if last is None:
        return
    try:
        left = undo_import(last)
    except RubricError as error:
        session.note(WORKBOOK, str(error))
        return
    back.undo = None
    kept = f" {count(left, 'row was', 'rows were')} changed again since, so left alone." if left else ""
    session.note(SAID, f"The import was undone ({last.summary}).{kept}")

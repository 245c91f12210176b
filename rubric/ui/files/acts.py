"""What clicks do with a Word draft and with a workbook that came back. They commit and draw nothing.

What a difference or a change is, is worked out afresh from the store each time, so that nothing is taken over onto
words that somebody has changed meanwhile.
"""

from collections.abc import Callable, Sequence
from datetime import date

from rubric.draft.compose import compose
from rubric.draft.model import Draft
from rubric.draft.round_trip.compare import differences
from rubric.draft.round_trip.returned import read_returned
from rubric.draft.workbook import WorkbookChanges, compare_workbook, read_workbook
from rubric.english import count
from rubric.errors import RubricError
from rubric.evidence import Assessment
from rubric.ui.files.desk import Entry, FilesDesk, Left, Name, Taken, WordBack, WorkbookBack
from rubric.ui.files.kept import give_words_back, import_rows, take_words, undo_import
from rubric.ui.saved.saving import done
from rubric.ui.state import cache, session

WORD = "files"  # where on the page a failure with a Word draft is told
GONE = "This difference is no longer there: somebody has changed the section meanwhile."
WORKBOOK = "workbook"  # where a failure with a workbook is told
SAID = "workbook-said"  # and a success
TAKEN = {"new": True, "changed": True, "clash": False, "missing": False, "gone": False}  # unless chosen otherwise
_AGAIN = "Something here has changed since this list was drawn, so nothing was brought in: look at it again."

# a Word draft


def read_word(name: str, data: bytes, assessment: str) -> None:
    """Read a Word file; it is looked through then, or a sentence on why it can't be is left for the page."""

    def work() -> None:
        session.feature(FilesDesk).word = WordBack(assessment, name, read_returned(data, assessment_id=assessment))

    done(WORD, work)


def open_word(assessment: str) -> WordBack | None:
    """The Word file being gone through for this assessment."""
    back = session.feature(FilesDesk).word
    return back if back is not None and back.assessment == assessment else None


def drafted(assessment: Assessment) -> Draft:
    """The draft that Word files are compared with."""
    return compose(assessment, cache.framework(assessment.framework_version), on=date.today())


def finish_word() -> None:
    """Close the Word file; what was accepted stays."""
    session.feature(FilesDesk).word = None


def leave(assessment: str, key: str) -> None:
    """Leave a difference as it is here."""
    if back := open_word(assessment):
        back.left.add(key)
        back.done.append(Left(key))


def take(assessment: str, section: str, keys: Sequence[str]) -> None:
    """Accept differences of one section: its words are then the section's, kept with who and when."""
    back = open_word(assessment)
    if back is None:
        return
    try:
        seen = cache.store().draft.revisions(assessment).get(section, 0)  # read first, so never newer than the words
        held = cache.store().assessments.get(assessment)
        draft = drafted(held)
        wanted = [one for one in differences(back.returned, draft) if one.key in keys]
        if len(wanted) < len(set(keys)):
            session.note(WORD, GONE)
            return
        saved = take_words(held, draft, section, wanted, seen)
    except RubricError as trouble:
        session.note(WORD, str(trouble))
        return
    session.desk().saved_at = saved.at
    back.done.append(Taken(section, len(wanted), held.edit_of(section)))


def undo_word(assessment: str) -> None:
    """Take back the last thing done with the Word file."""
    back = open_word(assessment)
    if back is None or not back.done:
        return
    last = back.done[-1]
    if isinstance(last, Left):
        back.left.discard(last.key)
    elif not done(WORD, lambda: give_words_back(assessment, last.section, last.before)):
        return
    back.done.pop()


def looked_at(back: WordBack) -> int:
    """How many differences were accepted or left."""
    return sum(1 if isinstance(one, Left) else one.differences for one in back.done)


# a workbook


def read_rows(assessment: str, name: str, data: bytes, progress: Callable[[float], None]) -> None:
    """Read a workbook that was uploaded, and keep its rows, or the sentence on why it has none."""
    here = session.feature(FilesDesk)
    back = WorkbookBack(assessment=assessment, name=name, undo=here.workbook.undo)
    try:
        kept = cache.store().assessments.get(assessment)
        back.read = read_workbook(data, cache.framework(kept.framework_version), progress=progress)
    except RubricError as wrong:
        back.wrong = str(wrong)
    here.workbook = back


def compared(assessment: Assessment) -> WorkbookChanges | None:
    """The workbook that came back, held against the assessment as it is; None where there is none."""
    store, read = cache.store(), session.feature(FilesDesk).workbook.read
    if read is None:
        return None
    gone = [item.id for item in store.items.removed(assessment.id)]
    gone += [action.id for action in store.plan.removed(assessment.id)]
    return compare_workbook(read, assessment, removed=gone)


def close_workbook() -> None:
    """Close the workbook; what was brought in stays, and can still be undone."""
    here = session.feature(FilesDesk)
    here.workbook = WorkbookBack(undo=here.workbook.undo)


def choose(kind: str, name: str, key: str) -> None:
    """Remember whether a row or a field is to be taken from the workbook."""
    session.feature(FilesDesk).workbook.chosen[f"{kind}-{name}"] = bool(session.read(key))
    session.own(key)


def is_taken(kind: str, name: str) -> bool:
    """Whether a row or a field is to be taken from the workbook."""
    return session.feature(FilesDesk).workbook.chosen.get(f"{kind}-{name}", TAKEN[kind])


def turn_page(group: str, page: int) -> None:
    """Show another page of one of the lists."""
    session.feature(FilesDesk).workbook.shown[group] = page


def chosen_changes(found: WorkbookChanges) -> tuple[list[Entry], dict[Name, dict[str, object]], list[Name]]:
    """What is chosen: entries to add, fields to change by entry, and entries to remove."""
    added = [one.entry for one in found.new if is_taken("new", one.entry.id)]
    added += [one.entry for one in found.gone if is_taken("gone", one.entry.id)]
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
    """Bring in what is chosen, in one go, and remember how to undo it."""
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
    except RubricError as wrong:
        session.note(WORKBOOK, str(wrong))
        return
    back.chosen.clear()
    session.desk().saved_at = saved.at
    session.note(SAID, f"Brought in: {back.undo.summary}.")


def undo_rows() -> None:
    """Put back what the last import changed, but nothing that somebody has changed again since."""
    back = session.feature(FilesDesk).workbook
    last = back.undo
    if last is None:
        return
    try:
        left = undo_import(last)
    except RubricError as wrong:
        session.note(WORKBOOK, str(wrong))
        return
    back.undo = None
    kept = f" {count(left, 'row was', 'rows were')} changed again since, so left alone." if left else ""
    session.note(SAID, f"The import was undone ({last.summary}).{kept}")

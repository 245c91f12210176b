"""Callbacks on a Word draft that came back: accept, leave, undo. Like those in `saving.py`, they draw nothing.

What a difference is, is worked out afresh from the store each time, so that nothing is accepted onto words that
somebody has changed meanwhile.
"""

from collections.abc import Sequence
from datetime import date

from rubric.draft.compose import compose, compose_afresh
from rubric.draft.edited import as_text, blocks, stored
from rubric.draft.model import Draft
from rubric.draft.round_trip.compare import differences
from rubric.draft.round_trip.differences import Difference, accept
from rubric.draft.round_trip.returned import read_returned
from rubric.errors import BadInput, RubricError
from rubric.evidence import Assessment
from rubric.evidence.model import SectionEdit, now
from rubric.ui.state import cache, session
from rubric.ui.state.desk import WordBack

PLACE = "files"
GONE = "This difference is no longer there: somebody has changed the section meanwhile."


def read(name: str, data: bytes, assessment: str) -> None:
    """Read a Word file; it is on the desk then, or a sentence on why not is left for the page."""
    try:
        returned = read_returned(data, of=assessment)
    except BadInput as wrong:
        session.note(PLACE, str(wrong))
        return
    session.desk().word_back = WordBack(assessment, name, returned, now())


def open_file(assessment: str) -> WordBack | None:
    """The file being gone through for this assessment."""
    back = session.desk().word_back
    return back if back is not None and back.assessment == assessment else None


def drafted(assessment: Assessment) -> Draft:
    """The draft that Word files are compared with."""
    return compose(assessment, cache.framework(assessment.framework_version), on=date.today())


def put_away() -> None:
    """Have done with the file; what was accepted stays."""
    session.desk().word_back = None


def leave(assessment: str, key: str) -> None:
    """Leave a difference as it is here."""
    if back := open_file(assessment):
        back.left.add(key)
        back.done.append(("left", key, None))


def take(assessment: str, section: str, keys: Sequence[str]) -> None:
    """Accept differences of one section: its words are then the section's, kept with who and when."""
    back = open_file(assessment)
    if back is None:
        return
    try:
        held = cache.store().get(assessment)
        draft = drafted(held)
        wanted = [one for one in differences(back.returned, draft) if one.key in keys]
        if len(wanted) < len(set(keys)):
            session.note(PLACE, GONE)
            return
        edit = held.edit_of(section)
        _save(held, draft, section, wanted, edit, back)
    except RubricError as trouble:
        session.note(PLACE, str(trouble))
        return
    back.done.append(("taken", section, (len(wanted), edit)))


def _save(
    held: Assessment,
    draft: Draft,
    section: str,
    wanted: Sequence[Difference],
    edit: SectionEdit | None,
    back: WordBack,
) -> None:
    text = stored(accept(blocks(draft.section(section)), *wanted), draft.numbers)
    if edit is None:
        fresh = compose_afresh(held, cache.framework(held.framework_version), on=draft.on)
        composed = stored(as_text(fresh.section(section)), draft.numbers)
    else:
        composed = edit.composed  # so that what the items have to say since is still offered
    here = session.desk()
    seen = edit.at if edit else back.at
    saved = cache.store().save_section(held.id, section, text, composed=composed, by=here.who, seen=seen)
    here.saved_at = saved.at


def undo(assessment: str) -> None:
    """Take back the last thing done with the file."""
    back = open_file(assessment)
    if back is None or not back.done:
        return
    kind, what, before = back.done[-1]
    if kind == "left":
        back.left.discard(what)
    elif not _restore(assessment, what, before[1]):
        return
    back.done.pop()


def _restore(assessment: str, section: str, former: SectionEdit | None) -> bool:
    store, here = cache.store(), session.desk()
    try:
        if former is None:
            saved = store.drop_section(assessment, section, by=here.who)
        else:
            saved = store.save_section(assessment, section, former.text, composed=former.composed, by=here.who)
    except RubricError as trouble:
        session.note(PLACE, str(trouble))
        return False
    here.saved_at = saved.at
    return True


def looked_at(back: WordBack) -> int:
    """How many differences were accepted or left."""
    return sum(1 if kind == "left" else before[0] for kind, _, before in back.done)

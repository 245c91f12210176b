"""Callbacks on sections of the draft in somebody's own words. Like those in `saving.py`, they commit and draw nothing.

Texts are kept with their items' ids in place of numbers (`draft.references`), so each callback is handed the numbers
that stood on the screen.
"""

from collections.abc import Mapping

from rubric.draft.edited import stored
from rubric.errors import Conflict, RubricError
from rubric.evidence import SectionEdit
from rubric.evidence.model import now
from rubric.ui.saved import saving
from rubric.ui.saved.saving import done
from rubric.ui.state import cache, session
from rubric.ui.state.unsettled import Clash, Unsaved

PLACE = "draft"
_EDIT = "text"  # all of a section is one field
EMPTY = "An empty section was not saved, so its words are as before: write something, or close it as it is."


def edit(section: str) -> None:
    """Open a section for editing."""
    session.desk().rewriting.editing = section


def close(section: str) -> None:
    """Close this section, if it is the one that is open."""
    if session.desk().rewriting.editing == section:
        edit("")


def write(assessment: str, section: str, key: str, numbers: Mapping[str, int], composed: str, shown: str) -> None:
    """Save a section from the widget with this key, where its text is not the one `shown` in it.

    `composed` is the tool's wording that it was made of, in the form that is kept.
    """
    text = session.read(key) or ""
    if text.strip() == shown.strip() or not session.is_news(key):
        return
    if not text.strip():  # nobody means an empty section, and a box that lost its text must not take the section along
        session.put(key, shown)
        session.note(PLACE, EMPTY)
        return
    made = SectionEdit(section=section, text=stored(text, numbers), composed=composed)
    if save(assessment, made):
        session.own(key)


def left_behind(assessment: str, section: str, key: str, text: str, numbers: Mapping[str, int], composed: str) -> None:
    """Offer the words that the box held when the server was started again under its page."""
    session.overrule(key)
    if text.strip():
        made = SectionEdit(section=section, text=stored(text, numbers), composed=composed)
        session.desk().sections.refuse(assessment, section, {_EDIT: made}, saving.RESTARTED)


def save(assessment: str, made: SectionEdit, *, over: SectionEdit | None = None) -> bool:
    """Keep a section as written; where it is not taken, say False and leave on the desk what to show.

    `over` is the edit that this one is to replace, where it is another than the one on the screen.
    """
    here, store = session.desk(), cache.store()
    work = here.rewriting
    seen = over.at if over else work.seen.get(made.section)
    try:
        before = store.get(assessment).edit_of(made.section)
        saved = store.save_section(assessment, made.section, made.text, composed=made.composed, by=here.who, seen=seen)
    except Conflict as clash:
        theirs = SectionEdit.model_validate({"section": made.section, **clash.theirs})
        here.sections.collide(assessment, made.section, _EDIT, theirs, made)
        return False
    except RubricError as trouble:
        here.sections.refuse(assessment, made.section, {_EDIT: made}, str(trouble), seen)
        return False
    work.before[made.section], work.seen[made.section] = before, saved.at
    here.sections.took(assessment, made.section, [_EDIT])
    here.saved_at = saved.at
    return True


def keep_theirs(clash: Clash) -> None:
    """Settle a clash for what the other person wrote, which is what the store holds."""
    session.desk().sections.settle(clash)


def keep_mine(clash: Clash) -> None:
    """Settle a clash for what was written here; theirs stays among the earlier versions."""
    session.desk().sections.settle(clash)
    save(clash.assessment, clash.yours, over=clash.theirs)


def try_again(left: Unsaved) -> None:
    """Save once more what the store did not take."""
    if left.seen is not None:
        session.desk().rewriting.seen[left.of] = left.seen
    save(left.assessment, left.changes[_EDIT])


def give_up(left: Unsaved) -> None:
    """Give up words that the store did not take."""
    session.desk().sections.let_go(left)


def drop(assessment: str, section: str) -> None:
    """Go back to the tool's wording; the words given up stay among the earlier versions."""
    here, store = session.desk(), cache.store()
    before = None

    def work() -> object:
        nonlocal before
        before = store.get(assessment).edit_of(section)
        return store.drop_section(assessment, section, by=here.who)

    if done(PLACE, work):
        here.rewriting.before[section] = before
        here.rewriting.seen[section] = now()


def undo(assessment: str, section: str) -> None:
    """Take back the last change made here; once more, and it is made again."""
    before = session.desk().rewriting.before.get(section)
    if before is None:
        drop(assessment, section)
    else:
        save(assessment, before)


def use(assessment: str, former: SectionEdit) -> None:
    """Bring back an earlier version."""
    save(assessment, former)


def keep(assessment: str, standing: SectionEdit, composed: str) -> None:
    """Let an edit stand though the evidence has changed: what the tool would write now is known from here on."""
    save(assessment, standing.model_copy(update={"composed": composed}), over=standing)

"""Callbacks on writing notes: set one aside with a reason, bring one back. They commit and draw nothing."""

from rubric.evidence.text import clean_text
from rubric.ui import cache, session
from rubric.ui.saving import done

PLACE = "writing"
LONGEST_REASON = 500  # characters


def ask(note: str) -> None:
    """Ask why a note does not hold here; `note` names it."""
    session.desk().waiving = note


def ask_no_more(note: str) -> None:
    """Ask no longer about this note."""
    if session.desk().waiving == note:
        session.desk().waiving = ""


def set_aside(assessment: str, note: str, rule: str, subject: str, key: str) -> None:
    """Set a note aside for the reason typed in the widget with this key; a reason is needed."""
    reason = clean_text(session.read(key) or "").strip()[:LONGEST_REASON]
    if not reason:
        session.note(PLACE, "Say in a few words why this note does not hold here, then set it aside.")
        return
    by = session.desk().who
    if done(PLACE, lambda: cache.store().waivers.save(assessment, rule, subject, reason, by=by)):
        ask_no_more(note)


def bring_back(assessment: str, rule: str, subject: str) -> None:
    """Let a note that was set aside speak again."""
    done(PLACE, lambda: cache.store().waivers.remove(assessment, rule, subject))

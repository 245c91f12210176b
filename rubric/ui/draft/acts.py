"""What clicks on the draft page do with its sections, its notes and its template. They commit and draw nothing."""

from datetime import date
from pathlib import PurePath

from rubric.draft.compose import compose
from rubric.draft.word.bounded import inspect_bounded, render_bounded
from rubric.draft.word.own_template import ShownBlock, TemplateCheck, shown_blocks
from rubric.errors import BadTemplate, NotFound
from rubric.evidence import Assessment, SectionEdit, clean_text
from rubric.framework import Framework
from rubric.storage import Saved
from rubric.ui.draft.desk import DraftDesk, TemplatesDesk, Trial
from rubric.ui.draft.kept import PLACE, TEMPLATES, TEXT, thing
from rubric.ui.saved import saving
from rubric.ui.saved.saving import done
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Gone

NOTES = "writing"  # where on the page a failure with a writing note is told
LONGEST_REASON = 500  # characters

# sections


def edit(section: str) -> None:
    """Open a section for editing."""
    session.opened().section = section


def close(section: str) -> None:
    """Close this section, if it is the one that is open."""
    if session.opened().section == section:
        edit("")


def drop(assessment: str, section: str) -> None:
    """Go back to the tool's wording; the words given up stay among the earlier versions."""
    store = cache.store()
    before: list[SectionEdit | None] = []
    saved: list[Saved] = []

    def work() -> object:
        before.append(store.assessments.get(assessment).edit_of(section))
        saved.append(store.draft.remove(assessment, section, by=session.desk().who))
        return saved[0]

    if done(PLACE, work):
        session.feature(DraftDesk).before[section] = before[0]
        saving.see(thing(assessment, section), saved[0].revision)


def undo(assessment: str, section: str) -> None:
    """Take back the last change made here; once more, and it is made again."""
    before = session.feature(DraftDesk).before.get(section)
    if before is None:
        drop(assessment, section)
    else:
        use(assessment, before)


def use(assessment: str, former: SectionEdit) -> None:
    """Bring back an earlier version."""
    saving.save(thing(assessment, former.section), {TEXT: former})


def keep(assessment: str, standing: SectionEdit, composed: str, revision: int | None) -> None:
    """Let an edit stand though the evidence has changed: what the tool would write now is known from here on.

    `revision` is that of the edit on screen.
    """
    kept = thing(assessment, standing.section)
    saving.see(kept, revision)
    saving.save(kept, {TEXT: standing.model_copy(update={"composed": composed})})


# writing notes


def ask_why(note: str) -> None:
    """Ask why a note does not hold here; `note` names it."""
    session.feature(DraftDesk).waiving = note


def ask_no_more(note: str) -> None:
    """Ask no longer about this note."""
    if session.feature(DraftDesk).waiving == note:
        session.feature(DraftDesk).waiving = ""


def set_aside(assessment: str, note: str, rule: str, subject: str, key: str) -> None:
    """Set a note aside for the reason typed in the widget with this key; a reason is needed."""
    reason = clean_text(session.read(key) or "").strip()[:LONGEST_REASON]
    if not reason:
        session.note(NOTES, "Say in a few words why this note does not hold here, then set it aside.")
        return
    by = session.desk().who
    if done(NOTES, lambda: cache.store().waivers.save(assessment, rule, subject, reason, by=by)):
        ask_no_more(note)


def bring_back(assessment: str, rule: str, subject: str) -> None:
    """Let a note that was set aside speak again."""
    done(NOTES, lambda: cache.store().waivers.remove(assessment, rule, subject))


# templates


def try_out(name: str, data: bytes, assessment: Assessment, framework: Framework) -> None:
    """Look over a file and, where it is sound, make this assessment's draft with it, for the page to show."""
    check = inspect_bounded(data)
    shown: tuple[ShownBlock, ...] = ()
    if check.sound:
        try:
            draft = compose(assessment, framework, on=date.today())
            shown = shown_blocks(render_bounded(draft, data, assessment_id=assessment.id))
        except BadTemplate as error:
            check = TemplateCheck(check.used, (), (str(error),), check.missing)
    session.feature(TemplatesDesk).trial = Trial(assessment.id, PurePath(name).stem or name, data, check, shown)


def keep_template(assessment: str, key: str) -> None:
    """Keep the template tried out, under the name in this widget, and use it."""
    here = session.feature(TemplatesDesk)
    trial = here.trial
    if trial is None or not trial.check.sound:
        return
    name, store = str(session.read(key) or trial.name), cache.store()

    def both() -> object:
        return store.templates.use(assessment, store.templates.add(name, trial.data, by=session.desk().who).id)

    if done(TEMPLATES, both):
        here.trial = None


def put_trial_away() -> None:
    """Let go of the template tried out."""
    session.feature(TemplatesDesk).trial = None


def remove_template(template: int, label: str) -> None:
    """Remove a version; drafts that used it use the shipped template until it is put back."""
    if done(TEMPLATES, lambda: cache.store().templates.remove(template)):
        session.feature(TemplatesDesk).removed = Gone("", str(template), label)


def put_template_back(gone: Gone) -> None:
    """Put back a version that was removed, for the drafts too that used it."""
    here = session.feature(TemplatesDesk)
    if done(TEMPLATES, lambda: cache.store().templates.restore(int(gone.item))) and here.removed == gone:
        here.removed = None


def template_in_use(assessment: str) -> int:
    """The number of the version in use; 0 for the shipped one."""
    try:
        used = cache.store().templates.used_by(assessment)
    except NotFound:
        return 0
    return used.id if used else 0

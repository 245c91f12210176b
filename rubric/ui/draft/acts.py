"""What clicks on the draft page do with its sections, its notes and its template. They commit and draw nothing."""

from datetime import date
from pathlib import PurePath

from rubric import workflow
from rubric.draft.compose import compose
from rubric.draft.documents.committee import committee_paper
from rubric.draft.documents.own_templates import BRIEFING, COMMITTEE
from rubric.draft.documents.plan_paper import plan_paper
from rubric.draft.paper.own_template import shown_paper
from rubric.draft.word.bounded import inspect_bounded, shown_bounded
from rubric.draft.word.fields import DRAFT
from rubric.draft.word.kinds import TemplateKind
from rubric.draft.word.own_template import ShownBlock, TemplateCheck
from rubric.errors import BadTemplate, NotFound
from rubric.evidence import Assessment, SectionEdit, clean_text
from rubric.framework import Framework
from rubric.storage import Saved
from rubric.ui.draft.desk import DraftDesk, TemplatesDesk, Trial
from rubric.ui.draft.kept import PLACE, TEMPLATES, TEXT, thing
from rubric.ui.saved import saving
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Gone

NOTES = "writing"  # where on the page an error with a writing note is shown
LONGEST_REASON = 500  # characters

# sections


def show(section: str) -> None:
    """Put a section in front, to read; the focus goes to its Edit button, where it has one."""
    session.opened().section, session.opened().edit = section, ""
    session.turn_focus(f"open-{section}")


def edit(section: str) -> None:
    """Open a section for editing, with the focus in its text."""
    session.opened().section = session.opened().edit = section
    session.turn_focus(f"{session.opened().assessment}.{section}")


def close(section: str) -> None:
    """Close this section, if it is the one open for editing; the focus goes to its Edit button."""
    if session.opened().edit == section:
        show(section)


def drop(assessment: str, section: str) -> None:
    """Go back to the tool's wording; the edit given up stays among the earlier versions."""
    store = cache.store()
    before: list[SectionEdit | None] = []
    saved: list[Saved] = []

    def work() -> object:
        before.append(store.assessments.get(assessment).edit_of(section))
        saved.append(store.draft.remove(assessment, section, by=session.desk().who))
        return saved[0]

    if attempt(PLACE, work):
        session.feature(DraftDesk).before[section] = before[0]
        saving.mark_seen(thing(assessment, section), saved[0].revision)


def undo(assessment: str, section: str) -> None:
    """Undo the last change made in this session; called again, it makes the change again."""
    former = session.feature(DraftDesk).before.get(section)
    if former is None:
        drop(assessment, section)
    else:
        use(assessment, former)


def use(assessment: str, former: SectionEdit) -> None:
    """Save an earlier version of a section as its present one."""
    saving.save(thing(assessment, former.section), {TEXT: former})


def keep(assessment: str, standing: SectionEdit, composed: str, revision: int | None) -> None:
    """Keep an edit though the evidence has changed since; only later changes are shown from then on.

    `composed` is what the tool would write now, in the stored form, and `revision` that of the edit on screen.
    """
    kept = thing(assessment, standing.section)
    saving.mark_seen(kept, revision)
    saving.save(kept, {TEXT: standing.model_copy(update={"composed": composed})})


# writing notes


def ask_why(note: str) -> None:
    """Open the question why a note does not hold here; `note` is the key that the page gives it."""
    session.feature(DraftDesk).waiving = note


def ask_no_more(note: str, key: str) -> None:
    """Close the question about this note, if it is the one that is open; `key` is that of the box for the reason."""
    saving.take(key)
    if session.feature(DraftDesk).waiving == note:
        session.feature(DraftDesk).waiving = ""


def set_aside(assessment: str, note: str, rule: str, subject: str, key: str) -> None:
    """Set a note aside for the reason in the widget with this key; without one, a note on the page asks for it.

    `note` is as for `ask_why`; `rule` and `subject` are those of the waiver.
    """
    reason = clean_text(session.read(key) or "").strip()[:LONGEST_REASON]
    if not reason:
        session.note(NOTES, "Say in a few words why this note does not hold here, then set it aside.")
        return
    by = session.desk().who
    if attempt(NOTES, lambda: cache.store().waivers.save(assessment, rule, subject, reason, by=by)):
        ask_no_more(note, key)


def bring_back(assessment: str, rule: str, subject: str) -> None:
    """Remove the waiver of a note, so that the note is shown again."""
    attempt(NOTES, lambda: cache.store().waivers.remove(assessment, rule, subject))


# templates


def try_out(name: str, data: bytes, assessment: Assessment, framework: Framework, kind: TemplateKind = DRAFT) -> None:
    """Inspect a template file and, if it is sound, make this assessment's document with it, as a trial for the page."""
    check = inspect_bounded(data, kind)
    shown: tuple[ShownBlock, ...] = ()
    if check.sound:
        try:
            shown = _shown(data, assessment, framework, kind)
        except BadTemplate as error:
            check = TemplateCheck(check.used, (), (str(error),), check.missing)
    session.feature(TemplatesDesk).trial = Trial(
        assessment.id, kind.id, PurePath(name).stem or name, data, check, shown
    )


def _shown(data: bytes, assessment: Assessment, framework: Framework, kind: TemplateKind) -> tuple[ShownBlock, ...]:
    on = date.today()
    if kind is DRAFT:
        return shown_bounded(compose(assessment, framework, on=on), data, assessment_id=assessment.id)
    if kind is BRIEFING:
        bench = cache.bench(assessment.framework_version)
        return shown_paper(workflow.briefing_paper(assessment, bench, on=on), data, kind)
    paper = (committee_paper if kind is COMMITTEE else plan_paper)(assessment, framework, on=on)
    return shown_paper(paper, data, kind)


def keep_template(assessment: str, key: str) -> None:
    """Save the template on trial under the name in the widget with this key, and use it for this assessment."""
    memory = session.feature(TemplatesDesk)
    trial = memory.trial
    if trial is None or not trial.check.sound:
        return
    name, store = str(session.read(key) or trial.name), cache.store()

    def both() -> object:
        kept = store.templates.add(name, trial.data, by=session.desk().who, kind=trial.kind)
        return store.templates.use(assessment, kept.id, trial.kind)

    if attempt(TEMPLATES, both):
        put_trial_away(key)


def put_trial_away(key: str) -> None:
    """Discard the template on trial; `key` is that of the box for its name."""
    saving.take(key)
    session.feature(TemplatesDesk).trial = None


def remove_template(template: int, label: str) -> None:
    """Remove a template version; drafts that used it use the shipped one until it is restored. `label` names it."""
    if attempt(TEMPLATES, lambda: cache.store().templates.remove(template)):
        session.feature(TemplatesDesk).removed = Gone("", str(template), label)


def put_template_back(gone: Gone) -> None:
    """Restore a template version; drafts that used it use it again."""
    memory = session.feature(TemplatesDesk)
    if attempt(TEMPLATES, lambda: cache.store().templates.restore(int(gone.item))) and memory.removed == gone:
        memory.removed = None


def template_in_use(assessment: str, kind: str) -> int:
    """The id of the template version in use; 0 for the shipped one, or where the assessment no longer exists."""
    try:
        used = cache.store().templates.used_by(assessment, kind)
    except NotFound:
        return 0
    return used.id if used else 0

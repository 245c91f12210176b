"""Callbacks on Word templates: look one over, keep, use or remove it. Like those in `saving.py`, they draw nothing."""

from datetime import date
from pathlib import PurePath

from rubric.draft.compose import compose
from rubric.draft.word.bounded import inspect_bounded, render_bounded
from rubric.draft.word.own_template import Read, TemplateCheck, as_read
from rubric.errors import BadTemplate, NotFound
from rubric.evidence import Assessment
from rubric.framework import Framework
from rubric.ui import cache, session
from rubric.ui.desk import Gone, Trial
from rubric.ui.saving import done

PLACE = "templates"


def try_out(name: str, data: bytes, assessment: Assessment, framework: Framework) -> None:
    """Look over a file and, where it is sound, make this assessment's draft with it; what came of it is on the desk."""
    check = inspect_bounded(data)
    shown: tuple[Read, ...] = ()
    if check.sound:
        try:
            draft = compose(assessment, framework, on=date.today())
            shown = as_read(render_bounded(draft, data, of=assessment.id))
        except BadTemplate as error:
            check = TemplateCheck(check.used, (), (str(error),), check.missing)
    session.desk().trial = Trial(assessment.id, PurePath(name).stem or name, data, check, shown)


def keep(assessment: str, key: str) -> None:
    """Keep the template tried out, under the name in this widget, and use it."""
    here = session.desk()
    trial = here.trial
    if trial is None or not trial.check.sound:
        return
    name, store = str(session.read(key) or trial.name), cache.store()

    def both() -> object:
        return store.use_template(assessment, store.add_template(name, trial.data, by=here.who).id)

    if done(PLACE, both):
        here.trial = None


def put_away() -> None:
    """Let go of the template tried out."""
    session.desk().trial = None


def use(assessment: str, key: str) -> None:
    """Use the template chosen in this widget (0: the shipped one)."""
    chosen = int(session.read(key) or 0)
    done(PLACE, lambda: cache.store().use_template(assessment, chosen or None))
    session.own(key)


def remove(template: int, label: str) -> None:
    """Remove a version; drafts that used it use the shipped template until it is put back."""
    if done(PLACE, lambda: cache.store().remove_template(template)):
        session.desk().template_gone = Gone("", str(template), label)


def put_back(gone: Gone) -> None:
    """Put back a version that was removed, for the drafts too that used it."""
    here = session.desk()
    if done(PLACE, lambda: cache.store().restore_template(int(gone.item))) and here.template_gone == gone:
        here.template_gone = None


def in_use(assessment: str) -> int:
    """The number of the version in use; 0 for the shipped one."""
    try:
        used = cache.store().template_of(assessment)
    except NotFound:
        return 0
    return used.id if used else 0

"""Callbacks and small steps on whole assessments. Like those in `saving.py`, they commit and draw nothing."""

from rubric.evidence import example_assessment, read_assessment, write_assessment
from rubric.ui import cache, session
from rubric.ui.saving import done
from rubric.ui.words import shortened


def create(council: str, title: str, period: str, lead: str) -> str:
    """A new assessment; its id. RubricError where it cannot be made."""
    version = cache.framework().version
    made = cache.store().create(council=council, title=title, period=period, lead=lead, framework_version=version)
    return made.id


def open_example() -> str:
    """The example council's assessment, made if it is not there yet; its id. RubricError where it cannot be made."""
    there = next((summary for summary in cache.store().summaries() if summary.is_example), None)
    return there.id if there else cache.store().add(example_assessment()).id


def bring_in(content: bytes) -> str:
    """Add an assessment from a file; its id. BadAssessmentFile where it is not one."""
    return cache.store().add(read_assessment(content)).id


def as_file(assessment: str) -> str:
    """The assessment as a file that `bring_in` takes."""
    return write_assessment(cache.store().get(assessment))


def show_panel(assessment: str) -> None:
    """Open or close the list of what can be done with an assessment."""
    session.desk().panel = "" if session.desk().panel == assessment else assessment


def detail(assessment: str, name: str, key: str) -> None:
    """Save one detail: the title, council, period or lead."""
    if done("home", lambda: cache.store().save_details(assessment, **{name: session.read(key) or ""})):
        session.own(key)


def duplicate(assessment: str, title: str) -> None:
    """A copy under a new title."""
    done("home", lambda: cache.store().duplicate(assessment, title))
    session.desk().panel = ""


def archive(assessment: str) -> None:
    """Put an assessment into the archive."""
    done("home", lambda: cache.store().archive(assessment))
    session.desk().panel = ""


def unarchive(assessment: str) -> None:
    """Take an assessment out of the archive."""
    done("home", lambda: cache.store().unarchive(assessment))


def delete(assessment: str, title: str) -> None:
    """Delete an assessment; it can be brought back until the next one is deleted."""
    if done("home", lambda: cache.store().delete(assessment)):
        here = session.desk()
        here.deleted, here.panel = session.Gone(assessment, "", shortened(title, 60)), ""
        if here.assessment == assessment:
            session.open_assessment("")


def undelete() -> None:
    """Bring back the assessment that was deleted last."""
    gone = session.desk().deleted
    if gone and done("home", lambda: cache.store().restore(gone.assessment)):
        session.desk().deleted = None

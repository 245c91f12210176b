"""What clicks on the home page do with whole assessments. They commit and draw nothing."""

from collections.abc import Callable
from time import monotonic

from rubric.english import shortened
from rubric.evidence import example_assessment
from rubric.ui.home.desk import HomeDesk, Panel
from rubric.ui.parts import navigation
from rubric.ui.saved import saving
from rubric.ui.saved.saving import attempt
from rubric.ui.saved.unsettled import Unsettled
from rubric.ui.state import cache, session
from rubric.ui.state.desk import Gone

_DOUBLE = 5.0  # seconds: the second half of a double click is handled once the page it leads to has been drawn
START, EXAMPLE, GONE = "start", "example", "gone"  # where on the page an error is shown


def create(council: str, title: str, period: str, lead: str) -> str:
    """Create an assessment in the newest framework and return its id. RubricError where it can't be saved."""
    version = cache.framework().version
    made = cache.store().assessments.create(
        council=council, title=title, period=period, lead=lead, framework_version=version
    )
    return made.id


def open_example() -> str:
    """The id of the example assessment, which is added if there is none yet. RubricError where it can't be saved."""
    existing = next((summary for summary in cache.store().assessments.summaries() if summary.is_example), None)
    return existing.id if existing else cache.store().assessments.add(example_assessment()).id


def start(council_key: str, title_key: str, period_key: str, lead_key: str) -> None:
    """Create an assessment from the widgets with these keys and go to its evidence; a double click makes only one."""
    boxes = council_key, title_key, period_key, lead_key
    given = tuple(str(session.read(key) or "") for key in boxes)
    council, title, period, lead = given
    if not (council.strip() or title.strip()):
        session.note(START, "Give the council or a title, so that you can find the assessment again.")
        return
    memory = session.feature(HomeDesk)
    words, made, since = memory.started
    if words == given and monotonic() - since < _DOUBLE:
        saving.take(*boxes)
        navigation.go_to(made)
    elif _make(START, lambda: create(council, title or council, period, lead), "evidence"):
        saving.take(*boxes)
        memory.started = given, session.opened().assessment, monotonic()


def try_example(then: str, begin: Callable[[str], None] | None = None) -> None:
    """Open the example council's assessment on the page named `then`, and have `begin` begin something with its id."""
    if _make(EXAMPLE, open_example, then) and begin is not None:
        begin(session.opened().assessment)


def _make(place: str, make: Callable[[], str], then: str) -> bool:
    made: list[str] = []
    if attempt(place, lambda: made.append(make())):
        navigation.go_to(made[0], then)
    return bool(made)


def show_panel(assessment: str) -> None:
    """Open or close the panel of an assessment."""
    panel = session.feature(Panel)
    panel.assessment = "" if panel.assessment == assessment else assessment
    panel.asking = False


def duplicate(assessment: str, title: str) -> None:
    """Copy an assessment under a new title; the second half of a double click finds the panel closed."""
    if session.feature(Panel).assessment != assessment:
        return
    attempt("home", lambda: cache.store().assessments.duplicate(assessment, title))
    session.feature(Panel).assessment = ""


def archive(assessment: str) -> None:
    """Put an assessment into the archive."""
    attempt("home", lambda: cache.store().assessments.archive(assessment))
    session.feature(Panel).assessment = ""


def unarchive(assessment: str) -> None:
    """Take an assessment out of the archive."""
    attempt("home", lambda: cache.store().assessments.unarchive(assessment))


def ask_to_delete(assessment: str, asking: bool) -> None:
    """Ask whether this assessment shall be deleted, or no longer."""
    session.feature(Panel).assessment, session.feature(Panel).asking = assessment, asking


def delete(assessment: str, title: str) -> None:
    """Delete an assessment; it can be brought back until it is erased."""
    if attempt("home", lambda: cache.store().assessments.remove(assessment)):
        session.feature(HomeDesk).deleted = Gone(assessment, "", shortened(title, 60))
        session.feature(Panel).assessment = ""
        if session.opened().assessment == assessment:
            session.open_assessment("")


def undelete(gone: Gone) -> None:
    """Bring back an assessment that was deleted."""
    memory = session.feature(HomeDesk)
    back = attempt("home", lambda: cache.store().assessments.restore(gone.assessment))
    if back and memory.deleted and memory.deleted.assessment == gone.assessment:
        memory.deleted = None


def put_back_with_words(assessment: str) -> None:
    """Bring back an assessment that was deleted under somebody's hands, and save what they were typing in it."""
    if attempt(GONE, lambda: cache.store().assessments.restore(assessment)):
        for unsaved in session.feature(Unsettled).unsaved_of(assessment):
            saving.try_again(unsaved)

"""What clicks on the page on the last report do. They commit and draw nothing."""

from rubric import doors
from rubric.errors import BadInput, RubricError
from rubric.evidence import clean_text
from rubric.evidence.answers import answers_to, with_answers
from rubric.evidence.last_report import MOST_ANSWERS, LastReport
from rubric.reports.library.coding import code_report
from rubric.reports.pages.page_model import ReadReport
from rubric.ui.last_report.desk import LastReportDesk
from rubric.ui.last_report.kept import PLACE
from rubric.ui.saved.saving import attempt
from rubric.ui.state import cache, session

_NOTHING = (
    "Nothing on this statement was found in this report: bring the page on learning, improvement and innovation, or "
    "paste its text."
)


def read_file(assessment: str, name: str, data: bytes) -> None:
    """Read a report's file, and keep its findings to answer; an error is left as a note at PLACE."""
    try:
        _keep(assessment, doors.report(data, name))
    except RubricError as error:
        session.note(PLACE, str(error))


def read_pasted(assessment: str, key: str) -> None:
    """As `read_file`, of the text in the widget with this key."""
    text = clean_text(session.read(key) or "")
    if not text.strip():
        session.note(PLACE, "Paste the text of the report first.")
        return
    try:
        _keep(assessment, doors.pasted(text))
    except RubricError as error:
        session.note(PLACE, str(error))


def _keep(assessment: str, read: ReadReport) -> None:
    """Keep the findings of a report that was read, with the answers that were given before."""
    store = cache.store()
    current = store.assessments.get(assessment)
    coded = code_report(read, cache.with_reader(current.framework_version).coder)
    if not coded.findings:
        raise BadInput(_NOTHING)
    given = current.last_report.answers if current.last_report else []
    answers = with_answers(answers_to(coded.findings), given)[:MOST_ANSWERS]
    report = LastReport(name=coded.name, authority=coded.authority, score=coded.score, date=coded.date, answers=answers)
    session.desk().saved_at = store.last_report.put(assessment, report).at


def open_answer(finding: str) -> None:
    """Open the answer to a finding."""
    session.feature(LastReportDesk).open = finding


def close_answer(finding: str) -> None:
    """Close the answer to this finding, if it is the one that is open."""
    if session.feature(LastReportDesk).open == finding:
        open_answer("")


def take_away(assessment: str, report: LastReport) -> None:
    """Take the report away with its answers; it can be put back until the page is left."""
    if attempt(PLACE, lambda: cache.store().last_report.put(assessment, None)):
        session.feature(LastReportDesk).removed = report


def put_back(assessment: str, report: LastReport) -> None:
    """Put the report back that was taken away last."""
    if attempt(PLACE, lambda: cache.store().last_report.put(assessment, report)):
        session.feature(LastReportDesk).removed = None

"""What clicks on the page on the last report do. They commit and draw nothing.

The last report and a peer challenge are brought in, answered and taken away alike; what differs is how each is read.
"""

from collections.abc import Callable

from rubric import doors
from rubric.claims.coder import Coder
from rubric.errors import BadInput, RubricError
from rubric.evidence import clean_text
from rubric.evidence.answers import answers_to, with_answers
from rubric.evidence.last_report import MOST_ANSWERS, Answer, LastReport, PeerChallenge, ReportOrigin
from rubric.intake.recommendations import Letter, as_findings
from rubric.reports.library.coding import code_report
from rubric.reports.pages.page_model import ReadReport
from rubric.ui.last_report.desk import LastReportDesk
from rubric.ui.last_report.kept import PLACE
from rubric.ui.saved.saving import attempt, take
from rubric.ui.state import cache, session

LONGEST_DATE = 40  # characters
_NOTHING = (
    "Nothing on this statement was found in this report: bring the page on learning, improvement and innovation, or "
    "paste its text."
)


def read_file(assessment: str, origin: ReportOrigin, name: str, data: bytes) -> None:
    """Read the file of a report or letter, and keep its findings to answer; an error is left as a note at PLACE."""
    if origin is ReportOrigin.PEER_CHALLENGE:
        _keep(assessment, lambda coder: _challenge(doors.letter(data, name), coder))
    else:
        _keep(assessment, lambda coder: _report(doors.report(data, name), coder))


def read_pasted(assessment: str, origin: ReportOrigin, key: str) -> None:
    """As `read_file`, of the text in the widget with this key."""
    text, kept = clean_text(session.read(key) or ""), False
    if not text.strip():
        session.note(PLACE, "Paste the text first.")
    elif origin is ReportOrigin.PEER_CHALLENGE:
        kept = _keep(assessment, lambda coder: _challenge(doors.pasted_letter(text), coder))
    else:
        kept = _keep(assessment, lambda coder: _report(doors.pasted(text), coder))
    if kept:
        take(key)


def _keep(assessment: str, read: Callable[[Coder], LastReport]) -> bool:
    """Keep what was read, with the answers that were given before; False where that failed."""
    store = cache.store()
    try:
        current = store.assessments.get(assessment)
        report = read(cache.with_reader(current.framework_version).coder)
        before = current.brought(report.origin)
        answers = with_answers(report.answers, before.answers if before else [])[:MOST_ANSWERS]
        kept = report.model_copy(update={"answers": answers})
        session.desk().saved_at = store.last_report.put(assessment, kept, by=session.desk().who).at
    except RubricError as error:
        session.note(PLACE, str(error))
        return False
    return True


def _report(read: ReadReport, coder: Coder) -> LastReport:
    coded = code_report(read, coder)
    if not coded.findings:
        raise BadInput(_NOTHING)
    answers = answers_to(coded.findings)[:MOST_ANSWERS]
    return LastReport(name=coded.name, authority=coded.authority, score=coded.score, date=coded.date, answers=answers)


def _challenge(letter: Letter, coder: Coder) -> LastReport:
    return PeerChallenge(name=letter.name, date=letter.date, answers=answers_to(as_findings(letter, coder)))


def redate(assessment: str, origin: ReportOrigin, key: str) -> None:
    """Keep the date in the widget with this key."""
    written = clean_text(session.read(key) or "").strip()[:LONGEST_DATE]
    by = session.desk().who
    if attempt(PLACE, lambda: cache.store().last_report.redate(assessment, origin, written, by=by)):
        take(key)


def open_answer(finding: str) -> None:
    """Open the answer to a finding."""
    session.feature(LastReportDesk).open = finding


def close_answer(finding: str) -> None:
    """Close the answer to this finding, if it is the one that is open."""
    if session.feature(LastReportDesk).open == finding:
        open_answer("")


def leave_out(assessment: str, report: LastReport, answer: Answer) -> None:
    """Take a finding off the list, as it is none; it can be put back until the page is left."""
    by = session.desk().who
    if attempt(PLACE, lambda: cache.store().last_report.leave_out(assessment, answer.finding, by=by)):
        close_answer(answer.finding)
        session.feature(LastReportDesk).left_out = (report.origin, answer, report.answers.index(answer))


def take_in(assessment: str) -> None:
    """Put the finding back that was left out last."""
    memory = session.feature(LastReportDesk)
    if memory.left_out is None:
        return
    origin, answer, place = memory.left_out
    by = session.desk().who
    if attempt(PLACE, lambda: cache.store().last_report.take_in(assessment, origin, answer, place, by=by)):
        memory.left_out = None


def take_away(assessment: str, report: LastReport) -> None:
    """Take a report or letter away with its answers; it can be put back until it is erased."""
    by = session.desk().who
    if attempt(PLACE, lambda: cache.store().last_report.remove(assessment, report.origin, by=by)):
        session.feature(LastReportDesk).left_out = None


def put_back(assessment: str, report: LastReport) -> None:
    """Put the report or letter back that was taken away last."""
    by = session.desk().who
    attempt(PLACE, lambda: cache.store().last_report.put(assessment, report, by=by))

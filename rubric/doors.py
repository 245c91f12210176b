"""The doors through which files and long texts come in, each read within bounds of time and memory.

What each gives and refuses is said where it is read. On top of that, each refuses in one sentence what takes too long
or too much (`rubric/bounded`). Templates have a door of their own, `draft/word/bounded.py`.
"""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from rubric.bounded import Over, within_bounds
from rubric.draft.round_trip.returned import Returned, read_returned
from rubric.draft.workbook.model import WorkbookRead
from rubric.draft.workbook.read import read_workbook
from rubric.errors import BadAssessmentFile, BadInput, BadReport
from rubric.evidence import Assessment, read_assessment
from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import kind_of
from rubric.evidence.parse import CHOOSE
from rubric.framework.model import Framework
from rubric.intake.model import FileRead, Source
from rubric.intake.passages import PASTED, read_passages
from rubric.intake.passages import pasted_passages as read_pasted
from rubric.intake.recommendations import Letter, read_letter, read_pasted_letter
from rubric.prediction.cases import Case, cases_in
from rubric.reports.files.guard import safe_name
from rubric.reports.library.share import read_library
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.pages.page_model import ReadReport
from rubric.reports.published import ReadScoreTable, read_scores
from rubric.reports.read import bytes_at, read_report, read_text

_PAGES = "bring only the report's pages on this statement, or paste their text"
_WORKBOOK = Over("This workbook", "keep only the sheets that were exported from here")
_RETURNED = Over("This Word file", "take out what does not belong to the draft and bring it again")
_LIBRARY = Over("This library", "ask for it again, in parts", refusal=BadReport)
_ASSESSMENT = Over("This file", f"check that it is the right one; {CHOOSE}", refusal=BadAssessmentFile)


def report(data: bytes, name: str) -> ReadReport:
    """See `reports.read.read_report`. BadReport."""
    return within_bounds(read_report, data, name, over=_report_over(name))


def report_at(path: Path) -> ReadReport:
    """See `reports.read.read_path`. BadReport."""
    return report(bytes_at(path), str(path))


def pasted(text: str) -> ReadReport:
    """See `reports.read.read_text`. BadReport."""
    return within_bounds(read_text, text, over=_report_over("This text"))


def passages(data: bytes, name: str) -> FileRead:
    """See `intake.passages.read_passages`; what takes too long or too much is refused in the same way."""
    try:
        return within_bounds(
            read_passages, data, name, over=Over(safe_name(name), "split it, or bring in its pages one by one")
        )
    except BadInput as error:
        return FileRead(Source(safe_name(name), sha256(data).hexdigest()), refused=str(error))


def pasted_passages(text: str) -> FileRead:
    """See `intake.passages.pasted_passages`; what takes too long or too much is refused in the same way."""
    try:
        return within_bounds(read_pasted, text, over=Over("This text", "paste it in parts"))
    except BadInput as error:
        return FileRead(Source(PASTED, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()), refused=str(error))


def letter(data: bytes, name: str) -> Letter:
    """See `intake.recommendations.read_letter`. BadReport."""
    over = Over(safe_name(name), "bring only the part that lists its recommendations", refusal=BadReport)
    return within_bounds(read_letter, data, name, over=over)


def pasted_letter(text: str) -> Letter:
    """See `intake.recommendations.read_pasted_letter`. BadReport."""
    return within_bounds(read_pasted_letter, text, over=Over("This text", "paste it in parts", refusal=BadReport))


def library(data: bytes) -> list[ShelvedReport]:
    """See `reports.share.read_library`. BadReport."""
    return within_bounds(read_library, data, over=_LIBRARY)


def scores(data: bytes, name: str) -> ReadScoreTable:
    """See `reports.published.read_scores`. BadInput."""
    return within_bounds(read_scores, data, name, over=Over(safe_name(name), "keep only the table of scores in it"))


def workbook(data: bytes, framework: Framework, heard: Callable[[float], None]) -> WorkbookRead:
    """See `draft.workbook.read_workbook`; `heard` is told the share done, from 0 to 1. BadInput."""
    return within_bounds(read_workbook, data, framework, over=_WORKBOOK, heard=heard)


def returned(data: bytes, assessment: str) -> Returned:
    """See `draft.round_trip.returned.read_returned`; `assessment` is the id of the one that it must be of. BadInput."""
    return within_bounds(_read_returned, data, assessment, over=_RETURNED)


def assessment(data: bytes) -> Assessment:
    """See `evidence.read_assessment`. BadAssessmentFile."""
    return within_bounds(read_assessment, data, over=_ASSESSMENT)


def attached(data: bytes, name: str) -> AttachedKind:
    """See `evidence.attachments.kind_of`. BadInput."""
    return within_bounds(kind_of, data, name, over=Over(safe_name(name), "save it as a PDF, and attach that"))


def cases(data: bytes, name: str, framework: Framework) -> tuple[Case, ...]:
    """See `prediction.cases.cases_in`. BadInput."""
    over = Over(safe_name(name), "split it into smaller case files")
    return within_bounds(cases_in, data, name, framework, over=over)


def _read_returned(data: bytes, assessment: str) -> Returned:
    return read_returned(data, assessment_id=assessment)


def _report_over(name: str) -> Over:
    return Over(safe_name(name), _PAGES, refusal=BadReport)

"""What the page on the last report remembers between clicks."""

from dataclasses import dataclass

from rubric.evidence.last_report import Answer, ReportOrigin
from rubric.ui.state.desk import PerAssessment


@dataclass
class LastReportDesk(PerAssessment):
    """`open` is the finding whose answer is being written, "" for none.

    `left_out` is the finding that was taken off its list last, with where it stood.
    """

    open: str = ""
    left_out: tuple[ReportOrigin, Answer, int] | None = None

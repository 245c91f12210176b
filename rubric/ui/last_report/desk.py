"""What the page on the last report remembers between clicks."""

from dataclasses import dataclass

from rubric.evidence.last_report import LastReport
from rubric.ui.state.desk import PerAssessment


@dataclass
class LastReportDesk(PerAssessment):
    """`open` is the finding whose answer is being written, "" for none; `removed` the report taken away last."""

    open: str = ""
    removed: LastReport | None = None

"""What the comparison remembers between clicks."""

from dataclasses import dataclass

from rubric.ui.state.desk import PerAssessment


@dataclass
class ComparisonDesk(PerAssessment):
    """`item` is the one whose findings are shown, "" where nobody has chosen one."""

    item: str = ""

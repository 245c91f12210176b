"""What the band page remembers between clicks."""

from dataclasses import dataclass

from rubric.ui.state.desk import PerAssessment


@dataclass
class BandDesk(PerAssessment):
    """`last_score` is the council's own last score on this statement, which to start from; 0: the national picture."""

    last_score: int = 0

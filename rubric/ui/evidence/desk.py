"""What the evidence page remembers between clicks."""

from dataclasses import dataclass

from rubric.ui.state.desk import Gone, PerAssessment


@dataclass
class EvidenceDesk(PerAssessment):
    """`removed` is the item taken away last, until it is put back or another one is taken away."""

    removed: Gone | None = None

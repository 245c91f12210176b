"""What the evidence page remembers between clicks."""

from dataclasses import dataclass

from rubric.ui.state.desk import Gone, PerAssessment


@dataclass
class EvidenceDesk(PerAssessment):
    """`removed` is the item removed last, until it is restored or another one is removed."""

    removed: Gone | None = None

"""What the evidence page remembers between clicks."""

from dataclasses import dataclass

from rubric.evidence import Confirmation
from rubric.ui.state.desk import Gone, PerAssessment


@dataclass(frozen=True)
class GoneRecord:
    """A record of what somebody said that was removed from an item, as it was."""

    assessment: str
    item: str
    record: Confirmation


@dataclass
class EvidenceDesk(PerAssessment):
    """`removed` is the item removed last, until it is restored or another one is removed; so is `removed_record`."""

    removed: Gone | None = None
    removed_record: GoneRecord | None = None

"""What the evidence page remembers between clicks."""

from dataclasses import dataclass

from rubric.evidence import Confirmation, EvidenceItem
from rubric.ui.state.desk import Gone, PerAssessment


@dataclass(frozen=True)
class GoneRecord:
    """A record of what somebody said that was removed from an item, as it was."""

    assessment: str
    item: str
    record: Confirmation


@dataclass(frozen=True)
class SplitItem:
    """An item before its claim was split, the words that it kept, and the ids of the items made of the rest."""

    before: EvidenceItem
    first: str
    made: tuple[str, ...]


@dataclass(frozen=True)
class TakenOff:
    """A file or link that was taken off an item; `label` names it."""

    assessment: str
    item: str
    attachment: str
    label: str


@dataclass
class EvidenceDesk(PerAssessment):
    """`removed` is the item removed last, until it is restored or another one is removed; so is `removed_record`.

    `split` is the claim that was split last, `taken_off` the file or link that was taken off one.
    """

    removed: Gone | None = None
    removed_record: GoneRecord | None = None
    split: SplitItem | None = None
    taken_off: TakenOff | None = None

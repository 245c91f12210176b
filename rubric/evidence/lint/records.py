"""What the rules on who confirms an item go by: who is named with nothing recorded, and what only a few confirm."""

from collections.abc import Collection

from rubric.english import listed
from rubric.evidence.confirmation import Confirmation
from rubric.evidence.model import EvidenceItem
from rubric.framework.words import Polarity, Voice

_WHO = {
    Voice.PEOPLE: "people and carers",
    Voice.STAFF_AND_LEADERS: "staff and leaders",
    Voice.PARTNERS: "partners",
    Voice.PROCESSES: "documents and data",
}


def named_only(item: EvidenceItem) -> str:
    """The voices that are named as confirming it and of which nothing is recorded; "" where there are none."""
    return _in_words(item.unrecorded_voices)


def confirmed_by_few(item: EvidenceItem) -> str:
    """The confirming records with fewer than half behind them: "3 of 40 (people and carers)"; "" where there are none.

    Not of a shortfall: a few who were let down are a gap, and naming it should cost nothing (our own judgement).
    """
    if item.polarity is Polarity.SHORTFALL:
        return ""
    few = [record for record in item.confirmations if _is_of_few(record)]
    return listed(f"{record.how_many} ({_WHO[record.voice]})" for record in few)


def _is_of_few(record: Confirmation) -> bool:
    """Whether it confirms and is recorded, with a count that is fewer than half of those asked."""
    if record.count is None or record.of is None or record.against or not record.recorded:
        return False
    return 2 * record.count < record.of


def _in_words(voices: Collection[Voice]) -> str:
    return listed(_WHO[voice] for voice in Voice if voice in voices)

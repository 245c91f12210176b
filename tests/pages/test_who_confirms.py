"""Who confirms an item, in words: nobody is said to confirm it who is only named."""

import pytest

from rubric.evidence import EvidenceItem
from rubric.evidence.confirmation import Confirmation
from rubric.framework import Voice, load
from rubric.ui.parts.coding import who_confirms

PEOPLE, PARTNERS = (
    Confirmation(voice=Voice.PEOPLE, said="It works", where="Minutes"),
    Confirmation(voice=Voice.PARTNERS, said="So it is", where="Letter"),
)


@pytest.mark.parametrize(
    ("voices", "records", "told"),
    [
        (None, [], "not answered who confirms it"),
        ([], [], "only us so far"),
        ([Voice.STAFF_AND_LEADERS], [], "named only: staff and leaders"),
        ([Voice.PEOPLE], [PEOPLE], "confirmed by people and carers"),
        ([Voice.PEOPLE, Voice.PARTNERS], [PEOPLE], "confirmed by people and carers; named only: partners"),
        ([Voice.PARTNERS, Voice.PEOPLE], [PARTNERS, PEOPLE], "confirmed by people and carers and partners"),
    ],
)
def test_who_is_recorded_confirms_it_and_who_is_ticked_is_named(
    voices: list[Voice] | None, records: list[Confirmation], told: str
) -> None:
    item = EvidenceItem(aspect="culture", text="We meet", voices=voices, confirmations=records)
    assert who_confirms(item, load()) == told

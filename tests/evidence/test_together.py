"""One change of several items, and its way back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rubric.evidence import Confirmation, EvidenceItem
from rubric.evidence.together import back, together
from rubric.framework import Voice
from tests.evidence.builders import usable

SAID = Confirmation(voice=Voice.PEOPLE, said="We chair it", where="Minutes")
ITEMS = [
    usable("culture", id="a", owner="Ana", position=3),
    usable("culture", id="b", confirmations=[SAID]),
    usable("feedback", id="c", owner="Ben", voices=[]),
]


def changed(items: list[EvidenceItem], values: dict[str, dict[str, Any]]) -> list[EvidenceItem]:
    return [EvidenceItem.model_validate(item.model_dump() | values.get(item.id, {})) for item in items]


def test_only_items_that_differ_are_changed() -> None:
    made = together(ITEMS, {"owner": "Ana"})
    assert made.wanted == {"b": {"owner": "Ana"}, "c": {"owner": "Ana"}}
    assert made.before == {"b": {"owner": ""}, "c": {"owner": "Ben"}}


def test_a_recorded_voice_stays_named_and_the_way_back_knows_it() -> None:
    made = together(ITEMS, {"voices": []})
    assert made.wanted == {"a": {"voices": []}}  # b's people are recorded, and c has this already
    made = together(ITEMS, {"voices": [Voice.PARTNERS]})
    assert made.after["b"] == {"voices": [Voice.PARTNERS, Voice.PEOPLE]}
    assert back(made, changed(ITEMS, made.wanted)) == (made.before, 0)


def test_an_item_given_back_its_aspect_stands_where_it_stood() -> None:
    made = together(ITEMS, {"aspect": "feedback"})
    assert set(made.wanted) == {"a", "b"}
    assert made.before["a"] == {"aspect": "culture", "position": 3}


def test_what_was_changed_since_or_is_gone_is_left_alone() -> None:
    made = together(ITEMS, {"owner": "Cem"})
    now = changed(ITEMS, {**made.wanted, "b": {"owner": "Somebody else"}})
    assert back(made, now[:2]) == ({"a": {"owner": "Ana"}}, 2)


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValidationError):
        together(ITEMS, {"voices": ["nobody"]})


values = st.fixed_dictionaries(
    {},
    optional={
        "owner": st.sampled_from(["", "Ana", "Ben", "Cem"]),
        "source": st.text(max_size=5),
        "aspect": st.sampled_from(["culture", "feedback", "practice"]),
        "voices": st.none() | st.lists(st.sampled_from(Voice), unique=True),
    },
)


@given(values)
def test_there_and_back_is_as_before(changes: dict[str, Any]) -> None:
    made = together(ITEMS, changes)
    undone, left = back(made, changed(ITEMS, made.wanted))
    assert left == 0
    assert changed(changed(ITEMS, made.wanted), undone) == ITEMS

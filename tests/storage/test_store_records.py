"""Records of what somebody said, saved part by part: who is named follows, and nothing that was typed is lost."""

from datetime import date
from typing import Any

import pytest

from rubric.errors import BadInput, Conflict
from rubric.evidence.confirmation import MOST_RECORDS, Confirmation
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.framework.words import Voice
from rubric.storage import Store

WHOLE = {"voice": "people", "said": "They were asked", "count": 12, "of": 40, "where": "Survey"}


def item(store: Store) -> EvidenceItem:
    return next(one for one in store.assessments.get("here").evidence if one.id == "a")


def put(store: Store, changes: dict[str, Any], seen: int | None = None) -> int:
    named = {f"confirmations.{name}": value for name, value in changes.items()}
    return store.items.save("here", "a", named, seen=seen).revision


def test_a_record_is_added_filled_in_part_by_part_and_removed(store: Store, assessment: Assessment) -> None:
    put(store, {"r": {"voice": "people"}})
    assert item(store).voices == assessment.evidence[0].voices
    put(store, {"r.said": "They were asked"})
    put(store, {"r.when": date(2026, 3, 1)})
    put(store, {"r.count": 12})
    wanted = Confirmation(id="r", voice=Voice.PEOPLE, said="They were asked", when=date(2026, 3, 1), count=12)
    assert item(store).confirmations == [wanted]
    assert item(store).recorded_voices == {Voice.PEOPLE}
    put(store, {"r": None})
    assert item(store).confirmations == []
    put(store, {"r": wanted})
    assert item(store).confirmations == [wanted]


def test_whoever_is_recorded_is_named_and_whoever_says_otherwise_is_not(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"voices": []})
    put(store, {"r": WHOLE})
    assert item(store).voices == [Voice.PEOPLE]
    put(store, {"r.against": True})
    assert item(store).voices == []
    assert [(one.field, one.old) for one in store.items.history("here", "a")][:2] == [
        ("confirmations.r.against", False),
        ("voices", ["people"]),
    ]


def test_history_has_each_part_and_a_removed_record_whole(store: Store, assessment: Assessment) -> None:
    put(store, {"r": WHOLE, "s": {"voice": "partners"}})
    put(store, {"r.said": "They chose", "s.when": date(2026, 3, 1)})
    put(store, {"s.when": None})
    put(store, {"r": None})
    history = [(one.field, one.old) for one in store.items.history("here", "a") if one.field != "voices"]
    removed = Confirmation.model_validate(WHOLE | {"id": "r", "said": "They chose"}).model_dump(mode="json")
    assert history[0] == ("confirmations.r", removed)
    assert set(history[1:4]) == {
        ("confirmations.s.when", "2026-03-01"),
        ("confirmations.s.when", None),
        ("confirmations.r.said", "They were asked"),
    }
    assert set(history[4:]) == {("confirmations.r", None), ("confirmations.s", None)}


def test_two_people_filling_in_one_record_both_keep_their_words(store: Store, assessment: Assessment) -> None:
    seen = put(store, {"r": {"voice": "people"}})
    put(store, {"r.said": "They were asked"}, seen)
    put(store, {"r.where": "Survey"}, seen)
    with pytest.raises(Conflict, match=r"^Account of what they said was changed by somebody else") as refused:
        put(store, {"r.said": "They chose"}, seen)
    assert refused.value.theirs == {"confirmations.r.said": "They were asked"}
    assert item(store).confirmations[0].where == "Survey"


def test_two_people_adding_records_keep_both(store: Store, assessment: Assessment) -> None:
    put(store, {"r": {"voice": "people"}}, 1)
    put(store, {"s": {"voice": "people"}}, 1)
    assert [record.id for record in item(store).confirmations] == ["r", "s"]


def test_a_record_that_somebody_else_filled_in_is_not_removed_unseen(store: Store, assessment: Assessment) -> None:
    seen = put(store, {"r": {"voice": "people"}})
    put(store, {"r.said": "They were asked"}, seen)
    with pytest.raises(Conflict) as refused:
        put(store, {"r": None}, seen)
    assert refused.value.theirs == {"confirmations.r": item(store).confirmations[0]}


def test_words_for_a_record_removed_meanwhile_clash_and_can_bring_it_back(store: Store, assessment: Assessment) -> None:
    seen = put(store, {"r": WHOLE})
    put(store, {"r": None})
    with pytest.raises(Conflict) as refused:
        put(store, {"r.said": "They chose"}, seen)
    assert refused.value.theirs == {"confirmations.r.said": None}
    put(store, {"r.said": "They chose"})
    assert item(store).confirmations == [Confirmation.model_validate(WHOLE | {"id": "r", "said": "They chose"})]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"r.count": "many"}, "Number of those who said so was not saved: give a whole number."),
        ({"r.count": -1}, "Number of those who said so was not saved: give a whole number, from 0 to 100 million."),
        ({"r.when": "soon"}, "Date when they said it was not saved: give a date, such as 31 March 2026."),
        ({"r.voice": "nobody"}, "Voice was not saved: choose one of the options offered."),
        (
            {"x.said": "Mine"},
            "This record of what they said was removed meanwhile: add it again, then make your change.",
        ),
        ({"r.id": "b"}, "Record of what they said can't be changed: no part of a piece of evidence has that name."),
    ],
)
def test_a_change_that_does_not_fit_is_refused_in_one_sentence(
    store: Store, assessment: Assessment, changes: dict[str, Any], sentence: str
) -> None:
    put(store, {"r": WHOLE})
    before = item(store)
    with pytest.raises(BadInput) as refused:
        put(store, changes)
    assert str(refused.value) == sentence
    assert item(store) == before


def test_an_item_holds_no_more_records_than_its_file_may(store: Store, assessment: Assessment) -> None:
    put(store, {f"r{number}": WHOLE for number in range(MOST_RECORDS)})
    with pytest.raises(BadInput, match=f"no more than {MOST_RECORDS} of these"):
        put(store, {"more": WHOLE})


def test_a_copy_has_the_records_too(store: Store, assessment: Assessment) -> None:
    put(store, {"r": WHOLE})
    copy = store.assessments.duplicate("here", "Copy")
    assert [record for one in copy.evidence for record in one.confirmations] == item(store).confirmations

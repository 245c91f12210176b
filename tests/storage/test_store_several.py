"""Several items changed together, and the way back: by anybody, after a reload, without touching what came since."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence import Confirmation
from rubric.evidence.model import Assessment
from rubric.framework import Voice
from rubric.storage import SeveralChanged, Store

NOW = timedelta(0)


def change(store: Store, items: list[str], name: str, value: object, by: str = "Ana") -> SeveralChanged:
    seen = store.items.revisions("here")
    made = store.several.change("here", items, name, value, seen=seen, by=by)
    assert made is not None
    return made


def held(store: Store, name: str) -> dict[str, object]:
    return {item.id: getattr(item, name) for item in store.assessments.get("here").evidence}


def test_only_items_that_differ_are_changed_and_the_last_change_is_offered(
    store: Store, assessment: Assessment
) -> None:
    store.items.save("here", "a", {"owner": "Ana"})
    made = change(store, ["a", "b", "z"], "owner", "Ana")
    assert held(store, "owner") == {"a": "Ana", "b": "Ana", "c": "", "z": "Ana"}
    assert (made.field, made.items, made.stand, made.by) == ("owner", 2, 2, "Ana")
    assert store.several.last("here") == made
    seen = store.items.revisions("here")
    assert store.several.change("here", ["a", "b"], "owner", "Ana", seen=seen) is None
    assert store.items.history("here", "b")[0].by == "Ana"


def test_what_is_taken_back_is_as_it_was_and_the_change_before_is_offered_next(
    store: Store, assessment: Assessment
) -> None:
    before = store.assessments.get("here").evidence
    first = change(store, ["b", "z"], "voices", [Voice.PEOPLE])
    second = change(store, ["a", "c"], "aspect", "culture")
    assert [item.id for item in store.assessments.get("here").items_of("feedback")] == ["b"]
    assert store.several.undo("here", second.id, by="Bo").merged == ()
    assert [item.id for item in store.assessments.get("here").items_of("feedback")] == ["a", "b", "c"]
    assert store.items.history("here", "a")[0].by == "Bo"
    assert store.several.last("here") == first
    store.several.undo("here", first.id)
    assert store.assessments.get("here").evidence == before
    assert store.several.last("here") is None
    assert store.several.undo("here", first.id).merged == ("b", "z")
    assert store.assessments.get("here").evidence == before


def test_what_was_changed_since_or_is_gone_is_left_alone(store: Store, assessment: Assessment) -> None:
    made = change(store, ["a", "b", "c", "z"], "owner", "Ana")
    store.items.save("here", "a", {"owner": "Bo"})
    store.items.save("here", "b", {"owner": "Bo"})
    store.items.save("here", "b", {"owner": "Ana"})  # a field changed and changed back is theirs too
    store.items.remove("here", "c")
    store.items.save("here", "z", {"source": "Minutes"})
    assert store.several.last("here") == made.model_copy(update={"stand": 1})
    assert store.several.undo("here", made.id).merged == ("a", "b", "c")
    assert held(store, "owner") == {"a": "Bo", "b": "Ana", "z": ""}
    assert held(store, "source")["z"] == "Minutes"


def test_a_recorded_voice_stays_named_there_and_back(store: Store, assessment: Assessment) -> None:
    said = Confirmation(voice=Voice.PEOPLE, said="We chair it", where="Minutes")
    store.items.save("here", "a", {"confirmations": [said]})
    made = change(store, ["a", "b"], "voices", [Voice.PARTNERS])
    assert held(store, "voices")["a"] == [Voice.PARTNERS, Voice.PEOPLE]
    store.several.undo("here", made.id)
    assert held(store, "voices") == {"a": [Voice.PEOPLE], "b": None, "c": None, "z": None}


def test_nothing_is_changed_where_one_cannot_be(store: Store, assessment: Assessment) -> None:
    seen = store.items.revisions("here")
    store.items.save("here", "b", {"owner": "Bo"})
    with pytest.raises(Conflict):
        store.several.change("here", ["a", "b"], "owner", "Ana", seen=seen)
    with pytest.raises(BadInput):
        store.several.change("here", ["a", "b"], "voices", ["nobody"], seen=seen)
    with pytest.raises(NotFound):
        store.several.undo("here", "no-such-change")
    assert held(store, "owner") == {"a": "", "b": "Bo", "c": "", "z": ""}
    assert store.several.last("here") is None


def test_a_change_of_long_ago_is_not_offered_any_more(
    store: Store, assessment: Assessment, run_sql: Callable[[str], None]
) -> None:
    change(store, ["a", "b"], "owner", "Ana")
    run_sql("UPDATE former_value SET changed_at = '2020-01-01 00:00:00.000000'")
    assert store.several.last("here") is None


def test_a_change_is_taken_back_of_what_is_not_erased(store: Store, assessment: Assessment) -> None:
    made = change(store, ["a", "b"], "owner", "Ana")
    only = change(store, ["c"], "source", "Minutes")
    store.items.remove("here", "a")
    store.items.remove("here", "c")
    store.purge(older_than=NOW)
    assert store.several.last("here") == made.model_copy(update={"items": 1, "stand": 1})
    with pytest.raises(NotFound):
        store.several.undo("here", only.id)

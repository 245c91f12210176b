"""The order of items within an aspect."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubric.errors import BadInput, NotFound
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.storage import Store


def order(store: Store, aspect: str = "feedback", key: str = "here") -> list[str]:
    return [item.id for item in store.assessments.get(key).items_of(aspect)]


def test_an_item_moves_before_or_after_another(store: Store, assessment: Assessment) -> None:
    assert store.items.move("here", "c", before="a").revision == 2
    assert order(store) == ["c", "a", "b"]
    store.items.move("here", "c", after="a")
    assert order(store) == ["a", "c", "b"]
    store.items.move("here", "a", after="b")
    assert order(store) == ["c", "b", "a"]


def test_a_move_writes_no_other_item(store: Store, assessment: Assessment) -> None:
    store.items.move("here", "c", before="a")
    assert store.items.revisions("here") == {"a": 1, "b": 1, "c": 2, "z": 1}


def test_an_item_moves_to_the_end_of_another_aspect(store: Store, assessment: Assessment) -> None:
    store.items.move("here", "a", aspect="culture")
    assert (order(store, "feedback"), order(store, "culture")) == (["b", "c"], ["z", "a"])
    store.items.move("here", "a", aspect="brand new")
    assert order(store, "brand new") == ["a"]
    assert [change.old for change in store.items.history("here", "a")] == ["culture", "feedback"]


def test_an_item_moved_beside_one_of_another_aspect_joins_it_there(store: Store, assessment: Assessment) -> None:
    store.items.move("here", "a", before="z")
    assert (order(store, "feedback"), order(store, "culture")) == (["b", "c"], ["a", "z"])


def test_an_item_saved_into_another_aspect_goes_to_its_end(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "z", {"aspect": "feedback"})
    assert order(store) == ["a", "b", "c", "z"]


def test_an_item_moved_beside_itself_stays(store: Store, assessment: Assessment) -> None:
    assert store.items.move("here", "b", before="b").revision == 1
    assert order(store) == ["a", "b", "c"]


@pytest.mark.parametrize("wish", [{}, {"before": "a", "after": "c"}, {"before": "a", "aspect": "culture"}])
def test_a_move_to_nowhere_or_to_two_places_is_refused(
    store: Store, assessment: Assessment, wish: dict[str, str]
) -> None:
    with pytest.raises(BadInput, match=r"^Say where .*\.$"):
        store.items.move("here", "b", **wish)
    assert order(store) == ["a", "b", "c"]


def test_an_item_cannot_be_moved_beside_one_that_was_removed(store: Store, assessment: Assessment) -> None:
    store.items.remove("here", "a")
    with pytest.raises(NotFound):
        store.items.move("here", "b", before="a")
    with pytest.raises(NotFound):
        store.items.move("here", "a", before="b")


@pytest.mark.parametrize("position", [0.0, 1e300, -1e308, 5e-324])
def test_items_that_share_a_position_can_still_be_put_in_order(store: Store, position: float) -> None:
    evidence = [EvidenceItem(id=key, aspect="feedback", position=position) for key in "abcd"]
    store.assessments.add(Assessment(id="here", evidence=evidence))
    store.items.move("here", "d", before="b")
    assert order(store) == ["a", "d", "b", "c"]
    store.items.move("here", "a", aspect="feedback")
    assert order(store) == ["d", "b", "c", "a"]
    store.items.add("here", EvidenceItem(id="e", aspect="feedback"))
    assert order(store) == ["d", "b", "c", "a", "e"]


def test_moving_between_the_same_neighbours_again_and_again_never_runs_out_of_room(store: Store) -> None:
    evidence = [EvidenceItem(id=key, aspect="feedback", position=number) for number, key in enumerate("abc")]
    store.assessments.add(Assessment(id="here", evidence=evidence))
    for turn in range(130):  # halving a gap of 1 uses up a float's 53 bits more than twice
        store.items.move("here", "bc"[turn % 2], after="a")
        assert order(store) == (["a", "b", "c"] if turn % 2 == 0 else ["a", "c", "b"])


moves = st.lists(
    st.tuples(st.sampled_from(["before", "after", "end", "remove", "restore"]), st.integers(0, 4), st.integers(0, 4)),
    max_size=12,
)


# the store lives as long as the test function, and is meant to be filled by every example
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=moves, positions=st.lists(st.floats(-3, 3), min_size=5, max_size=5))
def test_any_run_of_moves_gives_the_order_that_a_list_would(
    store: Store, moves: list[tuple[str, int, int]], positions: list[float]
) -> None:
    kept = store.assessments.add(Assessment(evidence=[EvidenceItem(aspect="feedback", position=p) for p in positions]))
    keys = [item.id for item in kept.evidence]
    expected, removed = order(store, key=kept.id), set[str]()
    for what, one, other in moves:
        item, beside = keys[one], keys[other]
        if what == "remove":
            store.items.remove(kept.id, item)
            removed.add(item)
        elif what == "restore":
            store.items.restore(kept.id, item)
            removed.discard(item)
        elif item not in removed and beside not in removed and item != beside:
            expected.remove(item)
            if what == "end":
                store.items.move(kept.id, item, aspect="feedback")
                expected.append(item)
            else:
                expected.insert(expected.index(beside) + (what == "after"), item)
                store.items.move(kept.id, item, **{what: beside})
        assert order(store, key=kept.id) == [key for key in expected if key not in removed]

"""What learning from another library changed: the last of it is kept."""

from datetime import UTC, datetime, timedelta

from rubric.prediction.change import LibraryChange, Moved
from rubric.prediction.model import LeftOut, TrackRecord
from rubric.storage import Store

LEFT_OUT = LeftOut(id="north", authority="North", score=2, predicted=None, probabilities={1: 0.1, 2: 0.5, 3: 0.4})
CHANGE = LibraryChange(
    before=TrackRecord(reports=4, exact=3, always_3=2),
    after=TrackRecord(reports=5, exact=4, always_3=2, cases=(LEFT_OUT,)),
    findings_before=238,
    findings_after=251,
    outcomes=(
        Moved(assessment="here", before=None, after=2, expected_before=2.4, expected_after=2.3),
        Moved(assessment="there", before=3, after=3, expected_before=2.9, expected_after=2.8),
    ),
)


def test_nothing_is_told_before_anything_was_learned(store: Store) -> None:
    assert store.learned.last() is None


def test_the_last_change_comes_back_as_it_was_with_its_library_and_time(store: Store) -> None:
    store.learned.save("one", CHANGE)
    last = store.learned.last()
    assert last is not None
    assert (last.library, last.change) == ("one", CHANGE)
    assert [moved.assessment for moved in last.change.moved] == ["here"]
    assert abs(datetime.now(UTC) - last.at) < timedelta(minutes=1)


def test_a_change_to_another_library_takes_the_place_of_the_one_before(store: Store) -> None:
    for library in ("one", "two", "shipped", "two"):
        store.learned.save(library, CHANGE.model_copy(update={"findings_after": len(library)}))
    last = store.learned.last()
    assert last is not None
    assert (last.library, last.change.findings_after) == ("two", 3)


def test_a_server_that_learns_the_same_later_does_not_change_when_it_came_about(store: Store, url: str) -> None:
    store.learned.save("one", CHANGE)
    told = store.learned.last()
    second = Store(url)
    second.learned.save("one", CHANGE.model_copy(update={"findings_before": 0}))
    assert second.learned.last() == store.learned.last() == told
    second.close()

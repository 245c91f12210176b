"""Many at work at once: threads of one process, and a second store as another process has it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from rubric.errors import Conflict
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.storage import Saved, Store


@pytest.fixture
def stores(store: Store, url: str) -> Iterator[list[Store]]:
    """Two stores on one database."""
    second = Store(url)
    yield [store, second]
    second.close()


def at_once(people: int, task: Callable[[int], object]) -> list[object]:
    """Start the task for each person at the same moment, in threads of their own; what it returns, in their order."""
    ready = Barrier(people)

    def run(person: int) -> object:
        ready.wait()
        return task(person)

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(run, range(people)))


def test_many_people_saving_different_items_lose_no_word(stores: list[Store]) -> None:
    people, saves = 12, 8
    evidence = [EvidenceItem(id=f"item-{n}", aspect="feedback") for n in range(people)]
    stores[0].assessments.add(Assessment(id="here", evidence=evidence))

    def write(person: int) -> None:
        for turn in range(1, saves + 1):
            saved = stores[person % 2].items.save("here", f"item-{person}", {"text": f"{person}/{turn}"}, seen=turn)
            assert (saved.revision, saved.merged) == (turn + 1, ())

    at_once(people, write)
    assert [item.text for item in stores[1].assessments.get("here").evidence] == [f"{n}/{saves}" for n in range(people)]
    for n in range(people):
        kept = [change.old for change in stores[0].items.history("here", f"item-{n}")]
        assert kept == [f"{n}/{turn}" for turn in range(saves - 1, 0, -1)] + [""]


def test_people_saving_different_fields_of_one_item_at_once_all_keep_their_words(
    stores: list[Store], assessment: Assessment
) -> None:
    fields = ["text", "outcome", "figures", "source", "owner", "return_reference", "action.text", "action.owner"]
    at_once(len(fields), lambda n: stores[n % 2].items.save("here", "a", {fields[n]: f"my {fields[n]}"}, seen=1))
    item = stores[0].assessments.get("here").evidence[0]
    assert [getattr(item, field) for field in fields[:-2]] == [f"my {field}" for field in fields[:-2]]
    assert item.action is not None
    assert (item.action.text, item.action.owner) == ("my action.text", "my action.owner")
    assert stores[0].items.revisions("here")["a"] == 1 + len(fields)


def test_of_people_saving_one_field_at_once_one_wins_and_the_others_are_told(
    stores: list[Store], assessment: Assessment
) -> None:
    def write(person: int) -> object:
        try:
            return stores[person % 2].items.save("here", "a", {"text": f"words of {person}"}, seen=1)
        except Conflict as conflict:
            return conflict.theirs["text"]

    told = at_once(8, write)
    winners = [f"words of {n}" for n, answer in enumerate(told) if isinstance(answer, Saved)]
    assert winners == [stores[0].assessments.get("here").evidence[0].text]
    assert [answer for answer in told if not isinstance(answer, Saved)] == winners * 7


def test_people_overwriting_one_field_at_once_leave_every_word_in_the_history(
    stores: list[Store], assessment: Assessment
) -> None:
    at_once(10, lambda n: stores[n % 2].items.save("here", "a", {"text": f"words of {n}"}))
    now = stores[0].assessments.get("here").evidence[0].text
    history = stores[0].items.history("here", "a")
    assert {now, *(change.old for change in history)} == {"First", *(f"words of {n}" for n in range(10))}
    assert [change.revision for change in history] == list(range(10, 0, -1))


def test_a_reader_never_sees_half_a_save(stores: list[Store], assessment: Assessment) -> None:
    stores[0].items.save("here", "a", {"text": "0", "outcome": "0"})

    def write() -> None:
        for turn in range(1, 40):
            stores[0].items.save("here", "a", {"text": str(turn), "outcome": str(turn)})

    def read() -> set[tuple[str, str]]:
        items = [stores[1].assessments.get("here").evidence[0] for _ in range(40)]
        return {(item.text, item.outcome) for item in items}

    _, first, second = at_once(3, lambda person: read() if person else write())
    assert isinstance(first, set)
    assert isinstance(second, set)
    assert all(text == outcome for text, outcome in first | second)


def test_items_added_at_once_all_get_a_place_of_their_own(stores: list[Store], assessment: Assessment) -> None:
    at_once(10, lambda n: stores[n % 2].items.add("here", EvidenceItem(id=f"new-{n}", aspect="feedback")))
    items = stores[0].assessments.get("here").items_of("feedback")
    assert len({item.position for item in items}) == len(items) == 13
    assert [item.id for item in items[:3]] == ["a", "b", "c"]


def test_one_file_imported_by_several_people_at_once_is_there_as_often(stores: list[Store]) -> None:
    file = Assessment(evidence=[EvidenceItem(aspect="culture", text="One")])
    kept = at_once(6, lambda n: stores[n % 2].assessments.add(file))
    ids = {one.id for one in kept if isinstance(one, Assessment)}
    assert len(ids) == 6
    assert file.id in ids
    assert {summary.items for summary in stores[0].assessments.summaries()} == {1}

"""Many at work on one library at once: threads of one process, and a second store as another process has it."""

from collections.abc import Callable, Iterator

import pytest

from rubric.errors import AlreadyShelved, BadInput, Conflict
from rubric.storage import Saved, Shelved, ShelvedOutcome, Store
from tests.reports.shelf_builders import finding, shelved

from .conftest import Former
from .test_store_side_by_side import at_once


@pytest.fixture
def stores(store: Store, url: str) -> Iterator[list[Store]]:
    """Two stores on one database, with a report of ten findings in it."""
    store.library.add(shelved(id="north", findings=tuple(finding(number) for number in range(1, 11))))
    second = Store(url)
    yield [store, second]
    second.close()


def test_people_correcting_different_findings_and_fields_at_once_lose_nothing(stores: list[Store]) -> None:
    def work(person: int) -> None:
        for number in range(1, 11):
            field = "figures" if person % 2 else "section"
            if number % 4 == person // 2:
                stores[person % 2].findings.save("north", [number], {field: f"by {person}"}, seen=1)

    at_once(8, work)
    for one in stores[0].library.get("north").findings:
        pair = 2 * (one.number % 4)
        assert (one.section, one.figures) == (f"by {pair}", f"by {pair + 1}")
    assert stores[1].library.revision("north") == 21


def test_of_people_correcting_one_field_at_once_one_wins_and_the_others_are_told(stores: list[Store]) -> None:
    def work(person: int) -> object:
        try:
            return stores[person % 2].findings.save("north", [1], {"figures": f"by {person}"}, seen=1)
        except Conflict as conflict:
            return conflict.theirs["figures"]

    told = at_once(8, work)
    winners = [f"by {person}" for person, answer in enumerate(told) if isinstance(answer, Saved)]
    assert winners == [stores[0].library.get("north").findings[0].figures]
    assert [answer for answer in told if not isinstance(answer, Saved)] == winners * 7


def test_corrections_of_many_findings_at_once_never_mix(
    stores: list[Store], formerly_coded: Callable[[str, int], Former]
) -> None:
    at_once(6, lambda n: stores[n % 2].findings.save("north", range(1, 11), {"aspect": f"a{n}", "figures": f"a{n}"}))
    findings = stores[0].library.get("north").findings
    assert len({(one.aspect, one.figures) for one in findings}) == 1
    assert findings[0].aspect == findings[0].figures
    history = [old for field, old, _ in formerly_coded("north", 1) if field == "aspect"]
    assert {findings[0].aspect, *history} == {"feedback", *(f"a{n}" for n in range(6))}


def test_a_correction_undone_by_two_people_at_once_is_undone_once(stores: list[Store]) -> None:
    stores[0].findings.save("north", [1], {"aspect": "culture"})
    saved = stores[0].findings.save("north", [1, 2], {"aspect": "workforce"})

    def work(person: int) -> object:
        try:
            return stores[person % 2].findings.undo("north", saved.revision)
        except BadInput:
            return "too late"

    told = at_once(4, work)
    assert sorted(answer == "too late" for answer in told) == [False, True, True, True]
    assert [one.aspect for one in stores[0].library.get("north").findings[:2]] == ["culture", "feedback"]


def test_one_file_imported_by_several_people_at_once_is_there_once(stores: list[Store]) -> None:
    def work(person: int) -> object:
        try:
            return stores[person % 2].library.add(shelved("new.pdf", imported_by=f"person {person}"))
        except AlreadyShelved as there:
            return str(there)

    told = at_once(8, work)
    (winner,) = [person for person, answer in enumerate(told) if isinstance(answer, Shelved)]
    assert {answer for answer in told if isinstance(answer, str)} == {
        f"This file is in your library already (person {winner} imported it on 3 May 2026 as new.pdf): open it there."
    }
    assert len(stores[0].library.reports()) == 2


def test_one_library_brought_in_by_several_people_at_once_is_there_once(stores: list[Store]) -> None:
    reports = [shelved(f"{n}.pdf") for n in range(12)]
    told = at_once(6, lambda n: stores[n % 2].library.add_all(reports[::-1] if n % 2 else reports))
    outcomes = [outcome for outcome in told if isinstance(outcome, ShelvedOutcome)]
    assert sorted(len(outcome.added) for outcome in outcomes) == [0] * 5 + [12]
    assert len(stores[1].library.reports()) == 13


def test_a_reader_never_sees_half_a_correction(stores: list[Store]) -> None:
    def write() -> None:
        for turn in range(20):
            stores[0].findings.save("north", range(1, 11), {"figures": str(turn)})

    def look() -> list[int]:
        reports = [stores[1].library.get("north") for _ in range(20)]
        return [len({one.figures for one in report.findings}) for report in reports]

    _, seen = at_once(2, lambda person: look() if person else write())
    assert seen == [1] * 20

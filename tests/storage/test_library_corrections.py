"""Correcting the coding of findings: one by one or many at once, every correction kept and undone."""

from collections.abc import Callable

import pytest

from rubric.errors import BadInput, Conflict, NotFound
from rubric.framework.words import Maturity, Polarity, Voice
from rubric.reports import Finding
from rubric.storage import Store
from tests.reports.shelf_builders import finding, shelved

from .conftest import Former


@pytest.fixture
def report(store: Store) -> str:
    """A report of three findings in the store; its id."""
    return store.library.add(shelved(id="north")).id


def read(store: Store, number: int = 1) -> Finding:
    return next(one for one in store.library.get("north").findings if one.number == number)


PROPOSED = shelved(id="north").findings


def test_a_corrected_finding_is_coded_by_a_person_and_keeps_the_cue_that_misled(store: Store, report: str) -> None:
    changes = {"polarity": Polarity.MIXED, "maturity": "planned", "voice": Voice.PARTNERS, "text": "Carers\x00 wait"}
    saved = store.findings.save("north", [1], changes)
    wanted = {"polarity": Polarity.MIXED, "maturity": Maturity.PLANNED, "voice": Voice.PARTNERS, "text": "Carers wait"}
    assert read(store) == PROPOSED[0].model_copy(update={**wanted, "coded_by": "person"})
    assert (read(store).cue, read(store).confidence) == ("told us", 0.7)
    assert saved.revision == 2
    assert store.library.revision("north") == 2
    assert store.library.get("north").findings[1:] == PROPOSED[1:]
    assert store.library.summaries()[0].corrected == 1


def test_a_correction_that_changes_nothing_is_none(
    store: Store, report: str, formerly_coded: Callable[[str, int], Former]
) -> None:
    assert store.findings.save("north", [1], {"aspect": "feedback", "maturity": Maturity.IN_PLACE}).revision == 1
    assert store.findings.save("north", [], {"aspect": "culture"}).revision == 1
    assert store.library.get("north").findings == PROPOSED
    assert formerly_coded("north", 1) == []


def test_a_correction_is_undone_step_by_step(store: Store, report: str) -> None:
    first = store.findings.save("north", [1], {"maturity": "planned"})
    after_one = read(store)
    second = store.findings.save("north", [1], {"maturity": "embedded", "aspect": "culture", "paragraph": 9})
    assert store.findings.undo("north", second.revision).revision == 4
    assert read(store) == after_one
    store.findings.undo("north", first.revision)
    assert read(store) == PROPOSED[0]
    with pytest.raises(BadInput, match=r"^There is nothing left to undo here: .*\.$"):
        store.findings.undo("north", first.revision)
    third = store.findings.save("north", [1], {"maturity": "absent"})
    store.findings.undo("north", third.revision)
    assert read(store) == PROPOSED[0]


def test_every_value_a_finding_ever_held_is_in_its_history(
    store: Store, report: str, formerly_coded: Callable[[str, int], Former]
) -> None:
    store.findings.undo("north", store.findings.save("north", [1], {"text": "First try"}).revision)
    store.findings.save("north", [1], {"text": "Second try"})
    words = [(old, revision) for field, old, revision in formerly_coded("north", 1) if field == "text"]
    assert words == [("Finding number 1", 3), ("First try", 2), ("Finding number 1", 1)]


def test_many_findings_are_corrected_at_once_and_undone_at_once(store: Store, report: str) -> None:
    first = store.findings.save("north", [2], {"aspect": "culture"})
    before = store.library.get("north").findings
    saved = store.findings.save("north", [1, 2, 3, 3], {"aspect": "culture", "voice": "partners"})
    assert {(one.aspect, one.voice, one.coded_by) for one in store.library.get("north").findings} == {
        ("culture", Voice.PARTNERS, "person")
    }
    store.findings.undo("north", saved.revision)
    assert store.library.get("north").findings == before
    with pytest.raises(BadInput, match=r"^There is nothing left to undo here: .*\.$"):
        store.findings.undo("north", saved.revision)
    store.findings.undo("north", first.revision)
    assert store.library.get("north").findings == PROPOSED


def test_undoing_many_spares_what_was_already_as_wanted(store: Store, report: str) -> None:
    store.findings.save("north", [2], {"aspect": "culture"})
    saved = store.findings.save("north", [1, 2], {"aspect": "culture"})
    store.findings.undo("north", saved.revision)
    assert [one.aspect for one in store.library.get("north").findings] == ["feedback", "culture", "feedback"]


def test_what_was_corrected_again_since_is_not_undone_with_the_many(store: Store, report: str) -> None:
    saved = store.findings.save("north", [1, 2], {"aspect": "culture"})
    since = store.findings.save("north", [2], {"maturity": "planned"})
    now = store.library.get("north")
    with pytest.raises(Conflict, match=r"^Finding 2 was corrected again since then, .*\.$"):
        store.findings.undo("north", saved.revision)
    assert store.library.get("north") == now
    store.findings.undo("north", since.revision)
    store.findings.undo("north", saved.revision)
    assert store.library.get("north").findings == PROPOSED


def test_details_of_the_report_are_no_correction_of_a_finding(store: Store, report: str) -> None:
    saved = store.library.save("north", {"score": 2})
    with pytest.raises(BadInput, match="nothing left to undo"):
        store.findings.undo("north", saved.revision)
    assert store.library.get("north").score == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"polarity": "good"}, "Polarity was not saved: choose one of the options offered."),
        ({"voice": None}, "Voice was not saved: choose one of the options offered."),
        ({"text": " \n"}, "Text was not saved: it can't be empty, so fill it in or leave the finding out."),
        ({"aspect": "\x00"}, "Aspect was not saved: it can't be empty, so fill it in or leave the finding out."),
        ({"text": None}, "Text was not saved: it should be text."),
        ({"text": "x" * 4_001}, "Text was not saved: keep it to 4,000 letters."),
        ({"paragraph": 0}, "Paragraph was not saved: it should be a whole number from 1 up."),
        ({"paragraph": "two"}, "Paragraph was not saved: it should be a whole number."),
        ({"score": 4}, "Score can't be corrected: only a finding's words, coding and place can."),
        ({"coded_by": "hand"}, "Coded by can't be corrected: only a finding's words, coding and place can."),
        ({"aspect": "culture", "maturity": 3}, "Maturity was not saved: choose one of the options offered."),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_in_one_sentence(
    store: Store, report: str, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInput) as refused:
        store.findings.save("north", [1], changes)
    assert str(refused.value) == sentence
    with pytest.raises(BadInput) as refused:
        store.findings.save("north", [2, 1], changes)
    assert str(refused.value) == sentence
    assert store.library.get("north").findings == PROPOSED


def test_of_many_corrections_all_are_made_or_none(store: Store, report: str) -> None:
    with pytest.raises(NotFound, match=r"^This finding can't be found: .*\.$"):
        store.findings.save("north", [1, 2, 77], {"aspect": "culture"})
    store.findings.save("north", [2], {"aspect": "workforce"})
    with pytest.raises(Conflict):
        store.findings.save("north", [1, 2], {"aspect": "culture"}, seen=1)
    assert [one.aspect for one in store.library.get("north").findings] == ["feedback", "workforce", "feedback"]


def test_a_field_that_somebody_else_corrected_meanwhile_is_not_overwritten(store: Store, report: str) -> None:
    store.findings.save("north", [1], {"maturity": "planned"}, seen=1)
    with pytest.raises(Conflict, match=r"^Maturity of finding 1 was changed by somebody else .*\.$") as refused:
        store.findings.save("north", [1], {"maturity": "absent", "aspect": "culture"}, seen=1)
    assert refused.value.theirs == {"maturity": "planned"}
    assert (read(store).maturity, read(store).aspect) == (Maturity.PLANNED, "feedback")
    assert store.findings.save("north", [1], {"maturity": "planned", "aspect": "culture"}, seen=1).revision == 3
    assert store.findings.save("north", [1], {"maturity": "absent"}, seen=3).revision == 4


def test_a_correction_that_somebody_undid_meanwhile_is_a_conflict_too(store: Store, report: str) -> None:
    seen = store.findings.save("north", [1], {"maturity": "planned"}).revision
    store.findings.undo("north", seen)
    with pytest.raises(Conflict):
        store.findings.save("north", [1], {"maturity": "absent"}, seen=seen)


def test_a_finding_left_out_is_out_of_sight_until_it_is_taken_in_again(store: Store, report: str) -> None:
    store.findings.save("north", [2], {"aspect": "culture"})
    whole = store.library.get("north").findings
    assert store.findings.remove("north", 2).revision == store.findings.remove("north", 2).revision == 3
    assert [one.number for one in store.library.get("north").findings] == [1, 3]
    assert (store.library.summaries()[0].findings, store.library.summaries()[0].corrected) == (2, 0)
    with pytest.raises(NotFound, match=r"^This finding was left out meanwhile: .*\.$"):
        store.findings.save("north", [2], {"aspect": "workforce"})
    assert store.findings.restore("north", 2).revision == store.findings.restore("north", 2).revision == 4
    assert store.library.get("north").findings == whole


def test_an_accepted_report_keeps_at_least_one_finding(store: Store) -> None:
    key = store.library.add(shelved("two.pdf", findings=(finding(1), finding(2)), accepted=True)).id
    store.findings.remove(key, 1)
    with pytest.raises(BadInput, match=r"^The last finding of an accepted report .*\.$"):
        store.findings.remove(key, 2)
    store.library.unaccept(key)
    store.findings.remove(key, 2)
    with pytest.raises(BadInput, match="without a finding"):
        store.library.accept(key)
    store.findings.restore(key, 1)
    store.library.accept(key)


def test_a_finding_is_only_found_in_its_own_report(store: Store, report: str) -> None:
    store.library.add(shelved("one.pdf", id="south", findings=(finding(1),)))
    attempts: list[Callable[[], object]] = [
        lambda: store.findings.save("south", [2], {"aspect": "culture"}),
        lambda: store.findings.remove("south", 2),
        lambda: store.findings.restore("south", 2),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound):
            attempt()
    store.findings.save("south", [1], {"aspect": "culture"})
    assert store.library.get("north").findings == PROPOSED

"""Imported reports in the store: added once, read back, accepted, corrected in their details, removed and put back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubric.errors import AlreadyShelved, BadInput, Conflict, NotFound, StoreError
from rubric.evidence.text import clean_text
from rubric.reports.library.share import read_library, write_library
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.model import UNSCORED
from rubric.storage import ShelvedOutcome, ShelvedSummary, Store
from tests.reports.shelf_builders import file_hash, finding, shelved, shelved_reports

from .conftest import Former

# the store lives as long as the test function, and is meant to be filled by every example
one_store = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def names(store: Store) -> list[str]:
    return [summary.name for summary in store.library.summaries()]


def cleaned(report: ShelvedReport) -> ShelvedReport:
    """The report as a database can hold it."""
    fields = report.model_dump()
    for part in (fields, *fields["findings"]):
        part.update({key: clean_text(value) for key, value in part.items() if type(value) is str})
    return ShelvedReport.model_validate(fields)


@one_store
@given(report=shelved_reports.filter(lambda report: clean_text(report.id) == report.id and report.id.strip()))
def test_a_report_comes_back_exactly_as_it_was_shelved(store: Store, report: ShelvedReport) -> None:
    try:
        saved = store.library.add(report)
    except AlreadyShelved as there:  # hypothesis likes to repeat a hash
        store.library.remove(there.report_id)
        store.purge(older_than=timedelta(days=-1))
        saved = store.library.add(report)
    kept = store.library.get(saved.id)
    assert kept == cleaned(report.model_copy(update={"id": saved.id}))
    assert saved.revision == 1


def test_the_library_is_listed_in_the_order_of_import(store: Store) -> None:
    later = shelved("later.pdf", imported=datetime(2026, 5, 4, tzinfo=UTC), imported_by="", score=None, authority="")
    store.library.add(later)
    store.library.add(shelved("north.pdf", accepted=True, findings=(finding(1, coded_by="person"), finding(2))))
    assert [report.name for report in store.library.reports()] == ["north.pdf", "later.pdf"]
    assert [report.name for report in store.library.reports(accepted_only=True)] == ["north.pdf"]
    assert store.library.summaries()[0].name == "later.pdf"
    assert store.library.summaries()[1] == ShelvedSummary(
        id=shelved("north.pdf").id,
        authority="Northshire",
        score=3,
        date="May 2026",
        name="north.pdf",
        imported=datetime(2026, 5, 3, 9, 30, tzinfo=UTC),
        imported_by="Sam",
        accepted=True,
        findings=2,
        corrected=1,
    )


def test_a_file_that_is_there_already_is_refused_with_who_imported_it_when(store: Store) -> None:
    store.library.add(shelved("north.pdf"))
    again = shelved("north.pdf", id="another", name="renamed.pdf", imported_by="Kim", findings=())
    with pytest.raises(AlreadyShelved) as refused:
        store.library.add(again)
    assert isinstance(refused.value, StoreError)
    assert str(refused.value) == (
        "This file is in your library already (Sam imported it on 3 May 2026 as north.pdf): open it there."
    )
    assert (refused.value.report_id, refused.value.removed) == (shelved("north.pdf").id, False)
    assert store.library.reports() == [shelved("north.pdf")]


def test_a_file_that_was_removed_is_refused_with_the_way_back(store: Store) -> None:
    report = shelved("north.pdf", imported_by="", name="")
    store.library.add(report)
    store.library.remove(report.id)
    with pytest.raises(AlreadyShelved) as refused:
        store.library.add(report)
    assert str(refused.value) == (
        "This file was removed from your library (it was imported on 3 May 2026): "
        "put it back there instead of importing it again."
    )
    assert refused.value.removed
    store.library.restore(refused.value.report_id)
    assert store.library.reports() == [report]


@pytest.mark.parametrize("taken", ["north", "  ", "with a \x00 in it"])
def test_an_id_that_is_in_use_or_no_key_gives_way_to_a_fresh_one(store: Store, taken: str) -> None:
    store.library.add(shelved("north.pdf", id="north"))
    saved = store.library.add(shelved("south.pdf", id=taken))
    assert saved.id != taken
    assert store.library.get(saved.id).name == "south.pdf"
    assert [one.report_id for one in store.library.get(saved.id).findings] == [saved.id] * 3
    assert store.library.get("north").name == "north.pdf"


def test_a_report_is_accepted_only_with_a_score_and_a_finding(store: Store) -> None:
    unscored = store.library.add(shelved("north.pdf", score=None)).id
    empty = store.library.add(shelved("south.pdf", findings=())).id
    with pytest.raises(BadInput, match=r"^This report can't be accepted without a score: .*\.$"):
        store.library.accept(unscored)
    with pytest.raises(BadInput, match=r"^This report can't be accepted without a finding: .*\.$"):
        store.library.accept(empty)
    assert store.library.reports(accepted_only=True) == []
    store.library.save(unscored, {"score": 2})
    store.library.accept(unscored)
    assert [(report.id, report.score) for report in store.library.reports(accepted_only=True)] == [(unscored, 2)]


def test_accepting_and_removing_are_undone_and_doing_so_twice_is_the_same_as_once(store: Store) -> None:
    key = store.library.add(shelved()).id
    assert store.library.accept(key).revision == store.library.accept(key).revision == 2
    assert store.library.get(key) == shelved(accepted=True)
    assert store.library.unaccept(key).revision == store.library.unaccept(key).revision == 3
    assert store.library.get(key) == shelved()
    assert store.library.remove(key).revision == store.library.remove(key).revision == 4
    assert (store.library.reports(), names(store)) == ([], [])
    assert store.library.restore(key).revision == store.library.restore(key).revision == 5
    assert store.library.get(key) == shelved()


def test_details_that_a_person_types_reach_the_findings_and_the_old_ones_are_kept(store: Store) -> None:
    key = store.library.add(shelved(authority="", score=None, date="")).id
    saved = store.library.save(key, {"authority": " Northshire\x00 ", "score": 2})
    assert saved.revision == 2
    assert store.library.save(key, {"authority": "Northshire", "score": 2}).revision == 2
    store.library.save(key, {"score": 3, "date": "May 2026"})
    assert store.library.get(key) == shelved()
    assert [(change.field, change.old, change.revision) for change in store.library.history(key)] == [
        ("date", "", 2),
        ("score", 2, 2),
        ("score", None, 1),
        ("authority", "", 1),
    ]


def test_a_score_that_is_taken_back_counts_no_more_and_is_kept_in_the_history(store: Store) -> None:
    key = store.library.add(shelved()).id
    store.library.accept(key)
    counting = store.library.version()
    assert store.library.save(key, {"score": None}).revision == store.library.save(key, {"score": None}).revision == 3
    report = store.library.get(key)
    assert (report.score, report.accepted, report.counts) == (None, True, False)
    assert {finding.score for finding in report.findings} == {UNSCORED}
    assert store.library.reports(accepted_only=True) == []
    assert store.library.version() == "shipped" != counting
    assert [(change.field, change.old) for change in store.library.history(key)] == [("score", 3)]
    store.library.save(key, {"score": 3})
    assert store.library.reports(accepted_only=True) == [shelved(accepted=True)]


def test_a_detail_that_somebody_else_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    key = store.library.add(shelved()).id
    seen = store.library.revision(key)
    store.library.save(key, {"score": 2}, seen=seen)
    with pytest.raises(Conflict, match=r"^Score of this report was changed by somebody else .*\.$") as refused:
        store.library.save(key, {"score": 4, "date": "June"}, seen=seen)
    assert (refused.value.theirs, refused.value.revision) == ({"score": 2}, store.library.revision(key))
    store.findings.save(key, [1], {"aspect": "culture"})
    assert store.library.save(key, {"date": "June"}, seen=seen).merged == ("score",)
    assert (store.library.get(key).score, store.library.get(key).date) == (2, "June")


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"sha256": "0"}, "These details can't be changed: sha256."),
        ({"score": 5}, "The score was not saved: choose a whole number from 1 to 4."),
        ({"score": 0}, "The score was not saved: choose a whole number from 1 to 4."),
        ({"score": "three"}, "The score was not saved: choose a whole number from 1 to 4."),
        ({"authority": 7}, "The council's name was not saved: give it as text."),
        ({"score": 2, "date": 2026}, "The date was not saved: give it as text, such as 31 March 2026."),
    ],
)
def test_details_that_do_not_fit_are_refused_in_one_sentence(
    store: Store, details: dict[str, Any], sentence: str
) -> None:
    key = store.library.add(shelved()).id
    with pytest.raises(BadInput) as refused:
        store.library.save(key, details)
    assert str(refused.value) == sentence
    assert store.library.get(key) == shelved()


def test_a_report_that_is_not_there_or_was_removed_is_told(store: Store) -> None:
    key = store.library.add(shelved()).id
    store.library.remove(key)
    for where, sentence in (
        (key, r"^This report was removed .*\.$"),
        ("nothing", r"^This report can't be found: .*\.$"),
    ):
        for attempt in (
            lambda where=where: store.library.get(where),
            lambda where=where: store.library.accept(where),
            lambda where=where: store.library.save(where, {"score": 2}),
            lambda where=where: store.findings.save(where, [1], {"figures": "7 of 9"}),
            lambda where=where: store.findings.remove(where, 1),
            lambda where=where: store.library.revision(where),
            lambda where=where: store.library.history(where),
        ):
            with pytest.raises(NotFound, match=sentence):
                attempt()
    with pytest.raises(NotFound):
        store.library.restore("nothing")


def test_a_shared_library_is_added_once_and_says_so(store: Store) -> None:
    reports = [shelved(f"{n}.pdf", accepted=n > 0) for n in range(4)]
    store.library.add(reports[0].model_copy(update={"id": "mine", "imported_by": "Kim"}))
    library = read_library(write_library(reports).encode())
    outcome = store.library.add_all(library)
    assert outcome == ShelvedOutcome(added=tuple(report.id for report in reports[1:]), already=("mine",))
    assert outcome.sentence == "Of these reports: 3 were added; 1 was in your library already."
    kept = store.library.reports()
    assert [report for report in kept if report.id != "mine"] == sorted(reports[1:], key=lambda report: report.id)
    again = store.library.add_all(library)
    assert again.added == ()
    assert again.sentence == "Nothing was added: 4 were in your library already."
    assert store.library.reports() == kept


def test_a_report_given_twice_in_one_library_is_added_once(store: Store) -> None:
    outcome = store.library.add_all([shelved(), shelved(id="again")])
    assert len(outcome.added) == 1
    assert outcome.already == ()
    assert len(store.library.reports()) == 1


def test_a_report_removed_here_stays_removed_when_it_is_shared_again(store: Store) -> None:
    key = store.library.add(shelved()).id
    store.library.remove(key)
    outcome = store.library.add_all([shelved()])
    assert outcome == ShelvedOutcome(added=(), already=(), removed=(key,))
    assert outcome.sentence.startswith("Nothing was added: 1 was removed from your library before")
    assert store.library.reports() == []


def test_whoever_brings_in_a_shared_library_is_noted_when_named(store: Store) -> None:
    store.library.add_all([shelved()], imported_by="Kim")
    kept = store.library.reports()[0]
    assert kept.imported_by == "Kim"
    assert abs(datetime.now(UTC) - kept.imported) < timedelta(minutes=1)
    assert ShelvedOutcome(added=(), already=()).sentence == "There were no reports to add."


def test_the_version_changes_with_what_counts_and_with_nothing_else(store: Store) -> None:
    seen = [store.library.version()]

    def another() -> bool:
        seen.append(store.library.version())
        return seen[-1] not in seen[:-1]

    assert seen == ["shipped"]
    key = store.library.add(shelved()).id
    store.findings.save(key, [1], {"maturity": "planned"})
    store.library.add(shelved("unscored.pdf", score=None, accepted=True))
    assert not another()
    store.library.accept(key)
    assert another()
    assert not another()
    store.findings.save(key, [1], {"maturity": "embedded"})
    assert another()
    store.findings.save(key, [1, 2], {"aspect": "culture"})
    assert another()
    store.findings.undo(key, store.library.revision(key))
    assert another()
    store.findings.remove(key, 3)
    assert another()
    store.findings.restore(key, 3)
    assert another()
    store.library.save(key, {"score": 2})
    assert another()
    store.library.unaccept(key)
    assert store.library.version() == "shipped"
    store.library.accept(key)
    assert another()
    store.library.remove(key)
    assert store.library.version() == "shipped"
    store.library.restore(key)
    assert another()
    store.library.add(shelved("south.pdf", accepted=True))
    assert another()
    assert len(seen[-1]) <= 16


def test_the_version_is_another_one_when_a_purged_file_comes_back_otherwise_coded(store: Store) -> None:
    key = store.library.add(shelved(accepted=True)).id
    before = store.library.version()
    store.library.remove(key)
    store.purge(older_than=timedelta(0))
    assert store.library.add(shelved(accepted=True, findings=(finding(1, aspect="culture"),))).id == key
    assert store.library.version() != before


def test_purging_removes_for_good_only_what_was_removed_long_enough_ago(
    store: Store, formerly_coded: Callable[[str, int], Former]
) -> None:
    key = store.library.add(shelved()).id
    kept = store.library.add(shelved("kept.pdf")).id
    store.findings.save(key, [1], {"maturity": "planned"})
    store.library.remove(key)
    assert store.purge(older_than=timedelta(hours=1)).total == 0
    assert store.purge(older_than=timedelta(0)).total == 1
    assert store.library.add(shelved()).id == key
    assert store.library.get(key) == shelved()
    assert formerly_coded(key, 1) == []
    assert len(store.library.get(kept).findings) == 3


@one_store
@given(numbers=st.sets(st.integers(1, 1_000_000), max_size=300))
def test_findings_come_back_by_number(store: Store, numbers: set[int]) -> None:
    report = shelved(f"{sorted(numbers)}", findings=tuple(finding(number) for number in numbers))
    assert report.sha256 == file_hash(f"{sorted(numbers)}")
    try:
        key = store.library.add(report).id
    except AlreadyShelved as there:
        key = there.report_id
    assert [one.number for one in store.library.get(key).findings] == sorted(numbers)

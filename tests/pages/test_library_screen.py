"""Bringing reports in, putting their coding right, accepting them, and what learns from that."""

import pytest
import streamlit as st

from rubric.reports.library.shelf import ShelvedReport
from rubric.ui.reports import acts
from rubric.ui.reports.desk import ReportsDesk
from rubric.ui.state import cache
from rubric.ui.state.desk import Desk
from tests.pages.conftest import App
from tests.pages.made_up import REPORT

TXT = "text/plain"


@pytest.fixture
def library(app: App) -> App:
    """The library page, named importer and all."""
    app.go("library")
    app.at.text_input(key="importer").input("Sam").run()
    return app


def bring(app: App, *files: tuple[str, bytes]) -> App:
    """Upload files, all at once."""
    uploader = app.at.file_uploader(key=app_key(app))
    uploader.set_value([(name, data, TXT) for name, data in files]).run()
    app.sound()
    return app


def app_key(app: App) -> str:
    return next(str(one.key) for one in app.at.file_uploader if str(one.key).startswith("reports-"))


def only(app: App) -> ShelvedReport:
    (report,) = app.store.library.reports()
    return report


def opened(app: App) -> App:
    """The made-up report brought in and open for review."""
    bring(app, ("north.txt", REPORT.encode()))
    return app.press(f"review-{only(app).id}")


def tick(app: App, *rows: int) -> None:
    """Tick rows of the table of findings; AppTest cannot reach its cells."""
    (key,) = app.at.session_state["desk"].features[ReportsDesk].rows
    app.at.session_state[key] = {
        "edited_rows": {row: {acts.PICK: True} for row in rows},
        "added_rows": [],
        "deleted_rows": [],
    }


def test_the_empty_library_says_what_it_is_for(library: App) -> None:
    library.sound()
    assert "You have brought in no reports yet" in library.words


def test_a_report_is_read_and_waits_to_be_checked(library: App) -> None:
    bring(library, ("north.txt", REPORT.encode()))
    report = only(library)
    assert (report.authority, report.score, report.imported_by) == ("Northmere Council", 3, "Sam")
    assert not report.accepted
    assert f"Northmere Council, scored 3, 2026-05-12: {len(report.findings)} claims to check." in library.words
    assert "The overall summary" in library.words  # what is missing is said
    assert app_key(library) == "reports-1"  # the upload is let go of


def test_a_broken_file_is_one_sentence_and_the_rest_of_the_batch_goes_on(library: App) -> None:
    bring(library, ("broken.pdf", b"%PDF-1.7 and no more"), ("../../north.txt", REPORT.encode()))
    assert "2 files: 1 read, 1 not read." in library.words
    assert "broken.pdf" in library.words
    assert only(library).name == "north.txt"
    too_much = "A file over 30 MB is not taken, nor files of more than 60 MB at a time: those are not in this list."
    assert too_much in library.words


def test_the_same_file_twice_says_when_and_by_whom(library: App) -> None:
    bring(library, ("north.txt", REPORT.encode()))
    bring(library, ("again.txt", REPORT.encode()))
    assert "Here already. This file is in your library already (Sam imported it on" in library.words
    assert len(library.store.library.reports()) == 1


def test_one_report_in_two_files_says_so_and_counts_once(library: App) -> None:
    again = REPORT.replace("12 May 2026", "May 2026")
    assert again != REPORT
    bring(library, ("north.txt", REPORT.encode()), ("page.txt", again.encode()))
    assert "page.txt" in library.words
    assert "It says what north.txt says, which is here already" in library.words
    library.press("accept-all")
    assert cache.refit().wait(120)
    second = library.store.library.reports()[1]
    library.at.session_state["desk"].opened.report = second.id
    library.at.run()
    assert "This report is accepted, but says what another accepted one says" in library.words


def test_pasted_text_is_a_report_too(library: App) -> None:
    library.at.text_area(key="pasted").input(REPORT)
    library.press("read-pasted")
    assert only(library).authority == "Northmere Council"


def test_what_the_report_does_not_say_can_be_typed(library: App) -> None:
    bring(library, ("no-score.txt", REPORT.replace("Score: 3\n", "").encode()))
    report = only(library)
    assert report.score is None
    library.press(f"review-{report.id}").press("accept")
    assert "can't be accepted without a score" in library.words.replace("\\", "")
    library.at.selectbox(key=f"{report.id}.score").select(2).run()
    library.at.text_input(key=f"{report.id}.authority").input("Northmere").run()
    library.press("accept")
    library.sound()
    assert (only(library).score, only(library).authority, only(library).accepted) == (2, "Northmere", True)


def test_a_score_that_was_given_can_be_taken_back_and_then_counts_no_more(library: App) -> None:
    opened(library).press("accept")
    assert len(cache.bench("").library.reports) == 5
    library.at.selectbox(key=f"{only(library).id}.score").set_value(None).run()
    library.sound()
    assert (only(library).score, only(library).accepted) == (None, True)
    assert library.at.selectbox(key=f"{only(library).id}.score").value is None
    assert len(cache.bench("").library.reports) == 4
    assert "has no score or no finding, so it does not count" in library.words
    library.press("close-report")
    assert "no score, so it does not count" in library.words
    library.press(f"review-{only(library).id}")
    library.at.selectbox(key=f"{only(library).id}.score").select(2).run()
    assert [report.score for report in cache.bench("").library.reports][4:] == [2]


def test_a_detail_that_a_colleague_changed_meanwhile_is_not_written_over(library: App) -> None:
    report = only(opened(library)).id
    library.store.library.save(report, {"authority": "Theirs"})
    library.at.text_input(key=f"{report}.authority").input("Mine").run()
    library.sound()
    assert only(library).authority == "Theirs"
    assert "Somebody else changed the council while you did" in library.at.warning[0].value
    library.press("keep-mine-1")
    assert only(library).authority == "Mine"
    library.at.text_input(key=f"{report}.authority").input("Mine again").run()
    assert only(library).authority == "Mine again"


def test_ticked_rows_are_corrected_together_and_the_last_change_can_be_undone(library: App) -> None:
    opened(library)
    before = [finding.polarity for finding in only(library).findings]
    library.at.selectbox(key="bulk-name").select("polarity").run()
    library.at.selectbox(key="bulk-polarity").select("mixed").run()
    tick(library, 0, 1)
    library.press("bulk-set")
    library.sound()
    after = only(library).findings
    assert [finding.polarity for finding in after[:2]] == ["mixed", "mixed"]
    assert [finding.coded_by for finding in after[:3]] == ["person", "person", "coder"]
    library.press("undo-correction")
    assert [finding.polarity for finding in only(library).findings] == before


def test_nothing_ticked_changes_nothing_and_says_so(library: App) -> None:
    opened(library).press("bulk-set")
    assert "Tick the rows that you want to change first" in library.words
    assert all(finding.coded_by == "coder" for finding in only(library).findings)


def test_rows_left_out_come_back(library: App) -> None:
    opened(library)
    number = len(only(library).findings)
    tick(library, 0)
    library.press("leave-out")
    assert len(only(library).findings) == number - 1
    library.press("undo-correction")
    assert len(only(library).findings) == number


def test_a_table_of_findings_sends_only_what_is_new_to_be_saved() -> None:
    before = {0: {"polarity": "mixed"}, 1: {}}
    now = {0: {"polarity": "mixed", "voice": "people"}, 1: {}, 2: {"aspect": "culture"}}
    assert acts.fresh(before, now) == {0: {"voice": "people"}, 2: {"aspect": "culture"}}


def test_accepting_a_report_is_learned_from_and_what_changed_is_told(library: App) -> None:
    library.example().go("library").learned()
    opened(library).press("accept").learned()
    library.sound()
    made = cache.bench("").library
    assert len(made.reports) == 5
    assert "What the prediction learns from changed at " in library.words
    # the made-up report holds few findings: it is compared with, and sets no band
    assert '<th scope="row">Reports that bands rest on</th><td>4</td><td>4</td>' in library.words
    assert "it sets none" in library.words
    assert "Your open assessment" in library.words
    library.go("band")
    library.at.button_group(key="closer").select("How good is this?").run()
    library.sound()
    record = cache.bench("").model.track_record
    assert record.reports == 4
    assert f"Right on {record.exact} of 4 real reports" in library.words
    library.go("library").press("take-back")
    assert len(cache.bench("").library.reports) == 4


def test_what_learning_changed_is_still_told_after_the_server_starts_again(library: App) -> None:
    library.example().go("library").learned()
    opened(library).press("accept").learned()
    (moved,) = [line for line in library.words.splitlines() if line.startswith("Your open assessment as it stood ")]
    library.store.close()
    st.cache_resource.clear()  # what a server keeps in memory is gone when it stops
    again = App().go("library").learned()
    again.sound()
    assert cache.refit().before is None
    assert "What the prediction learns from changed at " in again.words
    assert '<th scope="row">Findings</th><td>238</td><td>2' in again.words
    assert "The library has changed again since" not in again.words
    again.at.query_params["assessment"] = library.id
    assert moved in again.go("band").go("library").words
    again.store.library.save(only(again).id, {"authority": "Northmere"})  # while no server runs
    again.store.close()
    st.cache_resource.clear()
    assert "The library has changed again since" in App().go("library").learned().words


def test_a_removed_report_counts_no_more_until_that_is_undone(library: App) -> None:
    opened(library).press("accept").press("remove-report")
    library.sound()
    assert library.store.library.reports() == []
    assert len(cache.bench("").library.reports) == 4
    library.press("undo-unshelve")
    assert only(library).accepted
    assert len(cache.bench("").library.reports) == 5


def test_a_library_goes_out_and_in_as_one_file(library: App) -> None:
    bring(library, ("north.txt", REPORT.encode()))
    shared = acts.library_as_file()
    library.store.library.remove(only(library).id)
    bring(library, ("shared.json", shared))
    assert "removed from your library before" in library.words
    changed = shared.replace(only_hash(shared), b"0" * 64)
    bring(library, ("shared.json", changed))
    assert only(library).authority == "Northmere Council"


def only_hash(shared: bytes) -> bytes:
    return shared.split(b'"sha256": "')[1][:64]


def test_findings_are_searched_by_words_and_codes(library: App) -> None:
    library.at.button_group(key="library-view").select("Search all findings").run()
    assert "238 findings** of 238" in library.words
    library.at.text_input(key="find-words").input("carers").run()
    library.at.selectbox(key="find-polarity").select("shortfall").run()
    library.at.selectbox(key="find-score").select("2").run()
    library.sound()
    found = [
        finding
        for finding in cache.bench("").library.findings
        if "carers" in finding.text.lower() and finding.polarity == "shortfall" and finding.score == 2
    ]
    assert 0 < len(found) < 238
    assert f"{len(found)} finding" in library.words
    assert found[0].text.split("'")[0] in library.words


def test_the_passages_show_each_claim_with_what_decided_its_coding(library: App) -> None:
    opened(library)
    library.at.button_group(key="review-how").select("Read the passages").run()
    library.sound()
    assert "Paragraph 1" in library.words
    assert "Proposed by the reader, " in library.words
    assert all(finding.text.split("'")[0] in library.words for finding in only(library).findings)


def test_the_comparison_shows_the_cue_and_place_of_an_imported_finding(library: App) -> None:
    opened(library).press("accept")
    finding = only(library).findings[0]
    library.example()
    item = library.store.assessments.get(library.id).items_of("practice")[0]
    library.store.items.save(library.id, item.id, {"text": finding.text + " Very much so."})
    library.at.query_params["aspect"] = "practice"
    library.go("comparison")
    library.sound()
    assert "Northmere Council, Continuous learning" in library.words
    assert "Proposed by the reader" in library.words


def test_the_desk_forgets_the_corrections_of_a_report_that_is_closed(library: App) -> None:
    opened(library)
    tick(library, 0)
    library.press("leave-out").press("close-report").press(f"review-{only(library).id}")
    desk = library.at.session_state["desk"]
    assert isinstance(desk, Desk)
    remembered = desk.features[ReportsDesk]
    assert isinstance(remembered, ReportsDesk)
    assert remembered.corrections == []

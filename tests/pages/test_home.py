"""The list of assessments."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from rubric.errors import StoreUnavailable
from rubric.evidence import Assessment, EvidenceItem, write_assessment
from rubric.settings import settings
from rubric.storage import Store
from rubric.ui.state import cache
from tests.pages.conftest import App


def test_starting_an_assessment_leads_to_its_evidence(app: App) -> None:
    app.start("Testshire", "Our 2026")
    app.sound()
    (summary,) = app.store.assessments.summaries()
    assert (summary.council, summary.title) == ("Testshire", "Our 2026")
    assert app.id == summary.id
    assert app.heading == "Learning culture and leadership"


def test_an_assessment_needs_a_name_to_be_found_by(app: App) -> None:
    app.press("new-start")
    assert "Give the council or a title" in app.words
    assert app.store.assessments.summaries() == []


def test_trying_the_example_twice_opens_the_same_one(app: App) -> None:
    app.example().example()
    assert [summary.is_example for summary in app.store.assessments.summaries()] == [True]


def test_an_assessment_is_renamed_in_place(app: App) -> None:
    app.start()
    one = app.id
    app.go("home").press(f"more-{one}")
    app.at.text_input(key=f"{one}.title").input("Renamed").run()
    assert app.store.assessments.get(one).title == "Renamed"


def test_a_duplicate_has_the_same_evidence_under_another_title(app: App) -> None:
    app.example()
    one = app.id
    app.go("home").press(f"more-{one}").press(f"duplicate-{one}")
    app.sound()
    titles = {summary.title: summary.items for summary in app.store.assessments.summaries()}
    assert len(titles) == 2
    assert len(set(titles.values())) == 1


def test_deleting_can_be_undone(app: App) -> None:
    app.start()
    one = app.id
    app.go("home").press(f"more-{one}").press(f"ask-delete-{one}").press(f"delete-{one}")
    app.sound()
    assert app.store.assessments.summaries() == []
    app.press("undo-delete")
    assert [summary.id for summary in app.store.assessments.summaries()] == [one]


def test_deleting_asks_first_and_no_is_an_answer(app: App) -> None:
    app.start(title="Ours")
    one = app.id
    app.go("home").press(f"more-{one}").press(f"ask-delete-{one}")
    app.sound()
    assert "Delete “Ours” with 0 items, for everybody" in app.at.warning[0].value
    assert [summary.id for summary in app.store.assessments.summaries()] == [one]
    app.press(f"keep-{one}")
    assert not app.has(f"delete-{one}")
    assert [summary.id for summary in app.store.assessments.summaries()] == [one]


def test_what_was_erased_for_good_is_told_to_everybody(app: App) -> None:
    app.start()
    app.store.assessments.remove(app.id)
    app.store.purge(older_than=timedelta(0))
    app.go("home")
    app.at.toggle(key="show-receipts").set_value(True).run()
    app.sound()
    assert "erased for good: 1 assessment." in app.words


def test_a_deleted_assessment_can_be_put_back_from_its_list_for_as_long_as_it_is_kept(app: App) -> None:
    app.start(title="First")
    first = app.id
    app.start(title="Second")
    second = app.id
    app.go("home")
    for one in (first, second):
        app.press(f"more-{one}").press(f"ask-delete-{one}").press(f"delete-{one}")
    assert "It is erased for good after 90 days." in app.words
    app.at.toggle(key="show-deleted").set_value(True).run()
    assert "90 days after it was deleted" in app.words
    app.press(f"undelete-{first}")
    app.sound()
    assert [summary.id for summary in app.store.assessments.summaries()] == [first]
    assert app.has("undo-delete")  # of the second
    app.press(f"undelete-{second}")
    assert not app.has("undo-delete")


def test_what_was_deleted_long_ago_is_erased_once_the_app_is_there(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUBRIC_KEEP_DELETED_DAYS", "30")
    store = app.store
    old, recent = (store.assessments.create(council="", title=title, framework_version="").id for title in ("A", "B"))
    for one in (old, recent):
        store.assessments.remove(one)
    with closing(sqlite3.connect(settings().resolved_database_url.removeprefix("sqlite:///"))) as database:
        past = f"{datetime.now(UTC) - timedelta(days=31):%Y-%m-%d %H:%M:%S}.0"
        database.execute("UPDATE assessment SET deleted_at = ? WHERE id = ?", (past, old))
        database.commit()
    assert cache.erasing().wait(60)
    cache.erasing.clear()  # the next day
    app.at.run()
    app.sound()
    assert cache.erasing().wait(60)
    assert [one.id for one in store.assessments.removed()] == [recent]


def test_a_database_that_does_not_let_go_of_what_was_deleted_stops_nobody(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise StoreUnavailable("The database is busy: try again in a moment.")

    assert cache.erasing().wait(60)
    monkeypatch.setattr(Store, "purge", fail)
    cache.erasing.clear()
    app.go("home")
    app.sound()
    assert cache.erasing().wait(60)
    assert "was not erased: The database is busy" in caplog.text
    app.start()
    assert len(app.store.assessments.summaries()) == 1


def test_a_detail_that_a_colleague_changed_meanwhile_is_not_written_over(app: App) -> None:
    app.start(title="Ours")
    one = app.id
    app.go("home").press(f"more-{one}")
    app.store.assessments.save(one, {"title": "Theirs", "period": "2027"})
    app.at.text_input(key=f"{one}.title").input("Mine").run()
    app.sound()
    assert app.store.assessments.get(one).title == "Theirs"
    assert "Somebody else changed the title while you did" in app.at.warning[0].value
    app.press("keep-mine-1")
    assert (app.store.assessments.get(one).title, app.store.assessments.get(one).period) == ("Mine", "2027")
    app.at.text_input(key=f"{one}.title").input("Mine again").run()
    assert app.store.assessments.get(one).title == "Mine again"


def test_a_deleted_assessment_does_not_come_back_by_its_address(app: App) -> None:
    app.start()
    one = app.id
    app.go("home").press(f"more-{one}").press(f"ask-delete-{one}").press(f"delete-{one}").go("evidence")
    app.sound()
    assert "assessment" not in app.at.query_params


def test_an_archived_assessment_waits_behind_a_switch(app: App) -> None:
    app.start(title="Old")
    one = app.id
    app.go("home").press(f"more-{one}").press(f"archive-{one}")
    assert not app.has(f"open-{one}")
    app.at.toggle(key="show-archived").set_value(True).run()
    app.press(f"unarchive-{one}")
    assert app.has(f"open-{one}")


def test_a_file_saved_here_can_be_brought_in(app: App) -> None:
    kept = Assessment(council="Elsewhere", title="From a file", evidence=[EvidenceItem(aspect="culture", text="Words")])
    app.at.file_uploader(key="file-0").upload("a.json", write_assessment(kept).encode(), "application/json").run()
    app.sound()
    assert app.store.assessments.get(app.id).evidence[0].text == "Words"


def test_a_file_that_is_no_assessment_is_refused_in_one_sentence(app: App) -> None:
    app.at.file_uploader(key="file-0").upload("a.json", b"%PDF-1.7", "application/json").run()
    app.sound()
    assert "PDF" in app.at.error[0].value
    assert app.store.assessments.summaries() == []

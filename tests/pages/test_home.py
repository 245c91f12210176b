"""The list of assessments."""

from rubric.evidence import Assessment, EvidenceItem, write_assessment
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
    app.go("home").press(f"more-{one}").press(f"delete-{one}")
    app.sound()
    assert app.store.assessments.summaries() == []
    app.press("undo-delete")
    assert [summary.id for summary in app.store.assessments.summaries()] == [one]


def test_a_deleted_assessment_does_not_come_back_by_its_address(app: App) -> None:
    app.start()
    one = app.id
    app.go("home").press(f"more-{one}").press(f"delete-{one}").go("evidence")
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

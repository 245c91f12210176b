"""What is shown before there is anything to show."""

from pathlib import Path

import pytest

from rubric.ui.parts.navigation import screen
from rubric.ui.state import cache
from tests.pages.conftest import App

NEEDING_ONE = ("tasks", "evidence", "register", "comparison", "band", "director", "draft")


def test_the_first_visit_offers_a_new_assessment_and_the_example(app: App) -> None:
    assert app.heading == "Learning, improvement and innovation"
    assert app.has("try-example")
    assert app.at.text_input(key="new-council").label == "Council"
    app.sound()


@pytest.mark.parametrize("page", NEEDING_ONE)
def test_a_page_without_an_open_assessment_shows_the_ways_to_one(app: App, page: str) -> None:
    app.go(page)
    app.sound()
    assert app.heading == screen(page).title
    assert "No assessment is open yet" in app.words
    assert app.has("to-home")
    app.press("try-example")
    app.sound()
    assert len(app.store.assessments.summaries()) == 1


@pytest.mark.parametrize("page", NEEDING_ONE)
def test_a_link_to_an_assessment_that_is_gone_says_so(app: App, page: str) -> None:
    app.at.query_params["assessment"] = "no-such-assessment"
    app.go(page)
    app.sound()
    assert "no longer here" in app.words


@pytest.mark.parametrize("page", NEEDING_ONE)
def test_every_page_has_an_empty_state_for_an_assessment_with_nothing_in_it(app: App, page: str) -> None:
    app.start().go(page)
    app.sound()
    assert len(app.at.title) == 1


def test_the_page_on_how_this_works_needs_no_assessment(app: App) -> None:
    app.go("about")
    app.sound()
    assert "A prediction, not a CQC score" in app.words


def test_a_database_that_cannot_be_opened_is_one_sentence_and_no_traceback(
    app: App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    cache.store().close()
    cache.store.clear()
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("RUBRIC_DATABASE_URL", f"sqlite:///{tmp_path / 'file' / 'x.sqlite3'}")
        app.at.run()
        app.sound()
        assert app.heading == "The tool cannot start"
        assert "choose a folder you can write to" in app.at.error[0].value.replace("\\", "")
    cache.store.clear()

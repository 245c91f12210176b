"""What colleagues save is noticed by an open page: what is asked, what it is told, and where nothing is asked."""

import pytest

from rubric.evidence import EvidenceItem
from rubric.storage.assessments import Assessments
from rubric.storage.reading import Opened
from rubric.ui.app import changes
from rubric.ui.app.changes import OnPage
from tests.pages.conftest import App
from tests.pages.test_store_away import away


def test_a_page_hears_who_changed_its_assessment_and_nothing_from_a_store_that_is_away(app: App) -> None:
    app.start()
    store = app.store
    store.items.add(app.id, EvidenceItem(id="first", aspect="culture", text="As it was"))
    drawn = OnPage(app.id, store.assessments.get(app.id).updated.isoformat())
    assert changes.news(drawn) == ""
    store.items.save(app.id, "first", {"text": "Changed"}, by="Sam")
    assert changes.news(drawn) == "Sam has changed this assessment."
    store.items.remove(app.id, "first")
    assert changes.news(drawn) == "Somebody has changed this assessment."
    with away():
        assert changes.news(drawn) == ""
    assert changes._one_at_a_time.acquire(timeout=0)  # as if somebody waited for a silent database
    try:
        assert changes.news(drawn) == ""
    finally:
        changes._one_at_a_time.release()
    store.last_read.ask(store.plain.answer, anew=True)
    store.assessments.remove(app.id)
    assert changes.news(drawn) == "Somebody has deleted this assessment."


def test_only_pages_that_show_the_assessment_look_and_none_where_that_is_off(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.start()
    for page, looks in (("evidence", True), ("home", False), ("plan", True), ("about", False)):
        app.go(page)
        assert app.has("show-changes") is looks, page
    monkeypatch.setenv("RUBRIC_SHOW_CHANGES_SECONDS", "0")
    app.go("evidence")
    assert not app.has("show-changes")


def test_the_open_assessment_is_read_once_and_again_only_after_a_change(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.start().learned()  # which reads assessments too
    read: list[str] = []
    opened = Assessments.opened

    def noted(part: Assessments, id: str, last: Opened | None = None) -> Opened:
        read.append(id)
        return opened(part, id, last)

    monkeypatch.setattr(Assessments, "opened", noted)
    for _ in range(2):
        app.at.run()
    assert read == []
    app.store.assessments.save(app.id, {"title": "As a colleague calls it"})
    app.at.run()
    assert "As a colleague calls it" in app.words
    assert read == [app.id]

"""The task list: the start page of an assessment."""

from rubric.evidence import EvidenceItem, PlanAction
from rubric.evidence.readiness import State, readiness
from rubric.prediction import DISCLAIMER
from rubric.ui.state import cache
from tests.pages.conftest import App


def test_every_aspect_has_a_line_with_what_it_has_and_lacks_and_the_steps_after_them(app: App) -> None:
    app.example().go("tasks")
    app.learned()
    app.sound()
    assessment = app.store.assessments.get(app.id)
    assert app.heading == assessment.title
    found = readiness(assessment, cache.framework())
    ready = sum(one.state is State.READY for one in found)
    assert f"Ready: {ready} of 9 aspects" in app.words
    for one in found:
        assert one.in_words.split(", ", 1)[1] in app.words if one.lacks else one.in_words in app.words
    assert DISCLAIMER in app.words
    assert len(app.at.get("page_link")) == 9 + 4


def test_next_leads_to_the_item_that_lacks_something(app: App) -> None:
    app.start()
    app.store.items.add(app.id, EvidenceItem(id="half", aspect="culture", text="We listen"))
    app.go("tasks")
    assert "Learning culture and leadership: 1 not finished" in app.words
    app.press("go-on").go("evidence")
    app.sound()
    assert app.at.query_params["item"] == "half"
    assert app.at.query_params["aspect"] == "culture"


def test_an_assessment_with_nothing_in_it_begins_with_what_the_council_has(app: App) -> None:
    app.start().go("tasks")
    app.sound()
    assert "Ready: 0 of 9 aspects" in app.words
    assert "Start from what you have: documents, evidence logs, your last report" in app.words


def test_opening_an_assessment_leads_to_its_task_list(app: App) -> None:
    app.start()
    one = app.id
    app.go("home").press(f"open-{one}").go("tasks")
    app.sound()
    assert app.id == one
    assert app.has("go-on")


def test_who_gives_a_name_sees_what_is_theirs(app: App) -> None:
    app.start()
    app.store.items.add(app.id, EvidenceItem(aspect="culture", text="We listen", owner="Ana"))
    app.store.plan.add(app.id, PlanAction(text="Ask carers", owner="ana"))
    app.go("tasks")
    assert "Yours:" not in app.words
    app.at.text_input(key="tasks-who").input("Ana").run()
    app.sound()
    assert "Yours: 1 aspect, 1 open action." in app.words

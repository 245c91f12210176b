"""Being led through a first item: the steps, the end, and the ways out."""

from rubric.evidence import EvidenceItem
from rubric.ui.evidence.guided.desk import STEPS
from tests.pages.conftest import App


def at_step(app: App) -> int:
    """The step that is shown, from 1; 0 for none."""
    shown = [
        number for number in range(1, len(STEPS) + 1) if f"<strong>{number} of {len(STEPS)}.</strong>" in app.words
    ]
    assert len(shown) <= 1
    return shown[0] if shown else 0


def only(app: App) -> EvidenceItem:
    (item,) = app.store.assessments.get(app.id).evidence
    return item


def test_a_new_assessment_offers_it_and_each_step_asks_the_next_field_to_the_end(app: App) -> None:
    app.start().press("guide-begin")
    app.sound()
    item = only(app).id
    for number, step in enumerate(STEPS, 1):
        assert at_step(app) == number
        assert step.text in app.words
        keys = [box.key for kind in ("text_area", "text_input", "button_group") for box in getattr(app.at, kind)]
        assert f"{item}.{step.field}" in keys
        if step.field == "text":
            app.at.text_area(key=f"{item}.text").input("Carers chair the board").run()
        app.press("guide-next")
        app.sound()
    assert at_step(app) == 0
    assert "That was one item" in app.words
    assert not app.at.text_area
    assert only(app).text == "Carers chair the board"
    assert not app.has("guide-begin")


def test_stopping_keeps_the_item_open_with_its_words_and_offers_no_more(app: App) -> None:
    app.start().press("guide-begin").press("guide-next")
    item = only(app).id
    app.at.text_area(key=f"{item}.text").input("Half a thou").run()
    app.press("guide-stop")
    assert at_step(app) == 0
    assert app.at.text_area(key=f"{item}.text").value == "Half a thou"
    app.press(f"remove-{item}")
    assert not app.has("guide-begin")  # nothing is written, and it was stopped
    app.go("home").go("evidence")
    assert not app.has("guide-begin")


def test_it_waits_where_one_was_while_one_looks_elsewhere(app: App) -> None:
    app.start().press("guide-begin").press("guide-next")
    app.go("band").go("evidence")
    assert at_step(app) == 2


def test_the_offer_can_be_turned_down_and_is_not_made_where_something_is_written(app: App) -> None:
    app.start().press("guide-not-now")
    assert not app.has("guide-begin")
    app.start("Elsewhere").press("add")
    assert not app.has("guide-begin")


def test_from_home_it_leads_through_an_item_of_the_example_which_stays_as_it_is(app: App) -> None:
    app.press("show-one").go("evidence")
    app.sound()
    before = app.store.assessments.get(app.id)
    assert before.is_example
    assert at_step(app) == 1
    assert app.at.text_area(key=f"{before.evidence[0].id}.text").value == before.evidence[0].text
    for _ in STEPS:
        app.press("guide-next")
    assert app.store.assessments.get(app.id) == before

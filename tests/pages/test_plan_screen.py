"""The improvement plan on screen: actions added, edited, moved, removed and suggested."""

from datetime import date, timedelta

import pytest

from rubric.evidence import Action, ActionStatus, EvidenceItem, PlanAction
from rubric.framework import Maturity, Polarity
from tests.pages.conftest import App

TODAY = date.today()
MOST_WIDGETS = 16  # on all of a page, of which a screen shows half at a time


@pytest.fixture
def at_plan(app: App) -> App:
    """The plan of a new assessment."""
    return app.start().go("plan")


def gap(text: str = "Carers seldom hear what came of it", **fields: object) -> EvidenceItem:
    values = {"aspect": "feedback", "polarity": Polarity.SHORTFALL, "maturity": Maturity.ABSENT, "text": text}
    return EvidenceItem.model_validate(values | fields)


def actions(app: App) -> list[PlanAction]:
    return app.store.assessments.get(app.id).actions


def with_actions(app: App, *given: PlanAction) -> App:
    for action in given:
        app.store.plan.add(app.id, action)
    app.at.run()
    app.sound()
    return app


def view(app: App, name: str) -> App:
    app.at.button_group(key="plan-view").select(name).run()
    app.sound()
    return app


def change(app: App, line: str, choice: str) -> App:
    app.at.menu_button(key=f"change-{line}").click(choice).run()
    app.sound()
    return app


def widgets(app: App) -> int:
    """How many things on the page can be used, the side bar and the menu of pages aside."""
    kinds = ("button", "button_group", "menu_button", "text_area", "text_input", "date_input", "multiselect")
    return sum(len(getattr(app.at, kind)) for kind in kinds) + len(app.at.get("pagination"))


def test_an_empty_plan_says_what_to_do(at_plan: App) -> None:
    at_plan.sound()
    assert at_plan.heading == "Improvement plan"
    assert "No action is in the plan yet" in at_plan.words
    assert "Suggested actions" in at_plan.words


def test_an_added_action_is_kept_at_once_and_each_field_as_it_is_left(at_plan: App) -> None:
    at_plan.press("plan-add")
    (made,) = actions(at_plan)
    key = f"plan-{made.id}"
    at_plan.at.text_area(key=f"{key}.text").input("Ask carers").run()
    at_plan.at.text_input(key=f"{key}.owner").input("Ana").run()
    at_plan.at.date_input(key=f"{key}.due").set_value(date(2031, 3, 4)).run()
    at_plan.at.text_input(key=f"{key}.measure").input("Half can say what changed").run()
    at_plan.at.button_group(key=f"{key}.status").select(ActionStatus.UNDER_WAY).run()
    at_plan.at.multiselect(key=f"{key}.aspects").select("feedback").run()
    at_plan.sound()
    (kept,) = actions(at_plan)
    assert (kept.text, kept.owner, kept.due, kept.measure) == (
        "Ask carers",
        "Ana",
        date(2031, 3, 4),
        "Half can say what changed",
    )
    assert (kept.status, kept.aspects) == (ActionStatus.UNDER_WAY, ["feedback"])
    assert "Saved at" in at_plan.words
    at_plan.press("plan-done")
    assert not at_plan.at.text_area
    assert "by 4 March 2031" in at_plan.words


def test_an_action_is_linked_to_evidence_and_keeps_links_that_are_not_on_screen(at_plan: App) -> None:
    item = gap()
    at_plan.store.items.add(at_plan.id, item)
    with_actions(at_plan, PlanAction(id="a", text="Tell them", evidence=["gone"], aspects=["of another pack"]))
    change(at_plan, "plan-a", "edit")
    at_plan.at.multiselect(key="plan-a.evidence").select(item.id).run()
    at_plan.at.multiselect(key="plan-a.aspects").select("feedback").run()
    at_plan.sound()
    (kept,) = actions(at_plan)
    assert kept.evidence == [item.id, "gone"]
    assert kept.aspects == ["feedback", "of another pack"]


def test_the_next_step_of_an_item_stands_in_the_plan_and_is_changed_on_its_item(at_plan: App) -> None:
    item = gap(action=Action(text="Write to them", owner="Bo"))
    at_plan.store.items.add(at_plan.id, item)
    at_plan.at.run()
    change(at_plan, f"item-{item.id}", "edit")
    at_plan.at.text_input(key=f"item-{item.id}.owner").input("Ana").run()
    at_plan.at.button_group(key=f"item-{item.id}.status").select(ActionStatus.DONE).run()
    at_plan.sound()
    (kept,) = at_plan.store.assessments.get(at_plan.id).evidence
    assert kept.action is not None
    assert (kept.action.text, kept.action.owner, kept.action.status) == ("Write to them", "Ana", ActionStatus.DONE)


def test_overdue_is_said_in_words_in_every_view(at_plan: App) -> None:
    late = TODAY - timedelta(days=3)
    with_actions(at_plan, PlanAction(id="a", text="Ask carers", due=late), PlanAction(id="b", text="Later"))
    assert "**1 overdue**" in at_plan.words
    for name in ("Board", "List"):
        assert "Overdue by 3 days" in view(at_plan, name).words
    assert "Not started, overdue by 3 days" in view(at_plan, "Timeline").words


def test_an_action_moves_to_another_status_by_its_menu(at_plan: App) -> None:
    with_actions(at_plan, PlanAction(id="a", text="Ask carers"))
    assert "Not started (1)" in at_plan.words
    change(at_plan, "plan-a", ActionStatus.DONE)
    assert actions(at_plan)[0].status is ActionStatus.DONE
    assert "Done (1)" in at_plan.words
    assert "Now done: “Ask carers”." in at_plan.words


def test_removing_can_be_undone_for_an_action_and_for_the_step_of_an_item(at_plan: App) -> None:
    item = gap(action=Action(text="Write to them", owner="Bo", due=date(2031, 1, 1)))
    at_plan.store.items.add(at_plan.id, item)
    with_actions(at_plan, PlanAction(id="a", text="Ask carers", owner="Ana"))
    before = at_plan.store.assessments.get(at_plan.id)
    for line in ("plan-a", f"item-{item.id}"):
        change(at_plan, line, "remove")
        assert f"change-{line}" not in [menu.key for menu in at_plan.at.menu_button]
        at_plan.press("plan-undo").sound()
        after = at_plan.store.assessments.get(at_plan.id)
        assert (after.actions, [one.action for one in after.evidence]) == (
            before.actions,
            [one.action for one in before.evidence],
        )
        assert not at_plan.has("plan-undo")


def test_undo_never_overwrites_the_step_that_somebody_has_written_meanwhile(at_plan: App) -> None:
    item = gap(action=Action(text="Write to them"))
    at_plan.store.items.add(at_plan.id, item)
    at_plan.at.run()
    change(at_plan, f"item-{item.id}", "remove")
    at_plan.store.items.save(at_plan.id, item.id, {"action.text": "A colleague's step"})
    at_plan.press("plan-undo")
    assert "another next step meanwhile" in at_plan.words
    (kept,) = at_plan.store.assessments.get(at_plan.id).evidence
    assert kept.action is not None
    assert kept.action.text == "A colleague's step"


def test_two_people_in_one_field_see_both_texts_and_lose_neither(at_plan: App) -> None:
    with_actions(at_plan, PlanAction(id="a", text="First"))
    change(at_plan, "plan-a", "edit")
    at_plan.store.plan.save(at_plan.id, "a", {"text": "A colleague's words"})
    at_plan.at.text_area(key="plan-a.text").input("My words").run()
    at_plan.sound()
    assert actions(at_plan)[0].text == "A colleague's words"
    assert "My words" in at_plan.words
    at_plan.press("keep-both-1")
    assert actions(at_plan)[0].text == "A colleague's words\nMy words"
    assert not at_plan.has("keep-both-1")


def test_two_people_at_the_step_of_one_item_see_both_too(at_plan: App) -> None:
    item = gap(action=Action(text="First"))
    at_plan.store.items.add(at_plan.id, item)
    at_plan.at.run()
    change(at_plan, f"item-{item.id}", "edit")
    at_plan.store.items.save(at_plan.id, item.id, {"action.text": "Theirs"})
    at_plan.at.text_area(key=f"item-{item.id}.text").input("Mine").run()
    at_plan.press("keep-mine-1")
    (kept,) = at_plan.store.assessments.get(at_plan.id).evidence
    assert kept.action is not None
    assert kept.action.text == "Mine"


def test_a_colleagues_change_seen_on_the_board_is_no_conflict(at_plan: App) -> None:
    with_actions(at_plan, PlanAction(id="a", text="First"))
    change(at_plan, "plan-a", "edit")
    at_plan.press("plan-done")
    at_plan.store.plan.save(at_plan.id, "a", {"status": ActionStatus.UNDER_WAY})
    at_plan.at.run()
    change(at_plan, "plan-a", ActionStatus.DONE)
    assert actions(at_plan)[0].status is ActionStatus.DONE


def test_words_for_an_action_that_a_colleague_removed_are_kept_and_can_be_put_back(at_plan: App) -> None:
    with_actions(at_plan, PlanAction(id="a", text="First"))
    change(at_plan, "plan-a", "edit")
    at_plan.store.plan.remove(at_plan.id, "a")
    at_plan.at.text_area(key="plan-a.text").input("Too good to lose").run()
    at_plan.sound()
    assert at_plan.at.code[0].value == "Too good to lose"
    at_plan.press("put-back-plan-a")
    assert actions(at_plan)[0].text == "Too good to lose"


def test_a_suggestion_goes_into_the_plan_with_one_click_and_is_not_offered_again(at_plan: App) -> None:
    item = gap()
    at_plan.store.items.add(at_plan.id, item)
    at_plan.at.run()
    offered = [button.key for button in at_plan.at.button if str(button.key).startswith("accept-")]
    key = str(offered[0])
    at_plan.press(key).sound()
    (made,) = actions(at_plan)
    assert made.origin == key.removeprefix("accept-")
    assert not at_plan.has(key)
    assert "Added to the plan" in at_plan.words


def test_a_suggestion_set_aside_stays_so_in_another_session_and_can_be_offered_again(at_plan: App) -> None:
    keys = [str(button.key) for button in at_plan.at.button if str(button.key).startswith("aside-")]
    at_plan.press(keys[0]).sound()
    (waiver,) = at_plan.store.assessments.get(at_plan.id).waivers
    assert waiver.reason == "Not for us"
    at_plan.at.text_input(key=f"why-{waiver.rule}-{waiver.subject}").input("Done by the region").run()
    assert at_plan.store.assessments.get(at_plan.id).waivers[0].reason == "Done by the region"

    later = App()
    later.at.query_params["assessment"] = at_plan.id
    later.go("plan").sound()
    assert not later.has(keys[0])
    later.at.session_state["plan-set-aside"] = True
    later.at.run()
    assert "Done by the region" in later.words
    later.press(keys[0].replace("aside-", "again-", 1))
    assert later.has(keys[0])
    assert later.store.assessments.get(at_plan.id).waivers == []


@pytest.mark.parametrize("name", ["Board", "Timeline", "List"])
def test_a_long_plan_is_paged_so_that_few_widgets_are_on_screen(at_plan: App, name: str) -> None:
    statuses = list(ActionStatus)
    given = [
        PlanAction(id=f"a{at}", text=f"Action {at}", status=statuses[at % 3], due=TODAY + timedelta(days=at))
        for at in range(40)
    ]
    view(with_actions(at_plan, *given), name)
    assert widgets(at_plan) <= MOST_WIDGETS
    if name != "Timeline":
        change(at_plan, str(at_plan.at.menu_button[0].key).removeprefix("change-"), "edit")
        assert widgets(at_plan) <= MOST_WIDGETS


def test_text_shows_as_it_was_typed(at_plan: App) -> None:
    odd = "*Not bold* <b>no</b> $5 :smile: [x](y)"
    for name in ("Board", "Timeline", "List"):
        with_actions(at_plan, PlanAction(text=odd, owner=odd, due=TODAY))
        assert "&lt;b&gt;no&lt;/b&gt;" in view(at_plan, name).words


@pytest.mark.parametrize("due", [date.min, date.max])
def test_a_date_from_a_file_that_nobody_could_choose_breaks_nothing(at_plan: App, due: date) -> None:
    with_actions(at_plan, PlanAction(id="a", text="Ask", due=due), PlanAction(text="Soon", due=TODAY))
    for name in ("Timeline", "List", "Board"):
        view(at_plan, name)
    change(at_plan, "plan-a", "edit")
    assert actions(at_plan)[0].due == due


def test_the_files_are_offered_when_asked_for(at_plan: App) -> None:
    with_actions(at_plan, PlanAction(text="Ask", due=TODAY))
    at_plan.at.session_state["plan-files"] = True
    at_plan.at.run()
    at_plan.sound()
    assert {button.key for button in at_plan.at.download_button} == {"plan-word", "plan-calendar"}


def test_removed_actions_are_seen_and_put_back_by_everybody(app: App) -> None:
    app.start()
    app.store.plan.add(app.id, PlanAction(id="ask", text="Ask carers"))
    app.store.plan.remove(app.id, "ask")
    app.go("plan")
    assert "Ask carers" not in app.words
    app.at.toggle(key="show-removed-actions").set_value(True).run()
    assert "Ask carers" in app.words
    app.press("back-ask")
    app.sound()
    assert [action.text for action in app.store.assessments.get(app.id).actions] == ["Ask carers"]


def test_an_action_goes_back_to_what_it_said_before(app: App) -> None:
    app.start()
    app.store.plan.add(app.id, PlanAction(id="ask", text="Ask carers"))
    app.store.plan.save(app.id, "ask", {"text": "Ask everybody"}, by="Kim")
    app.at.query_params["action"] = "plan-ask"
    app.at.session_state["past-plan-ask"] = True
    app.go("plan")
    app.sound()
    assert "(Kim, " in app.words
    app.press("go-back-plan-ask-1")
    app.sound()
    assert [action.text for action in app.store.assessments.get(app.id).actions] == ["Ask carers"]

"""The improvement plan in a real browser: typed, moved and undone by keyboard, and its dates taken away."""

from datetime import date

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from rubric.evidence import ActionStatus, Assessment, PlanAction
from rubric.storage import Store
from tests.browser.axe import findings, sideways
from tests.browser.served import Served, button, in_time, settled

ACTION = "Ask carers & partners <b>what</b> changed; write it down, all of it"


@pytest.fixture
def page(tab: Page) -> Page:
    """A fresh tab; each test goes to a page of its own."""
    return tab


@pytest.fixture
def plan(page: Page, app: Served, store: Store) -> str:
    """The id of a new assessment, whose plan is open."""
    made = store.assessments.create(council="Planshire", title="The plan", framework_version="").id
    page.goto(f"{app.address}/plan?assessment={made}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Improvement plan")
    settled(page)
    return made


def choose_by_keyboard(page: Page, name: str, wanted: str) -> None:
    """Open a menu and go down it to what is wanted, each step once the one before it has been taken."""
    opener, menu = page.get_by_role("button", name=name), page.get_by_role("menu")
    opener.focus()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("menuitem", name=wanted)).to_be_visible()
    # The menu itself has the focus at first, with its first entry marked; from then on the marked entry has it.
    expect(menu).to_be_focused()
    entries = [entry.strip() for entry in menu.get_by_role("menuitem").all_inner_texts()]
    for place in range(entries.index(wanted) + 1):
        if place:
            page.keyboard.press("ArrowDown")
            expect(menu.get_by_role("menuitem").nth(place)).to_be_focused()
        expect(menu.locator("[data-focused]")).to_have_text(entries[place])
    page.keyboard.press("Enter")
    expect(menu).to_have_count(0)


def stored(store: Store, plan: str) -> list[PlanAction]:
    return store.assessments.get(plan).actions


def test_an_action_is_typed_moved_removed_and_brought_back_and_its_date_taken_away(
    page: Page, store: Store, plan: str
) -> None:
    button(page, "Add an action").click()
    box = page.get_by_role("textbox", name="What will be done")
    box.fill(ACTION)
    page.get_by_role("textbox", name="Who leads on it").fill("Ana")
    page.get_by_role("textbox", name="How you will know it worked").fill("Half of them can name one change")
    page.get_by_role("radio", name="Under way").click()
    measure = "Half of them can name one change"
    in_time(
        lambda: [(made.text, made.owner, made.status, made.measure) for made in stored(store, plan)],
        [(ACTION, "Ana", ActionStatus.UNDER_WAY, measure)],
    )
    settled(page)
    (made,) = stored(store, plan)
    store.plan.save(plan, made.id, {"due": date(2031, 3, 4)})

    page.reload()
    settled(page)
    expect(page.get_by_role("textbox", name="What will be done")).to_have_value(ACTION)
    button(page, "Finish").click()  # what was open stays open over a reload
    settled(page)
    expect(page.get_by_text(ACTION, exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Under way (1)")).to_be_visible()

    choose_by_keyboard(page, "Change Ask carers", "Move to Done")
    settled(page)
    expect(page.get_by_role("heading", name="Done (1)")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Now done")).to_be_visible()
    assert stored(store, plan)[0].status is ActionStatus.DONE

    button(page, "Change Ask carers").click()
    page.get_by_role("menuitem", name="Move to Not started").click()
    settled(page)
    button(page, "Change Ask carers").click()
    page.get_by_role("menuitem", name="Remove").click()
    settled(page)
    in_time(lambda: stored(store, plan), [])
    button(page, "Undo").click()
    settled(page)
    expect(page.get_by_text(ACTION, exact=True)).to_be_visible()

    page.get_by_text("Take the plan with you").click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download due dates").click()
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event["summary"] == ACTION
    assert event.decoded("dtstart") == date(2031, 3, 4)
    assert "Owner: Ana" in str(event["description"])


def test_a_suggestion_is_taken_and_another_set_aside_and_both_last_over_a_reload(
    page: Page, store: Store, plan: str
) -> None:
    expect(page.get_by_text("No action is in the plan yet")).to_be_visible()
    before = page.get_by_role("heading", name="Suggested actions").inner_text()
    button(page, "Add to the plan").click()
    settled(page)
    button(page, "Not for us").click()
    settled(page)
    page.reload()
    settled(page)
    after = page.get_by_role("heading", name="Suggested actions").inner_text()
    assert int(after.strip(")").split("(")[1]) == int(before.strip(")").split("(")[1]) - 2
    kept: Assessment = store.assessments.get(plan)
    assert [bool(action.origin) for action in kept.actions] == [True]
    assert [waiver.reason for waiver in kept.waivers] == ["Not for us"]


def test_every_view_of_the_plan_is_accessible_and_fits_a_phone(page: Page, app: Served, example: str) -> None:
    page.goto(f"{app.address}/plan?assessment={example}")
    settled(page)
    worse = {}
    for view in ("Board", "Timeline", "List"):
        page.get_by_role("radio", name=view, exact=True).click()
        settled(page)
        assert page.get_by_role("heading", level=1).count() == 1
        worse[view] = findings(page)
        page.set_viewport_size({"width": 400, "height": 850})
        settled(page)
        assert sideways(page) <= 0
        page.set_viewport_size({"width": 1280, "height": 900})
        settled(page)
    assert {view: found for view, found in worse.items() if found} == {}

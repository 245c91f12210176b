"""Words in a box that is no saved field are offered after a reload, a closed tab and a crash, until they are taken."""

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from rubric.storage import Store
from tests.browser.served import Served, at_once, button, in_time, settled
from tests.pages.made_up import REPORT

KEPT = "Object.keys(localStorage).filter(key => key.startsWith('rubric-words:')).length"
FORM = {"Council": "Plainshire", "Title": "Typed and not sent", "Period it covers": "2026", "Lead": "The director"}


def offered(page: Page) -> Locator:
    """What the page offers of words that were not saved."""
    return page.get_by_role("region", name="Words that were not saved")


def box_for_report(page: Page, app: Served, assessment: str) -> Locator:
    """The box for the last report's text, on its page."""
    page.goto(f"{app.address}/last-report?assessment={assessment}")
    settled(page)
    return page.get_by_role("textbox", name="Text of the report", include_hidden=True)


def paste(page: Page, app: Served, store: Store) -> str:
    """An assessment with a report pasted into its box and not read."""
    made = store.assessments.create(council="Pasteshire", title="Pasted", framework_version="").id
    box = box_for_report(page, app, made)
    page.get_by_text("Or paste its text").click()
    box.fill(REPORT)
    return made


def put_back_and_read(page: Page, store: Store, made: str) -> None:
    """Take up the offer, have the text read, and see that nothing is kept of it in the browser."""
    at_once(offered(page).get_by_role("button", name="Put it back"))
    expect(page.get_by_role("textbox", name="Text of the report")).to_have_value(REPORT)
    expect(offered(page)).to_have_count(0)
    settled(page)
    button(page, "Read the pasted text").click()
    in_time(lambda: store.assessments.get(made).last_report is not None, True)
    page.wait_for_function(f"{KEPT} === 0")


def test_a_pasted_report_is_offered_after_a_reload_until_it_is_read(page: Page, app: Served, store: Store) -> None:
    warned: list[str] = []

    def go_on(dialog: Dialog) -> None:
        warned.append(dialog.type)
        dialog.accept()

    page.on("dialog", go_on)
    made = paste(page, app, store)
    page.reload()
    settled(page)
    assert warned == ["beforeunload"]
    put_back_and_read(page, store, made)


@pytest.mark.parametrize("crash", [False, True], ids=["closed", "killed"])
def test_a_pasted_report_is_offered_after_its_tab_was_closed(
    page: Page, app: Served, store: Store, *, crash: bool
) -> None:
    made = paste(page, app, store)
    other = page.context.new_page()
    page.close()
    if crash:
        app.kill()
        app.start()
    box_for_report(other, app, made)
    put_back_and_read(other, store, made)


@pytest.mark.parametrize("crash", [False, True], ids=["closed", "killed"])
def test_a_new_assessment_that_was_not_started_is_offered_again(
    page: Page, app: Served, store: Store, *, crash: bool
) -> None:
    title = f"{FORM['Title']} ({'killed' if crash else 'closed'})"
    form = FORM | {"Title": title}
    page.goto(app.address)
    settled(page)
    if not button(page, "Start the assessment").is_visible():
        page.get_by_text("New assessment").click()
    for name, words in form.items():
        page.get_by_role("textbox", name=name).fill(words)
    other = page.context.new_page()
    page.close()
    if crash:
        app.kill()
        app.start()
    other.goto(app.address)
    for left in range(len(form), 0, -1):
        offers = offered(other).get_by_role("button", name="Put it back")
        expect(offers).to_have_count(left)
        at_once(offers.first)
    expect(offered(other)).to_have_count(0)
    for name, words in form.items():
        expect(other.get_by_role("textbox", name=name)).to_have_value(words)
    button(other, "Start the assessment").click()
    other.wait_for_url("**/evidence?**")
    (made,) = [one for one in store.assessments.summaries() if one.title == title]
    kept = store.assessments.get(made.id)
    assert [kept.council, kept.title, kept.period, kept.lead] == list(form.values())
    other.wait_for_function(f"{KEPT} === 0")


def test_a_reason_is_offered_on_another_page_until_it_is_let_go(page: Page, app: Served, store: Store) -> None:
    made = store.assessments.create(council="Pasteshire", title="Left", framework_version="").id
    page.goto(f"{app.address}/evidence?assessment={made}")
    settled(page)
    box = page.get_by_role("textbox", name="Why you skip this aspect")
    box.fill("Covered elsewhere")
    box.blur()
    settled(page)
    page.wait_for_function(f"{KEPT} > 0")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Improvement plan")
    expect(offered(page)).to_contain_text("Covered elsewhere")
    at_once(offered(page).get_by_role("button", name="Let it go"))
    page.wait_for_function(f"{KEPT} === 0")

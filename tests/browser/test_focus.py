"""The form of an item in a real browser: where the focus goes, and what is on one screen."""

from playwright.sync_api import Page, expect

from rubric.evidence import EvidenceItem
from rubric.storage import Store
from tests.browser.served import Served, button, settled
from tests.browser.test_words_are_kept import kept_in_time, start


def test_add_done_edit_remove_and_undo_take_the_focus_along(page: Page, store: Store) -> None:
    title = "Focus by clicks"
    start(page, title)
    button(page, "Add evidence").click()
    box = page.get_by_role("textbox", name="Your claim")
    expect(box).to_be_focused()
    page.keyboard.type("Typed at once")
    kept_in_time(store, title, ["Typed at once"])
    button(page, "Done").click()
    expect(button(page, "Edit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    button(page, "Done").click()
    expect(button(page, "Edit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box).to_be_focused()
    button(page, "Remove this item").click()
    expect(button(page, "Undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button(page, "Edit")).to_be_focused()


def test_a_shared_link_brings_its_item_into_sight_and_a_link_within_offers_the_way_back(
    page: Page, app: Served, store: Store
) -> None:
    page.get_by_role("button", name="Try the example").click()
    page.wait_for_url("**/band?**")
    settled(page)
    assessment = page.url.split("assessment=")[1].split("&")[0]
    item: EvidenceItem = store.assessments.get(assessment).items_of("coproduction")[-1]
    page.goto(f"{app.address}/evidence?assessment={assessment}&aspect=coproduction&item={item.id}")
    box = page.get_by_role("textbox", name="Your claim")
    expect(box).to_be_focused()
    expect(box).to_have_value(item.text)
    expect(box).to_be_in_viewport()
    back = page.get_by_role("link", name="Back to")
    expect(back).to_have_count(0)  # nobody came from anywhere

    page.goto(f"{app.address}/draft?assessment={assessment}")
    settled(page)
    button(page, "Edit").click()
    expect(page.get_by_role("textbox", name="Text of")).to_be_focused()
    page.get_by_role("link", name="Open evidence").first.click()
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport()
    back.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your self-assessment draft")


def test_the_first_five_questions_are_on_one_screen_with_what_assessors_look_for_beside_them(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("button", name="Try the example").click()
    page.wait_for_url("**/band?**")
    settled(page)
    page.goto(page.url.replace("/band", "/evidence"))
    settled(page)
    button(page, "Edit").click()
    box = page.get_by_role("textbox", name="Your claim")
    expect(box).to_be_focused()
    settled(page)
    claim = box.bounding_box()
    fifth = page.locator('[class*="st-key-records-"]').bounding_box()
    beside = page.get_by_text("What assessors look for").bounding_box()
    assert claim
    assert fifth
    assert beside
    assert claim["y"] > 0
    assert fifth["y"] + fifth["height"] <= 900
    assert beside["x"] > claim["x"] + claim["width"]
    assert beside["y"] < fifth["y"]
    page.set_viewport_size({"width": 400, "height": 900})
    settled(page)
    narrow, below = box.bounding_box(), page.get_by_text("What assessors look for").bounding_box()
    assert narrow
    assert below
    assert below["y"] > narrow["y"]
    assert below["x"] < 60

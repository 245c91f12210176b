"""Typing in a real browser without leaving the field: words are saved in a pause, and nothing disturbs who types on."""

from playwright.sync_api import Locator, Page, expect

from rubric.evidence import PlanAction, example_assessment
from rubric.storage import Store
from tests.browser.served import Served, button, in_time, settled
from tests.browser.test_words_are_kept import kept_in_time, start, words

PAUSE = 1_500  # milliseconds: a little longer than a box waits for the next key


def begun(page: Page, title: str) -> Locator:
    """The box for the claim of a new item, with the focus in it."""
    start(page, title)
    button(page, "Add evidence").click()
    settled(page)
    box = page.get_by_role("textbox", name="Your claim")
    box.focus()
    return box


def assessment_of(store: Store, title: str) -> str:
    (summary,) = [summary for summary in store.assessments.summaries() if summary.title == title]
    return summary.id


def focused(box: Locator) -> bool:
    return bool(box.evaluate("box => document.activeElement === box"))


def test_words_are_saved_without_leaving_the_field(page: Page, store: Store) -> None:
    box = begun(page, "Saved in a pause")
    page.keyboard.type("Typed and not left")
    kept_in_time(store, "Saved in a pause", ["Typed and not left"])
    settled(page)
    assert focused(box)
    expect(page.get_by_text("Saved at")).to_be_visible()
    page.wait_for_function("Object.keys(localStorage).every(key => !key.startsWith('rubric-words:'))")
    page.keyboard.type(", and on")
    kept_in_time(store, "Saved in a pause", ["Typed and not left, and on"])


def test_typing_on_through_the_saves_loses_no_letter_and_keeps_the_caret(page: Page, store: Store) -> None:
    title = "Typed through"
    box = begun(page, title)
    page.keyboard.type("Begin  end")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    typed = ""
    # The clock itself is what is tried: some keys come while a save is under way, some as its answer is drawn.
    for at in range(40):
        letter = "abcdefghij"[at % 10]
        page.keyboard.type(letter)
        typed += letter
        page.wait_for_timeout(PAUSE - 300 + 25 * at if at % 5 == 0 else 60)
    expect(box).to_have_value(f"Begin {typed} end")
    kept_in_time(store, title, [f"Begin {typed} end"])
    settled(page)
    assert focused(box)
    expect(box).to_have_value(f"Begin {typed} end")
    assert box.evaluate("box => [box.selectionStart, box.selectionEnd]") == [6 + len(typed)] * 2


def test_a_tab_closed_after_a_pause_has_lost_nothing(page: Page, store: Store) -> None:
    begun(page, "Closed after a pause")
    page.keyboard.type("Typed, then closed")
    page.wait_for_timeout(3_000)  # the promise: what is older than that is saved
    page.close()
    kept_in_time(store, "Closed after a pause", ["Typed, then closed"])


def test_an_action_of_the_plan_is_saved_in_a_pause(page: Page, app: Served, store: Store) -> None:
    title = "A plan in pauses"
    start(page, title)
    assessment = assessment_of(store, title)
    made = PlanAction(text="Before")
    store.plan.add(assessment, made)
    page.goto(f"{app.address}/plan?assessment={assessment}&action=plan-{made.id}")
    settled(page)
    for name, wanted, read in (
        ("text", "Before, more", lambda: store.assessments.get(assessment).actions[0].text),
        ("owner", ", more", lambda: store.assessments.get(assessment).actions[0].owner),
    ):
        box = page.locator(f'.st-key-plan-{made.id}-{name} :is(textarea, input[type="text"])').first
        box.focus()
        page.keyboard.press("End")
        page.keyboard.type(", more")
        in_time(read, wanted)
        settled(page)
        assert focused(box)


def test_a_section_of_the_draft_is_saved_in_a_pause_and_not_while_it_is_empty(
    page: Page, app: Served, store: Store
) -> None:
    own = example_assessment().model_copy(update={"is_example": False})  # other tests read the one that all share
    assessment = store.assessments.add(own).id
    page.goto(f"{app.address}/draft?assessment={assessment}")
    settled(page)
    button(page, "Edit").click()
    settled(page)
    box = page.get_by_role("textbox", name="Text of")
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.wait_for_timeout(PAUSE)
    settled(page)
    expect(box).to_have_value("")
    assert store.assessments.get(assessment).edits == []
    page.keyboard.type("Our own words.")
    in_time(lambda: [edit.text for edit in store.assessments.get(assessment).edits], ["Our own words."])
    settled(page)
    assert focused(box)


def test_a_colleagues_words_never_take_the_place_of_those_being_typed(page: Page, store: Store) -> None:
    title = "Two in one box"
    box = begun(page, title)
    page.keyboard.type("Mine")
    kept_in_time(store, title, ["Mine"])
    settled(page)
    assessment = assessment_of(store, title)
    (item,) = store.assessments.get(assessment).evidence
    store.items.save(assessment, item.id, {"text": "Theirs"})
    page.keyboard.type(" goes on")
    keep = page.get_by_role("button", name="Keep mine")
    expect(keep).to_be_visible()
    settled(page)
    assert focused(box)
    page.keyboard.type(" and on")
    expect(page.locator('[class*="st-key-clash-"]')).to_contain_text("Mine goes on and on")
    settled(page)
    expect(box).to_have_value("Mine goes on and on")
    assert words(store, title) == ["Theirs"]
    keep.click()
    kept_in_time(store, title, ["Mine goes on and on"])
    expect(page.locator('[class*="st-key-clash-"]')).to_have_count(0)
    expect(box).to_have_value("Mine goes on and on")

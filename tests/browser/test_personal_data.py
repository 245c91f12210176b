"""The guard in a real browser: typed, told, settled; no worse for axe, and as wide as a phone."""

import json
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from rubric.evidence import EvidenceItem
from rubric.storage import Store
from tests.browser.axe import findings, sideways
from tests.browser.served import Served, button, in_time, settled

TOLD = "Mrs Eileen Patel (NHS 999 123 4560) waited nine weeks for a ramp."
ITEM = EvidenceItem(id="told", aspect="feedback", text="")


def made(store: Store, title: str) -> str:
    """A new assessment with an empty item."""
    id = store.assessments.create(council="Testshire", title=title, framework_version="").id
    item = ITEM.model_copy(update={"id": f"told-{id}"[:64]})
    store.assessments.bring_in(id, added=[item])
    return id


def text(store: Store, id: str) -> str:
    return store.assessments.get(id).evidence[0].text


@pytest.fixture
def page(tab: Page) -> Page:
    """A fresh tab; each test goes to a page of its own."""
    return tab


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 400)])
def test_what_is_typed_is_told_under_the_field_and_masked_by_the_mouse(
    page: Page,
    app: Served,
    store: Store,
    bare: set[tuple[str, str]],
    scheme: Literal["light", "dark"],
    width: int,
) -> None:
    id = made(store, f"Told {scheme}")
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{app.address}/evidence?assessment={id}&aspect=feedback&item=told-{id}"[:2000])
    settled(page)
    box = page.get_by_role("textbox", name="Your claim")
    box.fill(TOLD)
    box.blur()
    expect(page.get_by_text("This looks like an NHS number (999…)")).to_be_visible()
    settled(page)
    assert findings(page) - bare == set()
    assert sideways(page) <= 0
    button(page, "Mask 999").click()
    in_time(lambda: text(store, id), TOLD.replace("999 123 4560", "[NHS number]"))
    expect(box).to_have_value(TOLD.replace("999 123 4560", "[NHS number]"))
    settled(page)
    button(page, "Undo").click()
    expect(box).to_have_value(TOLD)


def test_a_file_goes_out_only_once_each_find_is_settled(
    page: Page, app: Served, store: Store, bare: set[tuple[str, str]]
) -> None:
    id = made(store, "Going out")
    store.items.save(id, f"told-{id}", {"text": TOLD})
    page.goto(f"{app.address}/files?assessment={id}")
    settled(page)
    expect(page.get_by_text("2 things here look like personal data")).to_be_visible()
    assert findings(page) - bare == set()
    expect(button(page, "Save this assessment as a file")).to_have_count(0)
    button(page, "Take out 999").click()
    settled(page)
    button(page, "Keep, and say why Mrs").click()
    settled(page)
    why = page.get_by_role("textbox", name="Why may this stay?")
    why.fill("She asked to be named")
    why.blur()
    settled(page)
    button(page, "Keep it").click()
    settled(page)
    with page.expect_download() as got:
        button(page, "Save this assessment as a file").click()
    (item,) = json.loads(got.value.path().read_text(encoding="utf-8"))["evidence"]
    assert item["text"] == TOLD.replace("NHS 999 123 4560", "NHS")
    page.set_viewport_size({"width": 400, "height": 850})
    settled(page)
    assert sideways(page) <= 0

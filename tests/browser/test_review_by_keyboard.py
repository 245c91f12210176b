"""The review by the keyboard alone, its keys pressed faster than the page answers."""

import io
from collections import Counter
from collections.abc import Sequence

import docx
import pytest
from playwright.sync_api import FilePayload, Page, expect

from rubric.framework import load
from rubric.storage import Store
from tests.browser.served import PATIENCE, Served, settled

CLAIMS = (
    "Carers chaired the respite review and most of their changes were made by March.",
    "Complaints about the respite team are read each month, and nine changes came of them last year.",
    "We have no plan yet for how the respite team tells people what their complaints changed.",
    "Staff of the respite team meet every two weeks to learn from what went wrong.",
)
SHOWN = """
([looked, proposal]) =>
  [...document.querySelectorAll("[data-testid=stProgress]")].some(bar => bar.innerText.includes(looked))
  && document.querySelector(`.st-key-proposal-${proposal} .st-key-intake-accept-${proposal}`)
"""
AT_ONCE = """
keys => { for (const key of keys) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })); }
"""


@pytest.fixture
def page(tab: Page) -> Page:
    """A fresh tab; each test goes to a page of its own."""
    return tab


def document(claims: Sequence[str]) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_heading("Learning and improvement", 1)
    for claim in claims:
        made.add_paragraph(claim)
    made.save(out)
    return out.getvalue()


class Typist:
    """Somebody who reviews what was found in a document, and touches no mouse."""

    def __init__(self, page: Page, app: Served, store: Store, claims: Sequence[str]) -> None:
        self.page, self.store = page, store
        version = load().version
        self.id = store.assessments.create(council="Keyshire", title="By keyboard", framework_version=version).id
        page.goto(f"{app.address}/bring-in?assessment={self.id}")
        settled(page)
        page.locator("input[type=file]").first.set_input_files(
            FilePayload(name="Self-assessment.docx", mimeType="application/octet-stream", buffer=document(claims))
        )
        page.get_by_text("1 file read.").wait_for(timeout=3 * PATIENCE)
        settled(page)

    @property
    def waiting(self) -> list[str]:
        return [one.id for one in self.store.proposals.waiting(self.id)]

    @property
    def states(self) -> Counter[str]:
        return Counter(one.state for one in self.store.proposals.decided(self.id))

    @property
    def evidence(self) -> list[str]:
        return [item.text for item in self.store.assessments.get(self.id).evidence]

    def press_at_once(self, keys: str) -> None:
        """Press keys one after the other, with nothing drawn in between."""
        self.page.evaluate(AT_ONCE, keys)

    def shown(self, looked: str, proposal: str) -> None:
        """Wait until the screen says how many are looked at, and has this proposal with its buttons."""
        self.page.wait_for_function(SHOWN, arg=[looked, proposal])


def test_a_key_pressed_before_the_page_has_answered_is_about_the_claim_on_the_screen(
    page: Page, app: Served, store: Store
) -> None:
    typist = Typist(page, app, store, CLAIMS)
    first, second, third, fourth = typist.waiting
    typist.shown("0 of 4 looked at", first)
    typist.press_at_once("aaa")
    settled(page)
    typist.shown("1 of 4 looked at", second)
    assert typist.states == {"accepted": 1}
    expect(page.get_by_role("alert")).to_have_count(0)

    typist.press_at_once("xu")  # what stands beside U is still that the first claim was accepted
    settled(page)
    typist.shown("1 of 4 looked at", second)
    assert typist.waiting == [second, third, fourth]

    typist.press_at_once("xe")
    page.keyboard.type("axum")  # no letter of it decides about anything
    settled(page)
    typist.shown("2 of 4 looked at", third)
    box = page.get_by_role("textbox", name="Your claim")
    expect(box).to_be_focused()
    assert typist.states == {"accepted": 1, "rejected": 1}
    page.keyboard.press("Control+a")
    page.keyboard.type("Axum")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    typist.shown("3 of 4 looked at", fourth)
    assert typist.evidence[-1] == "Axum"

"""Two hundred claims of one document gone through by the keyboard alone, as fast as the screen shows the next one."""

import io
import itertools
from collections import Counter

import docx
import pytest
from playwright.sync_api import FilePayload, Page, expect

from rubric.framework import load
from rubric.storage import Store
from tests.browser.served import PATIENCE, Served, in_time, settled

TEAMS = (
    *("respite", "day service", "hospital discharge", "reablement", "carers’ support"),
    *("home care", "safeguarding", "sensory", "mental health", "occupational therapy"),
)
SAID = (
    "Carers chaired the {team} review in year {number} and most of their changes were made by March.",
    "Complaints about the {team} team are read each month, and {number} changes came of them last year.",
    "We have no plan yet for how the {team} team tells people what their {number} complaints changed.",
    "Staff of the {team} team meet every {number} weeks to learn from what went wrong.",
)
CLAIMS = [said.format(team=team, number=number) for number in range(2, 7) for team in TEAMS for said in SAID]
# asked at every frame: two hundred waits that look twice a second would be most of the test
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


def document(claims: list[str]) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_heading("Learning and improvement", 1)
    for claim in claims:
        made.add_paragraph(claim)
    made.save(out)
    return out.getvalue()


class Typist:
    """Somebody who reviews what was found in a document, and touches no mouse."""

    def __init__(self, page: Page, app: Served, store: Store, claims: list[str]) -> None:
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
        self.pressed: Counter[str] = Counter()

    @property
    def waiting(self) -> list[str]:
        return [one.id for one in self.store.proposals.waiting(self.id)]

    @property
    def states(self) -> Counter[str]:
        return Counter(one.state for one in self.store.proposals.decided(self.id))

    @property
    def decided(self) -> list[str]:
        return [one.text for one in self.store.proposals.decided(self.id)]

    @property
    def evidence(self) -> list[str]:
        return [item.text for item in self.store.assessments.get(self.id).evidence]

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed[key] += 1

    def press_at_once(self, keys: str) -> None:
        """Press keys one after the other, with nothing drawn in between."""
        self.page.evaluate(AT_ONCE, keys)

    def shown(self, looked: str, proposal: str) -> None:
        """Wait until the screen says how many are looked at, and has this proposal with its buttons."""
        self.page.wait_for_function(SHOWN, arg=[looked, proposal])


def test_two_hundred_claims_are_gone_through_by_keyboard(page: Page, app: Served, store: Store) -> None:
    typist = Typist(page, app, store, CLAIMS)
    assert len(typist.waiting) == len(CLAIMS)
    first, *_ = before = typist.waiting
    typist.shown(f"0 of {len(before)} looked at", first)

    typist.press("m")
    in_time(lambda: typist.states, {"replaced": 2})
    (merged,) = set(typist.waiting) - set(before)
    typist.shown(f"0 of {len(before) - 1} looked at", merged)
    typist.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("Exmouth nurses audited all plans.")
    page.keyboard.press("Enter")
    page.keyboard.type("Axminster has no plan yet.")
    page.keyboard.press("Escape")
    typist.press("s")
    in_time(lambda: typist.states, {"replaced": 3})
    order = typist.waiting
    assert len(order) == len(CLAIMS)
    on_screen = next(one for one in order if one not in before)
    typist.shown(f"0 of {len(order)} looked at", on_screen)

    looked, decisions = 0, itertools.cycle("aaxaaaxaau")
    while len(order) > 1:
        key, at = next(decisions), order.index(on_screen)
        following = order[(at + 1) % len(order)]
        if key == "u":  # decided about, taken back, and decided about again
            typist.press("x")
            typist.shown(f"{looked + 1} of {len(CLAIMS)} looked at", following)
            typist.press("u")
            typist.shown(f"{looked} of {len(CLAIMS)} looked at", on_screen)
            key = "a"
        typist.press(key)
        looked += 1
        typist.shown(f"{looked} of {len(CLAIMS)} looked at", following)
        order.remove(on_screen)
        on_screen = following
    typist.press("a")
    accepted, rejected = typist.pressed["a"], typist.pressed["x"] - typist.pressed["u"]
    expect(page.get_by_text(f"All {len(CLAIMS)} proposals looked at: {accepted} accepted as evidence.")).to_be_visible()
    assert accepted + rejected == len(CLAIMS)
    assert typist.states == {"accepted": accepted, "rejected": rejected, "replaced": 3}
    assert typist.waiting == []
    assert len(typist.evidence) == accepted
    assert {"Exmouth nurses audited all plans.", "Axminster has no plan yet."} <= {*typist.decided}


def test_a_key_pressed_before_the_page_has_answered_is_about_the_claim_on_the_screen(
    page: Page, app: Served, store: Store
) -> None:
    typist = Typist(page, app, store, CLAIMS[:4])
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
    typist.press("a")
    typist.shown("3 of 4 looked at", fourth)
    assert typist.evidence[-1] == "Axum"

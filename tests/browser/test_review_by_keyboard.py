"""Two hundred claims of one document gone through by the keyboard alone: each decided about, some taken back first."""

import io
import itertools
from collections import Counter

import docx
from playwright.sync_api import FilePayload, Page, expect

from rubric.framework import load
from rubric.storage import Store
from tests.browser.served import PATIENCE, Served, settled

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
# asked at every frame: two hundred waits that look twice a second would be most of the test
SAYS = "told => [...document.querySelectorAll('[data-testid=stProgress]')].some(bar => bar.innerText.includes(told))"
CLAIMS = [said.format(team=team, number=number) for number in range(2, 7) for team in TEAMS for said in SAID]


def document() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_heading("Learning and improvement", 1)
    for claim in CLAIMS:
        made.add_paragraph(claim)
    made.save(out)
    return out.getvalue()


def test_two_hundred_claims_are_gone_through_by_keyboard(page: Page, app: Served, store: Store) -> None:
    made = store.assessments.create(council="Keyshire", title="By keyboard", framework_version=load().version).id
    page.goto(f"{app.address}/bring-in?assessment={made}")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(
        FilePayload(name="Self-assessment.docx", mimeType="application/octet-stream", buffer=document())
    )
    page.get_by_text("1 file read.").wait_for(timeout=3 * PATIENCE)
    settled(page)
    expect(page.get_by_text("0 of 200 looked at")).to_be_visible()
    pressed: Counter[str] = Counter()

    def press(key: str, looked_at: int) -> None:
        """Press a key once more, as soon as the screen says what came of it."""
        page.keyboard.press(key)
        pressed[key] += 1
        if looked_at < len(CLAIMS):
            page.wait_for_function(SAYS, arg=f"{looked_at} of 200 looked at")

    decisions = itertools.cycle("aaxaaaxaan")
    looked_at = 0
    while looked_at < len(CLAIMS) - 1:
        key = next(decisions)
        if key == "n":  # decided about, taken back, and decided about again
            press("x", looked_at + 1)
            press("u", looked_at)
            key = "a"
        looked_at += 1
        press(key, looked_at)
    press("a", len(CLAIMS))
    accepted = pressed["a"]
    expect(page.get_by_text(f"All 200 proposals looked at: {accepted} accepted as evidence.")).to_be_visible()
    assert accepted + pressed["x"] - pressed["u"] == len(CLAIMS)
    assert len(store.assessments.get(made).evidence) == accepted
    states = Counter(one.state for one in store.proposals.decided(made))
    assert states == {"accepted": accepted, "rejected": pressed["x"] - pressed["u"]}
    assert store.proposals.waiting(made) == []

"""What a council has, brought in with a real browser: a document and a log dropped, claims reviewed by keyboard."""

import csv
import io

import docx
import pytest
from playwright.sync_api import FilePayload, Page, expect

from rubric.framework import load
from rubric.storage import Store
from tests.browser.axe import sideways
from tests.browser.served import PATIENCE, Served, button, in_time, settled

CLAIMS = (
    "Carers chaired the respite review and six of their nine changes were made by March.",
    "We have no plan yet for how people hear what their complaints changed.",
    "Supervision is audited every quarter, and managers act on what it shows.",
)
ROW = "Providers rated our quality team’s visits as useful in 31 of 40 replies."


@pytest.fixture
def page(tab: Page) -> Page:
    """A fresh tab; each test goes to a page of its own."""
    return tab


def document() -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_heading("Learning and improvement", 1)
    for claim in CLAIMS:
        made.add_paragraph(claim)
    made.save(out)
    return out.getvalue()


def log() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(
        [("Evidence", "Theme", "RAG", "Lead officer", "Comments"), (ROW, "Partners", "Green", "Ana Smith", "Ask Bo")]
    )
    return out.getvalue().encode()


def test_a_document_and_a_log_become_evidence_by_keyboard(page: Page, app: Served, store: Store) -> None:
    made = store.assessments.create(council="Dropshire", title="What we have", framework_version=load().version).id

    def evidence() -> list[str]:
        return sorted(item.text for item in store.assessments.get(made).evidence)

    page.goto(f"{app.address}/bring-in?assessment={made}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring in what you have")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(
        [
            FilePayload(name="Self-assessment.docx", mimeType="application/octet-stream", buffer=document()),
            FilePayload(name="Log.csv", mimeType="text/csv", buffer=log()),
        ]
    )
    # the reader is trained first, and a busy machine takes its time for that
    page.get_by_text("2 files read.").wait_for(timeout=3 * PATIENCE)
    settled(page)
    button(page, "Bring in 1 item").click()
    in_time(evidence, [ROW])
    settled(page)

    first, second, third = (one.text for one in store.proposals.waiting(made))
    expect(page.get_by_role("textbox", name="Your claim")).to_have_value(first)
    page.keyboard.press("a")
    expect(page.get_by_role("textbox", name="Your claim")).to_have_value(second)
    expect(page.get_by_text("1 of 3 looked at")).to_be_visible()
    settled(page)
    page.keyboard.press("x")
    expect(page.get_by_text("2 of 3 looked at")).to_be_visible()
    settled(page)
    page.keyboard.press("u")
    expect(page.get_by_role("textbox", name="Your claim")).to_have_value(second)
    settled(page)
    assert not sideways(page)

    # a letter that is typed is a letter, and what is typed is accepted
    box = page.get_by_role("textbox", name="Your claim")
    box.fill("")
    box.press_sequentially("Axum")
    expect(box).to_have_value("Axum")
    button(page, "Accept").click()
    in_time(evidence, sorted([ROW, first, "Axum"]))
    page.reload()
    expect(page.get_by_role("textbox", name="Your claim")).to_have_value(third)

    aspect = next(item.aspect for item in store.assessments.get(made).evidence if item.text == first)
    page.goto(f"{app.address}/evidence?assessment={made}&aspect={aspect}")
    expect(page.get_by_text(first)).to_be_visible()

"""From a last report and an evidence log to a draft, as somebody does it who sees the app for the first time.

With RUBRIC_TEST_PICTURES set to a folder, a picture of each step is left there, also dark and as wide as a phone.
"""

import io
import os
import re
import time
from pathlib import Path

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.axe import sideways
from tests.browser.served import PATIENCE, button, settled, still

PICTURES = os.environ.get("RUBRIC_TEST_PICTURES", "")
PHONE = 400  # pixels
AT_MOST_SECONDS = 600  # from the home page to the draft in Word
REPORT = """Newcombe Council: local authority assessment
Published 3 February 2025

Learning, improvement and innovation
Score: 2

Key findings

Continuous learning, improvement and professional development

Staff told us supervision was irregular and many had not had a case audit for a year.

Leaders did not yet use what complaints showed to change practice.

Newly qualified social workers praised their assessed year and said mentors made time for them.

Training on the Mental Capacity Act was out of date for some teams.

Learning from feedback

Carers said they were asked for their views but heard nothing of what came of it.

The council had no plan for how people who use direct payments could tell it what did not work.

Complaints were answered late, and themes were not reported to senior leaders.

Partners described a provider forum that met each quarter and shared what worked.

Innovation

A pilot of technology at home had been evaluated with people, and was being widened.

There was little co-production: people were consulted on plans once they had been written.

The council took part in regional peer work but could not show what had changed because of it.

Research with the local university was planned, but had not yet started.
"""
PARAGRAPHS = 12  # of findings; each makes one at least
ANSWERS = (
    "Every team has a case audit each quarter, and managers report what it shows.",
    "We write to every carer who was asked, with what came of it.",
    "A monthly report of complaint themes goes to the leadership team.",
)
HEADINGS = ("Ref", "What we can say", "KLOE / theme", "RAG now", "Who owns it", "Where it is kept", "Notes to self")
ROWS = (
    ("Supervision is audited every quarter, and 86% of files met the standard.", "Workforce", "Green"),
    ("Carers helped to rewrite the respite leaflet and checked the final wording.", "Co-production", "Green"),
    ("We do not yet tell people what changed after they complained.", "Complaints", "Red"),
    ("Providers meet us each quarter and agree what to try next.", "Partners", "Amber"),
)


def log() -> bytes:
    """A log as somebody keeps it: a title over it, and headings of its own."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = "Log 25-26"
    sheet.append(["Adult social care evidence log (working copy)"])
    sheet.append([])
    sheet.append(HEADINGS)
    for number, (claim, theme, state) in enumerate(ROWS, 1):
        sheet.append([number, claim, theme, state, "Head of quality", "Quality folder", "Check before spring"])
    book.save(out)
    return out.getvalue()


class Steps:
    """Takes a picture of each step, and sees that nothing is wider than its screen."""

    def __init__(self, page: Page, folder: Path) -> None:
        self._page, self._folder = page, folder
        self._number = 0
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str) -> None:
        """A picture of the page as it is: at a desk, as wide as a phone, and dark."""
        self._number += 1
        page, desk = self._page, self._page.viewport_size
        assert desk is not None
        for kind in ("desk", "phone", "dark") if PICTURES else ("desk",):
            page.emulate_media(color_scheme="dark" if kind == "dark" else "light", reduced_motion="reduce")
            page.set_viewport_size({"width": PHONE if kind == "phone" else desk["width"], "height": desk["height"]})
            still(page)
            page.screenshot(path=self._folder / f"{self._number:02}-{name}-{kind}.png")
            assert sideways(page) <= 0
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.set_viewport_size(desk)
        settled(page)


@pytest.fixture
def steps(page: Page, tmp_path: Path) -> Steps:
    """Pictures of the page in the folder that the setting names, else in one of the test's own."""
    return Steps(page, Path(PICTURES) if PICTURES else tmp_path / "pictures")


def test_from_a_last_report_and_an_evidence_log_to_a_draft_in_ten_minutes(page: Page, steps: Steps) -> None:
    began = time.monotonic()
    steps.take("home")
    council = page.get_by_role("textbox", name="Council")
    if not council.is_visible():  # other tests have left assessments behind
        page.get_by_text("New assessment", exact=True).click()
    council.fill("Newcombe Council")
    page.get_by_role("textbox", name="Title").fill("A newcomer’s")
    button(page, "Start the assessment").click()
    page.wait_for_url("**/*assessment=*")
    settled(page)
    steps.take("started")

    _open(page, "Since your last report")
    page.get_by_text("Or paste its text").click()
    page.get_by_role("textbox", name="Text of the report").fill(REPORT)
    steps.take("report-pasted")
    button(page, "Read the pasted text").click()
    progress = page.get_by_text(re.compile(r"0 of \d+ findings answered"))
    progress.wait_for(timeout=3 * PATIENCE)
    findings = int(progress.inner_text().split()[2])
    assert findings >= PARAGRAPHS
    settled(page)
    steps.take("findings")
    for number, answer in enumerate(ANSWERS, 1):
        page.get_by_role("button", name=f"Answer finding {number}", exact=False).first.click()
        page.get_by_role("textbox", name="What we did").fill(answer)
        if number == 1:
            settled(page)
            steps.take("answering")
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text(f"{number} of {findings} findings answered")).to_be_visible()
        settled(page)
    steps.take("answered")

    _open(page, "Bring in what you have")
    steps.take("bring-in")
    page.locator("input[type=file]").first.set_input_files(
        FilePayload(name="Evidence log.xlsx", mimeType="application/octet-stream", buffer=log())
    )
    page.get_by_text("1 file read.").wait_for(timeout=3 * PATIENCE)
    settled(page)
    accept = button(page, f"Bring in {len(ROWS)} items")
    expect(accept).to_be_enabled()
    steps.take("columns")
    accept.scroll_into_view_if_needed()
    steps.take("rows")
    accept.click()
    expect(page.get_by_text(f"{len(ROWS)} items from Evidence log.xlsx")).to_be_visible()
    settled(page)
    steps.take("brought-in")

    _open(page, "Draft")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your self-assessment draft")
    settled(page)
    steps.take("draft")
    with page.expect_download() as made:
        button(page, "Download Word").click()
    written = docx.Document(str(made.value.path()))
    words = "\n".join(paragraph.text for paragraph in written.paragraphs)
    took = time.monotonic() - began
    assert "Since our last assessment" in words
    assert all(answer.rstrip(".") in words for answer in ANSWERS)
    assert any(claim.rstrip(".") in words for claim, *_ in ROWS)
    assert took < AT_MOST_SECONDS


def _open(page: Page, title: str) -> None:
    """Go to a page by its name in the list of pages."""
    page.get_by_role("link", name=title, exact=False).first.click()
    expect(page.get_by_test_id("stSidebarNavLink").filter(has_text=title)).to_have_attribute("aria-current", "page")
    settled(page)

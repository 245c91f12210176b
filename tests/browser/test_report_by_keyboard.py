"""A report's coding put right by the keyboard alone."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from rubric.storage import Store
from tests.browser.axe import findings, sideways
from tests.browser.served import Served, settled
from tests.pages.made_up import REPORT


@pytest.fixture
def page(tab: Page) -> Page:
    """A fresh tab; each test goes to a page of its own."""
    return tab


def test_a_report_is_brought_in_and_its_coding_put_right_by_keyboard(
    page: Page, app: Served, store: Store, bare: set[tuple[str, str]]
) -> None:
    page.goto(f"{app.address}/reports")
    settled(page)
    page.locator("input[type=file]").first.set_input_files(
        [
            FilePayload(name="broken.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 and no more"),
            FilePayload(name="north.txt", mimeType="text/plain", buffer=REPORT.encode()),
        ]
    )
    expect(page.get_by_text("2 files: 1 read, 1 not read.")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Review").click()
    settled(page)
    assert findings(page) - bare == set()
    page.get_by_role("combobox", name="Order").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('canvas') !== null"):
            break
    expect(page.locator("#glide-cell-0-0")).to_be_focused()
    for key, column in (("ArrowDown", 0), ("ArrowRight", 1), ("ArrowRight", 2)):
        page.keyboard.press(key)
        expect(page.locator(f"#glide-cell-{column}-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("option", name="Co-production")).to_be_visible()
    page.keyboard.type("Co-prod")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo last change")).to_be_enabled()
    (report,) = store.library.reports()
    assert [finding.aspect for finding in report.findings if finding.coded_by == "person"] == ["coproduction"]
    page.set_viewport_size({"width": 400, "height": 850})
    settled(page)
    assert sideways(page) <= 0
    store.library.remove(report.id)

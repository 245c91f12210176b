"""A file attached with a real browser and downloaded again, byte for byte, under a name that is safe."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from rubric.evidence import EvidenceItem
from rubric.framework import load
from rubric.storage import Store
from tests.browser.axe import sideways
from tests.browser.served import Served, button, in_time, settled

PAGE = b"%PDF-1.7\n" + bytes(range(256)) * 400


@pytest.fixture
def page(tab: Page) -> Page:
    """A fresh tab; each test goes to a page of its own."""
    return tab


def downloaded(page: Page, what: Locator) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        what.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_a_file_is_attached_downloaded_taken_off_and_found_in_the_register(
    page: Page, app: Served, store: Store
) -> None:
    made = store.assessments.create(council="Fileshire", title="Proof at hand", framework_version=load().version).id
    store.items.add(made, EvidenceItem(id="proved", aspect="culture", text="Carers chair the panel."))

    def attached() -> list[str]:
        held = store.assessments.get(made)
        called = {one.id: one.in_words for one in held.attachments}
        return [called[key] for item in held.evidence for key in item.attached]

    page.goto(f"{app.address}/evidence?assessment={made}&aspect=culture&item=proved")
    page.get_by_text("Attach a file or a link").click()
    settled(page)
    page.locator("input[type=file]").first.set_input_files(
        FilePayload(name="Carers_survey.html", mimeType="text/html", buffer=PAGE)
    )
    in_time(attached, ["Carers survey.html (Carers_survey.html.pdf)"])
    settled(page)
    page.get_by_label("Or a link").fill("https://example.org/minutes")
    button(page, "Add the link").click()
    in_time(lambda: len(attached()), 2)
    settled(page)
    assert downloaded(page, button(page, "Download")) == ("Carers_survey.html.pdf", PAGE)
    link = page.get_by_role("link", name="Open example.org/minutes")
    assert link.get_attribute("href") == "https://example.org/minutes"
    assert "noopener" in str(link.get_attribute("rel")) or "noreferrer" in str(link.get_attribute("rel"))
    page.set_viewport_size({"width": 400, "height": 900})
    settled(page)
    assert not sideways(page)

    button(page, "Take off Carers survey").click()
    in_time(lambda: len(attached()), 1)
    settled(page)
    expect(button(page, "Undo")).to_be_focused()
    page.keyboard.press("Enter")
    in_time(lambda: len(attached()), 2)

    page.goto(f"{app.address}/register?assessment={made}")
    page.get_by_text("Documents", exact=True).click()
    settled(page)
    expect(page.get_by_text("2 files and links, 0 old")).to_be_visible()
    assert downloaded(page, button(page, "Download")) == ("Carers_survey.html.pdf", PAGE)
    assert not sideways(page)

"""axe-core on every page, light and dark, against what a bare Streamlit page has; and a phone's width."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from rubric.storage import Store
from tests.browser.served import Served, open_page, settled, still
from tests.pages.made_up import REPORT

# What Streamlit's own date field and file uploader bring with them, on any page.
BARE = """
import streamlit as st
st.navigation([st.Page(lambda: st.title("Bare"), title="Bare", url_path="bare", default=True)]).run()
st.date_input("Date", value=None, format="DD/MM/YYYY")
st.file_uploader("File")
"""
PAGES = ("", "evidence", "comparison", "band", "draft", "plan", "files", "reports", "quality", "scores", "about")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def findings(page: Page) -> set[tuple[str, str]]:
    """What axe finds: the rule, and what kind of element it is about."""
    still(page)
    found = Axe().run(page, options=RULES).response["violations"]
    return {(one["id"], _kind(node["html"])) for one in found for node in one["nodes"]}


def _kind(html: str) -> str:
    """The element as far as it is Streamlit's own: its tag, and its test id or role."""
    opening = html.split(">")[0]
    named = [part for part in opening.split() if part.startswith(("data-testid=", "role=", "data-type="))]
    return " ".join([opening.split()[0], *sorted(named)])


@pytest.fixture(scope="module")
def bare(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[set[tuple[str, str]]]:
    """What axe finds on a page that holds nothing of ours."""
    folder: Path = tmp_path_factory.mktemp("bare")
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    server = Served(folder / "none.sqlite3", script)
    server.start()
    try:
        found: set[tuple[str, str]] = set()
        for scheme in ("light", "dark"):
            page = open_page(chromium, scheme=scheme)
            page.goto(server.address)
            settled(page)
            found |= findings(page)
            page.context.close()
        yield found
    finally:
        server.kill()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_more_than_a_bare_streamlit_page(
    chromium: Browser, app: Served, example: str, bare: set[tuple[str, str]], scheme: str
) -> None:
    page = open_page(chromium, scheme=scheme)
    worse = {}
    for name in PAGES:
        page.goto(f"{app.address}/{name}?assessment={example}&aspect=coproduction")
        settled(page)
        assert page.get_by_role("heading", level=1).count() == 1
        worse[name or "home"] = findings(page) - bare
    page.goto(f"{app.address}/evidence?assessment={example}&aspect=coproduction")
    settled(page)
    page.get_by_role("button", name="Edit").first.click()
    settled(page)
    page.get_by_text("More: difference").click()
    settled(page)
    worse["editing"] = findings(page) - bare
    page.context.close()
    assert {name: found for name, found in worse.items() if found} == {}


def test_a_phone_needs_no_sideways_scroll(chromium: Browser, app: Served, example: str) -> None:
    page = open_page(chromium, width=400, height=850)
    wide = {}
    for name in PAGES:
        page.goto(f"{app.address}/{name}?assessment={example}")
        settled(page)
        wide[name] = sideways(page)
    page.context.close()
    assert {name: more for name, more in wide.items() if more > 0} == {}


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return int(
        page.evaluate(
            "(main => Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth))"
            "(document.querySelector('[data-testid=stMain]'))"
        )
    )


def test_a_report_is_brought_in_and_its_coding_put_right_by_keyboard(
    chromium: Browser, app: Served, store: Store, bare: set[tuple[str, str]]
) -> None:
    page = open_page(chromium)
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
    page.context.close()
    store.library.remove(report.id)


def test_every_page_has_a_title_of_its_own_and_loads_nothing_from_elsewhere(
    chromium: Browser, app: Served, example: str
) -> None:
    page = open_page(chromium, bypass_csp=False)
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    titles = set()
    for name in PAGES:
        page.goto(f"{app.address}/{name}?assessment={example}")
        settled(page)
        titles.add(page.title())
    page.context.close()
    assert len(titles) == len(PAGES)
    assert [url for url in asked if not url.startswith((app.address, "data:", "blob:"))] == []
    assert refused == []

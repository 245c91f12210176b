"""Every page in one walk: axe in light and dark, a phone's width, its height and controls, nothing from elsewhere."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from rubric.ui.parts.navigation import SCREENS
from tests.browser.axe import dark_findings, findings, sideways
from tests.browser.controls import MOST, controls
from tests.browser.served import Served, open_page, settled, still

PHONE, DESK = ViewportSize(width=400, height=850), ViewportSize(width=1280, height=900)

MOST_HIGH = 1600  # pixels that a page may be high at a desk, with the example's 31 items
PARTS = {
    "band": ("Aspect by aspect", "Why, item by item", "Try a change", "How good is this?"),
    "plan": ("Timeline", "List"),
}


@pytest.fixture
def strict(chromium: Browser, app: Served) -> Iterator[Page]:
    """A fresh tab in which the page's own policy holds, as it does for people."""
    page = open_page(chromium, bypass_csp=False)
    yield page
    page.context.close()


def test_every_page_is_accessible_and_loads_nothing_from_elsewhere(
    strict: Page, app: Served, example: str, bare: set[tuple[str, str]]
) -> None:
    asked: list[str] = []
    refused: list[str] = []
    strict.on("request", lambda request: asked.append(request.url))
    strict.on("console", lambda line: refused.append(line.text) if "Content Security Policy" in line.text else None)
    titles = set()
    high: dict[str, int] = {}
    pressed: dict[str, list[str]] = {}
    worse: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for screen in SCREENS:
        strict.goto(f"{app.address}/{screen.path}?assessment={example}&aspect=coproduction")
        settled(strict)
        titles.add(strict.title())
        assert strict.get_by_role("heading", level=1).count() == 1
        high[screen.name], pressed[screen.name] = height(strict), controls(strict)
        look(strict, worse[screen.name], bare)
        for part in PARTS.get(screen.name, ()):
            strict.get_by_role("radio", name=part, exact=True).click()
            settled(strict)
            high[part], pressed[part] = height(strict), controls(strict)
            look(strict, worse[part], bare)
    strict.goto(f"{app.address}/evidence?assessment={example}&aspect=coproduction")
    settled(strict)
    strict.get_by_role("button", name="Edit").first.click()
    settled(strict)
    high["editing"], pressed["editing"] = height(strict), controls(strict)
    strict.get_by_text("More: difference").click()
    settled(strict)
    look(strict, worse["editing"], bare)
    assert {name: found for name, found in worse.items() if found} == {}
    assert {name: pixels for name, pixels in high.items() if pixels > MOST_HIGH} == {}
    assert {name: found for name, found in pressed.items() if len(found) > MOST} == {}
    assert "list of aspects" in pressed["evidence"]  # it does count, and by name
    assert [name for name in pressed["evidence"] if "Edit" in name and "item 5" in name]
    assert len(titles) == len(SCREENS)
    assert [url for url in asked if not url.startswith((app.address, "data:", "blob:"))] == []
    assert refused == []


# What is pressed or typed into, the side bar and the bar on top: as far as any of it can be seen.
_PRESSED = """
[...document.querySelectorAll(
  "button, a[data-testid^=stPageLink], [type=file], [data-testid=stSidebar], [data-testid=stHeader]")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 1)
  .map(one => one.innerText || one.dataset.testid || one.outerHTML)
"""
_DARK = """
[...document.querySelectorAll(".stMainBlockContainer, .stMainBlockContainer *")]
  .filter(one => one.checkVisibility() && !one.closest(".vega-embed, .share, .meter, .push, .dot, .line"))
  .map(one => [getComputedStyle(one).backgroundColor, one.className])
  .filter(([colour]) => !/, 0\\)$/.test(colour) && colour !== "rgb(255, 255, 255)").map(String)
"""


def height(page: Page) -> int:
    """How many pixels high the page is, with all of it drawn."""
    still(page)
    return int(page.get_by_test_id("stMain").evaluate("main => main.scrollHeight"))


def look(page: Page, worse: set[tuple[str, str]], bare: set[tuple[str, str]]) -> None:
    """Add what is amiss here, beyond what a page that holds nothing of ours has: wide in light and dark, and narrow."""
    worse |= findings(page) - bare
    page.emulate_media(color_scheme="dark")
    worse |= dark_findings(page) - bare
    page.emulate_media(media="print")
    worse |= {("pressed on paper", name) for name in page.evaluate(_PRESSED)}
    worse |= {("a ground on paper", name) for name in page.evaluate(_DARK)}
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE)
    settled(page)
    if (pixels := sideways(page)) > 0:
        worse.add(("sideways", str(pixels)))
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")

"""Checks every page with axe and writes the accessibility statement: python -m tests.browser.statement."""

import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import fill

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from rubric.ui.about.accessibility import FILE, LastRun, statement
from rubric.ui.parts.navigation import SCREENS
from tests.browser.axe import BARE, dark_findings, findings, sideways
from tests.browser.served import ROOT, Served, browser, button, open_page, settled

DOCUMENT = ROOT / "docs" / "accessibility.md"
WIDTHS = (1280, 320)  # 320 is 1280 enlarged four times
PARTS = ("Aspect by aspect", "Why, item by item", "Left out", "Try a change", "How good is this?")
OPEN = "An item open for editing"


def main() -> int:
    """Write what was found; 1 where something is amiss on our pages."""
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        bare, (checker, version) = _bare(chromium, Path(folder))
        server = Served(Path(folder) / "checked.sqlite3")
        server.start()
        try:
            page = open_page(chromium)
            found = {one for name in _stops(page, server.address) for one in _amiss(page, name, bare)}
        finally:
            server.kill()
    run = LastRun(
        on=date.today(),
        checker=checker,
        browser=version,
        pages=tuple(screen.title for screen in SCREENS),
        states=(*PARTS, OPEN),
        widths=WIDTHS,
        found=tuple(sorted(found)),
        of_streamlit=tuple(sorted(f"{rule}, on {_element(kind)}" for rule, kind in bare)),
    )
    FILE.write_text(run.model_dump_json(indent=1) + "\n", encoding="utf-8")
    DOCUMENT.write_text(document(run), encoding="utf-8")
    return int(bool(found))


def document(run: LastRun) -> str:
    """The statement as it stands in the documents."""
    lines = (
        fill(line, 120, subsequent_indent="  " * line.startswith("- "), break_long_words=False, break_on_hyphens=False)
        for line in statement(run).splitlines()
    )
    return "\n".join(["# Accessibility statement", "", *lines, ""])


def _bare(chromium: Browser, folder: Path) -> tuple[set[tuple[str, str]], tuple[str, str]]:
    """What is amiss on a page with nothing of ours, and what checks it in which browser."""
    script = folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    server = Served(folder / "none.sqlite3", script)
    server.start()
    try:
        page = open_page(chromium)
        page.goto(server.address)
        found = {one for width in WIDTHS for one in _at(page, width)}
        engine = Axe().run(page).response["testEngine"]
        page.context.close()
    finally:
        server.kill()
    return found, (f"{engine['name']} {engine['version']}", f"Chromium {chromium.version}")


def _stops(page: Page, address: str) -> Iterator[str]:
    """Each page and state by name, once it is open."""
    page.goto(address)
    settled(page)
    button(page, "Try the example").click()
    page.wait_for_url("**/band?**")
    settled(page)
    assessment = page.url.split("assessment=")[1].split("&")[0]
    for screen in SCREENS:
        page.goto(f"{address}/{screen.path}?assessment={assessment}&aspect=coproduction")
        settled(page)
        yield screen.title
        if screen.name == "band":
            for part in PARTS:
                page.get_by_role("radio", name=part, exact=True).click()
                settled(page)
                yield part
        if screen.name == "evidence":
            button(page, "Edit").click()
            settled(page)
            yield OPEN


def _amiss(page: Page, name: str, bare: set[tuple[str, str]]) -> Iterator[str]:
    for width in WIDTHS:
        for rule, kind in _at(page, width) - bare:
            yield f"{name}: {rule}, on {_element(kind)}"
        if (pixels := sideways(page)) > 0:
            yield f"{name}: scrolls sideways by {pixels} pixels where it is {width} wide"
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def _at(page: Page, width: int) -> set[tuple[str, str]]:
    """What is amiss where the page is so wide, in light and in dark."""
    page.set_viewport_size({"width": width, "height": 900})
    found = findings(page)
    page.emulate_media(color_scheme="dark")
    found |= dark_findings(page)
    page.emulate_media(color_scheme="light")
    return found


def _element(kind: str) -> str:
    return f"`{kind.removeprefix('<')}`"


if __name__ == "__main__":
    sys.exit(main())

"""Makes the pictures in docs/pictures afresh, from the example council: python -m tests.browser.screenshots."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import FilePayload, Page

from tests.browser.served import ROOT, Served, browser, button, open_page, settled, still
from tests.pages.made_up import REPORT

PICTURES = ROOT / "docs" / "pictures"
SHOTS = {
    "home": "",
    "tasks": "tasks",
    "evidence": "evidence",
    "register": "register",
    "comparison": "comparison",
    "band": "band",
    "draft": "draft",
    "plan": "plan",
    "files": "files",
    "scores": "scores",
    "about": "about",
}
LARGEST = 200_000  # bytes: the README should open quickly


def main() -> int:
    """Write a picture of each page; 1 where one is too large."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = Served(Path(folder) / "pictures.sqlite3")
        server.start()
        try:
            with browser() as chromium:
                page = open_page(chromium)
                page.goto(server.address)
                settled(page)
                button(page, "Try the example").click()
                page.wait_for_url("**/band?**")
                settled(page)
                assessment = page.url.split("assessment=")[1].split("&")[0]
                for name, path in SHOTS.items():
                    page.goto(f"{server.address}/{path}?assessment={assessment}&aspect=coproduction")
                    _take(page, PICTURES / f"{name}.png")
                _library(page, f"{server.address}/reports?assessment={assessment}")
                _quality(page, f"{server.address}/quality?assessment={assessment}")
        finally:
            server.kill()
    return int(any(picture.stat().st_size > LARGEST for picture in PICTURES.glob("*.png")))


def _library(page: Page, address: str) -> None:
    """A made-up report, open for review."""
    page.goto(address)
    settled(page)
    made = FilePayload(name="northmere.txt", mimeType="text/plain", buffer=REPORT.encode())
    page.locator("input[type=file]").first.set_input_files(made)
    page.get_by_text("1 file: 1 read.").wait_for()
    settled(page)
    button(page, "Review").click()
    page.get_by_test_id("stDataFrame").wait_for()
    _take(page, PICTURES / "library.png")


def _quality(page: Page, address: str) -> None:
    """The library judged."""
    page.goto(address)
    settled(page)
    button(page, "Work out the figures").click()
    page.get_by_role("button", name="Model card").wait_for(timeout=120_000)
    page.get_by_role("heading", level=1).scroll_into_view_if_needed()
    _take(page, PICTURES / "quality.png")


def _take(page: Page, file: Path) -> None:
    """Write the picture, once two in a row are the same: what is drawn on a canvas tells nobody when it is done."""
    still(page)
    picture = page.screenshot()
    while (later := page.screenshot()) != picture:
        picture = later
    file.write_bytes(picture)


if __name__ == "__main__":
    sys.exit(main())

"""A served app and a browser, for all the tests here. They are skipped where Chromium is not installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from rubric.storage import Store
from tests.browser import served
from tests.browser.axe import BARE, findings
from tests.browser.served import CHROMIUM, Served, open_page, settled


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there: install Debian's chromium to run the browser tests")
    with served.browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served app keeps what is typed."""
    return tmp_path_factory.mktemp("database") / "browser.sqlite3"


@pytest.fixture(scope="session")
def app(chromium: Browser, database: Path) -> Iterator[Served]:
    """The app, served until the tests are done."""
    server = Served(database)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def store(app: Served, database: Path) -> Iterator[Store]:
    """The served app's database, read beside it."""
    opened = Store(f"sqlite:///{database}")
    try:
        yield opened
    finally:
        opened.close()


@pytest.fixture
def page(chromium: Browser, app: Served) -> Iterator[Page]:
    """A fresh tab on the home page."""
    tab = open_page(chromium)
    tab.goto(app.address)
    settled(tab)
    yield tab
    tab.context.close()


@pytest.fixture(scope="session")
def example(chromium: Browser, app: Served) -> str:
    """The id of the example council's assessment."""
    tab = open_page(chromium)
    tab.goto(app.address)
    tab.get_by_role("button", name="Try the example").click()
    tab.wait_for_url("**/band?**")
    settled(tab)
    address = tab.url
    tab.context.close()
    return address.split("assessment=")[1].split("&")[0]


@pytest.fixture(scope="session")
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

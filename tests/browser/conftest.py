"""A served app and a browser, for all the tests here. They are skipped where Chromium is not installed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from rubric.storage import Store
from tests.browser import served
from tests.browser.axe import BARE, findings
from tests.browser.served import CHROMIUM, Served, new_session, open_page, settled


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


@pytest.fixture(scope="session")
def _session(chromium: Browser) -> Iterator[tuple[BrowserContext, CDPSession]]:
    """One browser session for all tests, and what makes it forget; a tab that shows nothing stays open in it.

    In a session of its own each tab would fetch and compile the app anew: a page then takes twice the work.
    """
    context = new_session(chromium)
    yield context, context.new_cdp_session(context.new_page())
    context.close()


@pytest.fixture
def tab(_session: tuple[BrowserContext, CDPSession], app: Served) -> Iterator[Page]:
    """A fresh tab, with nothing kept by the browser from before."""
    context, forgetful = _session
    context.clear_cookies()
    kept = {"origin": app.address, "storageTypes": "local_storage,indexeddb"}
    forgetful.send("Storage.clearDataForOrigin", kept)
    yield context.new_page()
    for opened in context.pages[1:]:
        opened.close()


@pytest.fixture
def page(tab: Page, app: Served) -> Page:
    """A fresh tab on the home page."""
    tab.goto(app.address)
    settled(tab)
    return tab


@pytest.fixture(scope="session")
def example(_session: tuple[BrowserContext, CDPSession], app: Served) -> str:
    """The id of the example council's assessment."""
    tab = _session[0].new_page()
    tab.goto(app.address)
    tab.get_by_role("button", name="Try the example").click()
    tab.wait_for_url("**/band?**")
    settled(tab)
    address = tab.url
    tab.close()
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
        page = open_page(chromium)
        page.goto(server.address)
        found = findings(page)
        page.emulate_media(color_scheme="dark")
        found |= findings(page)
        page.context.close()
        yield found
    finally:
        server.kill()

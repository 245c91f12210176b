"""axe-core on every page in the dark scheme: a file of its own, so that both schemes are walked at once."""

from playwright.sync_api import Browser

from tests.browser.axe import more_than_bare
from tests.browser.served import Served


def test_no_page_has_more_than_a_bare_streamlit_page(
    chromium: Browser, app: Served, example: str, bare: set[tuple[str, str]]
) -> None:
    assert more_than_bare(chromium, app, example, bare, "dark") == {}

"""What axe-core finds on a page, and how far a page can be scrolled sideways."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.served import still

# What Streamlit's own date field and file uploader bring with them, on any page.
BARE = """
import streamlit as st
st.navigation([st.Page(lambda: st.title("Bare"), title="Bare", url_path="bare", default=True)]).run()
st.date_input("Date", value=None, format="DD/MM/YYYY")
st.file_uploader("File")
"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Page) -> set[tuple[str, str]]:
    """What axe finds: the rule, and what kind of element it is about."""
    return _found(page, RULES)


def dark_findings(page: Page) -> set[tuple[str, str]]:
    """What it finds where only the colours are others than those it has looked at."""
    return _found(page, ["color-contrast"])


def _found(page: Page, rules: list[str]) -> set[tuple[str, str]]:
    still(page)
    # nothing is told in full of what passes: on a long page that takes longer than all the rules
    found = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response["violations"]
    return {(one["id"], _kind(node["html"])) for one in found for node in one["nodes"]}


def _kind(html: str) -> str:
    """The element as far as it is Streamlit's own: its tag, and its test id or role."""
    opening = html.split(">")[0]
    named = [part for part in opening.split() if part.startswith(("data-testid=", "role=", "data-type="))]
    return " ".join([opening.split()[0], *sorted(named)])


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return int(
        page.evaluate(
            "(main => Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth))"
            "(document.querySelector('[data-testid=stMain]'))"
        )
    )

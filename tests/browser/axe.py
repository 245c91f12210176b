"""What axe-core finds on a page, and how far a page can be scrolled sideways."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.served import Served, open_page, settled, still

# What Streamlit's own date field and file uploader bring with them, on any page.
BARE = """
import streamlit as st
st.navigation([st.Page(lambda: st.title("Bare"), title="Bare", url_path="bare", default=True)]).run()
st.date_input("Date", value=None, format="DD/MM/YYYY")
st.file_uploader("File")
"""
PAGES = (
    "",
    "tasks",
    "evidence",
    "register",
    "comparison",
    "band",
    "draft",
    "plan",
    "files",
    "reports",
    "quality",
    "scores",
    "about",
)
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


def more_than_bare(
    chromium: Browser, app: Served, example: str, bare: set[tuple[str, str]], scheme: str
) -> dict[str, set[tuple[str, str]]]:
    """By page (and for the open form), what axe finds beyond what it finds on a page that holds nothing of ours."""
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
    return {name: found for name, found in worse.items() if found}


def sideways(page: Page) -> int:
    """How many pixels the page can be scrolled sideways."""
    return int(
        page.evaluate(
            "(main => Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth))"
            "(document.querySelector('[data-testid=stMain]'))"
        )
    )

"""The pages in their order, and how to get from one to another with the assessment kept in the address."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from rubric.evidence.plan import Keeper
from rubric.ui import session

FOLDER = Path(__file__).parent.parent / "pages"


@dataclass(frozen=True)
class Screen:
    """One page: its file, its title in the page list and the window, its icon, and its place in the address."""

    name: str
    title: str
    icon: str
    path: str

    @property
    def file(self) -> str:
        return str(FOLDER / f"{self.name}.py")


SCREENS = (
    Screen("home", "Home", ":material/home:", ""),
    Screen("evidence", "Evidence", ":material/edit_note:", "evidence"),
    Screen("comparison", "Comparison", ":material/compare:", "comparison"),
    Screen("band", "Predicted band", ":material/insights:", "band"),
    Screen("draft", "Draft", ":material/description:", "draft"),
    Screen("plan", "Plan", ":material/checklist:", "plan"),
    Screen("files", "Bring in files", ":material/move_to_inbox:", "files"),
    Screen("library", "Reports", ":material/library_books:", "reports"),
    Screen("quality", "How good is this?", ":material/verified:", "quality"),
    Screen("scores", "Published scores", ":material/leaderboard:", "scores"),
    Screen("about", "How this works", ":material/help:", "about"),
)
STEPS = SCREENS[1:6]
IN_ADDRESS = {
    "assessment": "assessment",
    "aspect": "aspect",
    "item": "editing",
    "report": "report",
}  # names there, and on the desk


def registered() -> list[st.Page]:
    """The pages as Streamlit takes them: files, in one flat list."""
    return [
        st.Page(screen.file, title=screen.title, icon=screen.icon, url_path=screen.path, default=not screen.path)
        for screen in SCREENS
    ]


def screen(name: str) -> Screen:
    """The page with this name."""
    return next(screen for screen in SCREENS if screen.name == name)


def go(name: str, **address: str) -> None:
    """Show another page now."""
    st.switch_page(screen(name).file, query_params=_address(address))


def link(name: str, label: str, *, icon: str | None = None, **address: str) -> None:
    """Draw a link to another page."""
    st.page_link(screen(name).file, label=label, icon=icon, query_params=_address(address))


def _address(more: dict[str, str]) -> dict[str, str]:
    here = session.desk()
    kept = {"assessment": here.assessment, "aspect": here.aspect}
    return {name: value for name, value in (kept | more).items() if value}


def follow_address() -> None:
    """Open what the address names, so that reloads and links between people work; else write there what is open.

    The page list leaves the address bare, and a callback may have opened something else since: so the address is
    followed only where it has changed from what this session last wrote there.
    """
    here = session.desk()
    _open_what_is_named()
    for name, held in IN_ADDRESS.items():
        asked = st.query_params.get(name, "")
        if asked and asked != here.linked.get(name):
            session.open_assessment(asked) if name == "assessment" else setattr(here, held, asked)
        now: str = getattr(here, held)
        if now and asked != now:
            st.query_params[name] = now
        elif asked and not now:
            del st.query_params[name]
        here.linked[name] = now


def _open_what_is_named() -> None:
    """Open for editing the section or the action that a link named, once: a reload keeps what was opened since."""
    here = session.desk()
    if section := st.query_params.get("section"):
        here.rewriting.editing = section
        del st.query_params["section"]
    if action := st.query_params.get("action"):
        here.plan.editing = f"{Keeper.PLAN}-{action}"
        del st.query_params["action"]


def steps(name: str) -> None:
    """Draw previous and next, at the foot of a page."""
    at = [step.name for step in STEPS].index(name)
    st.divider()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="steps"):
        back = STEPS[at - 1] if at else SCREENS[0]
        link(back.name, f"Previous: {back.title}", icon=":material/arrow_back:")
        if at + 1 < len(STEPS):
            onward = STEPS[at + 1]
            link(onward.name, f"Next: {onward.title}", icon=":material/arrow_forward:")

"""The pages in their order, and how to get from one to another with the assessment kept in the address."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from time import monotonic

import streamlit as st

from rubric.evidence.plan import Keeper
from rubric.ui.state import session
from rubric.ui.state.desk import Opened

# seconds; a new address reaches the browser within one, and who goes back in the browser takes longer
_ADDRESS_DELAY = 2.0
FOLDER = Path(__file__).parents[2] / "pages"


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
    Screen("tasks", "Task list", ":material/map:", "tasks"),
    Screen("intake", "Bring in what you have", ":material/upload_file:", "bring-in"),
    Screen("last_report", "Since your last report", ":material/history:", "last-report"),
    Screen("evidence", "Evidence", ":material/edit_note:", "evidence"),
    Screen("register", "All your evidence", ":material/table_rows:", "register"),
    Screen("comparison", "Comparison", ":material/compare:", "comparison"),
    Screen("band", "Predicted band", ":material/insights:", "band"),
    Screen("director", "Director’s page", ":material/article:", "director"),
    Screen("draft", "Draft", ":material/description:", "draft"),
    Screen("plan", "Plan", ":material/checklist:", "plan"),
    Screen("files", "Bring back files", ":material/move_to_inbox:", "files"),
    Screen("library", "Reports", ":material/library_books:", "reports"),
    Screen("quality", "How good is this?", ":material/verified:", "quality"),
    Screen("scores", "Published scores", ":material/leaderboard:", "scores"),
    Screen("about", "How this works", ":material/help:", "about"),
)
STEPS = tuple(one for one in SCREENS if one.name in ("tasks", "evidence", "comparison", "band", "draft", "plan"))
IN_ADDRESS = tuple(field.name for field in fields(Opened))


def registered() -> list[st.Page]:
    """The pages as Streamlit takes them: files, in one flat list."""
    return [
        st.Page(screen.file, title=screen.title, icon=screen.icon, url_path=screen.path, default=not screen.path)
        for screen in SCREENS
    ]


def screen(name: str) -> Screen:
    """The page with this name; StopIteration where there is none."""
    return next(screen for screen in SCREENS if screen.name == name)


def arrive(path: str | None = None) -> None:
    """Switch to the page that a click leads to, if any.

    `path` is that of the page being drawn; None: switch at once. Any newer click has Streamlit forget the switch, so it
    is repeated until the wanted page is drawn, or the person has gone somewhere else.
    """
    memory = session.desk()
    if path is not None:
        memory.came_before = memory.page if path != memory.page else None
        memory.page = path
    if not memory.going_to:
        return
    if memory.going_from is None:
        memory.going_from = path
    target = screen(memory.going_to)
    if path is None or (path == memory.going_from and path != target.path):
        st.switch_page(target.file, query_params=_address({}))
    memory.going_to, memory.going_from = "", None


def go_to(assessment: str, then: str = "evidence") -> None:
    """Open the assessment with this id ("": none) and have `arrive` switch to the page named `then`."""
    session.open_assessment(assessment)
    session.desk().going_to = then


def link(
    name: str,
    label: str,
    *,
    icon: str | None = None,
    aspect: str = "",
    item: str = "",
    report: str = "",
    section: str = "",
    edit: str = "",
    action: str = "",
) -> None:
    """Draw a link to the page with this name; `aspect` to `action` are ids of what is to be open there.

    `edit` is a section of the draft that is to be open for editing.
    """
    section = section or edit
    more = {"aspect": aspect, "item": item, "report": report, "section": section, "edit": edit, "action": action}
    st.page_link(screen(name).file, label=label, icon=icon, query_params=_address(more))


def _address(more: Mapping[str, str]) -> dict[str, str]:
    opened = session.opened()
    always = {"assessment": opened.assessment, "aspect": opened.aspect}
    return {name: value for name, value in (always | {n: v for n, v in more.items() if v}).items() if value}


def follow_address() -> None:
    """Open what the address names, so that reloads and links between people work; else write there what is open.

    The page list leaves the address bare, a callback may have opened something else since, and a quick click comes with
    the address from before the last one: so the address is followed only where it has changed from what this session
    last wrote there, no callback has changed what is open, and it is not what was there a moment ago.
    """
    memory = session.desk()
    before = asdict(memory.opened)
    for name in IN_ADDRESS:
        asked, written = _in_full(name, st.query_params.get(name, "")), memory.address.get(name, "")
        if asked not in ("", written) and before[name] == written and not _is_late(name, asked):
            if name == "assessment":
                session.open_assessment(asked)
            else:
                memory.opened = replace(memory.opened, **{name: asked})
                _arrived(name, asked)
        now = asdict(memory.opened)[name]
        if now and asked != now:
            st.query_params[name] = now
        elif asked and not now:
            del st.query_params[name]
        if now != written:
            memory.former_address[name] = (written, session.UNENDED)
        memory.address[name] = now


def _arrived(name: str, id: str) -> None:
    """Put the focus where a link leads to, which brings it into sight, and remember where an item was come to from."""
    memory = session.desk()
    if name in ("item", "action"):
        session.turn_focus(f"{id}.text")
    elif name == "section":
        memory.opened.edit = ""  # unless the address names it too, which is followed next
        session.turn_focus(f"open-{id}")
    elif name == "edit":
        session.turn_focus(f"{memory.opened.assessment}.{id}")
    if name == "item" and memory.came_before:
        memory.came_from = {id: memory.came_before}


def way_back(item: str) -> None:
    """Draw the link back to the page from which a link led to this item; nothing where none did."""
    path = session.desk().came_from.get(item)
    if path is not None:
        to = next(screen for screen in SCREENS if screen.path == path)
        link(to.name, f"Back to {to.title}", icon=":material/arrow_back:")


def _is_late(name: str, asked: str) -> bool:
    """Whether this stood in the address a moment ago: then whoever clicked had not got the new one yet."""
    former, since = session.desk().former_address.get(name, ("", 0.0))
    return asked == former and monotonic() - since < _ADDRESS_DELAY


def _in_full(name: str, asked: str) -> str:
    """What the address asks for; a link to an action of the plan gives its id alone, without who keeps it."""
    if name != "action" or not asked or asked.startswith(tuple(f"{keeper}-" for keeper in Keeper)):
        return asked
    return f"{Keeper.PLAN}-{asked}"


def steps(name: str) -> None:
    """Draw the links to the previous and the next step, at the foot of the page with this name."""
    index = [step.name for step in STEPS].index(name)
    st.divider()
    with st.container(horizontal=True, horizontal_alignment="distribute", key="steps"):
        back = STEPS[index - 1] if index else SCREENS[0]
        link(back.name, f"Previous: {back.title}", icon=":material/arrow_back:")
        if index + 1 < len(STEPS):
            onward = STEPS[index + 1]
            link(onward.name, f"Next: {onward.title}", icon=":material/arrow_forward:")


def redraw() -> None:
    """Run the page again if something on it asked for that (`Desk.redraw`); at its end, so that nothing is cut off."""
    if session.desk().redraw:
        session.desk().redraw = False
        st.rerun()

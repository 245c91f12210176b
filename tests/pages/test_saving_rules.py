"""What keeps words safe: rules on the code that saves, and on what is shown of other people's text."""

import ast
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.runtime.state import SafeSessionState, SessionState, session_state_proxy

from rubric.ui.evidence import acts
from rubric.ui.parts import navigation
from rubric.ui.parts.words import literal, safe
from rubric.ui.state import session
from rubric.ui.state.desk import Desk, Opened

UI = Path(__file__).parents[2] / "rubric" / "ui"
PAGES = UI.parent / "pages"
SAVING = [
    UI / "saved" / "saving.py",
    UI / "reports" / "importing.py",
    *UI.glob("**/acts.py"),
    *UI.glob("**/kept.py"),
]


def named(file: Path) -> str:
    return file.relative_to(UI.parent).as_posix()


def code_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", SAVING, ids=named)
def test_callbacks_that_save_cannot_draw(file: Path) -> None:
    for node in ast.walk(code_of(file)):
        if isinstance(node, ast.Import):
            assert all(not alias.name.startswith("streamlit") for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("streamlit")


@pytest.mark.parametrize("file", [*UI.glob("**/*.py"), *PAGES.glob("*.py")], ids=named)
def test_only_session_and_cache_keep_state(file: Path) -> None:
    used = {node.attr for node in ast.walk(code_of(file)) if isinstance(node, ast.Attribute)}
    assert "session_state" not in used or file.name == "session.py"
    assert not used & {"cache_data", "cache_resource"} or file.name == "cache.py"


@pytest.mark.parametrize("file", list(PAGES.glob("*.py")), ids=lambda file: file.stem)
def test_a_page_reads_at_a_glance(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 60
    assert not any(isinstance(node, ast.ClassDef | ast.FunctionDef) for node in ast.walk(code_of(file)))


def test_one_thread_runs_a_session() -> None:
    """Fast reruns let the callbacks of two quick clicks save side by side, and the second was lost at times."""
    settings = tomllib.loads((UI.parents[1] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["runner"]["fastReruns"] is False


@pytest.mark.parametrize(
    ("shown", "told", "held", "news"),
    [
        ({}, {}, "A", True),
        ({"box": "A"}, {}, "A", False),
        ({"box": "A"}, {}, "B", True),
        ({"box": None}, {}, None, False),
        ({"box": "theirs"}, {"box": ("mine", 0.2)}, "mine", False),  # sent before the browser heard of theirs
        ({"box": "theirs"}, {"box": ("mine", 0.2)}, "mine, and more", True),
        ({"box": "theirs"}, {"box": ("mine", 5.0)}, "mine", True),
    ],
)
def test_only_what_a_person_changed_is_news(
    shown: dict[str, object],
    told: dict[str, tuple[object, float]],
    held: object,
    news: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk(shown=dict(shown))
    desk.replaced = {key: (value, 100.0 - ago) for key, (value, ago) in told.items()}
    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr(session, "monotonic", lambda: 100.0)
    monkeypatch.setattr(session, "read", lambda key: held)
    assert session.is_new_value("box") is news


def test_a_sentence_is_shown_until_a_run_has_ended_with_it_and_there_was_time_to_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, now = Desk(), [100.0]
    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr(session, "monotonic", lambda: now[0])
    session.note("plan", "Saved.")
    assert session.take_note("plan") == "Saved."
    now[0] += 60
    assert session.take_note("plan") == "Saved."  # the first run was stopped before its end
    session.mark_run_ended()
    now[0] += session.READING / 2
    assert session.take_note("plan") == "Saved."  # a run that nobody asked for came right after it
    session.mark_run_ended()
    now[0] += session.READING
    assert session.take_note("plan") == ""
    session.note("plan", "Removed.")
    session.mark_run_ended()  # left by a click after the place was last drawn
    now[0] += 60
    assert session.take_note("plan") == "Removed."


def test_what_the_browser_may_not_have_heard_of_is_counted_from_the_end_of_the_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, now = Desk(shown={"box": "theirs"}), [100.0]
    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr(session, "read", lambda key: "mine")
    monkeypatch.setattr(session, "monotonic", lambda: now[0])
    desk.replaced = {"box": ("mine", session.UNENDED)}
    desk.former_address = {"item": ("a", session.UNENDED)}
    now[0] += 60  # a long run
    session.mark_run_ended()
    now[0] += 0.1
    session.mark_run_ended()
    assert not session.is_new_value("box")
    assert desk.former_address == {"item": ("a", 160.0)}


def test_what_was_set_is_set_again_by_a_run_right_after_it_and_not_over_what_was_typed_since(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk, now, state = Desk(), [100.0], {"box": "mine"}
    writes: list[object] = []

    class Watched(dict[str, object]):
        def __setitem__(self, key: str, value: object) -> None:
            writes.append(value)
            state[key] = str(value)

        def __contains__(self, key: object) -> bool:
            return key in state

    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr(session, "read", state.get)
    monkeypatch.setattr(session, "monotonic", lambda: now[0])
    monkeypatch.setattr(session, "st", SimpleNamespace(session_state=Watched()))
    session.tie("box", "mine")
    assert writes == []
    session.tie("box", "theirs")  # what this run had to say was thrown away
    session.tie("box", "theirs")
    session.mark_run_ended()
    now[0] += 0.2
    session.tie("box", "theirs")
    assert writes == ["theirs"] * 3
    now[0] += 0.2
    state["box"] = "typed since"
    session.tie("box", "theirs")
    state["box"] = "theirs"
    now[0] += 5
    session.tie("box", "theirs")
    assert writes == ["theirs"] * 3


def test_what_a_button_chooses_too_gets_a_new_widget_and_not_a_new_value(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, held = Desk(), {"page-0": 2}
    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr(session, "read", held.get)
    assert session.key_showing("page", 2) == "page-0"
    assert session.key_showing("page", 3) == "page-1"
    assert session.key_showing("page", 3) == "page-1"  # never drawn yet


def test_a_list_that_a_newer_one_has_replaced_chooses_no_aspect(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quick click brings back what stood in the list when the browser had not heard of the new one."""
    desk, held = Desk(opened=Opened(aspect="workforce")), {"list-0": "culture", "list-1": "practice"}
    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr(session, "read", held.get)
    session.next_turn("list")
    known = ["culture", "workforce", "practice"]
    acts.turn_to_chosen("list", "list-0", known)
    assert desk.opened.aspect == "workforce"
    acts.turn_to_chosen("list", "list-1", known)
    assert desk.opened.aspect == "practice"


@pytest.mark.parametrize(
    ("pages", "switched"),
    [(["", "", "band", ""], 2), (["", "plan", ""], 1), (["band"], 0)],
    ids=["stopped once by a newer click", "gone elsewhere meanwhile", "there already"],
)
def test_a_click_leads_to_its_page_whatever_is_clicked_meanwhile(
    pages: list[str], switched: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(going_to="band")
    gone_to: list[str] = []
    monkeypatch.setattr(session, "desk", lambda: desk)
    monkeypatch.setattr("rubric.ui.parts.navigation.st.switch_page", _stopping(gone_to))
    for path in pages:
        with suppress(Interrupted):
            navigation.arrive(path)
    assert gone_to == ["band"] * switched
    assert desk.going_to == ""


def _stopping(gone_to: list[str]) -> Callable[..., None]:
    def switch_page(file: str, **address: object) -> None:
        gone_to.append(Path(file).stem)
        raise Interrupted

    return switch_page


class Interrupted(BaseException):
    """What Streamlit raises at a point where it may stop a script."""


def test_reading_a_changed_widget_is_never_a_point_where_a_save_can_be_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop() -> None:
        raise Interrupted

    state = SessionState()
    state["words"] = "typed just now"
    state["desk"] = Desk(opened=Opened(assessment="a"))
    busy = SafeSessionState(state, stop)
    monkeypatch.setattr(session_state_proxy, "get_session_state", lambda: busy)
    with pytest.raises(Interrupted):
        busy["words"]
    assert session.read("words") == "typed just now"
    assert session.opened().assessment == "a"
    session.mark_saved("words")


@pytest.mark.parametrize(
    "typed",
    [
        "*one*",
        "$5 and $6",
        "[x](y)",
        "<b>",
        "# not a heading",
        "- no list",
        ":smile:",
        ":red[no]",
        "`code`",
        "a_b_c",
        "~~no~~",
        "1. no",
        "\\",
    ],
)
def test_every_mark_in_typed_text_is_escaped(typed: str) -> None:
    shown = literal(typed)
    assert shown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\") == typed
    marks = [at for at, letter in enumerate(shown) if letter in "*$[]<>#-:`_~.()" and shown[at - 1] != "\\"]
    assert not marks


@given(some.text())
def test_typed_text_never_breaks_out_of_our_html(typed: str) -> None:
    assert not set(safe(typed)) & set("<>\"'")


@given(some.text(alphabet=some.characters(codec="ascii", exclude_characters="\0")))
def test_escaping_keeps_every_word(typed: str) -> None:
    shown = literal(typed).replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")
    assert shown == " ".join(typed.split())

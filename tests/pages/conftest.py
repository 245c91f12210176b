"""The app run without a browser: the real pages, store and models, on a database of the test's own."""

import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from rubric.ui.state import background, cache, collector
from rubric.ui.state.last_read import LastingStore
from rubric.workflow import Bench, prepare

APP = Path(__file__).parents[2] / "app.py"


class App:
    """One person at the app."""

    def __init__(self) -> None:
        self.at = AppTest.from_file(str(APP), default_timeout=400)
        self.at.run()

    def go(self, page: str) -> "App":
        """Open a page from the page list."""
        self.at.switch_page(f"rubric/pages/{page}.py").run()
        return self

    def press(self, key: str) -> "App":
        """Press a button. Where it leads to another page, `go` there too: AppTest itself does not follow."""
        self.at.button(key=key).click().run()
        return self

    def example(self) -> "App":
        """Open the example council's assessment."""
        return self.go("home").press("try-example").go("band")

    def start(self, council: str = "Testshire", title: str = "Self-assessment") -> "App":
        """Start an assessment by the form on the home page."""
        self.go("home")
        self.at.text_input(key="new-council").input(council)
        self.at.text_input(key="new-title").input(title)
        return self.press("new-start").go("evidence")

    @property
    def store(self) -> LastingStore:
        return cache.store()

    @property
    def id(self) -> str:
        """The open assessment."""
        return str(self.at.query_params["assessment"])

    @property
    def heading(self) -> str:
        return self.at.title[0].value

    @property
    def words(self) -> str:
        """Everything that can be read on the page, as it was given to the browser."""
        kinds = ("title", "header", "markdown", "caption", "error", "warning", "info")
        found = [element.value for kind in kinds for element in getattr(self.at, kind)]
        drawn = (html.proto.body for html in self.at.get("html"))
        return "\n".join([*found, *(body for body in drawn if not body.startswith("<style"))])

    def learned(self) -> "App":
        """Wait until the models are made from the library as it is, and draw the page again."""
        assert cache.refit().wait(120)
        self.at.run()
        return self

    def has(self, key: str) -> bool:
        """Whether the page has a button with this key."""
        return any(button.key == key for button in self.at.button)

    def sound(self) -> None:
        """No traceback is shown."""
        assert not self.at.exception


@pytest.fixture(scope="session", autouse=True)
def _packages_looked_through_once() -> Iterator[None]:
    """Streamlit reads about every installed package for each `AppTest`, to find components: longer than most tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", lru_cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="session")
def _spared(bench: Bench) -> None:
    """What stays is frozen once, not by each test's app: collecting everything takes longer than most tests."""
    collector.load_what_comes_late()
    collector.spare_the_collector()


@pytest.fixture
def spare(_spared: None) -> Callable[[], None]:
    """What a refit has done with the collector: nothing more, but where that is what a test is about."""
    return lambda: None


@pytest.fixture
def app(
    tmp_path: Path, sqlite_made: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench, spare: Callable[[], None]
) -> Iterator[App]:
    """The app with an empty database; its models are the session's own, as making them takes long."""
    monkeypatch.setattr(background, "spare_the_collector", spare)
    database = shutil.copy(sqlite_made, tmp_path / "test.sqlite3")
    monkeypatch.setenv("RUBRIC_DATABASE_URL", f"sqlite:///{database}")
    monkeypatch.setattr(cache, "prepare", lambda version, *own: prepare(version, *own) if own else bench)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield App()
    cache.refit().wait(120)  # it reads the store, which is closed next
    cache.erasing().wait(60)
    cache.store().close()
    st.cache_resource.clear()

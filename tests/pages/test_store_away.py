"""The store goes away under an open page: the page stays, words included, and looks for the store by itself."""

from collections import Counter
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from rubric.errors import NotFound, StoreUnavailable
from rubric.evidence import EvidenceItem
from rubric.framework import Polarity
from rubric.storage import Store
from rubric.storage.database import Database
from rubric.ui.app import watch
from rubric.ui.app.watch import Watch
from rubric.ui.state import last_read
from rubric.ui.state.last_read import LastingStore, LastRead
from tests.pages.conftest import App

WHY = "The database rubric on db can't be reached."


@contextmanager
def away() -> Iterator[None]:
    """The database can neither be read nor written."""

    @contextmanager
    def fail(_: Database) -> Iterator[None]:
        raise StoreUnavailable(WHY)
        yield

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Database, "reading", fail)
        broken.setattr(Database, "writing", fail)
        yield


@pytest.fixture
def item(app: App) -> str:
    """An item that is open for editing."""
    app.start()
    app.store.items.add(app.id, EvidenceItem(id="first", aspect="culture", text="As it was"))
    app.go("evidence").press("edit-first")
    return "first"


def said(app: App) -> list[str]:
    return [warning.value for warning in app.at.warning]


def test_the_page_stays_and_the_words_are_saved_without_a_click(app: App, item: str) -> None:
    box = f"{item}.text"
    with away():
        app.at.text_area(key=box).input("Written meanwhile").run()
        app.sound()
        assert said(app) == [watch.AWAY]
        assert app.at.text_area(key=box).value == "Written meanwhile"
        app.at.run()
        assert app.at.text_area(key=box).value == "Written meanwhile"
    looked(app)
    assert [kept.text for kept in app.store.assessments.get(app.id).evidence] == ["Written meanwhile"]
    assert said(app) == []
    assert app.at.text_area(key=box).value == "Written meanwhile"
    assert not app.at.code


def test_a_page_that_was_never_read_says_so_and_comes_by_itself(app: App, item: str) -> None:
    with away():
        app.go("plan")
        assert said(app) == [watch.AWAY]
    looked(app)
    assert not app.at.error
    assert app.heading == "Improvement plan"


def test_what_a_colleague_saved_meanwhile_is_not_written_over(app: App, item: str) -> None:
    with away():
        app.at.text_area(key=f"{item}.text").input("Mine").run()
    app.store.plain.items.save(app.id, item, {"text": "Theirs"})
    looked(app)
    assert [kept.text for kept in app.store.assessments.get(app.id).evidence] == ["Theirs"]
    assert app.has("keep-mine-1")


class Readings:
    """A reading that can fail, and how often it was asked for."""

    def __init__(self) -> None:
        self.answer: int | Exception = 1
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_a_store_that_was_away_a_moment_ago_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, reading = LastRead(), Readings()
    assert kept.read("a", reading) == 1
    reading.answer = StoreUnavailable(WHY)
    assert [kept.read("a", reading) for _ in range(5)] == [1] * 5
    assert (reading.asked, kept.away) == (2, True)
    with pytest.raises(StoreUnavailable, match="can't be reached"):
        kept.fail_early()
    with pytest.raises(StoreUnavailable, match="can't be reached"):
        kept.read("never read", reading)
    monkeypatch.setattr(last_read, "MOMENT", 0.0)
    reading.answer = 2
    assert (kept.read("a", reading), kept.away) == (2, False)
    kept.fail_early()


def test_one_at_a_time_finds_out_whether_a_silent_store_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_read, "MOMENT", 0.0)
    kept, reading = LastRead(), Readings()
    kept.read("a", reading)
    reading.answer = StoreUnavailable(WHY)
    kept.read("a", reading)
    asked, answer = Event(), Event()

    def slow() -> int:
        asked.set()
        assert answer.wait(60)
        return 2

    first = Thread(target=kept.ask, args=(slow,))
    first.start()
    assert asked.wait(60)
    before = reading.asked
    assert (kept.read("a", reading), reading.asked) == (1, before)
    answer.set()
    first.join(60)
    assert not kept.away


def test_what_is_gone_does_not_stand_in_for_itself() -> None:
    kept, reading = LastRead(), Readings()
    kept.read("a", reading)
    reading.answer = NotFound("Gone.")
    with pytest.raises(NotFound):
        kept.read("a", reading)
    reading.answer = StoreUnavailable(WHY)
    with pytest.raises(StoreUnavailable):
        kept.read("a", reading)


def test_revisions_and_words_that_stand_in_were_read_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = LastingStore(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    made = store.assessments.create(council="A", title="B", framework_version="")
    store.items.add(made.id, EvidenceItem(id="one", aspect="culture", text="Old"))

    def both(plain: Store, _: object) -> tuple[int, str]:
        return plain.items.revisions(made.id)["one"], plain.assessments.get(made.id).evidence[0].text

    def stamp(plain: Store) -> Hashable | None:
        return plain.assessments.stamp(made.id)

    first = store.together("both", stamp, both)
    store.items.save(made.id, "one", {"text": "New"})
    plain_get = type(store.plain.assessments).get
    with monkeypatch.context() as broken:

        def fail(*_: object) -> None:
            raise StoreUnavailable(WHY)

        broken.setattr(type(store.plain.assessments), "get", fail)
        assert store.together("both", stamp, both) == first  # though the newer revision could be read
        with pytest.raises(StoreUnavailable):
            store.items.save(made.id, "one", {"text": "Not now"})
    assert type(store.plain.assessments).get is plain_get
    store.close()


def test_what_is_read_together_is_read_anew_once_it_has_changed_and_not_before(tmp_path: Path) -> None:
    store = LastingStore(f"sqlite:///{tmp_path / 'one.sqlite3'}")
    stamps: list[str | None] = ["first", "first", "second", None, None]
    asked = iter(stamps)

    def read(_: Store, last: str | None) -> str:
        return f"after {last}"

    found = [store.together("kept", lambda _: next(asked), read) for _ in stamps]
    first = "after None"
    assert found == [first, first, f"after {first}", f"after after {first}", f"after after after {first}"]
    assert store.together("another", lambda _: "second", read) == first
    store.close()


def test_a_run_of_a_page_asks_the_store_for_one_thing_once_and_anew_after_a_change(app: App, item: str) -> None:
    app.at.run()
    asked: Counter[str] = Counter()

    def note(_: object, __: object, statement: str, given: object, *___: object) -> None:
        asked[f"{statement} {given}"] += statement != "BEGIN"

    event.listen(Engine, "before_cursor_execute", note)
    try:
        app.at.run()
        of_one_run = asked.copy()
        app.at.button_group(key=f"{item}.polarity").select(Polarity.STRENGTH).run()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    app.sound()
    assert of_one_run
    assert [statement for statement, times in of_one_run.items() if times > 1] == []
    assert app.at.button_group(key=f"{item}.polarity").value == Polarity.STRENGTH
    assert app.store.assessments.get(app.id).evidence[0].polarity is Polarity.STRENGTH


def looked(app: App) -> None:
    """The page looks for the store: AppTest has no clock to do it by."""
    with pytest.MonkeyPatch.context() as now:
        now.setattr(Watch, "begun", property(lambda _: True, lambda _, __: None))
        app.at.run()

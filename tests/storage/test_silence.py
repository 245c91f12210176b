"""A database that goes silent, is held or is slow: one sentence within a bounded time, and work goes on afterwards."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from threading import Event, Thread

import psycopg
import pytest
from sqlalchemy import make_url, text

from rubric.errors import StoreUnavailable
from rubric.storage import Store, postgres
from rubric.storage import database as database_module
from rubric.storage.database import Database

SHORT = 0.4  # seconds, in place of the real limits
SLOW = 20.0  # seconds: with limits so short, whoever waits for that long waits for ever


class Between:
    """Passes everything on between a client and a server, until it is told to be silent: it then takes what comes."""

    def __init__(self, server: tuple[str, int]) -> None:
        self._server = server
        self._speaks = Event()
        self._speaks.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.port = self._listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def be_silent(self) -> None:
        self._speaks.clear()

    def speak(self) -> None:
        self._speaks.set()

    def close(self) -> None:
        self.speak()
        for one in (self._listener, *self._open):
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._server)
            except OSError:
                return
            self._open += [client, server]
            for here, there in ((client, server), (server, client)):
                Thread(target=self._pass, args=(here, there), daemon=True).start()

    def _pass(self, here: socket.socket, there: socket.socket) -> None:
        try:
            while data := here.recv(65536):
                self._speaks.wait()
                there.sendall(data)
            there.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@pytest.fixture
def between(postgres_url: str) -> Iterator[Between]:
    where = make_url(postgres_url)
    made = Between((where.host or "127.0.0.1", where.port or 5432))
    yield made
    made.close()


@pytest.fixture
def through(postgres_url: str, between: Between) -> str:
    """The address of a database by way of what can be silent."""
    url = make_url(postgres_url).set(host="127.0.0.1", port=between.port)
    url = url.update_query_dict({"connect_timeout": "2"})
    return url.render_as_string(hide_password=False)


def be_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on; what comes before may take its time on a busy machine."""
    monkeypatch.setattr(postgres.Connecting, "patience", SHORT)
    monkeypatch.setattr(postgres, "LOOK_SECONDS", SHORT)
    monkeypatch.setattr(postgres, "ANSWER_SECONDS", SHORT)


def refused(work: object, match: str) -> None:
    assert callable(work)
    began = time.monotonic()
    with pytest.raises(StoreUnavailable, match=match):
        work()
    assert time.monotonic() - began < SLOW


def test_a_server_that_goes_silent_is_told_and_saves_go_on_once_it_speaks(
    through: str, between: Between, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(Store(through)) as store:
        made = store.assessments.create(council="", title="Old", framework_version="")
        between.be_silent()
        be_impatient(monkeypatch)
        refused(
            lambda: store.assessments.save(made.id, {"title": "New"}), r"does not answer, so nothing was saved: .*\.$"
        )
        between.speak()
        monkeypatch.undo()
        store.assessments.save(made.id, {"title": "Newer"})
        assert store.assessments.get(made.id).title == "Newer"
        assert [one.old for one in store.assessments.history(made.id)] == ["Old"]


def test_a_server_that_goes_silent_in_the_middle_of_a_save_is_told(through: str, between: Between) -> None:
    with closing(Database(through)) as database:

        def work() -> None:
            with database.writing() as session:
                session.execute(text("CREATE TABLE one (id int)"))
                between.be_silent()
                driver = session.connection().connection.driver_connection
                assert isinstance(driver, postgres.Connecting)
                driver.patience = SHORT
                session.commit()

        refused(work, r"does not answer")
        refused(database.answer, "does not answer")
        between.speak()
        database.answer()


def test_a_row_that_somebody_holds_is_not_waited_for_without_end(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "LOCK_SECONDS", SHORT)
    with closing(Store(postgres_url)) as store:
        made = store.assessments.create(council="", title="Old", framework_version="")
        with psycopg.connect(postgres_url) as other:
            other.execute("SELECT 1 FROM assessment FOR UPDATE")
            refused(lambda: store.assessments.save(made.id, {"title": "New"}), r"is busy, so nothing was saved: .*\.$")
        store.assessments.save(made.id, {"title": "New"})
        assert store.assessments.get(made.id).title == "New"


def test_a_statement_that_takes_too_long_is_ended_and_one_that_may_take_long_is_not(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 0.2)
    with closing(Database(postgres_url)) as database:

        def sleep() -> None:
            with database.writing() as session:
                session.execute(text("SELECT pg_sleep(30)"))

        refused(sleep, r"took too long, so nothing was saved: .*\.$")
        with database.connection() as connection:
            assert connection.scalar(text("SHOW statement_timeout")) == "10min"
            connection.execute(text("SELECT pg_sleep(0.4)"))
        with database.reading() as session:
            assert session.scalar(text("SHOW statement_timeout")) == "200ms"


def test_every_connection_to_a_server_has_its_limits(postgres_url: str) -> None:
    with closing(Database(postgres_url)) as database, database.reading() as session:
        limits = {
            name: session.scalar(text(f"SHOW {name}"))
            for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
        }
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, postgres.Connecting)
        told = driver.info.get_parameters()
        assert driver.patience == postgres.ANSWER_SECONDS
    assert limits == {
        "lock_timeout": "8s", "statement_timeout": "15s", "idle_in_transaction_session_timeout": "10min",
    }  # fmt: skip
    assert {name: told[name] for name in ("connect_timeout", "keepalives_idle", "tcp_user_timeout")} == {
        "connect_timeout": "5", "keepalives_idle": "10", "tcp_user_timeout": "20000",
    }  # fmt: skip
    assert postgres.LOCK_SECONDS < postgres.STATEMENT_SECONDS < postgres.ANSWER_SECONDS  # the server gives up first


def test_limits_of_an_address_are_left_as_they_are(postgres_url: str) -> None:
    with closing(Database(f"{postgres_url}?connect_timeout=3")) as database, database.reading() as session:
        driver = session.connection().connection.driver_connection
        assert isinstance(driver, postgres.Connecting)
        assert driver.info.get_parameters()["connect_timeout"] == "3"


def test_a_thread_does_not_queue_without_end_behind_others_of_its_process(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "TURN_SECONDS", 0.05)
    with closing(Store(sqlite_url)) as store:
        made = store.assessments.create(council="", title="Old", framework_version="")
        with store._database.writing():
            refused(lambda: store.assessments.save(made.id, {"title": "New"}), r"is busy, so nothing was saved: .*\.$")
            assert store.assessments.get(made.id).title == "Old"
        store.assessments.save(made.id, {"title": "New"})
        assert store.assessments.get(made.id).title == "New"

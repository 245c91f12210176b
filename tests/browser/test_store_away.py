"""The database goes away in the middle of typing, in a real browser: the words stay, and are saved with no click."""

import os
import socket
import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, Page, expect
from psycopg import sql

from rubric.evidence import EvidenceItem
from rubric.framework import load
from rubric.storage import Store
from tests.browser.served import Served, button, in_time, open_page, settled

POSTGRES = os.environ.get("RUBRIC_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
# Seconds that the database is away. In CI it is shorter, so that the tests are; the longest wait for it is five.
AWAY_SECONDS = float(os.environ.get("RUBRIC_TEST_AWAY_SECONDS", "8"))


class Doorway:
    """A port that passes everything on to a server, until it is shut: then it refuses, and drops what it had open."""

    def __init__(self, host: str, port: int) -> None:
        self._to = host, port
        self._listener: socket.socket | None = None
        self._open: list[socket.socket] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]

    def open(self) -> None:
        listener = socket.create_server(("127.0.0.1", self.port))
        self._listener = listener
        threading.Thread(target=self._let_in, args=(listener,), daemon=True).start()

    def shut(self) -> None:
        both, self._listener = [*self._open, self._listener], None
        self._open = []
        for one in both:
            if one is not None:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()

    def _let_in(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                inside, _ = listener.accept()
                outside = socket.create_connection(self._to)
                self._open += [inside, outside]
                for source, target in ((inside, outside), (outside, inside)):
                    threading.Thread(target=_pass_on, args=(source, target), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for one in (source, target):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def doorway() -> Iterator[tuple[Doorway, str, str]]:
    """A doorway to a new database on the PostgreSQL server, the database's address through it, and the direct one."""
    try:
        server = psycopg.connect(POSTGRES, connect_timeout=3, autocommit=True)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers; set RUBRIC_TEST_POSTGRES_URL to one that may make databases")
    name = f"rubric_test_{uuid.uuid4().hex}"
    at = urlsplit(POSTGRES)
    door = Doorway(at.hostname or "127.0.0.1", at.port or 5432)
    with server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        user, _, _ = at.netloc.rpartition("@")
        try:
            door.open()
            direct = at._replace(path=f"/{name}").geturl()
            yield door, at._replace(netloc=f"{user}@127.0.0.1:{door.port}", path=f"/{name}").geturl(), direct
        finally:
            door.shut()
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def typing(chromium: Browser, served: Served, url: str) -> Iterator[tuple[Page, Store, str]]:
    """A tab in which an item is open for editing, the store behind it, and the assessment's id."""
    with closing(Store(url)) as store:
        made = store.assessments.create(council="Awayshire", title="Away", framework_version="").id
        store.items.add(made, EvidenceItem(id="first", aspect="culture", text="As it was"))
        served.start()
        page = open_page(chromium)
        try:
            page.goto(f"{served.address}/evidence?assessment={made}&aspect=culture&item=first")
            settled(page)
            yield page, store, made
        finally:
            page.context.close()
            served.kill()


def words(store: Store, assessment: str) -> list[str]:
    return [item.text for item in store.assessments.get(assessment).evidence]


def test_postgresql_away_in_the_middle_of_typing(chromium: Browser, doorway: tuple[Doorway, str, str]) -> None:
    door, through, direct = doorway
    with typing(chromium, Served(through), direct) as (page, store, made):
        box = page.get_by_role("textbox", name="Your claim")
        box.fill("Begun before")
        door.shut()
        box.press_sequentially(", left while it was away")
        box.blur()
        expect(page.get_by_text("The database does not answer.")).to_be_visible()
        expect(box).to_have_value("Begun before, left while it was away")
        page.get_by_role("radio", name="Strength").click()
        page.wait_for_timeout(AWAY_SECONDS * 1000)  # the length of time is what is tried
        expect(page.get_by_role("heading", level=1)).to_have_text(load().aspect("culture").title)
        expect(box).to_have_value("Begun before, left while it was away")
        box.press_sequentially(". Not left yet")
        door.open()
        in_time(lambda: words(store, made)[0].startswith("Begun before, left while it was away"), True)
        expect(page.get_by_text("The database does not answer.")).to_have_count(0)
        settled(page)
        expect(box).to_have_value("Begun before, left while it was away. Not left yet")
        (item,) = store.assessments.get(made).evidence
        assert item.polarity == "strength"
        box.blur()
        in_time(lambda: words(store, made), ["Begun before, left while it was away. Not left yet"])


def test_sqlite_locked_in_the_middle_of_typing(chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "locked.sqlite3"
    with typing(chromium, Served(file), f"sqlite:///{file}") as (page, store, made):
        box = page.get_by_role("textbox", name="Your claim")
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            box.fill("Left while it was locked")
            box.blur()
            expect(page.get_by_text("The database did not take what you typed last.")).to_be_visible()
            page.wait_for_timeout(AWAY_SECONDS * 1000)
            expect(box).to_have_value("Left while it was locked")
            assert words(store, made) == ["As it was"]
            other.execute("ROLLBACK")
        in_time(lambda: words(store, made), ["Left while it was locked"])
        expect(page.get_by_text("The database did not take what you typed last.")).to_have_count(0)
        settled(page)
        expect(box).to_have_value("Left while it was locked")
        assert not button(page, "Try again").is_visible()

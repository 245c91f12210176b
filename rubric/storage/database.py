"""A database opened by URL, and the short pieces of work done on it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from rubric.errors import StoreUnavailable
from rubric.storage.trouble import busy, unavailable, uncleaned

BUSY_SECONDS = 5.0
WRITES = "rubric_writes"  # an execution option: this piece of work is going to write
ALONE = "rubric_alone"  # another: each statement by itself, in no transaction


class Database:
    """An engine, and `reading()` and `writing()` on it. Safe to share between threads; `close()` it when done."""

    def __init__(self, url: str) -> None:
        """Open nothing yet but the folder of an SQLite file. StoreUnavailable: not a URL, or not one we can use."""
        parsed = _parsed(url)
        self.where = _where(parsed)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(parsed) if self.is_sqlite else _postgres_engine(parsed)
        # SQLite reads a snapshot within a transaction anyway; PostgreSQL only when asked
        self._reads = (
            self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._writes = self.engine.execution_options(**{WRITES: True})
        # SQLite lets one write at a time, and those who wait sleep and look again: who is unlucky may wait too long.
        # So the threads of one process queue here, and only processes meet at the file.
        self._turn: AbstractContextManager[object] = Lock() if self.is_sqlite else nullcontext()

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment. StoreUnavailable: the database cannot be reached or read."""
        with self._work(self._reads) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that changes nothing unless `session.commit()` is called. StoreUnavailable: as for `reading`."""
        with self._turn, self._work(self._writes) as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One bare connection in a writing transaction, for migrations; rolls back as `writing` does."""
        with self._translating_errors(), self._writes.connect() as connection:
            yield connection

    def note_erased(self, session: Session) -> None:
        """Mark an SQLite file, in the session that erases, as still to be cleaned (in `PRAGMA user_version`)."""
        if self.is_sqlite:
            session.connection().exec_driver_sql("PRAGMA user_version = 1")

    def clean(self) -> None:
        """Leave nothing of what was erased in an SQLite file or its log, where there is a note that it has to be done.

        Deleted rows stand in unused parts of the file until that is written anew, and in the log until that is emptied.
        On PostgreSQL this is the server's own work. StoreUnavailable: others are at work for too long; the note stays.
        """
        if not self.is_sqlite:
            return
        with (
            self._turn,
            self._translating_errors(),
            self.engine.execution_options(**{ALONE: True}).connect() as connection,
        ):
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 0:
                return
            connection.exec_driver_sql("VACUUM")
            if connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
                raise uncleaned(self.where)
            connection.exec_driver_sql("PRAGMA user_version = 0")

    @contextmanager
    def _work(self, engine: Engine) -> Iterator[Session]:
        with self._translating_errors(), Session(engine, expire_on_commit=False) as session:
            yield session  # closing a session rolls back what was not committed

    @contextmanager
    def _translating_errors(self) -> Iterator[None]:
        """Raise StoreUnavailable, in a sentence of ours, in place of the driver's errors."""
        try:
            yield
        except PoolTimeout as error:
            raise busy(self.where) from error
        except DBAPIError as error:
            raise unavailable(error, self.where) from error


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        parsed = None
    if parsed is None or parsed.get_backend_name() not in ("sqlite", "postgresql", "postgres"):
        raise StoreUnavailable(
            "The database address can't be used: write it as sqlite:///path/to/file.sqlite3 "
            "or as postgresql://user:password@server/database."
        )
    # whatever driver was asked for, these two are the ones we have
    return parsed.set(drivername="sqlite" if parsed.get_backend_name() == "sqlite" else "postgresql+psycopg")


def _where(url: URL) -> str:
    """What to call the database in a sentence: never the password, nor the user's name."""
    if url.get_backend_name() == "sqlite":
        return url.database or "memory"
    return f"{url.database or 'the default database'} on {url.host or 'this machine'}"


def _postgres_engine(url: URL) -> Engine:
    if "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": "10"})
    # a connection that the server or a firewall has dropped meanwhile is replaced, not handed to a save
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",  # whoever waited for a row must see what it holds by then
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        pool_timeout=10,
    )

    @event.listens_for(engine, "connect")
    def use_utc(connection: Any, _record: object) -> None:
        connection.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    return engine


def _sqlite_engine(url: URL) -> Engine:
    in_memory = not url.database or url.database == ":memory:"
    if not in_memory and not url.query.get("uri"):
        _make_room(Path(str(url.database)))
    # a database in memory lives in its one connection, which threads take in turn
    size: dict[str, int] = {"pool_size": 1, "max_overflow": 0} if in_memory else {"pool_size": 10, "max_overflow": 40}
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=10,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        **size,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        # the driver would begin transactions by rules of its own: `begin` below does it instead
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten at once, not only let go of
        _use_wal(connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get(ALONE):
            # a writer takes its turn at once: a reader that turns writer midway is refused without waiting
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN")

    return engine


def _make_room(path: Path) -> None:
    if path.is_dir():
        raise StoreUnavailable(f"The database can't be opened: {path} is a folder, so name a file inside it instead.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {path.parent} for the database can't be made: choose a folder you can write to."
        ) from error


def _use_wal(connection: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side. Two processes may both try on a new file: SQLite does not wait then.

    Where the file system has no shared memory the mode stays as it is, and all still works, one at a time.
    """
    until = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname == "SQLITE_READONLY":
                return  # the first save will say so, in a sentence
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(0.02)

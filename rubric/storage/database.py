"""A database opened by URL, and the short pieces of work done on it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from rubric.errors import StoreUnavailable
from rubric.storage import postgres, sqlite
from rubric.storage.trouble import busy, unavailable, uncleaned

_LOOK_EVERY = 0.05  # seconds between two tries to empty the log of an SQLite file
TURN_SECONDS = 10.0  # how long a thread waits for those of its own process that write before it
# execution options of a piece of work
WRITES = "rubric_writes"  # it is going to write
ALONE = "rubric_alone"  # each statement by itself, in no transaction
LONG = "rubric_long"  # it may take minutes


class Database:
    """An engine, and `reading()` and `writing()` on it. Safe to share between threads; `close()` it when done."""

    def __init__(self, url: str, *, make: bool = True) -> None:
        """Open nothing yet, but with `make` see to it that there is an SQLite file, readable by its owner alone.

        StoreUnavailable: not a URL, not one we can use, or a file that is empty.
        """
        parsed = _parsed(url)
        self.where = _where(parsed)
        self.name = (parsed.database or "database").rpartition("/")[2]
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        self.file = sqlite.file_of(parsed)
        if self.is_sqlite:
            self.engine = sqlite.make_engine(parsed, _begins, make=make)
        else:
            self.engine = postgres.make_engine(parsed, lambda options: bool(options.get(LONG)))
        # SQLite reads a snapshot within a transaction anyway; PostgreSQL only when asked
        self._reads = (
            self.engine if self.is_sqlite else self.engine.execution_options(isolation_level="REPEATABLE READ")
        )
        self._writes = self.engine.execution_options(**{WRITES: True})
        # SQLite lets one write at a time, and those who wait sleep and look again: who is unlucky may wait too long.
        # So the threads of one process queue here, and only processes meet at the file.
        self._turns = Lock() if self.is_sqlite else None

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
        with self._turn(), self._work(self._writes) as session:
            yield session

    @contextmanager
    def erasing(self) -> Iterator[Session]:
        """As `writing`, for work that may take minutes."""
        with self._turn(), self._work(self._writes.execution_options(**{LONG: True})) as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """One bare connection in a writing transaction that may take minutes; rolls back as `writing` does."""
        with self._translating_errors(), self._writes.execution_options(**{LONG: True}).connect() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One bare connection that sees one moment of everything, for as long as it takes to read it all."""
        with self._translating_errors(), self._reads.execution_options(**{LONG: True}).connect() as connection:
            yield connection

    def answer(self) -> None:
        """Return once the database has answered. StoreUnavailable: it does not, within seconds."""
        with self.reading() as session:
            session.connection().exec_driver_sql("SELECT 1")

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
            self._turn(),
            self._translating_errors(),
            self.engine.execution_options(**{ALONE: True}).connect() as connection,
        ):
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 0:
                return
            connection.exec_driver_sql("VACUUM")
            until = monotonic() + sqlite.BUSY_SECONDS
            while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
                # SQLite waits for readers and writers by itself, and not for whoever empties the log at this moment
                if monotonic() > until:
                    raise uncleaned(self.where)
                sleep(_LOOK_EVERY)
            connection.exec_driver_sql("PRAGMA user_version = 0")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the threads of this process that write before this one. StoreUnavailable: for too long."""
        if self._turns is None:
            yield
            return
        if not self._turns.acquire(timeout=TURN_SECONDS):
            raise busy(self.where)
        try:
            yield
        finally:
            self._turns.release()

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


def _begins(options: Mapping[str, Any]) -> str:
    """With which statement a piece of work on SQLite begins."""
    if options.get(ALONE):
        return ""
    # a writer takes its turn at once: a reader that turns writer midway is refused without waiting
    return "BEGIN IMMEDIATE" if options.get(WRITES) else "BEGIN"

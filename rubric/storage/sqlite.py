"""An SQLite file: made for its owner alone, and opened so that readers and a writer work side by side."""

import contextlib
import os
import sqlite3
import stat
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from rubric.errors import StoreUnavailable

BUSY_SECONDS = 5.0  # how long a call waits for others at work on the file
_BESIDE = ("-wal", "-shm", "-journal")  # what SQLite puts beside a file while it is open


def file_of(url: URL) -> Path | None:
    """The file that a plain SQLite address names; None for a database in memory, or an address that is a URI."""
    named = url.database if url.get_backend_name() == "sqlite" and not url.query.get("uri") else None
    return None if named in (None, "", ":memory:") else Path(str(named))


def make_engine(url: URL, begins: Callable[[Mapping[str, Any]], str], *, make: bool = True) -> Engine:
    """An engine for the file; with `make` it is made where there is none. StoreUnavailable: it can't be, or is empty.

    `begins` says with which statement a transaction begins, by its execution options: "" for none at all.
    """
    path = file_of(url)
    if path is not None and make:
        _make_room(path)
    in_memory = path is None and not url.query.get("uri")
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
        if statement := begins(connection.get_execution_options()):
            connection.exec_driver_sql(statement)

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
    if path.exists():
        _refuse_empty(path)
        _close_to_others(path)
    else:
        _make(path)


def _refuse_empty(path: Path) -> None:
    """StoreUnavailable: nothing is in the file. We make none like that (see `_make`), so something was in it once."""
    if path.is_file() and path.stat().st_size == 0:
        raise StoreUnavailable(
            f"The file {path} is empty, so it holds no assessments: put back a copy from your backup, "
            "or take it away to begin anew."
        )


def _make(path: Path) -> None:
    """Make a new database that its owner alone may read. SQLite gives the files beside it the same rights.

    It comes to its name only once it has a header, so that an empty file there is none of ours, however many processes
    start at once. Where that cannot be done (no right to write, no links on this disk) SQLite itself is left to try.
    """
    with contextlib.suppress(OSError), tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as folder:
        made = Path(folder) / path.name
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with contextlib.closing(sqlite3.connect(made)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        os.link(made, path)


def _close_to_others(path: Path) -> None:
    """Take the right to read from other accounts; from the file's group only where that may not write.

    A file that a group may write was given to it on purpose. Nothing happens where the file is somebody else's.
    """
    for each in (path, *(path.with_name(path.name + ending) for ending in _BESIDE)):
        with contextlib.suppress(OSError):
            mode = stat.S_IMODE(each.stat().st_mode)
            private = mode & (0o770 if mode & stat.S_IWGRP else 0o700)
            if private != mode:
                each.chmod(private)


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

"""A copy of everything in one file, made while others are at work, and put back into either kind of database.

The file is an SQLite database of our own tables, whichever kind it was made from, at the revision that the database was
at: any later release brings it up to date when it is put back, and the tool can be started on it as it is.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from rubric.errors import BadInput, StoreUnavailable
from rubric.evidence.model import now
from rubric.storage import steps
from rubric.storage.copying import copy_as_it_stands
from rubric.storage.database import Database
from rubric.storage.values import Copied

_MARK = ".before-"  # in the names of copies that are made by themselves


def back_up(url: str, file: Path) -> Copied:
    """Write a copy of the database at `url` to a new file, as it was at one moment; others may go on working.

    BadInput: the file exists, or can't be written. StoreUnavailable: the database can't be read, is damaged, or holds
    nothing of ours.
    """
    database = _existing(url)
    try:
        return copy_to(database, file)
    finally:
        database.close()


def copy_to(database: Database, file: Path) -> Copied:
    """As `back_up`, of an open database."""
    if file.exists():
        raise BadInput(f"{file} exists already: choose another name, so that no earlier copy is lost.")
    with _written_whole(file) as part, database.snapshot() as source:
        revision = steps.standing(source)
        if revision is None:
            raise StoreUnavailable(f"The database {database.where} holds nothing yet, so there is nothing to copy.")
        steps.refuse_newer(revision, database.where)
        if database.is_sqlite:
            driver: Any = source.connection.driver_connection
            copy_pages(driver, part)
        else:
            _copy_rows(source, part, revision)
        if not sound(part):
            raise StoreUnavailable(
                f"The database {database.where} is damaged, so no copy was made: put back an earlier copy."
            )
        with closing(sqlite3.connect(part)) as made:
            return Copied(file=str(file), revision=revision, assessments=_count(made), size=part.stat().st_size)


def copy_aside(database: Database, copies: Path | None, about_to: str) -> Path | None:
    """A copy of the database before something is done to it; None where there is no folder to put it into.

    It goes beside an SQLite file, or else into the folder `copies`. `about_to` is a word for its name.
    StoreUnavailable: it can't be made; then nothing should be done.
    """
    place = _place(database, copies)
    if place is None:
        return None
    file = place / f"{database.name}{_MARK}{about_to}-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.sqlite3"
    try:
        place.mkdir(parents=True, exist_ok=True)
        copy_to(database, file)
    except (BadInput, OSError) as error:
        raise StoreUnavailable(
            f"No copy of the database could be made in {place}, so it was left as it is: "
            "make room there, or allow writing."
        ) from error
    return file


def forget_copies(database: Database, copies: Path | None, older_than: timedelta) -> int:
    """Erase the copies that `copy_aside` made so long ago, with the deleted words in them; returns how many."""
    place, before = _place(database, copies), (now() - older_than).timestamp()
    gone = 0
    for file in [] if place is None else place.glob(f"{database.name}{_MARK}*.sqlite3"):
        with contextlib.suppress(OSError):
            if file.stat().st_mtime < before:
                file.unlink()
                gone += 1
    return gone


def copy_pages(source: sqlite3.Connection, part: Path) -> None:
    """SQLite's own copying while others write (https://sqlite.org/backup.html); the copy is one file by itself."""
    with closing(sqlite3.connect(part)) as made:
        source.backup(made)
        made.execute("PRAGMA journal_mode = DELETE")


def sound(file: Path) -> bool:
    """Whether a file is an SQLite database in which everything hangs together."""
    try:
        with closing(sqlite3.connect(file)) as made:
            return made.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return False


def _existing(url: str) -> Database:
    """The database, unless opening it would make it. StoreUnavailable: there is no such file."""
    database = Database(url, make=False)
    if database.file is not None and not database.file.exists():
        raise StoreUnavailable(f"There is no database {database.where}: check its name, or RUBRIC_DATABASE_URL.")
    return database


def _place(database: Database, copies: Path | None) -> Path | None:
    return copies if database.file is None else database.file.parent


@contextmanager
def _written_whole(file: Path) -> Iterator[Path]:
    """A file to write to, for its owner alone, that gets its name only once it is whole and on the disk."""
    try:
        with tempfile.TemporaryDirectory(prefix=".copy-", dir=file.parent) as folder:
            part = Path(folder) / "part.sqlite3"
            os.close(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600))
            yield part
            with part.open("rb") as written:
                os.fsync(written.fileno())
            part.rename(file)
    except (OSError, sqlite3.Error) as error:
        raise BadInput(
            f"{file} cannot be written: check that the folder exists, has room, and that you may write there."
        ) from error


def _copy_rows(source: Connection, part: Path, revision: str) -> None:
    """The same from a server: the tables are made as they were at that revision, then filled."""
    made = Database(f"sqlite:///{part.as_posix()}", make=False)
    try:
        with made.connection() as target:
            steps.take(target, revision)
            copy_as_it_stands(source, target)
            target.commit()
    finally:
        made.close()
    with closing(sqlite3.connect(part)) as whole:
        whole.execute("PRAGMA journal_mode = DELETE")


def _count(made: sqlite3.Connection) -> int:
    return int(made.execute("SELECT count(*) FROM assessment").fetchone()[0])

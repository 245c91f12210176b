"""Everything put back from a copy that `backup.py` made, into a database of either kind: all of it, or nothing."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, select

from rubric.errors import BadInput
from rubric.storage import steps
from rubric.storage.backup import copy_aside, copy_pages, sound
from rubric.storage.copying import copy_current
from rubric.storage.database import Database
from rubric.storage.migrate import bring_up_to_date, stop_writers, take_turn
from rubric.storage.tables import AssessmentRow, Table
from rubric.storage.values import Restored


def restore(url: str, file: Path, *, replace: bool = False, copies: Path | None = None) -> Restored:
    """Put all that is in a backup into the database at `url`, brought up to date where an earlier release made it.

    BadInput: the file is no backup, or the database holds something and `replace` is False. With `replace` that is
    copied aside first (`copies` is as for `Store`). StoreUnavailable: the database can't be opened or written to.
    """
    with _brought_up_to_date(file) as held:
        database = Database(url)
        try:
            bring_up_to_date(database, copies)
            with database.connection() as target:
                take_turn(target, database)
                kept = _make_way(database, target, copies, replace=replace)
                with held.snapshot() as source:
                    copy_current(source, target)
                found = target.scalar(select(func.count()).select_from(AssessmentRow)) or 0
                target.commit()
            return Restored(assessments=found, kept=str(kept or ""))
        finally:
            database.close()


def _make_way(database: Database, target: Connection, copies: Path | None, *, replace: bool) -> Path | None:
    """Where what the database holds was copied to; None where it holds nothing."""
    tables = Table.metadata.sorted_tables
    if not any(target.scalar(select(func.count()).select_from(table)) for table in tables):
        return None
    if not replace:
        raise BadInput(
            f"The database {database.where} is not empty: name an empty one, or add --replace, "
            "which first makes a copy of what is in it."
        )
    stop_writers(target, database)
    return copy_aside(database, copies, "restore")


@contextmanager
def _brought_up_to_date(file: Path) -> Iterator[Database]:
    """A copy of a backup in a folder that is thrown away, at this release's revision. BadInput: it is no backup."""
    if not file.is_file():
        raise BadInput(f"There is no file {file}: check its name and folder.")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "backup.sqlite3"
        _copy(file, copy)
        database = Database(f"sqlite:///{copy.as_posix()}")
        try:
            with database.connection() as connection:
                revision = steps.standing(connection)
                if revision is None:
                    raise _unusable(file)
                steps.refuse_newer(revision, str(file))
                steps.take(connection)
                connection.commit()
            yield database
        finally:
            database.close()


def _copy(file: Path, copy: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as given:
            copy_pages(given, copy)
    except sqlite3.Error as error:
        raise _unusable(file) from error
    if not sound(copy) or file.stat().st_size == 0:
        raise _unusable(file)


def _unusable(file: Path) -> BadInput:
    return BadInput(f"{file} is not a backup of this tool, or it is damaged: choose another one.")

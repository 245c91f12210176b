"""Bringing a database to the shape that this release knows, after a copy of it as it was."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from rubric.errors import StoreUnavailable
from rubric.storage import steps
from rubric.storage.backup import copy_aside
from rubric.storage.database import Database
from rubric.storage.tables import Table

# any number will do, as long as it stays the same: who holds it on a server is the one that migrates
_TURN = 7_290_417_350_811


def upgrade(url: str, copies: Path | None = None) -> tuple[str | None, str]:
    """Bring the database at `url` up to date: its revision before (None: it was empty) and after.

    `copies` is as for `Store`. StoreUnavailable: it cannot be opened or written to, no copy could be made of it, or a
    newer release than this one has been at work on it.
    """
    database = Database(url)
    try:
        return bring_up_to_date(database, copies)
    finally:
        database.close()


def bring_up_to_date(database: Database, copies: Path | None = None) -> tuple[str | None, str]:
    """As `upgrade`, on an open database. All in one transaction, and safe where two processes start at once."""
    with steps.one_at_a_time, database.connection() as connection:
        take_turn(connection, database)
        before, after = steps.standing(connection), steps.newest()
        steps.refuse_newer(before, database.where)
        if before is not None and before != after:
            stop_writers(connection, database)
            copy_aside(database, copies, after)
        if before != after:
            steps.take(connection)
            connection.commit()
        return before, after


def take_turn(connection: Connection, database: Database) -> None:
    """Wait for any other process that migrates. On SQLite the transaction itself is the lock (see `database.py`)."""
    if database.is_sqlite:
        # a file that is read-only lets a writer begin, but not write: so write what is there already
        number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA user_version = {int(number)}")
        return
    if connection.scalar(text("SHOW transaction_read_only")) == "on":
        raise StoreUnavailable(
            f"The database {database.where} is read-only, so nothing can be saved: "
            "connect to the server that takes writes."
        )
    connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def stop_writers(connection: Connection, database: Database) -> None:
    """Let no server of the former release write between the copy and the migration; readers go on."""
    if not database.is_sqlite:
        there = set(inspect(connection).get_table_names()) & set(Table.metadata.tables)
        names = ", ".join(f'"{name}"' for name in sorted(there))
        connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")

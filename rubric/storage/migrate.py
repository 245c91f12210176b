"""Bringing a database to the shape that this release knows. The steps are in `migrations/versions`."""

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from rubric.errors import StoreUnavailable
from rubric.storage.database import Database

# any number will do, as long as it stays the same: who holds it on a server is the one that migrates
_TURN = 7_290_417_350_811
# Alembic keeps the migration at work in a global, so threads of one process take turns as well
_in_this_process = Lock()


def upgrade(url: str) -> tuple[str | None, str]:
    """Bring the database at `url` up to date: its revision before (None: it was empty) and after.

    StoreUnavailable: it cannot be opened or written to, or a newer release than this one has been at work on it.
    """
    database = Database(url)
    try:
        return bring_up_to_date(database)
    finally:
        database.close()


def bring_up_to_date(database: Database) -> tuple[str | None, str]:
    """As `upgrade`, on an open database. All in one transaction, and safe where two processes start at once."""
    with _in_this_process, database.connection() as connection:
        _take_turn(connection, database)
        before = _revision(connection)
        config = Config()
        config.set_main_option("script_location", "rubric.storage:migrations")
        config.attributes["connection"] = connection
        steps = ScriptDirectory.from_config(config)
        head = str(steps.get_current_head())
        if before is not None and before not in {step.revision for step in steps.walk_revisions()}:
            raise StoreUnavailable(
                f"The database {database.where} was written by a newer release of this tool: "
                "install that release, or choose another database."
            )
        if before != head:
            command.upgrade(config, "head")
            connection.commit()
        return before, head


def _take_turn(connection: Connection, database: Database) -> None:
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


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()

"""The steps from one release's tables to the next, in `migrations/versions`, and where a database stands among them."""

from functools import cache
from threading import RLock

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from rubric.errors import StoreUnavailable

# Alembic keeps the migration at work in a global, so threads of one process take turns
one_at_a_time = RLock()


def standing(connection: Connection) -> str | None:
    """The revision that a database is at; None where it has none of our tables."""
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The revision that this release works with."""
    return str(_known().get_current_head())


def refuse_newer(revision: str | None, where: str) -> None:
    """StoreUnavailable: the database called `where` is at a revision that only a newer release knows."""
    if revision is not None and revision not in {step.revision for step in _known().walk_revisions()}:
        raise StoreUnavailable(
            f"The database {where} was written by a newer release of this tool: "
            "install that release, or choose another database."
        )


def take(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a revision, in the transaction that is open. The caller commits."""
    with one_at_a_time:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, to)


@cache
def _known() -> ScriptDirectory:
    """All steps, read once: Alembic compiles each of their files anew."""
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "rubric.storage:migrations")
    return config

"""The commands of `rubric db`: bring up to date, copy, put back, erase. Each is one call to the store."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from rubric.settings import settings

db = typer.Typer(help="Look after the database.", no_args_is_help=True)


@db.command()
def upgrade() -> None:
    """Bring the database to the newest schema, after a copy of it; the app does this itself on start."""
    from rubric.storage import upgrade as upgrade_database  # only these commands need the database

    here = settings()
    before, after = upgrade_database(here.resolved_database_url, here.copies_folder)
    typer.echo(f"The database is at {after} (it was {f'at {before}' if before else 'empty'}).")


@db.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")]) -> None:
    """Copy everything that is kept into one file, with all history; others may go on working meanwhile."""
    from rubric.storage import back_up  # as above

    typer.echo(back_up(settings().resolved_database_url, file).sentence)


@db.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that `db backup` wrote, or a copy made before an upgrade.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in place of what the database holds, which is copied first.")
    ] = False,
) -> None:
    """Put everything back from such a file, into a database of either kind: all of it, or nothing."""
    from rubric.storage import restore as restore_database  # as above

    here = settings()
    done = restore_database(here.resolved_database_url, file, replace=replace, copies=here.copies_folder)
    typer.echo(done.sentence)


@db.command()
def erase(
    days: Annotated[
        int | None, typer.Option(min=0, help="How long ago; RUBRIC_KEEP_DELETED_DAYS or 90 unless given.")
    ] = None,
) -> None:
    """Erase for good what was deleted so many days ago; the app does this itself once a day."""
    from rubric.storage import Store  # as above

    here = settings()
    with closing(Store(here.resolved_database_url, here.copies_folder)) as store:
        erased = store.purge(older_than=timedelta(days=here.keep_deleted_days if days is None else days))
    typer.echo(erased.sentence)

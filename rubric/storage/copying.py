"""All rows of one database into another, of either kind, value by value: moments are in UTC in both."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    event,
    func,
    insert,
    inspect,
    select,
    text,
)

from rubric.storage.tables import Table as OurTable

_AT_ONCE = 100  # rows; of a table that holds files, one: some are of many megabytes


def copy_as_it_stands(source: Connection, target: Connection) -> None:
    """Copy the rows of all tables that the empty `target` has, whatever the revision of both is.

    The tables are read off the databases, as this release no longer knows what an earlier one had.
    """
    names = [name for name in inspect(target).get_table_names() if name != "alembic_version"]
    there, here = _read_off(source, names), _read_off(target, names)
    for table in here.sorted_tables:
        _copy(source, there.tables[table.name], target, table)


def copy_current(source: Connection, target: Connection) -> None:
    """Put the rows of `source` in place of those in `target`, both of this release's revision."""
    tables = OurTable.metadata.sorted_tables
    for table in reversed(tables):
        target.execute(table.delete())
    for table in tables:
        _copy(source, table, target, table)
        _count_on(target, table)


def _read_off(connection: Connection, names: Sequence[str]) -> MetaData:
    metadata = MetaData()

    @event.listens_for(metadata, "column_reflect")
    def keep_nulls(_inspector: object, _table: object, column: Any) -> None:
        if isinstance(column["type"], JSON):
            column["type"] = JSON(none_as_null=True)  # "not answered" is NULL in our tables, never JSON's null

    metadata.reflect(connection, only=names)
    return metadata


def _copy(source: Connection, there: Table, target: Connection, here: Table) -> None:
    query = select(there).order_by(*there.primary_key)
    at_once = 1 if any(isinstance(column.type, LargeBinary) for column in there.columns) else _AT_ONCE
    rows = source.execute(query, execution_options={"yield_per": at_once})
    for some in rows.partitions():
        target.execute(insert(here), [dict(row._mapping) for row in some])


def _count_on(target: Connection, table: Table) -> None:
    """Let a server number what comes next after what was copied. SQLite does so by itself."""
    key = table.autoincrement_column
    if target.dialect.name == "postgresql" and key is not None and isinstance(key.type, Integer):
        highest = target.scalar(select(func.max(key)))
        target.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, :column), :next, false)"),
            {"table": table.name, "column": key.name, "next": (highest or 0) + 1},
        )

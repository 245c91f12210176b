"""Run by Alembic: migrates on the connection it is given, within the transaction that is already open there."""

from alembic import context

from rubric.storage.tables import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
context.run_migrations()

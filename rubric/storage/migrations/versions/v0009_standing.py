"""Where the documents of an assessment stand: their status and version, and who agreed."""

import sqlalchemy as sa
from alembic import op

revision = "v0009"
down_revision = "v0008"


def upgrade() -> None:
    """Add the columns; what was there before is a draft without a version."""
    for name, default in (("status", "draft"), ("version", ""), ("agreement", "")):
        op.add_column("assessment", sa.Column(name, sa.Text(), nullable=False, server_default=default))

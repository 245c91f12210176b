"""What the sentence encoder made of findings, kept beside their text."""

import sqlalchemy as sa
from alembic import op

revision = "v0012"
down_revision = "v0011"


def upgrade() -> None:
    """Add the columns, empty; nothing that is there already is changed."""
    op.add_column("library_finding", sa.Column("read_by", sa.String(40), nullable=False, server_default=""))
    op.add_column("library_finding", sa.Column("reading", sa.LargeBinary(), nullable=True))

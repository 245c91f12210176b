"""What those who confirm an item said or showed: a list of records in the item's own row."""

import sqlalchemy as sa
from alembic import op

revision = "v0006"
down_revision = "v0005"


def upgrade() -> None:
    """Add the column; who was ticked before stays ticked, with nothing recorded yet."""
    op.add_column("evidence_item", sa.Column("confirmations", sa.JSON(), server_default="[]", nullable=False))

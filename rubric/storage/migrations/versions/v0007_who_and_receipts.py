"""Who changed a field, beside what it held before; and a receipt for whatever is erased for good."""

import sqlalchemy as sa
from alembic import op

revision = "v0007"
down_revision = "v0006"


def upgrade() -> None:
    """Add the column, empty where nobody was asked, and the table."""
    op.add_column("former_value", sa.Column("changed_by", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("erased", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_receipt"),
    )

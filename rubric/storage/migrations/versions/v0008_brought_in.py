"""What a council brings in: claims proposed from documents, tables, its last report; notes on items and actions."""

import sqlalchemy as sa
from alembic import op

revision = "v0008"
down_revision = "v0007"


def upgrade() -> None:
    """Add the columns, empty, and the tables; nothing that is there already is changed."""
    op.add_column("assessment", sa.Column("last_report", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("assessment", sa.Column("known_columns", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("evidence_item", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    op.add_column("plan_action", sa.Column("note", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("made_in", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("item_id", sa.Text(), nullable=True),
        sa.Column("item_revision", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.UniqueConstraint("assessment_id", "key", name="uq_proposal_assessment_id_key"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_proposal_assessment_id_assessment", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "brought_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sheet", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("choices", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("brought", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_brought_table"),
        sa.UniqueConstraint("assessment_id", "key", name="uq_brought_table_assessment_id_key"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_brought_table_assessment_id_assessment", ondelete="CASCADE"
        ),
    )

"""Files and links attached to evidence: the bytes of files, what is kept about each, and which items rest on it."""

import sqlalchemy as sa
from alembic import op

revision = "v0011"
down_revision = "v0010"


def upgrade() -> None:
    """Add the column, empty, and the tables; nothing that is there already is changed."""
    op.add_column(
        "evidence_item", sa.Column("attached", sa.JSON(none_as_null=True), nullable=False, server_default="[]")
    )
    op.create_table(
        "attached_file",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_attached_file"),
    )
    words = ("title", "owner", "replaces", "name", "sha256", "link", "saved_by")
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in words),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("held", sa.String(64), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_attachment"),
        sa.UniqueConstraint("assessment_id", "key", name="uq_attachment_assessment_id_key"),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name="fk_attachment_assessment_id_assessment", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["held"], ["attached_file.sha256"], name="fk_attachment_held_attached_file"),
    )
    op.create_index("ix_attachment_held", "attachment", ["held"])

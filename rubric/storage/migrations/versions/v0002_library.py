"""A library of one's own: imported reports, their findings and what these held before, and published scores."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"

ID = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
VALUE = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make the tables; nothing that is there already is touched."""
    op.create_table(
        "library_report",
        sa.Column("id", ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("score", sa.Integer()),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("imported", MOMENT, nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_library_report"),
        sa.UniqueConstraint("sha256", name="uq_library_report_sha256"),
    )
    op.create_table(
        "library_finding",
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("maturity", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double()),
        sa.Column("coded_by", sa.Text(), nullable=False),
        sa.Column("dropped_at", MOMENT),
        _of_report("library_finding"),
        sa.PrimaryKeyConstraint("report_id", "number", name="pk_library_finding"),
    )
    op.create_table(
        "library_former_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", VALUE),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        _of_report("library_former_value"),
        sa.PrimaryKeyConstraint("id", name="pk_library_former_value"),
    )
    op.create_index("ix_library_former_value_report_id", "library_former_value", ["report_id"])
    op.create_table(
        "score_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imported", MOMENT, nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.Column("national", VALUE, nullable=False),
        sa.Column("councils", VALUE, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_score_table"),
    )


def _of_report(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["report_id"], ["library_report.id"], name=f"fk_{table}_report_id_library_report", ondelete="CASCADE"
    )

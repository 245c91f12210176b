"""The first tables: assessments, their evidence items, plan, skipped aspects, and what fields held before."""

import sqlalchemy as sa
from alembic import op

revision = "v0001"
down_revision = None

ID = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
WORDS = sa.JSON(none_as_null=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "assessment",
        sa.Column("id", ID, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("council", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("framework_version", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("updated", MOMENT, nullable=False),
        sa.Column("archived_at", MOMENT),
        sa.Column("deleted_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
    )
    op.create_table(
        "evidence_item",
        sa.Column("id", ID, nullable=False),
        _assessment_id(),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("position", sa.Double(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("related_aspects", WORDS, nullable=False),
        sa.Column("polarity", sa.Text()),
        sa.Column("maturity", sa.Text()),
        sa.Column("voices", WORDS),
        sa.Column("reach", sa.Text()),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("figures", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_date", sa.Date()),
        sa.Column("return_reference", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("action_text", sa.Text()),
        sa.Column("action_owner", sa.Text()),
        sa.Column("action_due", sa.Date()),
        sa.Column("action_measure", sa.Text()),
        sa.Column("action_status", sa.Text()),
        sa.Column("removed_at", MOMENT),
        _of_assessment("evidence_item"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence_item"),
    )
    op.create_table(
        "plan_action",
        sa.Column("id", sa.Integer(), nullable=False),
        _assessment_id(),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        _of_assessment("plan_action"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_action"),
    )
    op.create_table(
        "skipped_aspect",
        sa.Column("id", sa.Integer(), nullable=False),
        _assessment_id(),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _of_assessment("skipped_aspect"),
        sa.PrimaryKeyConstraint("id", name="pk_skipped_aspect"),
    )
    op.create_table(
        "former_value",
        sa.Column("id", sa.Integer(), nullable=False),
        _assessment_id(),
        sa.Column("item_id", ID),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", WORDS),
        sa.Column("changed_at", MOMENT, nullable=False),
        _of_assessment("former_value"),
        sa.ForeignKeyConstraint(
            ["item_id"], ["evidence_item.id"], name="fk_former_value_item_id_evidence_item", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_former_value"),
    )
    for table in ("evidence_item", "plan_action", "skipped_aspect", "former_value"):
        op.create_index(f"ix_{table}_assessment_id", table, ["assessment_id"])
    op.create_index("ix_former_value_item_id", "former_value", ["item_id"])


def _assessment_id() -> sa.Column[str]:
    return sa.Column("assessment_id", ID, nullable=False)


def _of_assessment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["assessment_id"], ["assessment.id"], name=f"fk_{table}_assessment_id_assessment", ondelete="CASCADE"
    )

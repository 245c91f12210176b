"""What the draft needs: a gap's cause, the closed loop, a plan with links, edited sections, waivers, Word templates."""

from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "v0003"
down_revision = "v0002"

ID = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
VALUE = sa.JSON(none_as_null=True)

_KEPT: dict[str, sa.types.TypeEngine[Any]] = {
    "assessment_id": ID,
    "place": sa.Integer(),
    "text": sa.Text(),
    "owner": sa.Text(),
    "due": sa.Date(),
    "measure": sa.Text(),
    "status": sa.Text(),
}


def upgrade() -> None:
    """Add columns and tables, and give each line of a plan an id of its own."""
    for column in ("cause", "affected", "heard", "decided", "changed", "told"):
        op.add_column("evidence_item", sa.Column(column, sa.Text(), server_default="", nullable=False))
    _plan()
    op.create_table(
        "section_edit",
        sa.Column("id", sa.Integer(), nullable=False),
        _assessment_id(),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("composed", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("replaced_by", sa.Text()),
        sa.Column("replaced_at", MOMENT),
        _of_assessment("section_edit"),
        sa.PrimaryKeyConstraint("id", name="pk_section_edit"),
    )
    op.create_table(
        "waiver",
        sa.Column("id", sa.Integer(), nullable=False),
        _assessment_id(),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        _of_assessment("waiver"),
        sa.PrimaryKeyConstraint("id", name="pk_waiver"),
    )
    op.create_table(
        "word_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_word_template"),
        sa.UniqueConstraint("name", "version", name="uq_word_template_name_version"),
    )
    for table in ("section_edit", "waiver"):
        op.create_index(f"ix_{table}_assessment_id", table, ["assessment_id"])
    op.add_column("assessment", sa.Column("template_id", sa.Integer()))
    # SQLite takes a new constraint only by making the table anew. Nothing points to this one, so nothing is lost by it;
    # with `assessment`, to which all points, it would be another matter.
    with op.batch_alter_table("former_value") as former:
        former.add_column(sa.Column("action_id", ID))
        former.create_foreign_key(
            "fk_former_value_action_id_plan_action", "plan_action", ["action_id"], ["id"], ondelete="CASCADE"
        )
    op.create_index("ix_former_value_action_id", "former_value", ["action_id"])


def _plan() -> None:
    """Make the plan's table anew: SQLite cannot turn a numbered key into a text one."""
    former = sa.table("plan_action", *(sa.column(name, kind) for name, kind in _KEPT.items()), sa.column("id"))
    kept = op.get_bind().execute(sa.select(former).order_by(former.c.place, former.c.id)).mappings().all()
    op.drop_table("plan_action")
    table = op.create_table(
        "plan_action",
        sa.Column("id", ID, nullable=False),
        _assessment_id(),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("evidence", VALUE, nullable=False),
        sa.Column("aspects", VALUE, nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("removed_at", MOMENT),
        _of_assessment("plan_action"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_action"),
    )
    op.create_index("ix_plan_action_assessment_id", "plan_action", ["assessment_id"])
    op.bulk_insert(
        table,
        [
            {name: row[name] for name in _KEPT}
            | {"id": uuid4().hex, "revision": 1, "evidence": [], "aspects": [], "origin": ""}
            for row in kept
        ],
    )


def _assessment_id() -> sa.Column[str]:
    return sa.Column("assessment_id", ID, nullable=False)


def _of_assessment(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["assessment_id"], ["assessment.id"], name=f"fk_{table}_assessment_id_assessment", ondelete="CASCADE"
    )

"""A number for each saved state of a section of the draft, so that no clash is told by the clocks of two servers."""

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"


def upgrade() -> None:
    """Number what was saved of each section, in the order it was saved."""
    op.add_column("section_edit", sa.Column("revision", sa.Integer(), server_default="1", nullable=False))
    edit = sa.table("section_edit", *(sa.column(name) for name in ("id", "assessment_id", "section", "revision")))
    before = edit.alias("before")
    up_to_it = (before.c.assessment_id == edit.c.assessment_id, before.c.section == edit.c.section)
    number = sa.select(sa.func.count()).select_from(before).where(*up_to_it, before.c.id <= edit.c.id)
    op.execute(sa.update(edit).values(revision=number.scalar_subquery()))

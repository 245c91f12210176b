"""Own templates for other documents than the draft: what each template is for, and which a document is made with."""

import sqlalchemy as sa
from alembic import op

revision = "v0010"
down_revision = "v0009"


def upgrade() -> None:
    """Add the columns; templates that are there are for the draft."""
    op.add_column("word_template", sa.Column("kind", sa.Text(), nullable=False, server_default="draft"))
    op.add_column("assessment", sa.Column("paper_templates", sa.JSON(none_as_null=True)))

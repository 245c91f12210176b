"""The tables about what a council brings in: claims proposed from its documents, and its logs and plans as tables."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rubric.evidence.ids import ID_LENGTH
from rubric.storage.tables import AssessmentRow, Table


class ProposalRow(Table):
    """A proposed item (`Proposed` as JSON) and what was decided about it.

    `step` numbers the decision that ended its wait, within its assessment; `made_in` the one that made it by merging or
    splitting others. `item_id` is the item that it became, and `item_revision` that item's first revision.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("assessment_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(ID_LENGTH))
    revision: Mapped[int] = mapped_column(default=1)
    content: Mapped[Any]
    confidence: Mapped[float]
    state: Mapped[str]
    step: Mapped[int | None]
    made_in: Mapped[int | None]
    decided_at: Mapped[datetime | None]
    item_id: Mapped[str | None]
    item_revision: Mapped[int | None]


class BroughtTableRow(Table):
    """An evidence log or action plan that waits for its columns to be looked at.

    `choices` is how its columns and values are to be taken where a person said so; `brought` has the ids of the items
    and actions that came of it, each with its first revision, empty until then.
    """

    __tablename__ = "brought_table"
    __table_args__ = (UniqueConstraint("assessment_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(ID_LENGTH))
    file: Mapped[str]
    sheet: Mapped[Any]
    choices: Mapped[Any]
    brought: Mapped[Any] = mapped_column(nullable=True)

"""The tables, one class each. They are rows, not a second model: `rows.py` turns them into the assessment's own."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Double, ForeignKey, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from rubric.evidence.ids import ID_LENGTH


class Moment(TypeDecorator[datetime]):
    """An instant: aware UTC in Python, `timestamptz` on PostgreSQL, UTC without a zone on SQLite, which has none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """What the database stores: the moment in UTC, without a zone on SQLite."""
        if value is None:
            return None
        value = _in_utc(value)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The stored moment with UTC as its zone."""
        return None if value is None else _in_utc(value)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    try:
        return value.astimezone(UTC)
    except OverflowError:  # an imported "0001-01-01T00:00+14:00" has no UTC form in Python; it is no real date anyway
        return value.replace(tzinfo=UTC)


class Table(DeclarativeBase):
    """The base of all tables. Constraints are named by rule, so that later migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class, and wants a plain dict
        str: Text(),
        float: Double(),
        datetime: Moment(),
        # a list of words, such as the voices that confirm an item; None is SQL NULL, for "not answered yet"
        list[str]: JSON(none_as_null=True),
        list[dict[str, Any]]: JSON(none_as_null=True),  # records, each as in the assessment file
        Any: JSON(none_as_null=True),
    }


class AssessmentRow(Table):
    """An assessment. `removed_at` is set when it is deleted, and cleared when that is undone.

    `template_id` is the Word template that its draft is made with; empty for the one that is shipped. It is no foreign
    key, as SQLite could get one only by making this table anew; purging a template empties it. `paper_templates` has
    those of its other documents, by the kind of document. `last_report` holds the council's own report and peer
    challenge with their answers (`rows.reports_of`); `known_columns` is how the council's own tables were taken
    (`BroughtTables`).
    """

    __tablename__ = "assessment"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    revision: Mapped[int] = mapped_column(default=1)
    council: Mapped[str]
    title: Mapped[str]
    period: Mapped[str]
    lead: Mapped[str]
    status: Mapped[str] = mapped_column(server_default="draft")
    version: Mapped[str] = mapped_column(server_default="")
    agreement: Mapped[str] = mapped_column(server_default="")
    framework_version: Mapped[str]
    is_example: Mapped[bool]
    created: Mapped[datetime]
    updated: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None] = mapped_column("deleted_at")
    template_id: Mapped[int | None]
    paper_templates: Mapped[Any] = mapped_column(nullable=True)
    last_report: Mapped[Any] = mapped_column(nullable=True)
    known_columns: Mapped[Any] = mapped_column(nullable=True)


class ItemRow(Table):
    """An evidence item. `place` is where it came in the assessment, `position` where it stands within its aspect.

    The item's next step is in the `action_` columns; there is one where `action_status` is set. `confirmations` are
    records of who confirms it, each a dict of `Confirmation`.
    """

    __tablename__ = "evidence_item"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    place: Mapped[int]
    aspect: Mapped[str]
    position: Mapped[float]
    text: Mapped[str]
    related_aspects: Mapped[list[str]]
    polarity: Mapped[str | None]
    maturity: Mapped[str | None]
    voices: Mapped[list[str] | None]
    confirmations: Mapped[list[dict[str, Any]]] = mapped_column(server_default="[]")
    reach: Mapped[str | None]
    outcome: Mapped[str]
    figures: Mapped[str]
    source: Mapped[str]
    source_date: Mapped[date | None]
    attached: Mapped[list[str]] = mapped_column(server_default="[]")
    return_reference: Mapped[str]
    owner: Mapped[str]
    cause: Mapped[str] = mapped_column(server_default="")
    affected: Mapped[str] = mapped_column(server_default="")
    heard: Mapped[str] = mapped_column(server_default="")
    decided: Mapped[str] = mapped_column(server_default="")
    changed: Mapped[str] = mapped_column(server_default="")
    told: Mapped[str] = mapped_column(server_default="")
    action_text: Mapped[str | None]
    action_owner: Mapped[str | None]
    action_due: Mapped[date | None]
    action_measure: Mapped[str | None]
    action_status: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")
    removed_at: Mapped[datetime | None]


class ActionRow(Table):
    """A line of the improvement plan, at its `place`. `evidence` holds ids of items, those of removed ones too."""

    __tablename__ = "plan_action"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"), index=True)
    revision: Mapped[int] = mapped_column(default=1)
    place: Mapped[int]
    text: Mapped[str]
    owner: Mapped[str]
    due: Mapped[date | None]
    measure: Mapped[str]
    status: Mapped[str]
    evidence: Mapped[list[str]]
    aspects: Mapped[list[str]]
    origin: Mapped[str]
    note: Mapped[str] = mapped_column(server_default="")
    removed_at: Mapped[datetime | None]


class SkipRow(Table):
    """An aspect left out on purpose, and why."""

    __tablename__ = "skipped_aspect"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"), index=True)
    place: Mapped[int]
    aspect: Mapped[str]
    reason: Mapped[str]


class FormerValueRow(Table):
    """What a field of an item or of a line of the plan held before it was changed.

    Both `item_id` and `action_id` are empty for a field of the assessment itself. `revision` is the last
    one in which the value stood.
    """

    __tablename__ = "former_value"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[str] = mapped_column(ForeignKey(AssessmentRow.id, ondelete="CASCADE"), index=True)
    item_id: Mapped[str | None] = mapped_column(ForeignKey(ItemRow.id, ondelete="CASCADE"), index=True)
    action_id: Mapped[str | None] = mapped_column(ForeignKey(ActionRow.id, ondelete="CASCADE"), index=True)
    revision: Mapped[int]
    field: Mapped[str]
    old: Mapped[Any] = mapped_column(nullable=True)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(default="", server_default="")


class ReceiptRow(Table):
    """That things were erased for good: how many of each kind, that had been deleted for `days` days or longer."""

    __tablename__ = "receipt"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    days: Mapped[int]
    erased: Mapped[Any]

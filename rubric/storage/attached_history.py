"""What an attached file or link was called, whose it was, and its dates, before: read from the assessment's history."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.storage import holding
from rubric.storage.attached_tables import AttachmentRow
from rubric.storage.tables import AssessmentRow
from rubric.storage.values import Change

FIELDS = ("title", "owner", "dated", "expires")  # what a person changes of one that is kept
GO_ON = ("title", "owner")  # and what of it the next version takes over
FORMER = "attached."  # begins the name under which the assessment's history keeps the former value of one of these


def history_of(session: Session, assessment: AssessmentRow, row: AttachmentRow) -> list[Change]:
    """Every former value of FIELDS, newest first; and of GO_ON, those of each version before, until it was replaced."""
    changes = holding.history(session, assessment)
    found = list(_of_version(changes, row, FIELDS))
    while (before := _before(session, row)) is not None:
        found += [change for change in _of_version(changes, before, GO_ON) if change.at <= row.saved_at]
        row = before
    return found


def _of_version(changes: list[Change], row: AttachmentRow, fields: tuple[str, ...]) -> Iterator[Change]:
    names = {f"{FORMER}{row.key}.{field}": field for field in fields}
    for change in changes:
        if change.field in names:
            yield change.model_copy(update={"field": names[change.field]})


def _before(session: Session, row: AttachmentRow) -> AttachmentRow | None:
    """The version that this one replaced. Versions only count upwards, so no file leads in a circle."""
    query = select(AttachmentRow).where(
        AttachmentRow.assessment_id == row.assessment_id,
        AttachmentRow.key == row.replaces,
        AttachmentRow.version < row.version,
    )
    return session.scalar(query)

"""An assessment locked while it is changed: what the parts of the store that change assessments share."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rubric.evidence.model import now
from rubric.storage.attached_tables import AttachmentRow
from rubric.storage.database import Database
from rubric.storage.draft_tables import SectionEditRow, WaiverRow
from rubric.storage.removal import mark, require_row
from rubric.storage.rows import stored
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow, ItemRow
from rubric.storage.values import ASIDE, Change, Saved

_WRITER = "writer"  # in a session's `info`: the name of who writes


def find_assessment(
    session: Session, assessment_id: str, *, lock: bool = False, removed: bool = False
) -> AssessmentRow:
    """The assessment's row; with `lock`, nobody else changes the assessment until this session ends.

    NotFound: no assessment has this id, or (unless `removed` is True) it was deleted.
    """
    return require_row(
        session.get(AssessmentRow, assessment_id, with_for_update=lock or None),
        missing="This assessment can't be found: open it from the list on the home page.",
        gone="This assessment was deleted: put it back from the home page first.",
        removed=removed,
    )


@contextmanager
def hold_assessment(
    database: Database, assessment_id: str, *, removed: bool = False, by: str = ""
) -> Iterator[tuple[Session, AssessmentRow]]:
    """A writing session that locks the assessment, so that writers take turns. NotFound as for `find_assessment`.

    `by` is who writes, kept beside every former value (`remember`).
    """
    with database.writing() as session:
        session.info[_WRITER] = stored(by)
        yield session, find_assessment(session, assessment_id, lock=True, removed=removed)


def keep(session: Session, row: AssessmentRow, old: Mapping[str, Any], *, anyway: bool = False) -> Saved:
    """Commit a change to the assessment itself, keeping the former values of its fields (`old`, by name).

    Where nothing changed (no `old`, nor `anyway`), nothing is written. Returns the assessment's revision and when.
    """
    if not old and not anyway:
        return Saved(at=row.updated, revision=row.revision)
    at = now()
    remember(
        session,
        [
            FormerValueRow(assessment_id=row.id, revision=row.revision, field=field, old=value, changed_at=at)
            for field, value in old.items()
        ],
    )
    row.revision += 1
    row.updated = at
    session.commit()
    return Saved(at=at, revision=row.revision)


def remember(session: Session, former: Sequence[FormerValueRow]) -> None:
    """Keep former values, and who is replacing them."""
    for row in former:
        row.changed_by = session.info.get(_WRITER, "")
    session.add_all(former)


def lay_aside(session: Session, assessment: AssessmentRow, words: Mapping[str, object], **place: str) -> None:
    """Commit words that were not taken to the history, by field, so that they can be brought back from there.

    `place`: the `item_id` or `action_id`. What was chosen and not written is quickly chosen again, and is left out.
    """
    written = {name: value for name, value in words.items() if type(value) is str and value.strip()}
    for name, value in written.items():
        same = {"assessment_id": assessment.id, "revision": ASIDE, "field": name, **place}
        laid = session.scalars(select(FormerValueRow).filter_by(**same)).all()
        if stored(value) not in [one.old for one in laid]:  # else they were tried again
            remember(session, [FormerValueRow(**same, old=stored(value), changed_at=now())])
    session.commit()


def count_change(assessment: AssessmentRow, row: ItemRow | ActionRow, at: datetime) -> Saved:
    """Raise the revision of a changed item or action, and note the moment (`at`, UTC) in its assessment too."""
    row.revision += 1
    assessment.updated = at
    return Saved(at=at, revision=row.revision)


def set_removed(assessment: AssessmentRow, row: ItemRow | ActionRow, *, removed: bool) -> Saved:
    """Remove an item or action, or put it back where it was. Doing so twice is the same as once."""
    at = mark(row, removed=removed)
    return Saved(at=assessment.updated, revision=row.revision) if at is None else count_change(assessment, row, at)


def next_place(
    session: Session,
    assessment: AssessmentRow,
    kind: type[ItemRow | ActionRow | SectionEditRow | WaiverRow | AttachmentRow],
) -> int:
    """The place after the last of this kind in the assessment, removed ones included."""
    last = session.scalar(select(func.max(kind.place)).where(kind.assessment_id == assessment.id))
    return 0 if last is None else last + 1


def history(
    session: Session, assessment: AssessmentRow, *, item_id: str | None = None, action_id: str | None = None
) -> list[Change]:
    """Every former value of the fields of an item, an action or (neither given) the assessment, newest first."""
    query = select(FormerValueRow).where(
        FormerValueRow.assessment_id == assessment.id,
        FormerValueRow.item_id == item_id,
        FormerValueRow.action_id == action_id,
    )
    return [
        Change(
            field=former.field,
            old=former.old,
            revision=former.revision,
            at=former.changed_at,
            by=former.changed_by,
        )
        for former in session.scalars(query.order_by(FormerValueRow.id.desc()))
    ]

"""What others changed since somebody looked: which of their values a change would overwrite, and which it leaves alone.

A value is compared with the history, not with the words on somebody's screen: a field that others changed and changed
back is theirs too. A part of a field is named after a dot ("action.owner"); whoever removes or adds a record of what
somebody said has changed each part of it.
"""

from collections.abc import Callable, Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from rubric.evidence.fields import record_of
from rubric.storage.tables import AssessmentRow, FormerValueRow


def changed_since(
    session: Session,
    assessment: AssessmentRow,
    seen: int,
    *,
    item_id: str | None = None,
    action_id: str | None = None,
) -> set[str]:
    """The fields of an item or action (neither: of the assessment itself) that were changed after revision `seen`."""
    query = select(FormerValueRow.field).where(
        FormerValueRow.assessment_id == assessment.id,
        FormerValueRow.item_id == item_id,
        FormerValueRow.action_id == action_id,
        FormerValueRow.revision >= seen,
    )
    return set(session.scalars(query))


def overwritten(
    by_others: Collection[str],
    changes: Iterable[str],
    now: Callable[[str], object],
    wanted: Callable[[str], object],
) -> dict[str, object]:
    """The current values of those fields named in `changes` that others gave another value than the wanted one.

    `now` and `wanted` give a field's current and wanted value by its name."""
    return {
        name: now(name)
        for name in changes
        if now(name) != wanted(name) and any(_is_part(field, name) for field in by_others)
    }


def _is_part(field: str, name: str) -> bool:
    """Whether a change of `field` is one of `name`."""
    within_record = record_of(field) is not None and name.startswith(f"{field}.")
    return field == name or field.startswith(f"{name}.") or within_record


def merged(by_others: Collection[str], changes: Collection[str]) -> tuple[str, ...]:
    """The fields that others alone changed, sorted."""
    return tuple(sorted(name for name in by_others if name not in changes and name.split(".")[0] not in changes))

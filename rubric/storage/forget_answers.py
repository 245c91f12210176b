"""Of the answers to a last report or a peer challenge: what is erased with what it names, or was itself taken away.

A report that was taken away, and a finding that was left out of its list, stand in the assessment's history alone, and
are erased from there. What a report that stands said before stays, as every former value does.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from rubric.evidence.last_report import ReportOrigin
from rubric.storage.last_report import CALLED
from rubric.storage.rows import reports_of, reports_stored
from rubric.storage.tables import AssessmentRow, FormerValueRow

_WHOLE = tuple(origin.value for origin in ReportOrigin)  # fields whose former value is a report as a whole
TOLD = (  # which rows of an assessment's history tell of its reports and answers
    FormerValueRow.item_id.is_(None),
    FormerValueRow.action_id.is_(None),
    or_(*(FormerValueRow.field.startswith(name, autoescape=True) for name in (*_WHOLE, CALLED))),
)


def forget_links(session: Session, row: AssessmentRow, items: Set[str], actions: Set[str]) -> None:
    """Links to items and actions that go, in the answers as they are and as they were."""
    gone = {"items": items, "actions": actions}
    reports = [
        report.model_copy(
            update={
                "answers": [
                    answer.model_copy(update={name: _without(getattr(answer, name), ids) for name, ids in gone.items()})
                    for answer in report.answers
                ]
            }
        )
        for report in reports_of(row).values()
    ]
    row.last_report = reports_stored(reports)
    for former in _history(session, row):
        former.old = _without_links(former, gone)


def forget_taken_away(session: Session, row: AssessmentRow, before: datetime) -> tuple[int, set[str]]:
    """Reports that were taken away, and findings that were left out, longer ago than `before`, with their answers.

    Returns how many, and the ids of the findings that are nowhere any more.
    """
    listed = {answer.finding for report in reports_of(row).values() for answer in report.answers}
    history = _history(session, row)
    last = {one.field: one.changed_at for one in history if one.old and _is_away(one, reports_of(row), listed)}
    gone = {field for field, at in last.items() if at < before}
    stay = listed | _findings(one for one in history if one.field in last.keys() - gone)
    findings = _findings(one for one in history if one.field in gone) - stay
    fields = gone | {f"{CALLED}{finding}" for finding in findings}
    for former in history:
        if former.field in fields or former.field.startswith(tuple(f"{field}." for field in fields)):
            session.delete(former)
        elif former.field in _WHOLE and former.old:
            kept = [answer for answer in former.old["answers"] if answer["finding"] not in findings]
            former.old = former.old | {"answers": kept}
    return len(gone), findings


def _history(session: Session, row: AssessmentRow) -> Sequence[FormerValueRow]:
    """What an assessment's history tells of its reports and answers, the oldest first."""
    told = select(FormerValueRow).where(FormerValueRow.assessment_id == row.id, *TOLD)
    return session.scalars(told.order_by(FormerValueRow.id)).all()


def _is_away(former: FormerValueRow, reports: Mapping[ReportOrigin, object], listed: Set[str]) -> bool:
    """Whether it is a report of an origin of which none stands, or an answer as a whole to a finding on no list."""
    if former.field in _WHOLE:
        return former.field not in reports
    return isinstance(former.old, dict) and former.old["finding"] not in listed


def _findings(rows: Iterable[FormerValueRow]) -> set[str]:
    """The ids of the findings in reports and answers as a whole."""
    answers = [answer for one in rows if one.old for answer in one.old.get("answers", [one.old])]
    return {answer["finding"] for answer in answers}


def _without_links(former: FormerValueRow, gone: Mapping[str, Set[str]]) -> Any:
    old = former.old
    if isinstance(old, list):
        return _without(old, gone.get(former.field.rpartition(".")[2], ()))
    if not isinstance(old, dict):
        return old
    if former.field in _WHOLE:
        return old | {"answers": [_unlinked(answer, gone) for answer in old["answers"]]}
    return _unlinked(old, gone)


def _unlinked(answer: Mapping[str, Any], gone: Mapping[str, Set[str]]) -> dict[str, Any]:
    return dict(answer) | {name: _without(answer[name], ids) for name, ids in gone.items()}


def _without(ids: Iterable[str], gone: Iterable[str]) -> list[str]:
    left_out = set(gone)
    return [one for one in ids if one not in left_out]

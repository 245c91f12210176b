"""Erasing for good what was removed long enough ago, and whatever names or repeats it elsewhere."""

from collections.abc import Set
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, exists, select, union, update
from sqlalchemy.orm import Session

from rubric.evidence.attachment import subject_of
from rubric.evidence.model import now
from rubric.storage import forget_answers
from rubric.storage.attached_history import FORMER as OF_ATTACHED
from rubric.storage.attached_tables import AttachmentRow, FileRow
from rubric.storage.draft_tables import SectionEditRow, TemplateRow, WaiverRow
from rubric.storage.intake_tables import BroughtTableRow, ProposalRow
from rubric.storage.library_tables import LibraryChangeRow, ReportRow, ScoreTableRow
from rubric.storage.references import cited
from rubric.storage.removal import Removable
from rubric.storage.several import forget_items
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow, ItemRow
from rubric.storage.values import Erased
from rubric.storage.waivers import FORMER


def erase(session: Session, older_than: timedelta) -> Erased:
    """Erase what was removed longer ago than that; returns how many of each kind.

    Their own history goes too, and references to them elsewhere: see the functions below.
    """
    before = now() - older_than
    taken_away = sum([_forget_within(session, row, before) for row in _held(session, before)])
    _forget_templates(session, before)
    _forget_learned(session, before)
    erased = Erased(
        taken_away=taken_away,
        proposals=_erase_decided(session, before),
        assessments=_erase(session, AssessmentRow, before),
        items=_erase(session, ItemRow, before),
        actions=_erase(session, ActionRow, before),
        attached=_erase(session, AttachmentRow, before),
        templates=_erase(session, TemplateRow, before),
        reports=_erase(session, ReportRow, before),
        score_tables=_erase(session, ScoreTableRow, before),
    )
    _erase_files(session)
    return erased


def _erase(session: Session, table: type[Removable], before: datetime) -> int:
    result = session.execute(delete(table).where(table.removed_at < before))  # what belongs to them goes with them
    return result.rowcount if isinstance(result, CursorResult) else 0


def _erase_decided(session: Session, before: datetime) -> int:
    """Proposals that were decided about: rejected words, and those that are items by now."""
    result = session.execute(delete(ProposalRow).where(ProposalRow.decided_at < before))
    return result.rowcount if isinstance(result, CursorResult) else 0


def _held(session: Session, before: datetime) -> list[AssessmentRow]:
    """The assessments in which anything is to be forgotten, held: what is written meanwhile would be overwritten.

    In one order for all who erase, so that none of them waits for another who waits for it.
    """
    parts = [select(part.assessment_id).where(part.removed_at < before) for part in (ItemRow, ActionRow, AttachmentRow)]
    told = select(FormerValueRow.assessment_id).where(FormerValueRow.changed_at < before, *forget_answers.TOLD)
    concerned = sorted(session.scalars(union(*parts, told)))
    rows = [session.get(AssessmentRow, assessment_id, with_for_update=True) for assessment_id in concerned]
    return [row for row in rows if row is not None]


def _forget_within(session: Session, row: AssessmentRow, before: datetime) -> int:
    """In an assessment that stays, forget what goes of it; returns how many reports and findings that is."""
    items, actions = (
        set(session.scalars(select(part.id).where(part.assessment_id == row.id, part.removed_at < before)))
        for part in (ItemRow, ActionRow)
    )
    taken_away, findings = forget_answers.forget_taken_away(session, row, before)
    subjects = {f"item:{key}" for key in items} | {f"action:{key}" for key in actions}
    _forget_waivers(session, row.id, subjects | {f"answer:{key}" for key in findings})
    if items or actions:
        _forget_links(session, row.id, items)
        forget_answers.forget_links(session, row, items, actions)
        forget_items(session, row, items)
        _forget_tables(session, row.id, items | actions)
        _forget_words(session, row.id, items)
    _forget_attached(session, row.id, before)
    session.flush()
    return taken_away


def _forget_attached(session: Session, assessment_id: str, before: datetime) -> None:
    """That items rested on files and links that go, what these were called before, and why they might be kept."""
    gone = select(AttachmentRow.key).where(
        AttachmentRow.assessment_id == assessment_id, AttachmentRow.removed_at < before
    )
    keys = set(session.scalars(gone))
    if not keys:
        return
    _forget_waivers(session, assessment_id, {subject_of(key) for key in keys})
    for item in session.scalars(select(ItemRow).where(ItemRow.assessment_id == assessment_id)):
        if keys & set(item.attached):
            item.attached = [key for key in item.attached if key not in keys]
    for former in session.scalars(select(FormerValueRow).where(FormerValueRow.assessment_id == assessment_id)):
        if former.item_id and former.field == "attached" and keys & set(former.old):
            former.old = [key for key in former.old if key not in keys]
        elif former.field.startswith(tuple(f"{OF_ATTACHED}{key}." for key in keys)):
            session.delete(former)


def _erase_files(session: Session) -> None:
    """The bytes of files that nothing names any more."""
    unnamed = ~exists().where(AttachmentRow.held == FileRow.sha256)
    # looked at again once they are held: somebody may have been attaching one of them
    held = session.scalars(select(FileRow.sha256).where(unnamed).with_for_update()).all()
    session.execute(
        delete(FileRow).where(FileRow.sha256.in_(held), unnamed), execution_options={"synchronize_session": False}
    )


def _forget_waivers(session: Session, assessment_id: str, subjects: Set[str]) -> None:
    """Notes that were set aside on what goes, and why they once were."""
    for waiver in session.scalars(select(WaiverRow).where(WaiverRow.assessment_id == assessment_id)):
        if waiver.subject in subjects:
            session.delete(waiver)
    of_itself = (FormerValueRow.item_id.is_(None), FormerValueRow.action_id.is_(None))
    for former in session.scalars(
        select(FormerValueRow).where(FormerValueRow.assessment_id == assessment_id, *of_itself)
    ):
        if former.field.startswith(FORMER) and any(former.field.endswith(f".{subject}") for subject in subjects):
            session.delete(former)


def _forget_links(session: Session, assessment_id: str, items: Set[str]) -> None:
    """Links from the plan, now and in its history, and which item an action was suggested for."""
    for action in session.scalars(select(ActionRow).where(ActionRow.assessment_id == assessment_id)):
        if items & set(action.evidence):
            action.evidence = [item_id for item_id in action.evidence if item_id not in items]
        action.origin = _without_subject(action.origin, items)
    of_actions = select(FormerValueRow).where(
        FormerValueRow.assessment_id == assessment_id,
        FormerValueRow.action_id.is_not(None),
        FormerValueRow.field.in_(("evidence", "origin")),
    )
    for former in session.scalars(of_actions):
        if former.field == "origin":
            former.old = _without_subject(former.old, items)
        elif items & set(former.old):
            former.old = [item_id for item_id in former.old if item_id not in items]


def _without_subject(origin: str, items: Set[str]) -> str:
    """Where an action came from ("gap:ID", see `prediction/offers.py`) without the id of an item that goes."""
    cause, colon, subject = origin.partition(":")
    return f"{cause}{colon}" if subject in items else origin


def _forget_tables(session: Session, assessment_id: str, gone: Set[str]) -> None:
    """Evidence logs and action plans that they came from: their rows have the same words."""
    for table in session.scalars(select(BroughtTableRow).where(BroughtTableRow.assessment_id == assessment_id)):
        if table.brought and gone & {*table.brought["items"], *table.brought["actions"]}:
            session.delete(table)


def _forget_words(session: Session, assessment_id: str, items: Set[str]) -> None:
    """The words of items in the draft that nobody sees: in earlier versions of a section, and in what it was made of.

    The text of a section as it stands is somebody's own, and theirs to change: what it cites is not forgotten there.
    """
    for edit in session.scalars(select(SectionEditRow).where(SectionEditRow.assessment_id == assessment_id)):
        if edit.replaced_at is not None and items & (cited(edit.text) | cited(edit.composed)):
            session.delete(edit)
        elif unseen := items & (cited(edit.composed) - cited(edit.text)):
            blocks = edit.composed.split("\n\n")
            edit.composed = "\n\n".join(block for block in blocks if not unseen & cited(block))


def _forget_templates(session: Session, before: datetime) -> None:
    """Documents that used a template that goes use the shipped one: SQLite may give its number to the next one."""
    gone = session.scalars(select(TemplateRow.id).where(TemplateRow.removed_at < before)).all()
    if gone:
        for row in session.scalars(select(AssessmentRow).where(AssessmentRow.paper_templates.is_not(None))):
            row.paper_templates = {kind: used for kind, used in row.paper_templates.items() if used not in gone}
    session.execute(update(AssessmentRow).where(AssessmentRow.template_id.in_(gone)).values(template_id=None))


def _forget_learned(session: Session, before: datetime) -> None:
    """In what was learned last: all of it where it names a report that goes, and what an assessment got that goes."""
    reports = set(session.scalars(select(ReportRow.id).where(ReportRow.removed_at < before)))
    assessments = set(session.scalars(select(AssessmentRow.id).where(AssessmentRow.removed_at < before)))
    for row in session.scalars(select(LibraryChangeRow)):
        cases = [case["id"] for record in ("before", "after") for case in row.change[record].get("cases", ())]
        if reports & set(cases):
            session.delete(row)
        elif any(moved["assessment"] in assessments for moved in row.change["outcomes"]):
            stay = [moved for moved in row.change["outcomes"] if moved["assessment"] not in assessments]
            row.change = row.change | {"outcomes": stay}
    session.flush()

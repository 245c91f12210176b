"""Erasing for good what was removed long enough ago, and whatever names or repeats it elsewhere."""

from collections.abc import Set
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, exists, select, union, update
from sqlalchemy.orm import Session

from rubric.evidence.model import now
from rubric.storage.attached import FORMER as OF_ATTACHED
from rubric.storage.attached_tables import AttachmentRow, FileRow
from rubric.storage.draft_tables import SectionEditRow, TemplateRow, WaiverRow
from rubric.storage.intake_tables import BroughtTableRow, ProposalRow
from rubric.storage.library_tables import LibraryChangeRow, ReportRow, ScoreTableRow
from rubric.storage.references import cited
from rubric.storage.removal import Removable
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow, ItemRow
from rubric.storage.values import Erased
from rubric.storage.waivers import FORMER


def erase(session: Session, older_than: timedelta) -> Erased:
    """Erase what was removed longer ago than that; returns how many of each kind.

    Their own history goes too, and references to them elsewhere: see the functions below.
    """
    before = now() - older_than
    _forget_parts(session, before)
    _forget_templates(session, before)
    _forget_learned(session, before)
    _forget_attached(session, before)
    erased = Erased(
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


def _forget_parts(session: Session, before: datetime) -> None:
    """In assessments that stay, forget the items and actions that go."""
    parts = union(*(select(part.assessment_id).where(part.removed_at < before) for part in (ItemRow, ActionRow)))
    for assessment_id in sorted(session.scalars(parts)):
        # held, in one order for all who erase: what is written to it meanwhile would be overwritten
        session.get(AssessmentRow, assessment_id, with_for_update=True)
        items, actions = (
            set(session.scalars(select(part.id).where(part.assessment_id == assessment_id, part.removed_at < before)))
            for part in (ItemRow, ActionRow)
        )
        _forget_waivers(session, assessment_id, {f"item:{key}" for key in items} | {f"action:{key}" for key in actions})
        _forget_links(session, assessment_id, items)
        _forget_tables(session, assessment_id, items | actions)
        _forget_words(session, assessment_id, items)
    session.flush()


def _forget_attached(session: Session, before: datetime) -> None:
    """In assessments that stay, that items rested on files and links that go, and what these were called before."""
    gone = select(AttachmentRow.assessment_id, AttachmentRow.key).where(AttachmentRow.removed_at < before)
    by_assessment: dict[str, set[str]] = {}
    for assessment_id, key in session.execute(gone):
        by_assessment.setdefault(assessment_id, set()).add(key)
    for assessment_id, keys in sorted(by_assessment.items()):
        session.get(AssessmentRow, assessment_id, with_for_update=True)
        for item in session.scalars(select(ItemRow).where(ItemRow.assessment_id == assessment_id)):
            if keys & set(item.attached):
                item.attached = [key for key in item.attached if key not in keys]
        for former in session.scalars(select(FormerValueRow).where(FormerValueRow.assessment_id == assessment_id)):
            if former.item_id and former.field == "attached" and keys & set(former.old):
                former.old = [key for key in former.old if key not in keys]
            elif former.field.startswith(tuple(f"{OF_ATTACHED}{key}." for key in keys)):
                session.delete(former)
    session.flush()


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
    """Links from the plan, now and in its history."""
    for action in session.scalars(select(ActionRow).where(ActionRow.assessment_id == assessment_id)):
        if items & set(action.evidence):
            action.evidence = [item_id for item_id in action.evidence if item_id not in items]
    linked = select(FormerValueRow).where(
        FormerValueRow.assessment_id == assessment_id,
        FormerValueRow.action_id.is_not(None),
        FormerValueRow.field == "evidence",
    )
    for former in session.scalars(linked):
        if items & set(former.old):
            former.old = [item_id for item_id in former.old if item_id not in items]


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

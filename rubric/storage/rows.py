"""Between rows and the assessment's own model, both ways and without loss."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from pydantic import BaseModel

from rubric.evidence.attachment import Attachment
from rubric.evidence.ids import new_id
from rubric.evidence.last_report import KINDS, LastReport, ReportOrigin
from rubric.evidence.model import Action, Assessment, EvidenceItem, PlanAction, SectionEdit, Skip, Waiver
from rubric.evidence.text import clean_text
from rubric.storage.attached_tables import AttachmentRow
from rubric.storage.draft_tables import SectionEditRow, WaiverRow
from rubric.storage.tables import ActionRow, AssessmentRow, ItemRow, SkipRow

NO_REASON = "No reason given"
DETAILS = ("council", "title", "period", "lead", "status", "version", "agreement")
ASSESSMENT_FIELDS = (*DETAILS, "framework_version", "is_example", "created", "updated")
ITEM_FIELDS = tuple(name for name in EvidenceItem.model_fields if name not in ("id", "action"))
ACTION_FIELDS = tuple(Action.model_fields)
ATTACHMENT_FIELDS = tuple(name for name in Attachment.model_fields if name not in ("id", "by", "at"))
PLAN_FIELDS = tuple(name for name in PlanAction.model_fields if name != "id")


def stored(value: Any) -> Any:
    """A field's value as a row stores it: plain values and lists, without characters that a database refuses."""
    if isinstance(value, BaseModel):
        return {name: stored(part) for name, part in value.model_dump(mode="json").items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [stored(part) for part in value]
    return value


def usable_id(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or a fresh id where it is in `taken`, blank, or has characters that `clean_text` removes."""
    fits = bool(wanted.strip()) and clean_text(wanted) == wanted
    return wanted if fits and wanted not in taken else new_id()


def assessment_row(assessment: Assessment, key: str) -> AssessmentRow:
    """The row of an assessment itself, under the id `key`."""
    fields = {field: stored(getattr(assessment, field)) for field in ASSESSMENT_FIELDS}
    return AssessmentRow(id=key, revision=1, last_report=reports_stored(assessment.to_answer), **fields)


def reports_stored(reports: Iterable[LastReport]) -> Any:
    """The last report and the peer challenge as their one column has them; None for neither.

    A last report alone stands as it always did, so that releases from before peer challenges read it; else they stand
    by their origin.
    """
    held = {report.origin.value: stored(report) for report in reports}
    return held[ReportOrigin.REPORT] if set(held) == {ReportOrigin.REPORT} else held or None


def reports_of(row: AssessmentRow) -> dict[ReportOrigin, LastReport]:
    """What that column holds, by origin."""
    held = row.last_report or {}
    if not set(held) <= set(ReportOrigin):
        held = {ReportOrigin.REPORT: held}
    return {origin: kind.model_validate(held[origin]) for origin, kind in KINDS.items() if origin in held}


def assessment_of(
    row: AssessmentRow,
    *,
    evidence: list[EvidenceItem],
    actions: list[PlanAction],
    skips: Iterable[SkipRow],
    edits: Iterable[SectionEditRow],
    waivers: Iterable[WaiverRow],
    attachments: Iterable[AttachmentRow],
) -> Assessment:
    """The assessment that these rows hold, with its items and the lines of its plan; each kind in the order given."""
    return Assessment(
        id=row.id,
        **{field: getattr(row, field) for field in ASSESSMENT_FIELDS},
        **{origin.value: report for origin, report in reports_of(row).items()},
        evidence=evidence,
        actions=actions,
        skips=[Skip(aspect=skip.aspect, reason=skip.reason) for skip in skips],
        edits=[edit_of(edit) for edit in edits],
        waivers=[
            Waiver(
                rule=waiver.rule, subject=waiver.subject, reason=waiver.reason, by=waiver.saved_by, at=waiver.saved_at
            )
            for waiver in waivers
        ],
        attachments=[attachment_of(attachment) for attachment in attachments],
    )


def item_row(item: EvidenceItem, assessment_id: str, key: str, place: int) -> ItemRow:
    """A new row for an item, under the id `key`."""
    row = ItemRow(id=key, assessment_id=assessment_id, revision=1, place=place)
    write_item(row, item)
    return row


def write_item(row: ItemRow, item: EvidenceItem) -> None:
    """Write all fields of an item into its row. SQLAlchemy then updates only the columns that differ."""
    for field in ITEM_FIELDS:
        setattr(row, field, stored(getattr(item, field)))
    for field in ACTION_FIELDS:
        setattr(row, f"action_{field}", None if item.action is None else stored(getattr(item.action, field)))


def item_of(row: ItemRow) -> EvidenceItem:
    """The item that a row holds."""
    action = {field: getattr(row, f"action_{field}") for field in ACTION_FIELDS}
    return EvidenceItem.model_validate(
        {field: getattr(row, field) for field in ITEM_FIELDS}
        | {"id": row.id, "action": action if row.action_status is not None else None}
    )


def action_row(action: PlanAction, assessment_id: str, key: str, place: int) -> ActionRow:
    """A new row for a line of the plan, under the id `key`."""
    row = ActionRow(id=key, assessment_id=assessment_id, revision=1, place=place)
    write_action(row, action)
    return row


def write_action(row: ActionRow, action: PlanAction) -> None:
    """Write all fields of an action into its row."""
    for field in PLAN_FIELDS:
        setattr(row, field, stored(getattr(action, field)))


def action_of(row: ActionRow) -> PlanAction:
    """The line of the plan that a row holds."""
    return PlanAction.model_validate({field: getattr(row, field) for field in PLAN_FIELDS} | {"id": row.id})


def edit_row(edit: SectionEdit, assessment_id: str, place: int) -> SectionEditRow:
    """A row for a section in somebody's own words."""
    return SectionEditRow(
        assessment_id=assessment_id,
        place=place,
        section=stored(edit.section) or "unnamed",
        text=stored(edit.text),
        composed=stored(edit.composed),
        saved_by=stored(edit.by),
        saved_at=edit.at,
    )


def edit_of(row: SectionEditRow) -> SectionEdit:
    """The section as a row holds it."""
    return SectionEdit(section=row.section, text=row.text, composed=row.composed, by=row.saved_by, at=row.saved_at)


def attachment_row(attachment: Attachment, assessment_id: str, place: int, held: str | None) -> AttachmentRow:
    """A row for an attached file or link; `held` is the hash of its bytes where the store has them."""
    return AttachmentRow(
        assessment_id=assessment_id,
        key=attachment.id,
        place=place,
        held=held,
        saved_by=stored(attachment.by),
        saved_at=attachment.at,
        **{field: stored(getattr(attachment, field)) for field in ATTACHMENT_FIELDS},
    )


def attachment_of(row: AttachmentRow) -> Attachment:
    """The attached file or link that a row tells of."""
    fields = {field: getattr(row, field) for field in ATTACHMENT_FIELDS}
    return Attachment(id=row.key, by=row.saved_by, at=row.saved_at, **fields)


def waiver_row(waiver: Waiver, assessment_id: str, place: int) -> WaiverRow:
    """A row for a note that was set aside. A field left empty by cleaning gets a stand-in, as these are required."""
    return WaiverRow(
        assessment_id=assessment_id,
        place=place,
        rule=stored(waiver.rule) or "unnamed",
        subject=stored(waiver.subject) or "unnamed",
        reason=stored(waiver.reason) or NO_REASON,
        saved_by=stored(waiver.by),
        saved_at=waiver.at,
    )


def skip_row(skip: Skip, assessment_id: str, place: int) -> SkipRow:
    """A row for a skipped aspect. A reason left empty by cleaning becomes NO_REASON, as one is required."""
    reason = stored(skip.reason) or NO_REASON
    return SkipRow(assessment_id=assessment_id, place=place, aspect=stored(skip.aspect), reason=reason)

"""What names an item or a line of the plan from elsewhere in an assessment: links, citations, waivers.

A plan's `evidence` holds ids of items, an edited section cites them as "[@id, @id]" (the form that the draft's own
references have), and a waiver's subject is "item:ID" or "action:ID". When ids change, these have to follow.
"""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from rubric.evidence.ids import new_id
from rubric.evidence.last_report import LastReport
from rubric.evidence.model import Assessment, PlanAction, SectionEdit, Waiver

_CITATION = re.compile(r"(?<!\\)\[([^\]\n]*@[^\]\n]*)\]")


def with_new_ids(assessment: Assessment, *, items: Mapping[str, str], actions: Mapping[str, str]) -> Assessment:
    """The assessment with every reference to an id that is a key of `items` or `actions` replaced by its value.

    The items and actions themselves keep their ids; references to other ids stay as they are.
    """
    items = {old: new for old, new in items.items() if old != new}
    actions = {old: new for old, new in actions.items() if old != new}
    if not items and not actions:
        return assessment
    subjects = {f"item:{old}": f"item:{new}" for old, new in items.items()}
    subjects |= {f"action:{old}": f"action:{new}" for old, new in actions.items()}
    return assessment.model_copy(
        update={
            "actions": [action_with_new_ids(action, items) for action in assessment.actions],
            "edits": [_edit_with_new_ids(edit, items) for edit in assessment.edits],
            "waivers": [
                waiver.model_copy(update={"subject": subjects.get(waiver.subject, waiver.subject)})
                for waiver in assessment.waivers
            ],
            **{report.origin.value: _report_with_new_ids(report, items, actions) for report in assessment.to_answer},
        }
    )


def _report_with_new_ids(report: LastReport, items: Mapping[str, str], actions: Mapping[str, str]) -> LastReport:
    """A report or letter with the links of its answers following the new ids."""
    answers = [
        answer.model_copy(
            update={
                "items": [items.get(item_id, item_id) for item_id in answer.items],
                "actions": [actions.get(action_id, action_id) for action_id in answer.actions],
            }
        )
        for answer in report.answers
    ]
    return report.model_copy(update={"answers": answers})


def action_with_new_ids(action: PlanAction, items: Mapping[str, str]) -> PlanAction:
    """A line of the plan with its links to items following their new ids."""
    return action.model_copy(update={"evidence": [items.get(item_id, item_id) for item_id in action.evidence]})


def with_fresh_ids(assessment: Assessment) -> Assessment:
    """A copy in which every item and action has a fresh id; links and waivers whose subject is gone are left out."""
    items = {item.id: new_id() for item in assessment.evidence}
    actions = {action.id: new_id() for action in assessment.actions}
    kept = assessment.model_copy(
        update={
            "actions": [
                action.model_copy(update={"evidence": [item_id for item_id in action.evidence if item_id in items]})
                for action in assessment.actions
            ],
            "waivers": [waiver for waiver in assessment.waivers if _subject_exists(waiver, items, actions)],
        }
    )
    led = with_new_ids(kept, items=items, actions=actions)
    return led.model_copy(
        update={
            "id": new_id(),
            "evidence": [item.model_copy(update={"id": items[item.id]}) for item in led.evidence],
            "actions": [action.model_copy(update={"id": actions[action.id]}) for action in led.actions],
        }
    )


def cited(text: str) -> set[str]:
    """The ids of the items that a section's text cites."""
    parts = (part.strip() for found in _CITATION.finditer(text) for part in found[1].split(","))
    return {unquote(part[1:]) for part in parts if part.startswith("@")}


def _edit_with_new_ids(edit: SectionEdit, items: Mapping[str, str]) -> SectionEdit:
    def renamed(part: str) -> str:
        space, sign, name = part.partition("@")
        new = None if space.strip() else items.get(unquote(name.strip()))
        return part if new is None else f"{space}{sign}{quote(new, safe='')}"

    def led(found: re.Match[str]) -> str:
        return f"[{','.join(renamed(part) for part in found[1].split(','))}]"

    text, composed = (_CITATION.sub(led, words) for words in (edit.text, edit.composed))
    return edit.model_copy(update={"text": text, "composed": composed})


def _subject_exists(waiver: Waiver, items: Mapping[str, str], actions: Mapping[str, str]) -> bool:
    kind, _, name = waiver.subject.partition(":")
    return name in {"item": items, "action": actions}.get(kind, {name: name})

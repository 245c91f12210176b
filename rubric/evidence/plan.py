"""The improvement plan as one list: the assessment's own actions, and the next steps that its items name.

A step is typed where it belongs, on an item or in the plan, and shown in both places; so a `Line` says where it is
kept, and whoever changes it changes it there.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from rubric.evidence.model import Action, ActionStatus, Assessment
from rubric.evidence.stated import stated
from rubric.framework.model import Frozen

SOON = timedelta(days=30)


class Keeper(StrEnum):
    """Where a line is kept: in the plan itself, or on an evidence item as its next step."""

    PLAN = "plan"
    ITEM = "item"


class Line(Frozen):
    """One line of the plan. `id` is the action's, or that of the item whose next step it is.

    `evidence` holds the ids of the items that it answers (only existing ones) and `aspects` those of the
    aspects that it serves; `origin` names the suggestion that it was accepted from.
    """

    keeper: Keeper
    id: str
    text: str
    owner: str
    due: date | None
    measure: str
    status: ActionStatus
    evidence: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    origin: str = ""

    @property
    def key(self) -> str:
        """A key that no other line in the assessment has, whichever keeps it."""
        return f"{self.keeper}-{self.id}"

    @property
    def is_done(self) -> bool:
        """Whether its status is done."""
        return self.status is ActionStatus.DONE

    def days_late(self, on: date) -> int:
        """How many days the date is past; 0 where it is not, where there is none, and where the action is done."""
        return 0 if self.is_done or self.due is None else max((on - self.due).days, 0)

    def is_overdue(self, on: date) -> bool:
        """Whether the date is past and the action is not done. The day itself is not late."""
        return self.days_late(on) > 0

    def is_due_soon(self, on: date) -> bool:
        """Whether it is due within the next thirty days."""
        return not self.is_done and self.due is not None and on <= self.due and self.due - on <= SOON

    @property
    def missing(self) -> tuple[str, ...]:
        """What an open action lacks to be one that can be followed up, in words; nothing where it is done."""
        lacking = (
            (not stated(self.text), "what will be done"),
            (not stated(self.owner), "an owner"),
            (self.due is None, "a date"),
            (not stated(self.measure), "a measure"),
        )
        return () if self.is_done else tuple(words for is_lacking, words in lacking if is_lacking)


class Tally(Frozen):
    """How many lines there are of each kind. `overdue`, `soon` and `unready` are among the `open` ones."""

    open: int
    overdue: int
    soon: int
    unready: int
    done: int


def plan_lines(assessment: Assessment) -> tuple[Line, ...]:
    """Every line of the plan, in order: what is due first comes first, then what has no date, then what is done.

    An item's next step counts as soon as any part of it is typed, an action of the plan always.
    """
    item_ids = {item.id for item in assessment.evidence}
    lines = [
        _line(Keeper.ITEM, item.id, item.action, (item.id,), (item.aspect,))
        for item in assessment.evidence
        if item.action is not None and item.action != Action()
    ]
    lines += [
        _line(
            Keeper.PLAN,
            action.id,
            action,
            tuple(item for item in action.evidence if item in item_ids),
            tuple(action.aspects),
            action.origin,
        )
        for action in assessment.actions
    ]
    return in_order(lines)


def in_order(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Open lines by date, those without one after them, done ones last; otherwise as they came."""
    return tuple(sorted(lines, key=lambda line: (line.is_done, line.due is None, line.due or date.max)))


def with_status(lines: Iterable[Line], status: ActionStatus) -> tuple[Line, ...]:
    """The lines with this status, in the order given."""
    return tuple(line for line in lines if line.status is status)


def about(lines: Iterable[Line], aspect: str) -> tuple[Line, ...]:
    """The lines that serve an aspect (its id), in the order given."""
    return tuple(line for line in lines if aspect in line.aspects)


def tally(lines: Iterable[Line], on: date) -> Tally:
    """The number of lines of each kind on a day."""
    lines = tuple(lines)
    return Tally(
        open=sum(not line.is_done for line in lines),
        overdue=sum(line.is_overdue(on) for line in lines),
        soon=sum(line.is_due_soon(on) for line in lines),
        unready=sum(bool(line.missing) for line in lines),
        done=sum(line.is_done for line in lines),
    )


def _line(
    keeper: Keeper, id: str, action: Action, evidence: tuple[str, ...], aspects: tuple[str, ...], origin: str = ""
) -> Line:
    return Line(
        keeper=keeper,
        id=id,
        text=action.text,
        owner=action.owner,
        due=action.due,
        measure=action.measure,
        status=action.status,
        evidence=evidence,
        aspects=aspects,
        origin=origin,
    )

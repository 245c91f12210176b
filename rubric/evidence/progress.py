"""How much of an assessment is answered. It only counts; the writing notes (`lint`) are about quality."""

from enum import StrEnum

from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.stated import stated
from rubric.framework.model import Aspect, Framework, Frozen


class State(StrEnum):
    """How far one aspect has come."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    ANSWERED = "answered"
    SKIPPED = "skipped"


class AspectProgress(Frozen):
    """One aspect; `items` counts all its items, usable or not."""

    aspect: str
    title: str
    state: State
    items: int


class Progress(Frozen):
    """How far an assessment has come, aspect by aspect in the framework's order.

    `unplaced` counts items under aspects that the framework does not have; `check_against` says which.
    """

    aspects: tuple[AspectProgress, ...]
    unplaced: int

    def aspect(self, aspect_id: str) -> AspectProgress:
        """One aspect's progress; KeyError where the framework does not have it."""
        for entry in self.aspects:
            if entry.aspect == aspect_id:
                return entry
        raise KeyError(aspect_id)

    def count(self, state: State) -> int:
        """How many aspects are in this state."""
        return sum(entry.state == state for entry in self.aspects)

    @property
    def answered(self) -> int:
        """How many aspects have at least one usable item."""
        return self.count(State.ANSWERED)

    @property
    def skipped(self) -> int:
        """How many aspects are left out on purpose and have no usable item."""
        return self.count(State.SKIPPED)

    @property
    def items(self) -> int:
        """How many items there are, those under unknown aspects included."""
        return sum(entry.items for entry in self.aspects) + self.unplaced


def progress(assessment: Assessment, framework: Framework) -> Progress:
    """How far an assessment has come against a framework."""
    aspect_ids = set(framework.aspect_ids)
    return Progress(
        aspects=tuple(_aspect_progress(assessment, aspect) for aspect in framework.aspects),
        unplaced=sum(item.aspect not in aspect_ids for item in assessment.evidence),
    )


def missing(item: EvidenceItem) -> tuple[str, ...]:
    """What an item needs before it can be used, each as something to do; empty where it `is_usable`."""
    needs = (
        (not stated(item.text), "write what is true today"),
        (item.polarity is None, "choose strength, shortfall or mixed"),
        (item.maturity is None, "choose how far along"),
    )
    return tuple(words for lacking, words in needs if lacking)


def _aspect_progress(assessment: Assessment, aspect: Aspect) -> AspectProgress:
    items = assessment.items_of(aspect.id)
    usable = sum(item.is_usable for item in items)
    return AspectProgress(
        aspect=aspect.id,
        title=aspect.title,
        state=_state(len(items), usable, skipped=assessment.skip_reason(aspect.id) is not None),
        items=len(items),
    )


def _state(items: int, usable: int, *, skipped: bool) -> State:
    if usable:  # an answer counts even where the aspect was skipped before it was given
        return State.ANSWERED
    if skipped:
        return State.SKIPPED
    return State.STARTED if items else State.NOT_STARTED

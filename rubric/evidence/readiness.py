"""What each aspect of an assessment has and lacks before it could be shown to an assessor. It judges no wording.

An aspect is ready where each of its items is finished and has a source, it is said of each who confirms it, what is
good is confirmed by somebody outside the council, and what falls short has a next step (our judgement of the least).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from rubric.english import count
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.plan import Line, about, plan_lines
from rubric.evidence.stated import stated
from rubric.framework.model import Aspect, Framework, Frozen
from rubric.framework.words import Polarity, Voice


class State(StrEnum):
    """How ready an aspect is."""

    READY = "ready"
    LACKING = "lacking"
    EMPTY = "empty"
    SKIPPED = "skipped"


class AspectReadiness(Frozen):
    """One aspect: how many items it has, what it lacks in words, who leads on its items, and the next date in the plan.

    `start_with` is the id of the first item that lacks something itself, "" where none does.
    """

    aspect: str
    title: str
    state: State
    items: int
    lacks: tuple[str, ...]
    owners: tuple[str, ...]
    due: date | None
    start_with: str = ""

    @property
    def in_words(self) -> str:
        """ "4 items, none confirmed by people, 2 without a source"; "nothing yet" where there are none."""
        if self.state is State.SKIPPED:
            return "left out on purpose"
        return ", ".join([count(self.items, "item"), *self.lacks]) if self.items else "nothing yet"


def readiness(assessment: Assessment, framework: Framework) -> tuple[AspectReadiness, ...]:
    """How ready each aspect is, in the framework's order."""
    lines = plan_lines(assessment)
    with_step = {item for line in lines if stated(line.text) for item in line.evidence}
    return tuple(_of(aspect, assessment, lines, with_step) for aspect in framework.aspects)


def how_many(found: Iterable[AspectReadiness]) -> tuple[int, int]:
    """How many aspects are ready, and of how many: those left out on purpose count in neither."""
    counted = [one for one in found if one.state is not State.SKIPPED]
    return sum(one.state is State.READY for one in counted), len(counted)


def _of(aspect: Aspect, assessment: Assessment, lines: Sequence[Line], with_step: set[str]) -> AspectReadiness:
    items = assessment.items_of(aspect.id)
    lacks = _lacks(aspect, items, with_step)
    skipped = not items and assessment.skip_reason(aspect.id) is not None
    empty = State.SKIPPED if skipped else State.EMPTY
    dates = [line.due for line in about(lines, aspect.id) if line.due and not line.is_done]
    owners = dict.fromkeys(stated(item.owner) for item in items)
    return AspectReadiness(
        aspect=aspect.id,
        title=aspect.title,
        state=(State.LACKING if lacks else State.READY) if items else empty,
        items=len(items),
        lacks=lacks,
        owners=tuple(owner for owner in owners if owner),
        due=min(dates, default=None),
        start_with=next((item.id for item in items if _lacks_something(item, with_step)), ""),
    )


def _lacks(aspect: Aspect, items: Sequence[EvidenceItem], with_step: set[str]) -> tuple[str, ...]:
    usable = [item for item in items if item.is_usable]
    unfinished = len(items) - len(usable)
    found = [f"{unfinished} not finished"] if unfinished else []
    good = [item for item in usable if item.polarity is not Polarity.SHORTFALL]
    if good and not any(item.is_confirmed_outside for item in good):
        found.append("none confirmed by people or partners")
    elif good and Voice.PEOPLE in aspect.corroborated_by and not any(Voice.PEOPLE in (i.voices or ()) for i in good):
        found.append("none confirmed by people")
    counted = (
        (sum(item.voices is None for item in usable), "with nobody named who confirms or doubts it"),
        (sum(not _has_source(item) for item in usable), "without a source"),
        (sum(_wants_step(item, with_step) for item in usable), "falling short without a next step"),
    )
    return (*found, *(f"{number} {words}" for number, words in counted if number))


def _lacks_something(item: EvidenceItem, with_step: set[str]) -> bool:
    return not item.is_usable or item.voices is None or not _has_source(item) or _wants_step(item, with_step)


def _has_source(item: EvidenceItem) -> bool:
    return bool(stated(item.source) or stated(item.return_reference))


def _wants_step(item: EvidenceItem, with_step: set[str]) -> bool:
    return item.polarity in (Polarity.SHORTFALL, Polarity.MIXED) and item.id not in with_step

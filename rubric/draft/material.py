"""What a draft is written from: the items in order, numbered, and which of them the text tells.

How many strengths and areas are told, at least and at most, is our own judgement, within the word budgets.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from rubric.draft.harm import harm, is_questioned
from rubric.draft.wording import without_full_stop
from rubric.evidence import fields
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem
from rubric.evidence.stated import is_unfilled, stated
from rubric.evidence.text import clean_text
from rubric.framework.model import Framework
from rubric.framework.words import Maturity, Polarity, Reach, Voice

_AnyAction = TypeVar("_AnyAction", bound=Action)

MOST_STRENGTHS = 6
LEAST_STRENGTHS = 3
MOST_AREAS = 5
LEAST_AREAS = 3
MOST_IN_ONE_ASPECT = 2

# Who says so, strongest first: people and carers, partners, staff, documents and data (our own judgement).
_WEIGHT = {Voice.PEOPLE: 4, Voice.PARTNERS: 3, Voice.STAFF_AND_LEADERS: 2, Voice.PROCESSES: 1}


def _strongest(voices: Iterable[Voice]) -> int:
    return max((_WEIGHT[voice] for voice in voices), default=0)


def _reach(item: EvidenceItem) -> int:
    return list(Reach).index(item.reach) + 1 if item.reach else 0


@dataclass(frozen=True)
class Step:
    """A next step, with the numbers of the evidence it belongs to (none: it belongs to no item)."""

    action: Action
    evidence: tuple[int, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether its status is done."""
        return self.action.status is ActionStatus.DONE


@dataclass(frozen=True)
class Material:
    """An assessment, cleaned, put in order and numbered. Make one with `gather`."""

    assessment: Assessment
    framework: Framework
    on: date
    items: tuple[EvidenceItem, ...]
    blank: int  # items with nothing typed in them at all: counted, never listed

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each item's number in the evidence list, from 1, by its id."""
        return {item.id: number for number, item in enumerate(self.items, start=1)}

    @cached_property
    def usable(self) -> tuple[EvidenceItem, ...]:
        """The items that are finished: see `EvidenceItem.is_usable`."""
        return tuple(item for item in self.items if item.is_usable)

    @cached_property
    def tellable(self) -> tuple[EvidenceItem, ...]:
        """The finished items whose claim says something: no question, and no place still to be filled in."""
        return tuple(item for item in self.usable if not claims_nothing(item.text))

    @cached_property
    def unfinished(self) -> tuple[EvidenceItem, ...]:
        """The items that are not."""
        return tuple(item for item in self.items if not item.is_usable)

    @cached_property
    def loops(self) -> tuple[EvidenceItem, ...]:
        """Points on which people heard back what changed because of what they said."""
        return tuple(item for item in self.usable if item.closes_a_loop)

    @cached_property
    def only_planned(self) -> tuple[EvidenceItem, ...]:
        """Strengths that do not work yet: they are listed as evidence, never described as strengths."""
        return tuple(
            item
            for item in self.usable
            if item.polarity is Polarity.STRENGTH and item.supported.level < Maturity.DEVELOPING.level
        )

    @cached_property
    def skips(self) -> dict[str, str]:
        """Aspects left out on purpose, each with the reason given."""
        return {s.aspect: without_full_stop(clean_text(s.reason)) or "none recorded" for s in self.assessment.skips}

    def cite(self, items: Iterable[EvidenceItem]) -> tuple[int, ...]:
        """The items' numbers, in ascending order; KeyError for an item that is not in the material."""
        return tuple(sorted(self.numbers[item.id] for item in items))

    def title(self, aspect: str) -> str:
        """An aspect's title; its id where the framework has no such aspect (a file from another framework)."""
        return self.framework.aspect(aspect).title if aspect in self.framework.aspect_ids else aspect

    @cached_property
    def dates_records(self) -> bool:
        """Whether any record has a date: then one without says so."""
        return any(record.recorded and record.when for item in self.usable for record in item.confirmations)

    @cached_property
    def strengths(self) -> tuple[EvidenceItem, ...]:
        """Strengths that work, the strongest first.

        First those whose own figures do not speak against them, then those that no more people dispute than confirm,
        then those with a source, a record or a figure that counts something, then the furthest along, shown, with a
        difference, by whom it is recorded that they say so, who is named, and the widest. Those whose own figures
        speak against them, and those that nothing bears out, are there only where there are fewer than three others.
        """
        planned = {item.id for item in self.only_planned}
        strengths = [i for i in self.tellable if i.polarity is Polarity.STRENGTH and i.id not in planned]
        strengths.sort(
            key=lambda i: (
                is_questioned(i),
                is_outnumbered(i),
                not _is_backed(i),
                -i.supported.level,
                not is_shown(i),
                not stated(i.outcome),
                -_strongest(i.recorded_voices),
                -len(i.recorded_voices),
                -_strongest(i.voices or ()),
                not stated(i.figures),
                -_reach(i),
                self.numbers[i.id],
            )
        )
        unquestioned = [i for i in strengths if not is_questioned(i)]
        for pool in ([i for i in unquestioned if _is_backed(i)], unquestioned):
            if len(best := _spread(pool)[:MOST_STRENGTHS]) >= LEAST_STRENGTHS:
                return best
        return _spread(strengths)[:LEAST_STRENGTHS]

    @cached_property
    def gaps(self) -> tuple[EvidenceItem, ...]:
        """Every shortfall and mixed point, those that may do most harm first: see `rubric.draft.harm`."""
        gaps = [i for i in self.tellable if i.polarity in (Polarity.SHORTFALL, Polarity.MIXED)]
        return tuple(sorted(gaps, key=lambda i: (-harm(i, self.on), self.numbers[i.id])))

    @cached_property
    def areas(self) -> tuple[EvidenceItem, ...]:
        """The gaps that the text may tell, those that may do most harm first."""
        return self.gaps[:MOST_AREAS]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Next steps with words in them: by date, then those without one, and last those that are done."""
        steps = [Step(i.action, (self.numbers[i.id],)) for i in self.items if i.action and stated(i.action.text)]
        for action in self.assessment.actions:
            if stated(action.text):
                linked = sorted({self.numbers[item_id] for item_id in action.evidence if item_id in self.numbers})
                steps.append(Step(action, tuple(linked)))
        return tuple(sorted(steps, key=lambda s: (s.is_done, s.action.due or date.max)))

    def step_on(self, item: EvidenceItem) -> Action | None:
        """What we are doing about an item: its own next step, else the first of the plan that answers it."""
        if item.action and stated(item.action.text):
            return item.action
        return next((step.action for step in self.steps if self.numbers[item.id] in step.evidence), None)


def is_shown(item: EvidenceItem) -> bool:
    """Whether it is recorded that somebody else says so, or a document is named: a tick alone shows nothing."""
    return bool(item.recorded_voices or stated(item.source))


def _is_backed(item: EvidenceItem) -> bool:
    """Whether somebody, a document or a figure that counts something bears it out."""
    return is_shown(item) or counts_something(item.figures)


def is_outnumbered(item: EvidenceItem) -> bool:
    """Whether more are recorded to say otherwise than to confirm it; a record without a number counts for one."""
    sides = {False: 0, True: 0}
    for record in item.confirmations:
        sides[record.against] += (record.count or 1) if record.recorded else 0
    return sides[True] > sides[False]


def counts_something(figures: str) -> bool:
    """Whether figures hold a number with what it counts: "37 days", "44 of 52", and neither "100%" nor "see [2]"."""
    words = re.sub(r"\[[^\[\]]*\]", " ", stated(figures))
    return bool(re.search(r"\d", words) and re.search(r"[^\W\d_]{2,}", re.sub(r"\bsee\b|\d+(?:st|th)", " ", words)))


def claims_nothing(text: str) -> bool:
    """Whether a claim is a question of our own, or has a place still to be filled in: neither tells what is so."""
    return is_question(text) or is_unfilled(text)


def is_question(text: str) -> bool:
    """Whether the text ends in a question of our own: not one in quotation marks, which is told of others."""
    return text.rstrip(" ").endswith("?")


def gather(assessment: Assessment, framework: Framework, on: date) -> Material:
    """Clean, order and number an assessment's items: by the framework's aspects, then as the council placed them."""
    order = {aspect: index for index, aspect in enumerate(framework.aspect_ids)}
    items = [_clean(item) for item in assessment.evidence]
    items.sort(key=lambda i: (order.get(i.aspect, len(order)), i.aspect, i.position, i.id))
    typed = tuple(item for item in items if _has_words(item))
    return Material(
        assessment=assessment.model_copy(update={"actions": [_clean_action(a) for a in assessment.actions]}),
        framework=framework,
        on=on,
        items=typed,
        blank=len(items) - len(typed),
    )


def _has_words(item: EvidenceItem) -> bool:
    action = item.action.text if item.action else ""
    texts = (getattr(item, name) for name in (*fields.ACCOUNT, "source"))
    return any(stated(text) for text in (*texts, action))


def _clean(item: EvidenceItem) -> EvidenceItem:
    cleaned: dict[str, object] = {name: clean_text(getattr(item, name)) for name in fields.WORDS}
    cleaned["action"] = _clean_action(item.action) if item.action else None
    cleaned["confirmations"] = [
        record.model_copy(update={"said": clean_text(record.said), "where": clean_text(record.where)})
        for record in item.confirmations
    ]
    return item.model_copy(update=cleaned)


def _clean_action(action: _AnyAction) -> _AnyAction:
    return action.model_copy(update={name: clean_text(getattr(action, name)) for name in fields.ACTION_WORDS})


def _spread(items: Iterable[EvidenceItem]) -> tuple[EvidenceItem, ...]:
    """The items in their order, without a third from any one aspect."""
    kept: list[EvidenceItem] = []
    for item in items:
        if sum(other.aspect == item.aspect for other in kept) < MOST_IN_ONE_ASPECT:
            kept.append(item)
    return tuple(kept)

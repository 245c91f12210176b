"""What the rules look for in one evidence item. Each check returns what it found, or None."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rubric.english import cut, listed
from rubric.evidence.absolute import exceptions
from rubric.evidence.lint.figures import Figures, figures
from rubric.evidence.lint.records import confirmed_by_few, named_only
from rubric.evidence.lint.rules import Limits, rule_book
from rubric.evidence.lint.text import PlainText, activities, paper_claims
from rubric.evidence.model import Action, ActionStatus, EvidenceItem
from rubric.evidence.sources import is_old
from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity, Reach

HOW_WIDELY, WHAT_DIFFERENCE = "how widely it holds", "what difference it made"


@dataclass(frozen=True)
class Found:
    """What a rule found: the words to quote, and the values that its message names."""

    quote: str = ""
    named: Mapping[str, str] = field(default_factory=dict)


class ItemReading:
    """An item read once for all rules, on one day."""

    def __init__(self, item: EvidenceItem, on: date, limits: Limits | None = None) -> None:
        self.item, self.on = item, on
        self.limits = limits or rule_book().limits

    @cached_property
    def text(self) -> PlainText:
        """The claim itself."""
        return PlainText(self.item.text)

    @cached_property
    def account(self) -> PlainText:
        """The item's account of what is so: the claim, the difference, what changed, the figures."""
        item = self.item
        return PlainText("\n".join((item.text, item.outcome, item.changed, item.figures)))

    @cached_property
    def figures(self) -> Figures:
        """The figures in the claim, the difference, what changed and the field for figures."""
        return figures(self.account.low)

    @cached_property
    def field(self) -> Figures:
        """The figures in the field for figures alone."""
        return figures(PlainText(self.item.figures).low, field=True) if self.item.figures else Figures()

    @cached_property
    def is_dated(self) -> bool:
        """Whether anything says when: the source's date, or a date or period in the words."""
        item = self.item
        if item.source_date is not None or self.figures.has_period or self.field.has_period:
            return True
        beside = "\n".join((item.source, item.return_reference, item.heard, item.decided, item.told))
        return figures(PlainText(beside).low).has_period

    @cached_property
    def has_difference(self) -> bool:
        """Whether it states the difference made, in its own field or in the claim."""
        return bool(self.is_difference_filled or self.account.claims("difference") or self.figures.changes)

    @property
    def is_difference_filled(self) -> bool:
        """Whether a field of its own says what is different now."""
        return bool(stated(self.item.outcome) or stated(self.item.changed))

    @property
    def is_strength(self) -> bool:
        """Whether it was chosen as a strength."""
        return self.item.polarity is Polarity.STRENGTH

    @property
    def works_today(self) -> bool:
        """In place or further along, as chosen."""
        return self.item.maturity is not None and self.item.maturity.level >= Maturity.IN_PLACE.level

    @property
    def is_far_along(self) -> bool:
        """Whether embedded or impact was chosen."""
        return self.item.maturity in (Maturity.EMBEDDED, Maturity.IMPACT)


def _plan_as_strength(reading: ItemReading) -> Found | None:
    return _when(reading.is_strength and reading.item.maturity in (Maturity.ABSENT, Maturity.PLANNED))


def _impact_unconfirmed(reading: ItemReading) -> Found | None:
    return _when(
        reading.is_far_along
        and not reading.item.is_confirmed_outside
        and not reading.field.any
        and not reading.figures.measured
    )


def _far_along_unsupported(reading: ItemReading) -> Found | None:
    no_boast = reading.item.polarity is Polarity.SHORTFALL or reading.item.maturity in (
        Maturity.ABSENT,
        Maturity.PLANNED,
    )
    phrases = [] if no_boast else reading.text.claims("embedded", unless="no_embedded")
    if not phrases and not reading.is_far_along:
        return None
    reach = reading.item.reach is not None or reading.text.has("reach")
    return _lacking({HOW_WIDELY: reach, WHAT_DIFFERENCE: reading.has_difference}, ", ".join(phrases))


def _absolute_claim(reading: ItemReading) -> Found | None:
    """A claim without exception beside a figure that shows some."""
    short = None if reading.item.polarity is Polarity.SHORTFALL else exceptions(reading.item)
    return Found(short.word, {"figure": short.figure}) if short else None


def _embedded_in_part(reading: ItemReading) -> Found | None:
    return _when(reading.item.maturity is Maturity.EMBEDDED and reading.item.reach in (Reach.ONE_TEAM, Reach.SOME))


def _only_us(reading: ItemReading) -> Found | None:
    return _when(reading.is_strength and reading.item.voices == [])


def _voices_unanswered(reading: ItemReading) -> Found | None:
    return _when(reading.item.is_usable and reading.item.voices is None)


def _vague_praise(reading: ItemReading) -> Found | None:
    return None if _is_carried(reading) else _when_any(reading.text.claims("praise", unless="no_praise"))


def _vague_claim(reading: ItemReading) -> Found | None:
    if reading.item.polarity is Polarity.SHORTFALL or _is_carried(reading) or _vague_praise(reading):
        return None
    return _when_any(reading.text.claims("vague"))


def _is_carried(reading: ItemReading) -> bool:
    """Whether a figure or a difference carries what the adjectives only assert."""
    return reading.figures.any or reading.is_difference_filled


def _strategy_as_achievement(reading: ItemReading) -> Found | None:
    if not reading.is_strength or not reading.works_today or reading.is_difference_filled:
        return None
    return None if reading.figures.any else _when_any(paper_claims(reading.text))


def _activity_not_difference(reading: ItemReading) -> Found | None:
    in_place = (
        reading.is_strength and reading.item.maturity is Maturity.IN_PLACE
    )  # further along, the gap is named already
    if not in_place or reading.has_difference or any(check(reading) for check in _OVERLAPPING):
        return None
    return _when_any(activities(reading.text)[:3])


# each of these already asks for what was done and what difference it made
_OVERLAPPING = (_vague_praise, _vague_claim, _strategy_as_achievement, _far_along_unsupported)


def _figure_undated(reading: ItemReading) -> Found | None:
    measured = reading.field.measured or reading.figures.measured
    return None if reading.is_dated else _when_any(measured[:3])


def _percentage_without_base(reading: ItemReading) -> Found | None:
    if reading.field.has_base or reading.figures.has_base:
        return None
    return _when_any((reading.field.percentages or reading.figures.percentages)[:3])


def _no_figure(reading: ItemReading) -> Found | None:
    return _when(reading.is_strength and reading.works_today and not reading.figures.any and not reading.field.any)


def _no_source(reading: ItemReading) -> Found | None:
    return _when(
        reading.item.is_usable and not stated(reading.item.source) and not stated(reading.item.return_reference)
    )


def _no_date(reading: ItemReading) -> Found | None:
    return _when(reading.item.is_usable and not reading.is_dated and _figure_undated(reading) is None)


def _source_old(reading: ItemReading) -> Found | None:
    return _when(is_old(reading.item.source_date, reading.on, reading.limits.old_after_years))


def _source_in_future(reading: ItemReading) -> Found | None:
    return _when(reading.item.source_date is not None and reading.item.source_date > reading.on)


def _gap_without_step(reading: ItemReading) -> Found | None:
    step = reading.item.action
    return _when(reading.item.polarity is Polarity.SHORTFALL and (step is None or not stated(step.text)))


def _gap_without_cause(reading: ItemReading) -> Found | None:
    gap = reading.item.polarity is Polarity.SHORTFALL
    return _when(gap and not stated(reading.item.cause) and not stated(reading.item.affected))


def _step_unowned(reading: ItemReading) -> Found | None:
    return step_unowned(reading.item.action)


def step_unowned(step: Action | None) -> Found | None:
    """What a step lacks of owner, date and measure; None for one that is done, or not there."""
    if step is None or not stated(step.text) or step.status is ActionStatus.DONE:
        return None
    return _lacking(
        {
            "an owner": bool(stated(step.owner)),
            "a date": step.due is not None,
            "a measure of whether it worked": bool(stated(step.measure)),
        }
    )


def _step_soft(reading: ItemReading) -> Found | None:
    return step_soft(reading.item.action)


def step_soft(step: Action | None) -> Found | None:
    """A step that begins by only looking into something."""
    if step is None or step.status is ActionStatus.DONE:
        return None
    opening = PlainText(" ".join(step.text.split()[:5]))
    words = opening.low.removeprefix("we will ").removeprefix("to ")
    phrases = PlainText(words).claims("soft_steps")
    return _when_any([phrase for phrase in phrases if words.startswith(phrase)])


def _voice_unrecorded(reading: ItemReading) -> Found | None:
    """Voices that are named as confirming it, of which nothing is recorded: the draft leaves them out."""
    who = named_only(reading.item) if reading.item.is_usable else ""
    return Found(named={"who": who}) if who else None


def _few_confirm(reading: ItemReading) -> Found | None:
    few = confirmed_by_few(reading.item)
    return Found(named={"few": few}) if few else None


def _long_claim(reading: ItemReading) -> Found | None:
    words = len(reading.item.text.split())
    return Found(named={"words": f"{words:,}"}) if words >= reading.limits.long_claim_words else None


def _long_sentence(reading: ItemReading) -> Found | None:
    if len(reading.item.text.split()) >= reading.limits.long_claim_words:
        return None
    return long_sentence(reading.text, reading.limits.long_sentence_words)


def long_sentence(text: PlainText, most: int) -> Found | None:
    """The longest sentence, where it is too long to be read at once."""
    longest = max(text.sentences, key=lambda sentence: len(sentence.split()), default="")
    words = len(longest.split())
    if words <= most:
        return None
    return Found(cut(longest, 12), {"words": f"{words:,}"})


def _lacking(present: Mapping[str, bool], quote: str = "") -> Found | None:
    """The names of the things that are not present; None where all are."""
    lacks = [name for name, is_present in present.items() if not is_present]
    if not lacks:
        return None
    return Found(quote, {"lacks": listed(lacks)})


def _when(applies: bool, quote: str = "") -> Found | None:
    return Found(quote) if applies else None


def _when_any(phrases: list[str] | tuple[str, ...]) -> Found | None:
    return Found(", ".join(dict.fromkeys(phrases))) if phrases else None


ITEM_CHECKS: Mapping[str, Callable[[ItemReading], Found | None]] = {
    "plan_as_strength": _plan_as_strength,
    "impact_unconfirmed": _impact_unconfirmed,
    "far_along_unsupported": _far_along_unsupported,
    "absolute_claim": _absolute_claim,
    "embedded_in_part": _embedded_in_part,
    "only_us": _only_us,
    "voices_unanswered": _voices_unanswered,
    "vague_praise": _vague_praise,
    "vague_claim": _vague_claim,
    "strategy_as_achievement": _strategy_as_achievement,
    "activity_not_difference": _activity_not_difference,
    "figure_undated": _figure_undated,
    "percentage_without_base": _percentage_without_base,
    "no_figure": _no_figure,
    "no_source": _no_source,
    "no_date": _no_date,
    "source_old": _source_old,
    "source_in_future": _source_in_future,
    "gap_without_step": _gap_without_step,
    "gap_without_cause": _gap_without_cause,
    "step_unowned": _step_unowned,
    "step_soft": _step_soft,
    "few_confirm": _few_confirm,
    "voice_unrecorded": _voice_unrecorded,
    "long_claim": _long_claim,
    "long_sentence": _long_sentence,
}

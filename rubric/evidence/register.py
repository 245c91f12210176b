"""One register of all items of an assessment: which of them somebody looks for, and in which order they stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rubric.english import flat
from rubric.evidence import fields
from rubric.evidence.lint.items import ITEM_CHECKS, ItemReading
from rubric.evidence.lint.readable import readable_item
from rubric.evidence.lint.rules import rule_book
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.sources import is_old, source_key, sources_in
from rubric.evidence.stated import stated
from rubric.framework.model import Framework

ONLY_US, UNANSWERED = "only_us", "unanswered"  # beside the voices: nobody else confirms it, and nobody was asked
NO_SOURCE = "no_source"  # the writing rule that asks for the document


class Only(StrEnum):
    """What an item may lack, to look for by itself."""

    STALE = "stale"
    BARE = "bare"
    NO_OWNER = "no_owner"
    UNFINISHED = "unfinished"


class Order(StrEnum):
    """What items are sorted by."""

    ASPECT = "aspect"
    OWNER = "owner"
    SOURCE = "source"
    OLDEST = "oldest"
    LEAST_FAR = "least_far"
    WORDS = "words"


@dataclass(frozen=True)
class Sought:
    """What somebody looks for. Within a tuple any one will do, and an empty one asks for nothing; all else must hold.

    `words` are all found somewhere in the item. `voices` may hold ONLY_US and UNANSWERED too. `owners` are as
    `owner_key` has them, `sources` as `source_key` has them; "" is an item without one.
    """

    words: str = ""
    aspects: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    maturities: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    only: tuple[Only, ...] = ()


def owner_key(name: str) -> str:
    """An owner's name as it is compared: on one line, in small letters; "" where it says nobody."""
    return flat(stated(name)).casefold()


def is_stale(item: EvidenceItem, on: date) -> bool:
    """Whether its document is older, on this day, than the writing notes let pass."""
    return is_old(item.source_date, on, rule_book().limits.old_after_years)


def found(
    assessment: Assessment, framework: Framework, sought: Sought, order: Order, on: date
) -> tuple[EvidenceItem, ...]:
    """The items that somebody looks for, in this order; equal ones in the order of the framework.

    What has no owner, source or date comes first, as it is what is to be done; with no words, last.
    """
    wanted = [item for item in _in_order(assessment, framework) if _matches(item, sought, on)]
    return tuple(sorted(wanted, key=_SORTED[order]))


def lacks(item: EvidenceItem, on: date) -> tuple[Only, ...]:
    """What an item lacks of what can be looked for, on this day."""
    return tuple(one for one in Only if _LACKS[one](item, on))


def wants_source(assessment: Assessment, on: date) -> tuple[EvidenceItem, ...]:
    """The items that a writing note asks to name a document for, in the store's order; not where it was set aside."""
    aside = {waiver.subject for waiver in assessment.waivers if waiver.rule == NO_SOURCE}
    asked = ITEM_CHECKS[NO_SOURCE]
    return tuple(
        item
        for item in assessment.evidence
        if f"item:{item.id}" not in aside and asked(ItemReading(readable_item(item), on)) is not None
    )


def _in_order(assessment: Assessment, framework: Framework) -> Sequence[EvidenceItem]:
    place = {aspect: number for number, aspect in enumerate(framework.aspect_ids)}
    return sorted(
        assessment.evidence, key=lambda item: (place.get(item.aspect, len(place)), item.aspect, item.position, item.id)
    )


_SORTED: dict[Order, Callable[[EvidenceItem], tuple[bool | int | str, ...]]] = {
    Order.ASPECT: lambda _: (),
    Order.OWNER: lambda item: (owner_key(item.owner),),
    Order.SOURCE: lambda item: (source_key(stated(item.source)),),
    Order.OLDEST: lambda item: (item.source_date.toordinal() if item.source_date else 0,),
    Order.LEAST_FAR: lambda item: (item.maturity.level if item.maturity else 0,),
    Order.WORDS: lambda item: (not stated(item.text), flat(item.text).casefold()),
}


def _matches(item: EvidenceItem, sought: Sought, on: date) -> bool:
    return (
        _any(sought.aspects, [item.aspect, *item.related_aspects])
        and _any(sought.polarities, [item.polarity or ""])
        and _any(sought.maturities, [item.maturity or ""])
        and _any(sought.voices, _voices(item))
        and _any(sought.owners, [owner_key(item.owner)])
        and _any(sought.sources, [source_key(name) for name in sources_in(item.source)] or [""])
        and set(sought.only) <= set(lacks(item, on))
        and _has_words(item, sought.words)
    )


def _any(wanted: Sequence[str], has: Sequence[str]) -> bool:
    return not wanted or any(one in has for one in wanted)


def _voices(item: EvidenceItem) -> list[str]:
    if item.voices is None:
        return [UNANSWERED]
    return [str(voice) for voice in item.voices] or [ONLY_US]


_LACKS: dict[Only, Callable[[EvidenceItem, date], bool]] = {
    Only.STALE: is_stale,
    Only.BARE: lambda item, _: item.is_bare,
    Only.NO_OWNER: lambda item, _: not stated(item.owner),
    Only.UNFINISHED: lambda item, _: not item.is_usable,
}


def _has_words(item: EvidenceItem, words: str) -> bool:
    wanted = words.casefold().split()
    if not wanted:
        return True
    told = "\n".join(str(fields.value_of(item, name)) for name in fields.names_of_words(item)).casefold()
    return all(word in told for word in wanted)

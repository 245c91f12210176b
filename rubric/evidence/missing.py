"""What is missing from the whole: aspects with too little behind them, and documents that councils usually hold."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from rubric.evidence.documents import documents
from rubric.evidence.lint.items import ItemReading
from rubric.evidence.lint.readable import readable_item
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.sources import source_key
from rubric.framework.model import Aspect, Framework, Frozen, UsualDocument
from rubric.framework.words import Maturity

_NOT_YET = (Maturity.ABSENT, Maturity.PLANNED)


class Lack(StrEnum):
    """What an aspect lacks; the value is how it is said."""

    NOTHING = "nothing yet"
    UNFINISHED = "nothing finished yet"
    OWN_WORD = "only your own word"
    PLANS = "only plans"
    NO_FIGURE = "no figure"


class AspectGap(Frozen):
    """An aspect and what it lacks, one thing at least."""

    aspect: str
    title: str
    lacks: tuple[Lack, ...]


def aspect_gaps(assessment: Assessment, framework: Framework, on: date) -> tuple[AspectGap, ...]:
    """The aspects that lack something, in the framework's order; not those that were left out on purpose."""
    found = (
        AspectGap(aspect=aspect.id, title=aspect.title, lacks=_lacks(assessment, aspect, on))
        for aspect in framework.aspects
    )
    return tuple(gap for gap in found if gap.lacks)


def missing_documents(
    assessment: Assessment, framework: Framework, on: date, files: Iterable[str] = ()
) -> tuple[UsualDocument, ...]:
    """The documents that councils usually hold and that nothing here is named after, in the framework's order.

    Named are the sources of items and of records, attached files and links, and `files` that were brought in. A
    document that is for aspects left out on purpose alone is not asked for.
    """
    held = [*files, *(name for one in documents(assessment, on) for name in one.spellings)]
    held += [name for one in assessment.attachments for name in (one.title, one.name)]
    asked = {aspect for aspect in framework.aspect_ids if not _is_left_out(assessment, aspect)}
    return tuple(
        one
        for one in framework.usual_documents
        if asked.intersection(one.aspects) and not any(is_one(one, name) for name in held)
    )


def is_one(document: UsualDocument, source: str) -> bool:
    """Whether a source with this name is such a document: one of the names that it goes by stands in it."""
    return any(_words(name) in _words(source) for name in document.known_by)


def _words(name: str) -> str:
    """The words of a name, each with a space about it and in the singular: "carers' surveys" is " carer survey "."""
    return f" {' '.join(map(_singular, source_key(name).split()))} "


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _is_left_out(assessment: Assessment, aspect: str) -> bool:
    return assessment.skip_reason(aspect) is not None and not any(
        item.is_usable for item in assessment.items_of(aspect)
    )


def _lacks(assessment: Assessment, aspect: Aspect, on: date) -> tuple[Lack, ...]:
    items = assessment.items_of(aspect.id)
    usable = [item for item in items if item.is_usable]
    if not usable:
        if _is_left_out(assessment, aspect.id):
            return ()
        return (Lack.UNFINISHED if items else Lack.NOTHING,)
    planned = any(item.maturity is Maturity.PLANNED for item in usable)
    lacking = (
        (Lack.OWN_WORD, not any(item.voices for item in usable)),
        (Lack.PLANS, planned and all(item.maturity in _NOT_YET for item in usable)),
        (Lack.NO_FIGURE, not _has_figure(usable, on)),
    )
    return tuple(lack for lack, lacks in lacking if lacks)


def _has_figure(items: Sequence[EvidenceItem], on: date) -> bool:
    readings = (ItemReading(readable_item(item), on) for item in items)
    return any(reading.figures.any or reading.field.any for reading in readings)

"""Quiet advice on one evidence item: few, plain notes, each a rule with its reason in data/notes.yaml.

Kept apart from `progress.py`: an item with notes is as finished as one without.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from rubric.evidence.model import EvidenceItem
from rubric.framework.model import Frozen
from rubric.framework.words import Maturity, Polarity, Reach, Voice

MOST_NOTES = 3  # more than three at once is not read
OLD_AFTER_YEARS = 2
LONG_FROM_WORDS = 100  # five times the longest finding we have coded

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PERCENTAGE = re.compile(r"\d[\d.,]*\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_DATE_PARTS = re.compile(
    r"\b(?:19|20)\d\d(?:\s*[-–/]\s*\d{2,4})?\b"  # 2026, 2025-26, 2025/2026
    r"|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*",  # 31 August
    re.IGNORECASE,
)


class NoteRule(Frozen):
    """One rule: what it says and why, with the fields of an item it speaks up for and of one it leaves alone."""

    id: str
    message: str
    reason: str
    triggers: dict[str, Any]
    silent: dict[str, Any]


class NoteBook(Frozen):
    """The rules in order, most telling first; `read_on` is the day on which their examples are read."""

    read_on: date
    praise: tuple[str, ...]
    rules: tuple[NoteRule, ...]


@cache
def note_book() -> NoteBook:
    """The rules as shipped."""
    return NoteBook.model_validate(yaml.safe_load(files("rubric.evidence").joinpath("data", "notes.yaml").read_bytes()))


def quality_notes(item: EvidenceItem, on: date | None = None, *, most: int = MOST_NOTES) -> tuple[str, ...]:
    """What could be better about an item, most telling first.

    In: the item, the day it is read (today unless told), and how many notes are wanted at most. Out: plain sentences;
    none for an item without words.
    """
    if not item.text.strip():
        return ()
    day = on or date.today()
    return tuple(rule.message for rule in note_book().rules if LOOKS_FOR[rule.id](item, day))[:most]


def _is_far_along(item: EvidenceItem) -> bool:
    return item.maturity in (Maturity.EMBEDDED, Maturity.IMPACT)


def _plan_as_strength(item: EvidenceItem, _: date) -> bool:
    return item.polarity == Polarity.STRENGTH and item.maturity in (Maturity.ABSENT, Maturity.PLANNED)


def _impact_unconfirmed(item: EvidenceItem, _: date) -> bool:
    confirmed = {Voice.PEOPLE, Voice.PARTNERS} & set(item.voices or ())
    return _is_far_along(item) and not confirmed and not _has_number(item.figures)


def _far_along_unsupported(item: EvidenceItem, _: date) -> bool:
    return _is_far_along(item) and (item.reach is None or not item.outcome.strip())


def _embedded_in_part(item: EvidenceItem, _: date) -> bool:
    return item.maturity == Maturity.EMBEDDED and item.reach in (Reach.ONE_TEAM, Reach.SOME)


def _only_us(item: EvidenceItem, _: date) -> bool:
    return item.polarity == Polarity.STRENGTH and item.voices == []


def _voices_unanswered(item: EvidenceItem, _: date) -> bool:
    return item.is_usable and item.voices is None


def _vague_praise(item: EvidenceItem, _: date) -> bool:
    words = " ".join(re.findall(r"\w+", item.text.lower()))
    praised = any(re.search(rf"\b{praise}\b", words) for praise in note_book().praise)
    return praised and not _has_number(item.text + item.figures) and not item.outcome.strip()


def _figure_undated(item: EvidenceItem, _: date) -> bool:
    said = f"{item.figures} {item.outcome} {item.text}"
    return _has_number(item.figures) and item.source_date is None and not _YEAR.search(said)


def _percentage_without_base(item: EvidenceItem, _: date) -> bool:
    said = f"{item.figures} {item.outcome} {item.text}"
    counts = _DATE_PARTS.sub(" ", _PERCENTAGE.sub(" ", said))
    return bool(_PERCENTAGE.search(item.figures)) and not _has_number(counts)


def _no_source(item: EvidenceItem, _: date) -> bool:
    return item.is_usable and not item.source.strip() and not item.return_reference.strip()


def _source_old(item: EvidenceItem, on: date) -> bool:
    when = item.source_date
    return when is not None and (when.year + OLD_AFTER_YEARS, when.month, when.day) < (on.year, on.month, on.day)


def _source_in_future(item: EvidenceItem, on: date) -> bool:
    return item.source_date is not None and item.source_date > on


def _gap_without_step(item: EvidenceItem, _: date) -> bool:
    return item.polarity == Polarity.SHORTFALL and (item.action is None or not item.action.text.strip())


def _step_unowned(item: EvidenceItem, _: date) -> bool:
    step = item.action
    return step is not None and bool(step.text.strip()) and (not step.owner.strip() or step.due is None)


def _long_claim(item: EvidenceItem, _: date) -> bool:
    return len(item.text.split()) >= LONG_FROM_WORDS


def _has_number(text: str) -> bool:
    return any(character.isdigit() for character in text)


LOOKS_FOR: Mapping[str, Callable[[EvidenceItem, date], bool]] = {
    "plan_as_strength": _plan_as_strength,
    "impact_unconfirmed": _impact_unconfirmed,
    "far_along_unsupported": _far_along_unsupported,
    "embedded_in_part": _embedded_in_part,
    "only_us": _only_us,
    "voices_unanswered": _voices_unanswered,
    "vague_praise": _vague_praise,
    "figure_undated": _figure_undated,
    "percentage_without_base": _percentage_without_base,
    "no_source": _no_source,
    "source_old": _source_old,
    "source_in_future": _source_in_future,
    "gap_without_step": _gap_without_step,
    "step_unowned": _step_unowned,
    "long_claim": _long_claim,
}

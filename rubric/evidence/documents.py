"""The document register: every source that an assessment names, when it is from, and what rests on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rubric.evidence.lint.rules import rule_book
from rubric.evidence.model import Assessment
from rubric.evidence.sources import is_old, source_key, sources_in


@dataclass
class Document:
    """A source, by the normal form of its name. `rests` has the ids of the items that name it, each once.

    `spellings` are the ways in which it is written, the most usual first, and `dates` the days given for it, the newest
    last. `stale`: the newest is older than the writing notes let pass.
    """

    key: str
    spellings: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    rests: tuple[str, ...] = ()
    records: int = 0
    stale: bool = False

    @property
    def name(self) -> str:
        """What it is called most often."""
        return self.spellings[0]


@dataclass
class _Named:
    """Where a source is named, gathered."""

    spellings: Counter[str] = field(default_factory=Counter)
    dates: set[date] = field(default_factory=set)
    items: dict[str, None] = field(default_factory=dict)
    records: int = 0


def documents(assessment: Assessment, on: date) -> tuple[Document, ...]:
    """Every source named by an item or by a record of what somebody said, by name. `on` is the day it is read."""
    named: dict[str, _Named] = {}
    for item, name, when, of_record in _named(assessment):
        one = named.setdefault(source_key(name), _Named())
        one.spellings[name] += 1
        one.items[item] = None
        one.records += of_record
        if when is not None:
            one.dates.add(when)
    years = rule_book().limits.old_after_years
    return tuple(
        Document(
            key=key,
            spellings=tuple(name for name, _ in one.spellings.most_common()),
            dates=tuple(sorted(one.dates)),
            rests=tuple(one.items),
            records=one.records,
            stale=is_old(max(one.dates, default=None), on, years),
        )
        for key, one in sorted(named.items())
    )


def _named(assessment: Assessment) -> Iterator[tuple[str, str, date | None, bool]]:
    """The item, the source as typed, its date, and whether a record names it."""
    for item in assessment.evidence:
        for name in sources_in(item.source):
            yield item.id, name, item.source_date, False
        for record in item.confirmations:
            for name in sources_in(record.where):
                yield item.id, name, record.when, True

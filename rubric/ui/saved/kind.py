"""The kinds of thing whose fields are saved as one types: items, lines of the plan, sections, reports and others.

Each feature says in its `kept.py` how its own kind is kept; drawing, saving and settling are the same for all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rubric.english import long_date
from rubric.storage import Saved


def value_in_words(value: Any) -> str:
    """A field's value in words, for kinds without words of their own: a date in full, "nothing" for an empty one."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, date):
        return long_date(value)
    return str(value).replace("_", " ")


def _no_former(_owner: str, _id: str, _name: str) -> Iterable[object]:
    return ()


@dataclass(frozen=True, eq=False)
class Kind:
    """How one kind of thing is kept. Values are as the store takes them; every function may raise RubricError."""

    name: str
    place: str
    """Where on the page a sentence about it is shown (`session.take_note`)."""
    save: Callable[[str, str, Mapping[str, Any], int | None], Saved | None]
    """Write fields of a thing: its owner and id, the changes by field, and the revision that the writer had on screen.

    Out: when it was saved, or None where that is not recorded. Conflict: somebody else has changed a field since.
    """
    restore: Callable[[str, str], None] | None = None
    """Put a thing back that was removed (owner, id), and open it; None where nothing is removed."""
    former: Callable[[str, str, str], Iterable[object]] = _no_former
    """The earlier values of a field (owner, id, field), as they are stored."""
    words: Callable[[Any], str] = value_in_words
    """What a field holds, in words."""
    inside: Callable[[str], str] = str
    """What a field is called inside a sentence, by its name."""
    clash: Callable[[Any], str] | None = None
    """The sentence on a clash, from the other person's value; None: one with the field's name."""
    side_by_side: bool = False
    """Whether the two sides of a clash are long, and stand beside each other."""
    offers: bool = False
    """Whether words from before a restart are offered to the writer; else they are saved, if they are news."""


@dataclass(frozen=True)
class Thing:
    """One thing of a kind. `owner` is the assessment or report that it is part of, "" where it stands alone."""

    kind: Kind
    owner: str
    id: str

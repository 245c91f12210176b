"""What differs between two wordings of a section, block by block, as values for a screen."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

Kind = Literal["added", "gone", "reworded"]


@dataclass(frozen=True)
class Part:
    """One block that differs: `before` is "" for one that was added, `after` for one that is gone."""

    kind: Kind
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """The blocks that differ, and the new wording in full."""

    parts: tuple[Part, ...]
    text: str


def compare_wordings(before: str, after: str) -> Change | None:
    """How `after` differs from `before`, both as text with a blank line between blocks; None where they are equal."""
    old, new = before.split("\n\n"), after.split("\n\n")
    parts: list[Part] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            pairs = zip_longest(old[start:end], new[new_start:new_end], fillvalue="")
            parts += [
                Part(_kind(old_block, new_block), old_block, new_block)
                for old_block, new_block in pairs
                if old_block != new_block
            ]
    return Change(tuple(parts), after) if parts else None


def _kind(before: str, after: str) -> Kind:
    if before and after:
        return "reworded"
    return "gone" if before else "added"

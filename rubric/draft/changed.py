"""What differs between two wordings of a section, block by block, as values for a screen."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

BlockChangeKind = Literal["added", "gone", "reworded"]


@dataclass(frozen=True)
class BlockChange:
    """One block that differs: `before` is "" for one that was added, `after` for one that is gone."""

    kind: BlockChangeKind
    before: str
    after: str


@dataclass(frozen=True)
class SectionChange:
    """The blocks that differ, and the new wording in full."""

    parts: tuple[BlockChange, ...]
    text: str


def compare_wordings(before: str, after: str) -> SectionChange | None:
    """How `after` differs from `before`, both as text with a blank line between blocks; None where they are equal."""
    old, new = before.split("\n\n"), after.split("\n\n")
    parts: list[BlockChange] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag != "equal":
            pairs = zip_longest(old[start:end], new[new_start:new_end], fillvalue="")
            parts += [
                BlockChange(_kind(old_block, new_block), old_block, new_block)
                for old_block, new_block in pairs
                if old_block != new_block
            ]
    return SectionChange(tuple(parts), after) if parts else None


def _kind(before: str, after: str) -> BlockChangeKind:
    if before and after:
        return "reworded"
    return "gone" if before else "added"

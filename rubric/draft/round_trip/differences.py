"""One difference between a returned Word draft and the current draft: shown word by word, and accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rubric.draft.word.paragraph_ids import short_hash
from rubric.errors import BadInput

DifferenceKind = Literal["reworded", "added", "removed", "moved"]
_MOST_WORDS = 4_000  # beyond this, two wordings are shown whole


@dataclass(frozen=True)
class Piece:
    """Some words that both have ("same"), only the current draft has ("gone") or only Word has ("new")."""

    kind: Literal["same", "gone", "new"]
    words: str


@dataclass(frozen=True)
class Difference:
    """One difference: the current words, and those in Word ("" where one side has none).

    `also_changed_here`: the current words are no longer those that were sent. `replaces` are indexes in the section's
    blocks, `replaced` the blocks at these indexes, `blocks` the new ones, and `after` the index of the block that they
    follow (-1: they come first). `place` says where added words stand in Word that are no paragraph there: a footnote,
    an endnote, a text box, a foreword.
    """

    section: str
    heading: str
    kind: DifferenceKind
    current: str
    word: str
    also_changed_here: bool = False
    replaces: tuple[int, ...] = ()
    after: int = -1
    replaced: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    place: str = ""

    @property
    def key(self) -> str:
        """An id for widgets: the same for the same difference, however often it is computed."""
        return short_hash("\0".join((self.section, self.kind, self.current, self.word)), 16)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The two wordings merged, word by word."""
        return pieces(self.current, self.word)


def pieces(current: str, word: str) -> tuple[Piece, ...]:
    """Two wordings merged, word by word; each whole where one is empty or either has more than 4,000 words."""
    old, new = current.split(), word.split()
    if not old or not new or max(len(old), len(new)) > _MOST_WORDS:
        whole = (Piece("gone", " ".join(old)), Piece("new", " ".join(new)))
        return tuple(piece for piece in whole if piece.words)
    result: list[Piece] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            result.append(Piece("same", " ".join(old[start:end])))
            continue
        result += [Piece("gone", " ".join(old[start:end]))] if end > start else []
        result += [Piece("new", " ".join(new[new_start:new_end]))] if new_end > new_start else []
    return tuple(result)


def accept(section_blocks: Sequence[str], *wanted: Difference) -> str:
    """A section's new text with these differences accepted; `section_blocks` as from `edited.blocks`.

    Raises BadInput where the section has changed since the differences were computed.
    """
    for difference in wanted:
        if (
            tuple(section_blocks[index] for index in difference.replaces if index < len(section_blocks))
            != difference.replaced
        ):
            raise BadInput("This section has changed meanwhile: look at the difference again, then accept it.")
    replaced = {index for difference in wanted for index in difference.replaces}
    result: list[str] = []
    for index in range(-1, len(section_blocks)):
        if index >= 0 and index not in replaced:
            result.append(section_blocks[index])
        result += [block for difference in wanted if difference.after == index for block in difference.blocks]
    return "\n\n".join(result)

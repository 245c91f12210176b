"""From lines back to paragraphs: text that was wrapped for a page or a screen.

A PDF has only lines, and so has a text file that was wrapped. Gaps and changes of size show where a paragraph ends;
where there are none, a line that ends a sentence well short of the usual width does.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rubric.reports.files.blocks import Block
from rubric.reports.landmarks import Mark, landmark
from rubric.reports.text import ends_sentence, one_line

_WRAPPED_WIDTH = 135  # characters: lines of a wrapped text are no longer; longer ones are whole paragraphs
# Of the usual width: a sentence that ends before this ends its paragraph. Letters differ in width, so within a page,
# where space tells most paragraphs apart, only a clearly short line counts; over a page end there is no space to see.
_SHORT, _SHORT_AT_PAGE_END = 0.85, 0.97
_VERY_SHORT = (
    0.6  # a line this short, before one that starts with a capital, is no part of a paragraph: a heading, a name
)
_BULLET = re.compile(r"^(?:[•▪●○◦‣·■□◆◇❖➢➤►▶✓✔∙⁃]\s*|[-–*o]\s+)(?=\S)")
_HYPHENATED = re.compile(r"(\w+)[-\u2010]$")
_LONGEST_WORD = 40
_MOST_TITLE_LINES = 3
# First halves of words that keep their hyphen when a line ends there.
_KEEPS_HYPHEN = frozenset({
    "co", "non", "self", "well", "long", "short", "multi", "cross", "ex", "anti", "pre", "post", "re", "sub",
    "inter", "high", "low",
})  # fmt: skip


@dataclass(frozen=True)
class TextLine:
    """One line of a file. `gap`: space above it; `page`: it starts a page or column; `heading`: its look says so.

    `split`: a soft hyphen says that its last word goes on in the next line. `on`: the number of its page, if known.
    """

    text: str
    gap: bool = False
    page: bool = False
    heading: bool = False
    split: bool = False
    on: int | None = None
    style: tuple[float, bool] | None = None  # size and weight: lines of one paragraph share them


def paragraphs(lines: Sequence[TextLine]) -> list[Block]:
    """The blocks that the lines make up. Lines that are landmarks or headings stand alone, bullets start an item.

    Where lines are long each is taken for a whole paragraph.
    """
    return rebuilt(lines, surely_wrapped=False)[0]


def rebuilt(lines: Sequence[TextLine], *, surely_wrapped: bool) -> tuple[list[Block], int]:
    """As `paragraphs`, and how often a paragraph was joined over a page end that may as well have ended it.

    `surely_wrapped`: no line is a paragraph by being long, as in a PDF.
    """
    lines = [line for line in lines if line.text.strip()]
    width = _usual_width(lines, _WRAPPED_WIDTH if not surely_wrapped else 0)
    words = _SeenWords(lines)
    blocks: list[Block] = []
    current: list[TextLine] = []
    unsure = 0
    for line in lines:
        if current and _starts_anew(current, line, width):
            blocks.append(_block(current, words))
            current = []
        elif current and line.page and ends_sentence(current[-1].text):
            unsure += 1
        current.append(line)
    if current:
        blocks.append(_block(current, words))
    return blocks, unsure


def _usual_width(lines: Sequence[TextLine], most: int) -> int:
    """The width that lines are wrapped at, in characters; 0 where each line is a paragraph of its own.

    `most` is the longest that a wrapped line may be, 0 for any length.
    """
    lengths = sorted(len(line.text) for line in lines)
    if not lengths or (most and lengths[int(len(lengths) * 0.98)] > most):
        return 0
    return lengths[int(len(lengths) * 0.9)]


def _starts_anew(current: Sequence[TextLine], line: TextLine, width: int) -> bool:
    last = current[-1]
    if last.split:
        return False
    if line.gap or (line.style and last.style and line.style != last.style) or line.heading != last.heading:
        return True
    if line.heading:
        return landmark(line.text) is not None or _is_title(current)
    if is_bullet(line.text) or width == 0:
        return True
    if stands_alone(line.text) and (ends_sentence(last.text) or _is_title(current)):
        return True
    if len(current) == 1 and stands_alone(last.text):
        return True
    if line.text[:1].isupper() and len(last.text) + 1 + len(line.text.split()[0]) < _VERY_SHORT * width:
        return True
    if line.page and not ends_sentence(last.text):
        return False
    if line.page:
        # a word that would still have fitted was not wrapped
        return len(last.text) + 1 + len(line.text.split()[0]) < _SHORT_AT_PAGE_END * width
    return ends_sentence(last.text) and len(last.text) < _SHORT * width


def _is_title(current: Sequence[TextLine]) -> bool:
    """Whether the lines held so far are a whole landmark, in one line or wrapped."""
    return len(current) <= _MOST_TITLE_LINES and stands_alone(one_line(" ".join(line.text for line in current)))


def is_bullet(text: str) -> bool:
    """Whether a line starts with a bullet."""
    return _BULLET.match(text.lstrip()) is not None


def without_bullet(text: str) -> str:
    """The line without its bullet."""
    return _BULLET.sub("", text.lstrip())


def stands_alone(text: str) -> bool:
    """Whether a line is a landmark by itself, as against the rest of a sentence that ends with such words."""
    if not (text[:1].isupper() or text[:1].isdigit()):
        return False
    found = landmark(text)
    return found is not None and found.mark != Mark.PERCENT


def _block(lines: Sequence[TextLine], words: "_SeenWords") -> Block:
    text = lines[0].text.strip()
    item = is_bullet(text)
    pieces = [without_bullet(text)]
    for before, line in pairwise(lines):
        piece = line.text.strip()
        if not before.split:
            pieces[-1] = words.ended(pieces[-1], piece)
        pieces.append(piece)
    return Block(one_line("".join(pieces)), heading=lines[0].heading, item=item, page=lines[0].on)


class _SeenWords:
    """The words of a text, to distinguish a hyphen made by a line end from one that belongs to the word."""

    def __init__(self, lines: Sequence[TextLine]) -> None:
        self._lines = lines
        self._counted: Counter[str] | None = None  # only a text that has such hyphens pays for the count

    @property
    def _seen(self) -> Counter[str]:
        if self._counted is None:
            self._counted = Counter(word for line in self._lines for word in re.findall(r"[\w-]*\w", line.text.lower()))
        return self._counted

    def ended(self, first: str, second: str) -> str:
        """A line as it goes before the next: with a space, or where a word was split, without its hyphen or with it."""
        split, rest = _HYPHENATED.search(first[-_LONGEST_WORD:]), re.match(r"[a-z]\w*", second)
        if not split or not rest:
            return f"{first} "
        head, tail = split.group(1).lower(), rest.group()
        whole, hyphened = self._seen[head + tail], self._seen[f"{head}-{tail}"]
        keeps = head in _KEEPS_HYPHEN or (head in self._seen and tail in self._seen)
        if hyphened > whole or (hyphened == whole and keeps):
            return first
        return first[:-1]

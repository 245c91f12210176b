"""Plain text, pasted or from a file: with or without markdown, rules between paragraphs, or wrapped lines."""

import re

from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.rebuild import TextLine, paragraphs
from rubric.reports.files.running import running
from rubric.reports.text import clean, goes_on, one_line, unspaced

_RULE = frozenset("-*_=~–— \t")
_LONGEST_HEADING = 300  # characters with its marks; longer lines are not looked at as headings
_HASHES = re.compile(r"^#{1,6}\s+(.+?)\s*#*$")
_BOLD_LINE = re.compile(r"^(?:\*\*|__)([^*_]+)(?:\*\*|__)\s*:?$")
# bounded, so that a line full of marks that never close costs little
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_QUOTE = re.compile(r"^(?:>\s?)+")


def read_plain(text: str) -> Extract:
    """The blocks of a text. Out: headings where markdown says so; rules (`---`) are only space between paragraphs.

    Page numbers and running heads are left out, and a running head is kept once, as a heading before all else.
    """
    stripped = [_QUOTE.sub("", unspaced(raw.strip())) for raw in clean(text).split("\n")]
    left_out, heads = running(stripped)
    lines = [TextLine(_plain(head), gap=True, heading=True) for head in heads]
    gap, page = True, False
    for place, line in enumerate(stripped):
        if place in left_out:
            gap, page = not lines, True
            continue
        if page and not line:  # the space around a page's number says nothing about paragraphs
            continue
        if not line or (len(line) > 2 and _RULE.issuperset(line)):
            gap = True
            continue
        if len(line) <= _LONGEST_HEADING and (found := _HASHES.match(line) or _BOLD_LINE.match(line)):
            lines.append(TextLine(_plain(found.group(1)), gap=True, heading=True))
            gap, page = True, False
            continue
        lines.append(TextLine(_plain(line), gap=gap, page=page, split=goes_on(line)))
        gap = page = False
    return Extract(tuple(paragraphs(lines)))


def _plain(line: str) -> str:
    """A line without markdown's marks for emphasis and links."""
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    if "**" in line or "__" in line:
        line = _EMPHASIS.sub(r"\2", line)
    return one_line(line)


def lines_of(text: str) -> list[Block]:
    """The blocks of a few lines that stand together, such as those around line breaks in a web page."""
    return paragraphs(
        [TextLine(one_line(line), gap=not index, split=goes_on(line)) for index, line in enumerate(text.split("\n"))]
    )

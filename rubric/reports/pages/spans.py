"""Which blocks of a report belong to which statement.

A statement's title stands in many places: menus, the list under a theme, the summary with its score, and its own page.
Only what follows shows which: a page has the commitment, findings or sub-headings; the summary has a score and no more.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rubric.reports.files.blocks import Block
from rubric.reports.landmarks import Landmark, Mark, landmark
from rubric.reports.pages.furniture import reads_as_text

_BODY = frozenset({Mark.COMMITMENT, Mark.FINDINGS, Mark.EXPECT, Mark.SECTION})
_ENDS = frozenset({Mark.THEME, Mark.SUMMARY})
_BOUNDS = _ENDS | {Mark.STATEMENT}
_SCORE_WITHIN = 5  # blocks after a title: a score further off is not its own


@dataclass(frozen=True)
class MarkedBlock:
    """A block and what it is; `landmark` is None for ordinary text."""

    block: Block
    landmark: Landmark | None

    @property
    def mark(self) -> Mark | None:
        """What the block is; None for ordinary text."""
        return self.landmark.mark if self.landmark else None

    @property
    def text(self) -> str:
        """The block's text."""
        return self.block.text


@dataclass(frozen=True)
class Span:
    """The blocks of one statement's page. `title` is "" where the page has none and was recognised by its sub-headings.

    `score` is the one that stands in the title's own line, if any.
    """

    statement: str
    title: str
    score: int | None
    body: tuple[MarkedBlock, ...]


@dataclass
class Spans:
    """A report divided: pages, scores that the summary gives, and all that is outside the pages."""

    pages: list[Span] = field(default_factory=list)
    scores: dict[str, list[int]] = field(default_factory=dict)
    front: list[MarkedBlock] = field(default_factory=list)

    @property
    def has_summary_headings(self) -> bool:
        """Whether a heading of the overall summary is outside the pages."""
        return any(marked.mark is Mark.SUMMARY for marked in self.front)


def divide(blocks: Sequence[Block]) -> Spans:
    """The spans of a report's blocks. Where nothing is found all are `front`."""
    marked = [MarkedBlock(block, landmark(block.text)) for block in blocks]
    starts, scores = _starts(marked)
    if not starts and not scores:
        return _without_title(marked)
    spans = Spans(scores=scores)
    inside: list[int] = []
    ends = sorted({*starts, *(index for index, entry in enumerate(marked) if entry.mark in _ENDS), len(marked)})
    for start in starts:
        end = ends[bisect_right(ends, start)]
        title = marked[start].landmark
        assert title is not None  # noqa: S101 - a start is a title
        spans.pages.append(Span(title.statement, title.text, title.score, tuple(marked[start + 1 : end])))
        inside += range(start, end)
    outside = set(range(len(marked))) - set(inside)
    spans.front = [marked[index] for index in sorted(outside)]
    return spans


def _starts(marked: Sequence[MarkedBlock]) -> tuple[list[int], dict[str, list[int]]]:
    """The indices where pages start, and the scores beside titles that start no page, by statement."""
    starts: list[int] = []
    scores: dict[str, list[int]] = {}
    lone: list[int] = []
    in_summary = False
    bounds = [index for index, entry in enumerate(marked) if entry.mark in _BOUNDS] + [len(marked)]
    for index, end in pairwise(bounds):
        title = marked[index].landmark
        if title is None or title.mark is not Mark.STATEMENT:
            in_summary = marked[index].mark is Mark.SUMMARY
            continue
        body = marked[index + 1 : end]
        score = title.score or _score_of(body[:_SCORE_WITHIN], in_summary=in_summary)
        scored = score is not None or any(entry.mark in {Mark.SCORE, Mark.LABEL} for entry in body[:_SCORE_WITHIN])
        long = any(reads_as_text(entry.block) for entry in body)
        if any(entry.mark in _BODY for entry in body) or (scored and long and not in_summary):
            starts.append(index)
            in_summary = False
        elif score is not None:
            scores.setdefault(title.statement, []).append(score)
            lone.append(index)
    if len(lone) == 1 and not any(entry.mark in {Mark.SUMMARY, Mark.RATING} for entry in marked):
        # one title with one score is not a summary of nine but a page that lost its findings
        return sorted([*starts, *lone]), {}
    return starts, scores


def _score_of(body: Sequence[MarkedBlock], *, in_summary: bool) -> int | None:
    for entry in body:
        if entry.landmark and entry.mark in {Mark.SCORE, Mark.LABEL} and entry.landmark.score:
            return entry.landmark.score
        # a table of scores has the bare figure in the next cell
        if in_summary and re.fullmatch(r"[1-4]", entry.text):
            return int(entry.text)
    return None


def _without_title(marked: list[MarkedBlock]) -> Spans:
    """One page that starts at its score or first heading, where the sub-headings are those of a single statement."""
    keys = {entry.landmark.statement for entry in marked if entry.landmark and entry.mark is Mark.SECTION}
    if len(keys) != 1:
        return Spans(front=marked)
    kinds = _BODY | {Mark.SCORE, Mark.LABEL}
    start = next(index for index, entry in enumerate(marked) if entry.mark in kinds)
    return Spans(pages=[Span(keys.pop(), "", None, tuple(marked[start:]))], front=marked[:start])

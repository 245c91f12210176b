"""The rows of a PDF's page: pieces of text put together by their place, and columns told apart.

A page of two columns is drawn one column after the other, or line by line across both. In the second case a row holds a
piece of each, and only where the pieces start shows that they belong to different columns.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

LEAST_ROWS = 6  # of a page that cross over to one place, before it is taken for a column
LEAST_SHARE = 0.4  # of the rows between the first and the last of these: paragraphs of two columns need not align
LEAST_LETTERS = 18  # in the middle piece of either column: fewer are cells of a table
_LETTER = 0.5  # how wide a letter is, in sizes of type
_APART = 1.5  # sizes of type between two columns, going by how wide the left one seems to be
_LINE = 1.1  # sizes of type: lines of one column stand at least this far apart
_NARROWEST = 100.0  # points: what is set in by less is a list
_NEAR = 3.0  # points by which the starts of a column's lines may differ


@dataclass(frozen=True)
class Piece:
    """Text that starts at `x`, in points from the left edge."""

    text: str
    x: float


@dataclass(frozen=True)
class PageLine:
    """A line of a page: its text, height from the foot of the page, size of type and weight.

    `split`: a soft hyphen says that its last word goes on. `column`: it is the first of a column that starts anew.
    """

    text: str
    page: int
    y: float
    size: float
    bold: bool
    split: bool = False
    column: bool = False


@dataclass
class Row:
    """Pieces of text at one height, in the order in which they are drawn."""

    page: int
    y: float
    size: float
    bold: bool
    pieces: list[Piece] = field(default_factory=list)

    def parts(self, edge: float) -> tuple[list[Piece], list[Piece]]:
        """The pieces that start left of `edge`, and those from it on."""
        return [piece for piece in self.pieces if piece.x < edge], [piece for piece in self.pieces if piece.x >= edge]

    def reaches(self, edge: float) -> bool:
        """Whether the row seems to run on over `edge`."""
        left, right = self.parts(edge)
        return bool(left) and not right and self.end(left) > edge + _APART * self.size

    def end(self, pieces: Sequence[Piece]) -> float:
        """Where the pieces seem to end, in points."""
        return max(piece.x + _LETTER * self.size * len(piece.text.strip()) for piece in pieces)

    def second(self) -> float | None:
        """Where a second piece starts that stands well apart from what is before it; None where there is none."""
        for index, piece in enumerate(self.pieces[1:], 1):
            before = self.pieces[:index]
            if piece.x - self.end(before) > _APART * self.size and piece.x > before[-1].x:
                return piece.x
        return None


def second_column(rows: Sequence[Row]) -> float | None:
    """Where the second column of a page starts that was drawn across both; None where there are no two columns."""
    left = min((row.pieces[0].x for row in rows), default=0.0)
    crossings = [x for before, row in pairwise(rows) if (x := _crossing(before, row, left)) is not None]
    if len(crossings) < LEAST_ROWS:
        return None
    place = Counter(map(round, crossings)).most_common(1)[0][0]
    edge = place - _NEAR
    at = [index for index, row in enumerate(rows) if any(abs(piece.x - place) <= _NEAR for piece in row.pieces)]
    in_columns = [row for row in rows[at[0] : at[-1] + 1] if not row.reaches(edge)]
    often = sum(abs(x - place) <= _NEAR for x in crossings)
    if often < LEAST_ROWS or len(at) < LEAST_SHARE * len(in_columns):
        return None
    sides = [row.parts(edge) for row in in_columns]
    if all(_middle([side[half] for side in sides]) >= LEAST_LETTERS for half in (0, 1)):
        return edge
    return None


def _crossing(before: Row, row: Row, left: float) -> float | None:
    """Where a row crosses into a column on the right: by a second piece, or hardly lower than the row before it."""
    crossed = row.second()
    if crossed is None and 0 < before.y - row.y < _LINE * row.size and row.pieces[0].x > before.pieces[0].x:
        crossed = row.pieces[0].x
    return crossed if crossed is not None and crossed > left + _NARROWEST else None


def _middle(side: Sequence[Sequence[Piece]]) -> int:
    """How many letters the middle one of a column's lines has."""
    lengths = sorted(sum(len(piece.text.strip()) for piece in pieces) for pieces in side if pieces)
    return lengths[len(lengths) // 2] if lengths else 0


def by_column(rows: Sequence[Row], edge: float) -> list[Row]:
    """The rows with the left column before the right one, between any rows that run across both."""
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if row.reaches(edge):
            ordered += [*left, *right, row]
            left, right = [], []
            continue
        for column, pieces in zip((left, right), row.parts(edge), strict=True):
            if pieces:
                column.append(Row(row.page, row.y, row.size, row.bold, pieces))
    return [*ordered, *left, *right]

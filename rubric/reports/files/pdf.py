"""A PDF: text page by page, lines put back together as paragraphs by their place on the page.

Limits keep a hostile file cheap: pages, unpacked bytes and parsing steps of each stream, text, and time, which is
looked at before each drawing step. Nothing in a PDF is run and no picture is decoded.
"""

import logging
import re
import struct
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from math import hypot
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from rubric.english import listed
from rubric.errors import BadReport
from rubric.reports.files.blocks import Block, Extract
from rubric.reports.files.guard import check_text
from rubric.reports.files.rebuild import TextLine, rebuilt
from rubric.reports.files.rows import PageLine, Piece, Row, by_column, second_column
from rubric.reports.landmarks import Mark, landmark
from rubric.reports.text import clean, goes_on, one_line, unspaced

MOST_PAGES = 400  # a whole report has about 60
MOST_SECONDS = 20.0
_SURELY_RUNNING = 60  # characters
_EDGE = 6  # rows at the head, and at the foot, of a page that may be running ones
LEAST_LETTERS = 60  # in the whole file; fewer is a stamp or a page number on scanned pages
# What pypdf raises on damaged files besides its own errors: it follows what the file says.
_NUMBER = re.compile(r"\d+|(?<![A-Za-z])[ivxl]{1,6}(?![A-Za-z])")
_UNSOUND = (
    PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OverflowError,
    ZeroDivisionError, NotImplementedError, AssertionError, RuntimeError, EOFError, OSError, zlib.error, struct.error,
)  # fmt: skip
_LIMITS = Configuration(
    maximum_declared_stream_length=30_000_000,
    array_based_stream_maximum_output_length=10_000_000,
    zlib_maximum_output_length=10_000_000,
    lzw_maximum_output_length=10_000_000,
    run_length_maximum_output_length=10_000_000,
    stream_decoding_work_maximum_length=40_000_000,
    stream_parsing_work_maximum_count=500_000,
    page_tree_maximum_entries=5_000,
    page_tree_maximum_page_entries=50_000,
    xform_maximum_invocations_per_extraction=500,
    jbig2dec_binary=None,  # or else a program on the machine may be started
)


class _OutOfTime(Exception):
    """The time for one file is used up."""


def read_pdf(data: bytes, name: str) -> Extract:
    """The blocks of a PDF. BadReport where it is locked, damaged, scanned, or has more than we read."""
    # pypdf writes what it repairs to the log, which is the screen of the command line
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    ends = time.monotonic() + MOST_SECONDS
    try:
        with apply_configuration(_LIMITS):
            drawn = _pages(data, name, ends)
    except _OutOfTime as error:
        raise BadReport(f"{name} takes too long to read: bring the report's pages on this statement only.") from error
    except LimitReachedError as error:
        raise BadReport(f"{name} unpacks to far more than a report holds: bring only the report's pages.") from error
    except DependencyError as error:
        raise BadReport(_locked(name)) from error
    except _UNSOUND as error:
        raise BadReport(f"{name} is a damaged PDF: fetch it again, or copy its text and paste it.") from error
    across = [number for number, page in enumerate(drawn, 1) if second_column(page) is not None]
    pages = [_in_order(page) for page in drawn]
    empty = sum(not page for page in pages)
    rows = [row for page in pages for row in page]
    if sum(len(re.findall(r"\w", row.text)) for row in rows) < LEAST_LETTERS:
        raise BadReport(
            f"{name} holds no text, so it is probably scanned pictures: "
            "have its text recognised (OCR), or copy the text from the web page."
        )
    blocks, unsure = _blocks(pages)
    notes = []
    if empty:
        which = f"{empty} of its {len(pages)} pages hold" if empty > 1 else f"One of its {len(pages)} pages holds"
        notes.append(f"{which} no text and may be a picture: check that nothing is missing.")
    if across:
        pages_named = f"Page{'s' if len(across) > 1 else ''} {listed(map(str, across))}"
        notes.append(
            f"{pages_named} seem to be set in two columns and were read column by column: check the order."
            if len(across) > 1
            else f"{pages_named} seems to be set in two columns and was read column by column: check the order."
        )
    if unsure:
        notes.append(
            f"At {unsure} {'ends' if unsure > 1 else 'end'} of a page or column it cannot be told whether a paragraph "
            "goes on: the text was joined, so paragraph numbers after it may be one lower than in the report."
        )
    return Extract(tuple(blocks), notes=tuple(notes), pages=len(pages))


def _locked(name: str) -> str:
    return (
        f"{name} is locked (encrypted): open it in a PDF reader, save or print a copy without a lock, and bring that."
    )


def _pages(data: bytes, name: str, ends: float) -> list[list[Row]]:
    """The rows of each page, as they are drawn."""
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise BadReport(_locked(name))
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise BadReport(f"{name} has {count} pages, more than the {MOST_PAGES} we read: bring only the report's pages.")
    pages, size, lines = [], 0, 0
    for number in range(count):
        taken = _Taking(number, ends)
        reader.pages[number].extract_text(visitor_operand_before=taken.step, visitor_text=taken.take)
        pages.append(taken.rows())
        size += sum(len(piece.text) for row in pages[-1] for piece in row.pieces)
        lines += len(pages[-1])
        check_text(size, name, lines)
    return pages


def _in_order(rows: Sequence[Row]) -> list[PageLine]:
    """A page's lines as they are to be read: column by column, each with its text cleaned."""
    edge = second_column(rows)
    ordered = rows if edge is None else by_column(rows, edge)
    lines: list[PageLine] = []
    for before, row in pairwise([None, *ordered]):
        assert row is not None  # noqa: S101 - only the first is
        raw = clean("".join(piece.text for piece in row.pieces))
        if text := one_line(unspaced(raw)):
            anew = before is not None and row.y - before.y > row.size
            lines.append(PageLine(text, row.page, row.y, row.size, row.bold, split=goes_on(raw), column=anew))
    return lines


class _Taking:
    """Takes what pypdf meets on one page, piece by piece, and makes rows of it."""

    def __init__(self, number: int, ends: float) -> None:
        self._number, self._ends = number, ends
        self._rows: list[Row] = []
        self._pieces: list[Piece] = []
        self._at: tuple[float, float, bool] | None = None

    def step(self, _operator: object, _operands: object, _cm: object, _tm: object) -> None:
        if time.monotonic() > self._ends:
            raise _OutOfTime

    def take(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: Mapping[str, Any] | None, size: float
    ) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        if text.strip():
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
            height = abs(size * scale) or 1.0
            bold = bool(re.search(r"bold|black|heavy", f"{(font or {}).get('/BaseFont', '')}", re.I))
            if self._at and abs(self._at[0] - y) > 0.5 * max(height, self._at[1]):
                self._end_row()
            if self._at is None:
                self._at = (y, height, bold)
            elif not bold:
                self._at = (*self._at[:2], False)  # one bold word does not make a bold line
        first, *more = text.split("\n")
        self._pieces.append(Piece(first, x))
        for piece in more:
            # pypdf ends a line inside one place on the page: kept apart, at the same height
            place = self._at
            self._end_row()
            if piece.strip():
                self._at = place
            self._pieces.append(Piece(piece, x))

    def rows(self) -> list[Row]:
        self._end_row()
        return self._rows

    def _end_row(self) -> None:
        held = [piece for piece in self._pieces if piece.text]
        if self._at and any(piece.text.strip() for piece in held):
            y, size, bold = self._at
            self._rows.append(Row(self._number, y, round(size, 1), bold, held))
        self._pieces, self._at = [], None


def _blocks(pages: Sequence[Sequence[PageLine]]) -> tuple[list[Block], int]:
    running = _running(pages)
    kept = [row for page in pages for row in page if _place(row) not in running]
    texts = {row.text for row in kept}
    # a heading that a page only has at its head still says what the pages are about
    heads = [Block(text, heading=True) for text in dict.fromkeys(running.values()) if text not in texts]
    blocks, unsure = rebuilt(_lines(kept), surely_wrapped=True)
    return heads + blocks, unsure


def _place(row: PageLine) -> tuple[str, int]:
    """What a row says and where on its page, apart from figures and roman numerals: they may number the page."""
    return _NUMBER.sub("#", row.text), round(row.y / 4)


def _runs(rows: Sequence[PageLine]) -> bool:
    """Whether rows that are alike but for their figures are a running line, each on another page.

    Short ones always are. In a long one, which may be a sentence, each figure is the same on all pages or counts them.
    """
    if len(rows[0].text) <= _SURELY_RUNNING:
        return True
    figures = zip(*([int(figure) for figure in re.findall(r"\d+", row.text)] for row in rows), strict=False)
    return all(
        len(set(values)) == 1 or len({value - row.page for value, row in zip(values, rows, strict=True)}) == 1
        for values in figures
    )


def _running(pages: Sequence[Sequence[PageLine]]) -> dict[tuple[str, int], str]:
    """Rows that stand at the very head or foot of many pages, at the same place, with the first text of each.

    Of a head or foot of several lines each has to run: one that stands below a line of the page's own text does not.
    """
    edges = [edge for page in pages for edge in _edges(page)]
    alike: dict[tuple[str, int], dict[int, PageLine]] = defaultdict(dict)
    for row in (row for edge in edges for row in edge):
        alike[_place(row)].setdefault(row.page, row)
    often = max(2, 0.4 * len(pages))
    run = {place for place, on in alike.items() if len(on) >= often and _runs(list(on.values()))}
    first: dict[tuple[str, int], str] = {}
    for edge in edges:
        for row in edge:
            mark = landmark(row.text)
            if _place(row) not in run or (mark and mark.mark in {Mark.SCORE, Mark.LABEL}):
                break
            first.setdefault(_place(row), row.text)
    return first


def _edges(page: Sequence[PageLine]) -> tuple[list[PageLine], list[PageLine]]:
    """The highest and the lowest rows of a page, from the edge inwards, in whatever order the file has them."""
    by_height = sorted(page, key=lambda row: -row.y)
    return by_height[:_EDGE], by_height[::-1][:_EDGE]


def _lines(rows: Sequence[PageLine]) -> list[TextLine]:
    """Rows as lines: space above a row, or another type, sets it apart."""
    letters: Counter[tuple[float, bool]] = Counter()
    for row in rows:
        letters[(row.size, row.bold)] += len(row.text)
    (size, bold), _ = letters.most_common(1)[0] if letters else ((1.0, False), 0)
    leading = _leading(rows)
    lines: list[TextLine] = []
    before: PageLine | None = None
    for row in rows:
        heading = row.size > 1.12 * size or (row.bold and not bold)
        # a paragraph may go on from the foot of a column to the head of the next, as it does from page to page
        fresh_page = before is not None and (before.page != row.page or row.column)
        drop = before.y - row.y if before and not fresh_page else 0.0
        gap = before is None or drop < 0 or drop > 1.25 * leading * row.size
        lines.append(
            TextLine(
                row.text,
                gap=gap and not fresh_page,
                page=fresh_page,
                heading=heading,
                split=row.split,
                on=row.page + 1,
                style=(row.size, row.bold and heading),
            )
        )
        before = row
    return lines


def _leading(rows: Iterable[PageLine]) -> float:
    """How far lines of a paragraph stand apart, in sizes of type: what most neighbours of one size show."""
    drops: Counter[float] = Counter()
    before: PageLine | None = None
    for row in rows:
        if before and before.page == row.page and before.size == row.size and before.y > row.y:
            drops[round((before.y - row.y) / row.size, 1)] += len(before.text)
        before = row
    return drops.most_common(1)[0][0] if drops else 1.2

"""A PDF: text page by page, lines put back together as paragraphs by their place on the page.

Limits keep a hostile file cheap: pages, unpacked bytes and parsing steps of each stream, text, and time, which is
looked at before each drawing step. Nothing in a PDF is run and no picture is decoded.
"""

import logging
import re
import struct
import time
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import hypot
from typing import Any

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from rubric.errors import BadReport
from rubric.reports.blocks import Block, Extract, clean, one_line
from rubric.reports.guard import check_text
from rubric.reports.landmarks import Mark, landmark
from rubric.reports.rebuild import TextLine, rebuilt

MOST_PAGES = 400  # a whole report has about 60
MOST_SECONDS = 20.0
_EDGE = 2  # rows at the head, and at the foot, of a page that may be running ones
_NUMBERED_ROW = 60  # characters of a row that may differ from page to page by its number only
LEAST_LETTERS = 60  # in the whole file; fewer is a stamp or a page number on scanned pages
# What pypdf raises on damaged files besides its own errors: it follows what the file says.
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


@dataclass(frozen=True)
class _PageLine:
    """A line of a page: its text, height from the foot of the page, size of type and weight."""

    text: str
    page: int
    y: float
    size: float
    bold: bool


def read_pdf(data: bytes, name: str) -> Extract:
    """The blocks of a PDF. BadReport where it is locked, damaged, scanned, or has more than we read."""
    # pypdf writes what it repairs to the log, which is the screen of the command line
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    ends = time.monotonic() + MOST_SECONDS
    try:
        with apply_configuration(_LIMITS):
            pages, empty = _pages(data, name, ends)
    except _OutOfTime as error:
        raise BadReport(f"{name} takes too long to read: bring the report's pages on this statement only.") from error
    except LimitReachedError as error:
        raise BadReport(f"{name} unpacks to far more than a report holds: bring only the report's pages.") from error
    except DependencyError as error:
        raise BadReport(_locked(name)) from error
    except _UNSOUND as error:
        raise BadReport(f"{name} is a damaged PDF: fetch it again, or copy its text and paste it.") from error
    rows = [row for page in pages for row in page]
    if sum(len(re.findall(r"\w", row.text)) for row in rows) < LEAST_LETTERS:
        raise BadReport(
            f"{name} holds no text, so it is probably scanned pictures: "
            "have a PDF reader recognise the text (OCR) and save it, or copy the text from the web page."
        )
    blocks, unsure = _blocks(pages)
    notes = []
    if empty:
        which = f"{empty} of its {len(pages)} pages hold" if empty > 1 else f"One of its {len(pages)} pages holds"
        notes.append(f"{which} no text and may be a picture: check that nothing is missing.")
    if unsure:
        notes.append(
            f"At {unsure} page {'ends' if unsure > 1 else 'end'} it cannot be told whether a paragraph goes on: "
            "the text was joined, so paragraph numbers after it may be one lower than in the report."
        )
    return Extract(tuple(blocks), notes=tuple(notes), pages=len(pages))


def _locked(name: str) -> str:
    return (
        f"{name} is locked (encrypted): open it in a PDF reader, save or print a copy without a lock, and bring that."
    )


def _pages(data: bytes, name: str, ends: float) -> tuple[list[list[_PageLine]], int]:
    """The rows of each page, and how many pages have none."""
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
        size += sum(len(row.text) for row in pages[-1])
        lines += len(pages[-1])
        check_text(size, name, lines)
    return pages, sum(not page for page in pages)


class _Taking:
    """Takes what pypdf meets on one page, piece by piece, and makes rows of it."""

    def __init__(self, number: int, ends: float) -> None:
        self._number, self._ends = number, ends
        self._rows: list[_PageLine] = []
        self._pieces: list[str] = []
        self._at: tuple[float, float, bool] | None = None

    def step(self, _operator: object, _operands: object, _cm: object, _tm: object) -> None:
        if time.monotonic() > self._ends:
            raise _OutOfTime

    def take(
        self, text: str, cm: Sequence[float], tm: Sequence[float], font: Mapping[str, Any] | None, size: float
    ) -> None:
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
        self._pieces.append(first)
        for piece in more:
            # pypdf ends a line inside one place on the page: kept apart, at the same height
            place = self._at
            self._end_row()
            if piece.strip():
                self._at = place
            self._pieces.append(piece)

    def rows(self) -> list[_PageLine]:
        self._end_row()
        return self._rows

    def _end_row(self) -> None:
        text = one_line(clean("".join(self._pieces)))
        if text and self._at:
            y, size, bold = self._at
            self._rows.append(_PageLine(text, self._number, y, round(size, 1), bold))
        self._pieces, self._at = [], None


def _blocks(pages: Sequence[Sequence[_PageLine]]) -> tuple[list[Block], int]:
    running = _running(pages)
    kept = [row for page in pages for row in page if _place(row) not in running]
    texts = {row.text for row in kept}
    # a heading that a page only has at its head still says what the pages are about
    heads = [Block(text, heading=True) for text in dict.fromkeys(running.values()) if text not in texts]
    blocks, unsure = rebuilt(_lines(kept), surely_wrapped=True)
    return heads + blocks, unsure


def _place(row: _PageLine) -> tuple[str, int]:
    """What a row says and where on its page. In a short row figures don't count: they may number the page."""
    return row.text if len(row.text) > _NUMBERED_ROW else re.sub(r"\d+", "#", row.text), round(row.y / 4)


def _running(pages: Sequence[Sequence[_PageLine]]) -> dict[tuple[str, int], str]:
    """Rows that stand at the very head or foot of many pages, at the same place, with the first text of each."""
    edges = [row for page in pages for row in _edges(page)]
    counts = Counter(place for place, _ in {(_place(row), row.page) for row in edges})
    often = max(2, 0.4 * len(pages))
    first: dict[tuple[str, int], str] = {}
    for row in edges:
        place = _place(row)
        mark = landmark(row.text)
        if counts[place] >= often and not (mark and mark.mark in {Mark.SCORE, Mark.LABEL}):
            first.setdefault(place, row.text)
    return first


def _edges(page: Sequence[_PageLine]) -> list[_PageLine]:
    """The highest and lowest rows of a page, in whatever order the file has them."""
    by_height = sorted(page, key=lambda row: -row.y)
    return by_height[:_EDGE] + by_height[_EDGE:][-_EDGE:]


def _lines(rows: Sequence[_PageLine]) -> list[TextLine]:
    """Rows as lines: space above a row, or another type, sets it apart."""
    letters: Counter[tuple[float, bool]] = Counter()
    for row in rows:
        letters[(row.size, row.bold)] += len(row.text)
    (size, bold), _ = letters.most_common(1)[0] if letters else ((1.0, False), 0)
    leading = _leading(rows)
    lines: list[TextLine] = []
    before: _PageLine | None = None
    for row in rows:
        heading = row.size > 1.12 * size or (row.bold and not bold)
        fresh_page = before is not None and before.page != row.page
        drop = before.y - row.y if before and not fresh_page else 0.0
        gap = before is None or drop < 0 or drop > 1.25 * leading * row.size
        lines.append(
            TextLine(
                row.text,
                gap=gap and not fresh_page,
                page=fresh_page,
                heading=heading,
                style=(row.size, row.bold and heading),
            )
        )
        before = row
    return lines


def _leading(rows: Iterable[_PageLine]) -> float:
    """How far lines of a paragraph stand apart, in sizes of type: what most neighbours of one size show."""
    drops: Counter[float] = Counter()
    before: _PageLine | None = None
    for row in rows:
        if before and before.page == row.page and before.size == row.size and before.y > row.y:
            drops[round((before.y - row.y) / row.size, 1)] += len(before.text)
        before = row
    return drops.most_common(1)[0][0] if drops else 1.2

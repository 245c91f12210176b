"""Running heads and page numbers in a text that was copied out of a paged file, so that they can be left out.

Only where several lines number the pages one after the other, so that a list or a table is left alone; and only lines
that stand beside those numbers, so that a heading that comes again within a page is kept.
"""

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*(\d{1,3})\s*[-–—]?(?:\s*(?:of|/)\s*\d{1,3})?", re.I)
LEAST_PAGES = 3
LEAST_BARE = 5  # of bare figures: scores can follow each other too, but only from 1 to 4
NEAR = 2  # lines with words, before and after a page's number, that may be running ones
LONGEST = 120  # characters of a running line


def running(lines: Sequence[str]) -> tuple[frozenset[int], tuple[str, ...]]:
    """The indices of the lines that number the pages or recur beside the numbers, and the recurring lines' texts.

    Empty where the text's pages are not numbered.
    """
    numbered = [(place, int(found.group(1))) for place, line in enumerate(lines) if (found := _NUMBER.fullmatch(line))]
    pages = _in_sequence(numbered)
    named = any(not lines[place].isdigit() for place in pages)
    if len(pages) < (LEAST_PAGES if named else LEAST_BARE):
        return frozenset(), ()
    beside = {near for place in pages for near in _near(lines, place)} | _first(lines)
    often = Counter(lines[place] for place in beside)
    again = {place for place in beside if often[lines[place]] >= LEAST_PAGES and len(lines[place]) <= LONGEST}
    return frozenset({*pages, *again}), tuple(dict.fromkeys(lines[place] for place in sorted(again)))


def _in_sequence(numbered: Sequence[tuple[int, int]]) -> list[int]:
    """The places of the longest run of numbers that each are one more than the one before it, others in between."""
    best: dict[int, list[int]] = {}
    for place, number in numbered:
        best[number] = [*best.get(number - 1, []), place]
    return max(best.values(), key=len, default=[])


def _near(lines: Sequence[str], place: int) -> set[int]:
    before = [index for index in range(place - 1, max(-1, place - 6), -1) if lines[index]][:NEAR]
    after = [index for index in range(place + 1, min(len(lines), place + 6)) if lines[index]][:NEAR]
    return {*before, *after}


def _first(lines: Sequence[str]) -> set[int]:
    """The text's first lines: the head of a first page that has no number before it."""
    return set([place for place, line in enumerate(lines[:6]) if line][:NEAR])

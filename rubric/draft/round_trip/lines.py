"""What stands in a returned Word file beside the paragraphs of its sections: table rows, its cover, heads of pages.

None of it can be taken over: it is made of what stands elsewhere in the app, or belongs to the template.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rubric.draft.word.marking import LONGEST_LINE, SIGNS
from rubric.draft.word.paragraph_ids import normalised, short_hash
from rubric.draft.word.sent import Sent, SentRow
from rubric.english import flat, shortened

_ALIKE = 0.6  # how much of their signs two lines share before one is taken for the other, reworded: our own judgement
_MOST_COMPARED = 100  # rows or lines: a whole table that was made anew is not paired row by row
_PAGES = re.compile(r"\bpage\b|\bof\b|\d", re.IGNORECASE)


@dataclass(frozen=True)
class RowChange:
    """A table row that is not as sent: its section ("": not known) and its words ("": known only as one of so many)."""

    kind: Literal["changed", "added", "deleted"]
    section: str
    words: str


def changed_rows(sent: Sent | None, rows: Sequence[tuple[str, str]]) -> tuple[RowChange, ...]:
    """How the rows of a returned file, as (section, words), differ from those it was sent with."""
    if sent is None:
        return ()
    forms = [short_hash(normalised(words, sent.keys), SIGNS) for _, words in rows]
    left = Counter(row.form for row in sent.rows)
    once = {row.form for row in sent.rows if not row.words}  # older records have rows that are alike only once
    new = []
    for form, (section, words) in zip(forms, rows, strict=True):
        if left[form]:
            left[form] -= 1
        elif words.strip() and form not in once:
            new.append((section, flat(words)))
    missing = []
    for row in sent.rows:
        if left[row.form] > 0:
            left[row.form] -= 1
            missing.append(row)
    return tuple(_paired(missing, new))


def _paired(missing: list[SentRow], new: Iterable[tuple[str, str]]) -> Iterable[RowChange]:
    for section, words in new:
        old = max(missing[:_MOST_COMPARED], key=lambda row: _likeness(row.words, words), default=None)
        if old is not None and (not old.words or _likeness(old.words, words) >= _ALIKE):
            missing.remove(old)
            yield RowChange("changed", section, words)
        else:
            yield RowChange("added", section, words)
    for row in missing:
        yield RowChange("deleted", row.section, row.words)


def changed_cover(sent: Sent | None, new: Sequence[str], lines: Collection[str]) -> tuple[str, ...]:
    """What is other on the cover, in quoted pieces; `new` are its unknown lines, `lines` all those in the file."""
    there = {flat(line) for line in lines}
    old = sent.cover if sent and sent.cover else ()
    gone = [line for line in old if not any(words.startswith(line) for words in there)]
    return _pieces(gone, new)


def changed_heads(sent: Sent | None, heads: Collection[str]) -> tuple[str, ...]:
    """What is other at the heads and feet of pages, in quoted pieces.

    Where the record does not have them, a line is known by its parts, which stand on the cover too.
    """
    if sent is None:
        return ()
    if sent.heads is not None:
        old = sent.heads
        new = [line for line in heads if line[:LONGEST_LINE] not in old]
        return _pieces([line for line in old if not any(head.startswith(line) for head in heads)], new)
    parts = {line: filter(None, map(str.strip, re.split(r": |(?=\bDraft, )|(?=\bPage\b)", line))) for line in heads}
    return _pieces([], [line for line, of in parts.items() if not all(_known(part, sent) for part in of)])


def _known(part: str, sent: Sent) -> bool:
    return not re.sub(r"\W", "", _PAGES.sub("", part)) or short_hash(normalised(part, sent.keys), SIGNS) in sent.fixed


def _pieces(gone: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    """ "“old” is now “new”", for lines that were reworded, put in or taken out."""
    left, result = list(gone), []
    for line in map(flat, new):
        old = max(left[:_MOST_COMPARED], key=lambda words: _likeness(words, line), default=None)
        if old is not None and _likeness(old, line) >= _ALIKE:
            left.remove(old)
            result.append(f"{_quoted(old)} is now {_quoted(line)}")
        else:
            result.append(f"{_quoted(line)} was put in")
    return (*result, *(f"{_quoted(line)} was taken out" for line in left))


def _quoted(words: str) -> str:
    return f"“{shortened(words, LONGEST_LINE)}”"


def _likeness(old: str, new: str) -> float:
    """How alike the beginnings of two lines are, from 0 to 1."""
    return SequenceMatcher(a=old.casefold(), b=new[: max(len(old), 1)].casefold(), autojunk=False).ratio()

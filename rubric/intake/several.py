"""Text that was pasted into one claim and holds several: bullets, or a paragraph that goes on."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from rubric.claims.coder import Reading
from rubric.claims.split import sentences
from rubric.reports.files.rebuild import is_bullet, without_bullet
from rubric.reports.text import clean, ends_sentence, one_line

LONG_WORDS = 45  # of a paragraph that is offered to be split: a claim in two sentences, as we ask for, has fewer
LEAST_SENTENCES = 3
_NUMBERED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
# A sentence that begins so says more of what stands before it.
_REFERS_BACK = re.compile(
    r"(?:they|their|these|those|this|that|it|its|he|she|as a result|because of this|for example|for instance|"
    r"in addition|however|but|also|both|such)\b",
    re.I,
)


@dataclass(frozen=True)
class Part:
    """One claim of several, and the aspect proposed for it."""

    text: str
    reading: Reading


def split_claim(text: str) -> tuple[str, ...]:
    """The claims of a text in their order, in its own words; the text alone where it is one.

    Bullets are a claim each, with the line before them where it leads up to them ("We have:"). A long paragraph is
    split at its sentences; one that refers back stays with the one before.
    """
    lines = [line.rstrip() for line in clean(text).split("\n") if line.strip()]
    marked = [index for index, line in enumerate(lines) if _starts_item(line)]
    if len(marked) > 1:
        return _items(lines, marked)
    paragraphs = [one_line(part) for part in re.split(r"\n\s*\n", clean(text)) if part.strip()]
    parts = [claim for paragraph in paragraphs for claim in _of_paragraph(paragraph, alone=len(paragraphs) == 1)]
    return tuple(parts) if len(parts) > 1 else (text,)


def split_and_read(text: str, read_all: Callable[[list[str]], list[Reading]]) -> tuple[Part, ...]:
    """The claims of a text with what the reader makes of each; none where there is nothing to split."""
    parts = split_claim(text)
    if len(parts) < 2:
        return ()
    return tuple(Part(part, reading) for part, reading in zip(parts, read_all(list(parts)), strict=True))


def _starts_item(line: str) -> bool:
    return is_bullet(line) or _NUMBERED.match(line) is not None


def _items(lines: list[str], marked: list[int]) -> tuple[str, ...]:
    before = [one_line(line) for line in lines[: marked[0]]]
    leads = bool(before) and before[-1].endswith(":")
    lead = f"{before.pop()} " if leads else ""
    ends = [*marked[1:], len(lines)]
    items = [
        one_line(" ".join([_bare(lines[start]), *map(str.strip, lines[start + 1 : end])]))
        for start, end in zip(marked, ends, strict=True)
    ]
    return (*before, *(item if _stands_alone(item) else f"{lead}{item}" for item in items))


def _bare(line: str) -> str:
    return without_bullet(_NUMBERED.sub("", line))


def _stands_alone(item: str) -> bool:
    """Whether a bullet is a sentence by itself, without the line that leads up to it."""
    return item[:1].isupper() and ends_sentence(item)


def _of_paragraph(paragraph: str, *, alone: bool) -> list[str]:
    found = sentences(paragraph)
    if alone and (len(paragraph.split()) < LONG_WORDS or len(found) < LEAST_SENTENCES):
        return [paragraph]
    claims: list[str] = []
    for sentence in found:
        if claims and _REFERS_BACK.match(sentence):
            claims[-1] = f"{claims[-1]} {sentence}"
        else:
            claims.append(sentence)
    return claims

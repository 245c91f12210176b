"""Ids for the paragraphs of a draft, made of their words, so that a Word file that comes back can be compared.

An id holds the section of a paragraph and, in eight characters, a hash of its words: `_rb_strengths_1a2b3c4d`. In Word
it is the name of a hidden bookmark around the paragraph (the first character hides it from Word's list of bookmarks).
The same words always have the same id, so an id that no longer matches its words shows that they were changed, and on
which side.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rubric.draft.model import Draft, Section
from rubric.draft.references import CITATION, numbers_in

PREFIX = "_rb_"
ASSESSMENT_PREFIX = f"{PREFIX}of_"
# Around an id on its way through a template: signs that no font shows and nobody types.
OPEN, CLOSE = "\ue000", "\ue001"
IN_TEXT = re.compile(f"{OPEN}({PREFIX}[a-z0-9_]+){CLOSE}")
_NAME = re.compile(rf"{PREFIX}([a-z]+)_([0-9a-f]{{8}})(?:_\d+)?\Z")


class MarkedWords(str):
    """Words that carry their paragraph's id. To a template they are words like any others."""

    mark: str

    def __new__(cls, words: str, mark: str) -> "MarkedWords":
        marked = super().__new__(cls, words)
        marked.mark = mark
        return marked


@dataclass(frozen=True)
class Place:
    """One heading or paragraph of a section: its id, its words as Word shows them, and whether it is a heading."""

    mark: str
    words: str
    heading: bool = False
    bulleted: bool = False


def short_hash(text: str, signs: int = 8) -> str:
    """The first `signs` hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:signs]


def assessment_mark(assessment_id: str) -> str:
    """A short hash that identifies an assessment's drafts; "" for the id ""."""
    return short_hash(assessment_id, 10) if assessment_id else ""


def item_keys(numbers: Mapping[str, int]) -> dict[int, str]:
    """For each number of the evidence list, a short hash of its item's id, which stays the same when numbers change."""
    return {number: short_hash(item, 6) for item, number in numbers.items()}


def normalised(text: str, keys: Mapping[int, str]) -> str:
    """The words in the form that is compared: single spaces, no invisible characters, citations by key."""
    if not text.isascii():
        unseen = {ord(sign): None for sign in set(text) if unicodedata.category(sign) == "Cf"}
        text = text.translate(unseen)
    text = " ".join(text.split())
    return CITATION.sub(lambda found: f"{found[1]}[{_cited(found[2], keys)}]", text)


def _cited(inside: str, keys: Mapping[int, str]) -> str:
    return ",".join(keys.get(number, str(number)) for number in numbers_in(inside))


def mark_of(section_id: str, text: str, keys: Mapping[int, str]) -> str:
    """The id of a paragraph with this text."""
    return f"{PREFIX}{section_id}_{short_hash(normalised(text, keys))}"


def read_mark(name: str) -> tuple[str, str] | None:
    """The section id and the hash in a paragraph's id; None for a name that is no id of ours."""
    found = _NAME.match(name)
    return (found[1], found[2]) if found and found[1] != "of" else None


def places(section: Section, keys: Mapping[int, str]) -> tuple[Place, ...]:
    """The section's paragraphs and entry headings in order, each with its id; a repeat gets a number of its own.

    One without words has the id "".
    """
    seen: dict[str, int] = {}
    result = []
    for words, heading, bulleted in _texts(section):
        mark = ""
        if normalised(words, keys):
            mark = mark_of(section.id, words, keys)
            seen[mark] = seen.get(mark, 0) + 1
            mark += f"_{seen[mark]}" if seen[mark] > 1 else ""
        result.append(Place(mark, words, heading, bulleted))
    return tuple(result)


def all_places(draft: Draft) -> dict[str, tuple[Place, ...]]:
    """The places of every section, by its id."""
    keys = item_keys(draft.numbers)
    return {section.id: places(section, keys) for section in draft.sections}


def _texts(section: Section) -> Iterator[tuple[str, bool, bool]]:
    for paragraph in section.paragraphs:
        yield paragraph.text, False, False
    for entry in section.entries:
        yield entry.heading, True, False
        for paragraph in entry.paragraphs:
            yield paragraph.text, False, entry.bulleted

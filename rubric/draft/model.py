"""A draft: what the Word file says, as values that a screen can show and a test can read."""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from pydantic import Field

from rubric.draft.standing import Agreed
from rubric.evidence.short_forms import Words
from rubric.framework.model import Frozen

_APART = ",\N{NO-BREAK SPACE}"
_CLOSING = re.compile(r"[.,;:!?)”’]+(?=\s|$)")  # signs that close what stands before them


class Sentence(Frozen):
    """Some words, and the numbers in the evidence list that they rest on.

    `in_full` are the words with what their short forms stand for in brackets; "" where nothing is put in.
    """

    text: str
    evidence: tuple[int, ...] = ()
    in_full: str = ""

    @property
    def shown(self) -> str:
        """The words as the reader meets them."""
        return self.in_full or self.text

    @property
    def citation(self) -> str:
        """ "[4, 7]", held together by a no-break space, or "" where nothing is cited."""
        return f"[{_APART.join(str(number) for number in self.evidence)}]" if self.evidence else ""

    @property
    def space_before(self) -> str:
        """What stands between it and a citation before it: nothing where it goes on with a stop ("us [4], and")."""
        return "" if _CLOSING.match(self.text) else " "


class Paragraph(Frozen):
    """Sentences that are printed as one paragraph."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The paragraph as it reads, citations and all (each tied to the word before it by a no-break space)."""
        text = "".join(
            s.space_before + s.shown + (f"\N{NO-BREAK SPACE}{s.citation}" if s.evidence else "") for s in self.sentences
        )
        first = self.sentences[0].space_before if self.sentences else ""
        return text.removeprefix(first)

    @property
    def words(self) -> int:
        """How many words; citations, stops after them and words put in after short forms are not counted."""
        return sum(len(sentence.text.split()) - (not sentence.space_before) for sentence in self.sentences)


class Subsection(Frozen):
    """Paragraphs under a heading of their own; `bulleted` where they are a list of short points."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    bulleted: bool = False


class Column(Frozen):
    """One column of a table: the key of its cells and the words at its head."""

    key: str
    heading: str


class Table(Frozen):
    """A table; each row holds every column's key, and may hold more for the template's use.

    `added` is how many of its words were put in after short forms.
    """

    columns: tuple[Column, ...]
    rows: tuple[dict[str, str], ...]
    added: int = 0

    @property
    def words(self) -> int:
        """How many words its cells hold; only columns that are shown are counted, and not what was put in."""
        return sum(len(row[column.key].split()) for row in self.rows for column in self.columns) - self.added


class Section(Frozen):
    """One heading of the draft with its text. `budget` is the least and the most words to aim for."""

    id: str
    heading: str
    budget: tuple[int, int] | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    entries: tuple[Subsection, ...] = ()
    table: Table | None = None

    def all_paragraphs(self) -> Iterator[Paragraph]:
        """The section's own paragraphs, then those of its entries."""
        yield from self.paragraphs
        for entry in self.entries:
            yield from entry.paragraphs

    @property
    def words(self) -> int:
        """How many words the section has below its heading, a table's cells included."""
        return sum(p.words for p in self.all_paragraphs()) + (self.table.words if self.table else 0)

    @property
    def length(self) -> str:
        """ "short", "right" or "long" for its budget; "" where it has none."""
        if self.budget is None:
            return ""
        low, high = self.budget
        return "short" if self.words < low else "long" if self.words > high else "right"

    @property
    def told(self) -> tuple[int, ...]:
        """The evidence numbers that its entries cite: what it tells, rather than only mentions."""
        cited = (n for entry in self.entries for p in entry.paragraphs for s in p.sentences for n in s.evidence)
        return tuple(dict.fromkeys(cited))

    @property
    def evidence(self) -> tuple[int, ...]:
        """The evidence numbers its text cites, in the order they first appear."""
        cited = (n for p in self.all_paragraphs() for s in p.sentences for n in s.evidence)
        return tuple(dict.fromkeys(cited))


class Draft(Frozen):
    """The whole draft on one day. `numbers` gives each evidence item's id its number in the evidence list.

    `spellings` are the words of the short forms that it uses, as far as they are known (see `rubric.draft.spelled`).
    """

    council: str
    title: str
    statement: str
    period: str
    lead: str
    status: str = "Draft"
    version: str = ""
    agreed: tuple[Agreed, ...] = ()
    on: date
    is_example: bool
    sections: tuple[Section, ...]
    numbers: dict[str, int] = Field(default_factory=dict)
    spellings: dict[str, Words] = Field(default_factory=dict)
    notes: tuple[str, ...] = Field(default=(), description="plain sentences on what to put right before sending")

    def section(self, section_id: str) -> Section:
        """The section with this id. Raises KeyError where the draft has none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    @property
    def content_hash(self) -> str:
        """Twelve hexadecimal digits made of all that it says, whatever its status, version and day.

        Two files with the same digits say the same.
        """
        said = self.model_dump_json(include={"council", "title", "statement", "period", "lead", "sections"})
        return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def words(self) -> int:
        """The words of the sections that have a budget: the evidence list and the annex are not counted."""
        return sum(section.words for section in self.sections if section.budget)

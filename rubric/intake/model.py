"""What comes of files that are brought in: passages with their place, and items proposed from them."""

from dataclasses import dataclass, field
from hashlib import sha256

from rubric.claims.coder import Reading
from rubric.evidence.model import EvidenceItem
from rubric.evidence.personal import Personal, of_item
from rubric.intake.columns import Matching
from rubric.reports.files.table import Sheet

ASKED = ("aspect", "polarity", "maturity")  # what a person has to agree with before a proposal is an item


@dataclass(frozen=True)
class Source:
    """A file: its name, fit to show and never a path, and the hash of its bytes (or of pasted text) in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Place:
    """Where in a file a passage stands: "" and None for what its kind of file has not.

    `page` is a page or slide, `paragraph` the number of the passage in its file, both from 1; `cell` is such as "C7".
    """

    page: int | None = None
    heading: str = ""
    paragraph: int | None = None
    sheet: str = ""
    cell: str = ""

    @property
    def words(self) -> str:
        """For people: "page 3, “Learning from feedback”, paragraph 12"; "sheet “Log”, cell C7"."""
        parts = (
            f"page {self.page}" if self.page else "",
            f"“{self.heading}”" if self.heading else "",
            f"paragraph {self.paragraph}" if self.paragraph else "",
            f"sheet “{self.sheet}”" if self.sheet else "",
            f"cell {self.cell}" if self.cell else "",
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item or cell as it stands in its file. `figures`: a row of a table of figures, put in words."""

    text: str
    source: Source
    place: Place
    figures: bool = False


@dataclass(frozen=True)
class Proposal:
    """An item proposed from one sentence of a passage, for a person to accept, change or reject.

    `confidence` (0 to 1) is the least that the reader has in its aspect, tone and how far along. `group` is the same
    for proposals that say nearly the same, "" for one that stands alone.
    """

    text: str
    passage: Passage
    reading: Reading
    group: str = ""

    @property
    def id(self) -> str:
        """The same whenever the same file is brought in: from its hash, the passage's place and the words."""
        key = f"{self.passage.source.sha256}\n{self.passage.place}\n{self.text}"
        return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def confidence(self) -> float:
        """See the class."""
        return min(self.reading.confidence[about] for about in ASKED)

    @property
    def source(self) -> str:
        """What goes into an item's own field for its document: "Complaints 2025.docx, page 3"."""
        place = self.passage.place
        where = f"page {place.page}" if place.page else f"sheet “{place.sheet}”, {place.cell}" if place.sheet else ""
        return ", ".join(part for part in (self.passage.source.name, where) if part)

    def as_item(self) -> EvidenceItem:
        """The item as proposed. Who confirms it is left unanswered: that a sentence names somebody is no answer."""
        return EvidenceItem(
            id=self.id,
            aspect=self.reading.aspect,
            text=self.text,
            polarity=self.reading.polarity,
            maturity=self.reading.maturity,
            reach=self.reading.reach,
            source=self.source,
        )

    @property
    def personal(self) -> tuple[Personal, ...]:
        """What looks like personal data in the item as proposed, for a person to settle before it is kept."""
        return tuple(of_item(self.as_item()))


@dataclass(frozen=True)
class Table:
    """A table that is an evidence log or an action plan, and how its columns were matched."""

    sheet: Sheet
    matching: Matching


@dataclass(frozen=True)
class FileRead:
    """What came of one file: its passages and logs or plans; or in `refused`, one sentence on why it can't be read.

    `left_out` is how many passages were taken for contents, headings of columns, disclaimers and the like; `notes` are
    sentences on what was not read or should be checked.
    """

    source: Source
    kind: str = ""
    passages: tuple[Passage, ...] = ()
    tables: tuple[Table, ...] = ()
    left_out: int = 0
    notes: tuple[str, ...] = ()
    refused: str = ""


@dataclass(frozen=True)
class Intake:
    """What came of several files, in the order they were given; proposals stand least sure first."""

    files: tuple[FileRead, ...]
    proposals: tuple[Proposal, ...] = field(default=())

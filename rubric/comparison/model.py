"""Evidence and findings side by side."""

from pydantic import Field

from rubric.framework.model import Frozen
from rubric.framework.words import Polarity, Voice
from rubric.reports.model import Finding


class Match(Frozen):
    """A finding near to a claim.

    `likeness` is how likely both are about the same thing, 0 to 1; `why` has the reasons in words, weightiest first.
    """

    finding: Finding
    likeness: float
    why: tuple[str, ...]


class Neighbours(Frozen):
    """The findings on the same thing as one claim, by the score of their report (nearest first; may be empty).

    `on_subject` has, for a score where there is none, the nearest that is at least on the same subject, if any.
    """

    claim_id: str
    by_score: dict[int, tuple[Match, ...]]
    on_subject: dict[int, Match] = Field(default_factory=dict)


class Pattern(Frozen):
    """One thing that reports at a score typically say about an aspect.

    `findings` are the findings that say it; `said_by` are the ids of our claims that say it too (empty: not yet).
    `telling` is how much it tells this score from the others, -1 to 1 (`Index.telling`).
    """

    aspect: str
    score: int
    text: str
    findings: tuple[Finding, ...]
    said_by: tuple[str, ...]
    telling: float

    @property
    def is_praise(self) -> bool:
        """Whether it is something to have: a strength in at least one report."""
        return any(finding.polarity is Polarity.STRENGTH for finding in self.findings)


class Contrast(Frozen):
    """For one aspect: what reports at each score typically say that this evidence does and does not.

    Patterns come in the order in which they tell their score from the others; `conclusion` is one sentence on it all.
    """

    aspect: str
    patterns: dict[int, tuple[Pattern, ...]]
    conclusion: str

    def missing(self, score: int) -> tuple[Pattern, ...]:
        """What reports at this score have and none of our claims says, without what they found lacking."""
        return tuple(p for p in self.patterns.get(score, ()) if not p.said_by and p.is_praise)

    def shared(self, score: int) -> tuple[Pattern, ...]:
        """The patterns at this score that at least one of our claims shares."""
        return tuple(p for p in self.patterns.get(score, ()) if p.said_by)


class Cell(Frozen):
    """One cell of the coverage grid: how many claims in an aspect a voice confirms.

    `state` is "confirmed" where the voice confirms at least one claim, "only_us" (in the column without a voice) where
    claims rest on the council's word alone, and "empty" where there is nothing.
    """

    aspect: str
    voice: Voice | None  # None: the column "only us"
    claims: int
    state: str


class Coverage(Frozen):
    """The grid aspect × voice, and by aspect how many claims do not say yet who confirms them: they are in no cell."""

    cells: tuple[Cell, ...]
    unanswered: dict[str, int]

    def cell(self, aspect: str, voice: Voice | None) -> Cell:
        """The cell of an aspect and a voice (None: only the council); StopIteration where the grid has none."""
        return next(c for c in self.cells if c.aspect == aspect and c.voice == voice)

    @property
    def unconfirmed_aspects(self) -> tuple[str, ...]:
        """Aspects that hold claims of which nobody confirms any; none where that is not answered for all of them."""
        open_to_doubt = {c.aspect for c in self.cells if c.state == "confirmed"} | set(self.unanswered_aspects)
        return tuple(c.aspect for c in self.cells if c.state == "only_us" and c.aspect not in open_to_doubt)

    @property
    def unanswered_aspects(self) -> tuple[str, ...]:
        """Aspects that hold claims for which it is not answered who confirms them."""
        return tuple(aspect for aspect, claims in self.unanswered.items() if claims)


class Comparison(Frozen):
    """The whole comparison of an assessment's claims with the library."""

    neighbours: dict[str, Neighbours]
    contrasts: dict[str, Contrast]
    coverage: Coverage

"""Published, scored reports, as coded findings."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rubric.claims.model import Claim
from rubric.framework.words import Maturity, Polarity, Speaker, Voice

UNNAMED = "not named in the source"
UNSCORED = 0  # stands in a finding's score while the score of an imported report is not known; never in a library
MAX_TEXT = 4_000  # letters: a finding is one sentence, and the longest in real reports is far below this
MAX_COUNT = 1_000_000  # paragraphs and findings: far past any report, and within what every database counts to

CodedBy = Literal["hand", "coder", "person"]


class Finding(BaseModel):
    """One claim by the regulator in a published report, paraphrased and coded. report_id + number is the key.

    `coded_by` says who decided the coding: "hand" for what is shipped, "coder" for a proposal, "person" for a
    proposal that somebody corrected. `cue` is the words that decided the proposal, and `confidence` (0 to 1) the least
    that the coder had in its aspect, polarity, maturity and voice; both stay as they were when it is corrected.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    report_id: str
    authority: str = Field(max_length=MAX_TEXT)
    score: int = Field(ge=UNSCORED, le=4)
    section: str = Field(max_length=MAX_TEXT)
    paragraph: int = Field(ge=1, le=MAX_COUNT)
    number: int = Field(ge=1, le=MAX_COUNT)
    text: str = Field(max_length=MAX_TEXT)
    aspect: str = Field(max_length=MAX_TEXT)
    polarity: Polarity
    maturity: Maturity
    voice: Voice
    figures: str = Field(default="", max_length=MAX_TEXT)
    cue: str = Field(default="", max_length=MAX_TEXT)
    confidence: float | None = Field(default=None, ge=0, le=1)
    coded_by: CodedBy = "hand"

    @property
    def id(self) -> str:
        """The finding's key in the library: "REPORT_ID/NUMBER"."""
        return f"{self.report_id}/{self.number}"

    @property
    def place(self) -> str:
        """Where to find it: "Shropshire, score 3, Learning from feedback, paragraph 2"."""
        score = "not known" if self.score == UNSCORED else self.score
        return f"{self.authority}, score {score}, {self.section}, paragraph {self.paragraph}"

    def as_claim(self) -> Claim:
        """The finding as a claim by the regulator; claims of one paragraph share a `group`."""
        return Claim(
            id=self.id,
            text=self.text,
            aspect=self.aspect,
            polarity=self.polarity,
            maturity=self.maturity,
            voices=frozenset({self.voice}),
            figures=self.figures,
            group=f"{self.report_id}/{self.section}/{self.paragraph}",
            speaker=Speaker.REGULATOR,
        )


class ScoredReport(BaseModel):
    """A report with its score and findings."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    authority: str
    score: int = Field(ge=1, le=4)
    findings: tuple[Finding, ...]


class NationalCounts(BaseModel):
    """How many councils hold each score, by quality statement."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    as_of: str
    councils: int
    source: str
    by_statement: dict[str, dict[int, int]]

    def by_score(self, statement: str = "learning") -> dict[int, int]:
        """How many councils have each score, 1 to 4, on one statement; KeyError for an unknown key."""
        return self.by_statement[statement]


class Library(BaseModel):
    """All the reports that evidence is compared with, and the national counts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reports: tuple[ScoredReport, ...]
    national: NationalCounts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all reports, in their order."""
        return tuple(finding for report in self.reports for finding in report.findings)

    def without(self, *report_ids: str) -> "Library":
        """The same library with whole reports left out."""
        return self.model_copy(update={"reports": tuple(r for r in self.reports if r.id not in report_ids)})

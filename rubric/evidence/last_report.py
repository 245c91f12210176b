"""What a council answers to within its assessment: each finding of its own last report, each peer recommendation.

Both are one mechanism. What differs is where they are from (`ReportOrigin`), and that a peer challenge gives no score.
"""

from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from rubric.english import day_in_words
from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity

MOST_ANSWERS = 500  # findings of one report on one statement: the longest read so far has under a hundred


class ReportOrigin(StrEnum):
    """Where the findings to answer are from; the value is the name of the assessment's field that holds them."""

    REPORT = "last_report"
    PEER_CHALLENGE = "peer_challenge"

    @property
    def noun(self) -> str:
        """What one of its findings is called: "finding"."""
        return "recommendation" if self is ReportOrigin.PEER_CHALLENGE else "finding"


class Answer(BaseModel):
    """A finding of the last report or a recommendation of a peer challenge, and the council's answer to it.

    `finding` is the finding's id, `said` its words then. `done`, `shows` and `changed` are what was done, what shows it
    and what is different for people; where nothing was, `nothing_yet_because` says why. `items` and `actions` are the
    ids of evidence and plan actions that answer it.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    finding: str = Field(min_length=1)
    said: str
    aspect: str
    polarity: Polarity
    maturity: Maturity
    done: str = ""
    shows: str = ""
    changed: str = ""
    nothing_yet_because: str = ""
    items: list[str] = Field(default_factory=list)
    actions: list[str] = Field(default_factory=list)

    @property
    def is_answered(self) -> bool:
        """Whether it says what was done, or why nothing was."""
        return bool(stated(self.done) or stated(self.nothing_yet_because))

    @property
    def is_shown(self) -> bool:
        """Whether something shows what was done: in words, or by an item of evidence."""
        return bool(stated(self.shows) or self.items)


class LastReport(BaseModel):
    """The report as it was read, with the list to answer. `name` is that of its file.

    `score` is its score on the statement, and `date` a day or month (2025-05-12, 2025-05), or as somebody wrote it.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)
    origin: ClassVar[ReportOrigin] = ReportOrigin.REPORT

    name: str = ""
    authority: str = ""
    score: int | None = Field(default=None, ge=1, le=4)
    date: str = ""
    answers: list[Answer] = Field(default_factory=list, max_length=MOST_ANSWERS)

    @property
    def when(self) -> str:
        """Its date in words; "" where none is said."""
        return day_in_words(stated(self.date))

    @field_validator("answers")
    @classmethod
    def _each_once(cls, answers: list[Answer]) -> list[Answer]:
        if len({answer.finding for answer in answers}) < len(answers):
            raise ValueError("two answers are to one finding")
        return answers

    def answer(self, finding: str) -> Answer | None:
        """The answer to a finding, by the finding's id; None where the report has no such finding."""
        return next((answer for answer in self.answers if answer.finding == finding), None)


class PeerChallenge(LastReport):
    """A peer challenge's letter, with its recommendations to answer: no score, so it does not touch the band."""

    origin: ClassVar[ReportOrigin] = ReportOrigin.PEER_CHALLENGE

    score: None = None


KINDS: dict[ReportOrigin, type[LastReport]] = {kind.origin: kind for kind in (LastReport, PeerChallenge)}

"""The council's own last report within its assessment: what it said, each finding with the council's answer to it."""

from pydantic import BaseModel, ConfigDict, Field, field_validator

from rubric.evidence.stated import stated
from rubric.framework.words import Maturity, Polarity

MOST_ANSWERS = 500  # findings of one report on one statement: the longest read so far has under a hundred


class Answer(BaseModel):
    """A finding of the last report, and the council's answer to it.

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

    `score` is its score on the statement, and `date` as the report has it, in words.
    """

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    name: str = ""
    authority: str = ""
    score: int | None = Field(default=None, ge=1, le=4)
    date: str = ""
    answers: list[Answer] = Field(default_factory=list, max_length=MOST_ANSWERS)

    @field_validator("answers")
    @classmethod
    def _each_once(cls, answers: list[Answer]) -> list[Answer]:
        if len({answer.finding for answer in answers}) < len(answers):
            raise ValueError("two answers are to one finding")
        return answers

    def answer(self, finding: str) -> Answer | None:
        """The answer to a finding, by the finding's id; None where the report has no such finding."""
        return next((answer for answer in self.answers if answer.finding == finding), None)

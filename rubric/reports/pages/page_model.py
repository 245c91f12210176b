"""What a published report says, part by part, as it was read: nothing in it is coded yet."""

from pydantic import Field

from rubric.framework.model import Frozen

LEARNING = "learning"
"""The key of the statement that this project is about, as in the national counts."""


class ReportParagraph(Frozen):
    """One paragraph of the findings. `number` starts at 1 in each section, as in the coded findings."""

    section: str
    number: int = Field(ge=1)
    text: str


class StatementPage(Frozen):
    """One quality statement's page. `label` is the wording beside the score, without its number; "" if there is none.

    `statement` is a key of the national counts. `sections` are the sub-headings in the order they stand.
    """

    title: str
    statement: str
    score: int | None = Field(default=None, ge=1, le=4)
    label: str = ""
    commitment: str = ""
    sections: tuple[str, ...] = ()
    paragraphs: tuple[ReportParagraph, ...] = ()


class OverallSummary(Frozen):
    """The overall rating and the nine scores. `percent` is what the report prints, never our own sum."""

    authority: str | None
    rating: str | None
    scores: dict[str, int]
    percent: float | None = None


class ReadReport(Frozen):
    """A report as read from one file.

    `name` is the file's name, fit to show and never a path; `sha256` is of the bytes (or of the pasted text).
    `date` is the day (2025-02-21) or month (2025-02) of publication where it can be read, else the words as printed.
    `missing` are sentences on what was not found or does not agree; `notes` on what was found and should be checked.
    `pages` is the number of pages of a PDF, None for other kinds.
    """

    name: str
    sha256: str
    authority: str | None
    date: str | None
    statements: tuple[StatementPage, ...]
    summary: OverallSummary | None
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    pages: int | None = None

    def statement(self, key: str = LEARNING) -> StatementPage | None:
        """The page of one statement; None where the report has none."""
        return next((page for page in self.statements if page.statement == key), None)

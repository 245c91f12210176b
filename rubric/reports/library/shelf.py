"""A council's own shelf of imported reports, and the library that it makes together with the shipped one."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from rubric.reports.library.twins import Twins, shipped_already
from rubric.reports.model import MAX_TEXT, UNNAMED, UNSCORED, Finding, Library, ScoredReport

ID_LENGTH = 64


def _in_utc(moment: datetime) -> datetime:
    """The same moment in UTC; one without a zone is taken as UTC. ValueError where UTC has no such moment."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:  # an hour past the first or the last day that Python knows
        raise ValueError("this is no real moment") from error


def _id_from_hash(before: dict[str, str]) -> str:
    return f"file-{before['sha256'][:16]}"


class ShelvedReport(BaseModel):
    """An imported report with its proposed or corrected coding, and who brought in which file when.

    `sha256` is the file's hash in hexadecimal; the id is made from it unless given, so that one file has one id
    wherever it is imported. `authority` is "" and `score` None until they are known, `date` is as the report says it.
    Only an accepted report with a score counts. Findings stand by number, and always carry the id, authority and score
    of their report, whatever they came with: ValueError where two share a number.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    id: str = Field(default_factory=_id_from_hash, min_length=1, max_length=ID_LENGTH)
    authority: str = Field(default="", max_length=MAX_TEXT)
    score: int | None = Field(default=None, ge=1, le=4)
    date: str = Field(default="", max_length=MAX_TEXT)
    name: str = Field(default="", max_length=MAX_TEXT, description="The file's name as shown, without a folder.")
    imported: Annotated[datetime, AfterValidator(_in_utc)] = Field(default_factory=lambda: datetime.now(UTC))
    imported_by: str = Field(default="", max_length=MAX_TEXT)
    accepted: bool = False
    findings: tuple[Finding, ...] = ()

    @field_validator("findings")
    @classmethod
    def _labelled(cls, findings: tuple[Finding, ...], info: ValidationInfo) -> tuple[Finding, ...]:
        numbers = {finding.number for finding in findings}
        if len(numbers) < len(findings):
            raise ValueError("two findings share a number")
        labels = {
            "report_id": info.data.get("id", ""),
            "authority": info.data.get("authority") or UNNAMED,
            "score": info.data.get("score") or UNSCORED,
        }
        in_order = sorted(findings, key=lambda finding: finding.number)
        return tuple(finding.model_copy(update=labels) for finding in in_order)

    @property
    def counts(self) -> bool:
        """Whether it is compared with and learned from: accepted, with a score and at least one finding."""
        return self.accepted and self.score is not None and bool(self.findings)

    def as_scored_report(self) -> ScoredReport:
        """The report as the library holds it; ValueError where its score is not known."""
        if self.score is None:
            raise ValueError("this report has no score yet")
        return ScoredReport(id=self.id, authority=self.authority or UNNAMED, score=self.score, findings=self.findings)


def with_shelf(
    library: Library, shelved: Iterable[ShelvedReport], *, aspects: Collection[str] | None = None
) -> Library:
    """The library with those shelved reports that count, after its own and in the order given.

    A report whose id, file or sentences (see `twins.py`) are in the library or came before is not counted twice. With
    `aspects`, findings coded under any other aspect (as in a library shared by somebody with another framework pack)
    are left out.
    """
    ids = {report.id for report in library.reports}
    files: set[str] = set()
    reports = list(library.reports)
    twins = Twins()
    for report in shelved:
        if not report.counts or report.id in ids or report.sha256 in files:
            continue
        texts = [finding.text for finding in report.findings]
        if shipped_already(texts, library) or twins.take(report.id, texts):
            continue
        ids.add(report.id)
        files.add(report.sha256)
        scored = report.as_scored_report()
        if aspects is not None:
            kept = tuple(finding for finding in scored.findings if finding.aspect in aspects)
            scored = scored.model_copy(update={"findings": kept})
        if scored.findings:
            reports.append(scored)
    return library.model_copy(update={"reports": tuple(reports)})

"""From a report as read to a report on the shelf: its statement's paragraphs split into claims, each with a proposal.

What is proposed is for a person to check; nothing counts until it is accepted.
"""

from rubric.claims.coder import Coder, Reading
from rubric.claims.split import split
from rubric.errors import BadReport
from rubric.framework.words import Voice
from rubric.reports.library.shelf import ShelvedReport
from rubric.reports.model import MAX_TEXT, UNNAMED, Finding
from rubric.reports.pages.page_model import ReadReport, ReportParagraph

# Coding is done where others wait for their clicks, and takes about a second for so much. The longest published page on
# one statement has about 30,000 characters and under 200 claims.
MOST_TEXT = 250_000
MOST_CLAIMS = 1_500


def code_report(report: ReadReport, coder: Coder, by: str = "") -> ShelvedReport:
    """The report with a proposed coding of every claim on this statement; not accepted, and without findings where the
    statement is not in it. BadReport where it says far more on the statement than any report does."""
    page = report.statement()
    paragraphs = page.paragraphs if page else ()
    too_long = BadReport(f"{report.name} holds far more on this statement than any report: bring only the report.")
    if sum(len(paragraph.text) for paragraph in paragraphs) > MOST_TEXT:
        raise too_long
    pieces = [[_storable(piece) for piece in split(paragraph.text)] for paragraph in paragraphs]
    if sum(map(len, pieces)) > MOST_CLAIMS:
        raise too_long
    readings = coder.read_paragraphs(pieces)
    claims = [
        (paragraph, piece, reading)
        for paragraph, own, read in zip(paragraphs, pieces, readings, strict=True)
        for piece, reading in zip(own, read, strict=True)
    ]
    findings = tuple(_finding(*claim, number=number) for number, claim in enumerate(claims, 1))
    return ShelvedReport(
        sha256=report.sha256,
        authority=report.authority or "",
        score=page.score if page else None,
        date=report.date or "",
        name=report.name,
        imported_by=by,
        findings=findings,
    )


def _storable(piece: str) -> str:
    """A piece no longer than a finding may be, without the lone surrogates that text from a PDF can hold."""
    return piece[:MAX_TEXT].encode("utf-8", "ignore").decode("utf-8")


def _finding(paragraph: ReportParagraph, text: str, reading: Reading, *, number: int) -> Finding:
    return Finding(
        report_id="",
        authority=UNNAMED,
        score=0,
        section=paragraph.section,
        paragraph=paragraph.number,
        number=number,
        text=text,
        aspect=reading.aspect,
        polarity=reading.polarity,
        maturity=reading.maturity,
        voice=next((voice for voice in Voice if voice in reading.voices), Voice.PROCESSES),
        confidence=min(reading.confidence.values()),
        coded_by="coder",
    )

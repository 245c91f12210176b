"""The Word file laid out by LibreOffice, where it is installed: what a reader would see on paper."""

from io import BytesIO

from pypdf import PdfReader

from rubric.draft import compose, render
from rubric.draft.since import MOST_WORDS
from rubric.evidence import example_assessment
from rubric.evidence.answers import answers_to
from rubric.evidence.last_report import LastReport
from rubric.framework import load
from rubric.prediction.model import Prediction
from rubric.workflow import Bench
from tests.draft.builders import ON, council, item, rich
from tests.draft.conftest import Convert
from tests.draft.test_compose import outcome_of


def pages(libreoffice: Convert, data: bytes) -> list[str]:
    """The text of each page."""
    (pdf,) = libreoffice("docx", "pdf", data)
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_every_page_says_draft_the_date_and_where_it_stands(libreoffice: Convert) -> None:
    found = pages(libreoffice, render(rich(), load(), outcome=outcome_of(Prediction), on=ON))
    assert all("Draft, 20 November 2026" in page for page in found)
    assert all(f"Page {place} of {len(found)}" in page for place, page in enumerate(found[1:], start=2))
    assert "A prediction, not a CQC score." in found[-1]
    assert all("What we say" in page for page in found if "Document and date" in page)
    assert sum("Document and date" in page for page in found) >= 2  # the header row repeats
    assert 6 <= len(found) <= 12
    assert all(len(page.split()) > 25 for page in found[1:])  # no page is empty but for its header


def test_the_example_with_its_last_report_answered_takes_eight_pages_at_most(
    libreoffice: Convert, bench: Bench
) -> None:
    report = next(one for one in bench.library.reports if one.score == 2)
    findings = [one for one in bench.library.findings if one.report_id == report.id]
    told = {
        "done": "We set up a panel of people and carers who read what we wrote back, and gave it a budget.",
        "shows": "Minutes of the panel, March to October 2026",
        "changed": "Answers to complaints now take 12 working days, from 31 a year ago.",
    }
    answers = [one.model_copy(update=told) for one in answers_to(findings)]
    example = example_assessment().model_copy(
        update={"last_report": LastReport(score=2, date="May 2025", answers=answers)}
    )
    section = compose(example, load(), on=ON).section("since")
    assert section.words > 0.8 * MOST_WORDS  # as long as the answers can get
    found = pages(libreoffice, render(example, load(), on=ON))
    assert len(found) <= 8
    assert all(heading in found[0] for heading in ("Contents", "Our position in brief", "Our strengths"))
    assert all(len(page.split()) > 200 for page in found[1:-1])  # none is half empty


def test_twenty_thousand_words_can_be_laid_out(libreoffice: Convert) -> None:
    found = pages(libreoffice, render(council(item("plain words & more " * 5_000)), load(), on=ON))
    assert 20 <= len(found) <= 60

"""The Word file laid out by LibreOffice, where it is installed: what a reader would see on paper."""

from io import BytesIO

from pypdf import PdfReader

from rubric.draft import render
from rubric.framework import load
from rubric.prediction.model import Prediction
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


def test_twenty_thousand_words_can_be_laid_out(libreoffice: Convert) -> None:
    found = pages(libreoffice, render(council(item("plain words & more " * 5_000)), load(), on=ON))
    assert 20 <= len(found) <= 60

"""The Word file laid out by LibreOffice, where it is installed: what a reader would see on paper."""

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from rubric.draft import render
from rubric.framework import load
from rubric.prediction.model import Prediction
from tests.draft.builders import ON, council, item, rich
from tests.draft.test_compose import outcome_of

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def pages(data: bytes, folder: Path) -> list[str]:
    """The text of each page."""
    (folder / "draft.docx").write_bytes(data)
    subprocess.run(
        [str(SOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(folder / "draft.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return [page.extract_text() for page in PdfReader(folder / "draft.pdf").pages]


def test_every_page_says_draft_the_date_and_where_it_stands(tmp_path: Path) -> None:
    found = pages(render(rich(), load(), outcome=outcome_of(Prediction), on=ON), tmp_path)
    assert all("Draft, 20 November 2026" in page for page in found)
    assert all(f"Page {place} of {len(found)}" in page for place, page in enumerate(found[1:], start=2))
    assert "A prediction, not a CQC score." in found[-1]
    assert all("What we say" in page for page in found if "Return ref." in page)
    assert sum("Return ref." in page for page in found) >= 2  # the header row repeats
    assert 6 <= len(found) <= 12
    assert all(len(page.split()) > 25 for page in found[1:])  # no page is empty but for its header


def test_twenty_thousand_words_can_be_laid_out(tmp_path: Path) -> None:
    found = pages(render(council(item("plain words & more " * 5_000)), load(), on=ON), tmp_path)
    assert 20 <= len(found) <= 60

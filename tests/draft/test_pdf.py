"""Documents as tagged PDF, where LibreOffice is; what is said where it is not, or takes too long."""

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from rubric import workflow
from rubric.draft.documents.plan_paper import KIND
from rubric.draft.pdf import FAILED, MISSING, TOO_LONG, as_pdf, can_make_pdf
from rubric.errors import NoPdf
from rubric.evidence import example_assessment
from rubric.workflow import Bench
from tests.draft.builders import ON

office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@office
def test_a_pdf_is_tagged_and_has_language_title_and_bookmarks(bench: Bench) -> None:
    assert can_make_pdf()
    read = PdfReader(BytesIO(as_pdf(workflow.plan(example_assessment(), bench.framework, on=ON))))
    root: Any = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert read.metadata.title == f"Exampleshire – {KIND}: Learning, improvement and innovation"
    assert str(next(entry["/Title"] for entry in read.outline if isinstance(entry, dict))) == "How the plan stands"


@office
def test_what_takes_too_long_is_ended_and_said(bench: Bench) -> None:
    with pytest.raises(NoPdf) as error:
        as_pdf(workflow.plan(example_assessment(), bench.framework, on=ON), seconds=0.0)
    assert str(error.value) == TOO_LONG


@pytest.fixture
def path_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the only one in which programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_without_libreoffice_it_says_so_and_what_to_do(path_of: Path) -> None:
    assert not can_make_pdf()
    with pytest.raises(NoPdf) as error:
        as_pdf(b"")
    assert str(error.value) == MISSING


def test_a_libreoffice_that_makes_nothing_is_said(path_of: Path) -> None:
    program = path_of / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o700)
    with pytest.raises(NoPdf) as error:
        as_pdf(b"not a Word file")
    assert str(error.value) == FAILED

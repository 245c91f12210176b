"""Documents as tagged PDF, where LibreOffice is; what is said where it is not, or takes too long."""

import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from rubric import workflow
from rubric.draft.documents.plan_paper import KIND
from rubric.draft.pdf import AS_PDF, FAILED, MISSING, TOO_LONG, as_pdf, can_make_pdf
from rubric.draft.pdf_tags import completed
from rubric.errors import NoPdf
from rubric.evidence import example_assessment
from rubric.workflow import Bench
from tests.draft.builders import ON
from tests.draft.conftest import Convert

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


@pytest.fixture(scope="module")
def documents(bench: Bench, libreoffice: Convert) -> dict[str, bytes]:
    """Every document of the example as PDF, by its name: one conversion for all of them."""
    example = example_assessment()
    made = {
        "draft": workflow.draft(example, bench, with_band=True, on=ON),
        "publishing": workflow.draft(example, bench, on=ON, public=True),
        "evidence base": workflow.evidence_base(example, bench, on=ON),
        "briefing": workflow.briefing(example, bench, on=ON),
        "committee": workflow.committee(example, bench.framework, on=ON),
        "plan": workflow.plan(example, bench.framework, on=ON),
    }
    return dict(zip(made, map(completed, libreoffice("docx", AS_PDF, *made.values())), strict=True))


def test_every_document_follows_pdf_ua_as_far_as_a_program_can_tell(documents: dict[str, bytes]) -> None:
    checker = pytest.importorskip("page")
    for name, data in documents.items():
        report = checker.validate_pdf_bytes(data, profile="ua1")
        assert [f"{one.rule_id}: {one.message}" for one in report.failures] == [], name
        assert report.is_compliant
        assert report.rules.total > 90


def test_headings_step_down_one_by_one_tables_have_heads_and_pictures_words(documents: dict[str, bytes]) -> None:
    for name, data in documents.items():
        root: Any = PdfReader(BytesIO(data)).trailer["/Root"]
        elements = list(structure(root["/StructTreeRoot"]))
        kinds = [kind for kind, _ in elements]
        levels = [int(kind[2:]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert ("/Table" in kinds) == ("/TH" in kinds), name
        told = [str(element.get("/Alt", "")) for kind, element in elements if kind == "/Figure"]
        assert all(len(words) > 20 for words in told), name
        assert bool(told) == (name == "evidence base")


def structure(element: Any) -> Iterator[tuple[str, Any]]:
    """Each element of a PDF's structure with its kind, in reading order."""
    inside = element.get("/K", [])
    for child in inside if isinstance(inside, list) else [inside]:
        found = child.get_object()
        if isinstance(found, dict) and "/S" in found:
            yield str(found["/S"]), found
            yield from structure(found)


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

"""The director's page as it is printed: one sheet, with the answer on it and nothing to press."""

from datetime import date
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from rubric.draft.documents.band_annex import headline
from rubric.draft.material import gather
from rubric.prediction import DISCLAIMER, Prediction
from rubric.storage import Store
from rubric.workflow import Bench, outlook
from tests.browser.served import Served, open_page, settled
from tests.draft.test_briefing import long_report, reported, very_long


def printed(chromium: Browser, app: Served, assessment: str, scheme: str) -> list[str]:
    """The text of each sheet."""
    page = open_page(chromium, scheme=scheme)
    page.goto(f"{app.address}/director?assessment={assessment}")
    settled(page)
    expect(page.get_by_role("heading", name="Since our last report")).to_be_visible()  # the last on the sheet
    settled(page)
    pdf = page.pdf(prefer_css_page_size=True)
    page.context.close()
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_directors_page_is_one_sheet_with_the_answer(
    chromium: Browser, app: Served, example: str, store: Store, bench: Bench, scheme: str
) -> None:
    assessment = store.assessments.get(example)
    outcome = outlook(assessment, bench)
    assert isinstance(outcome, Prediction)
    (sheet,) = printed(chromium, app, example, scheme)
    assert headline(outcome, gather(assessment, bench.framework, date.today())) in sheet
    assert DISCLAIMER in sheet
    assert "View" not in sheet
    assert "Look closer" not in sheet


def test_the_longest_texts_stay_on_one_sheet(chromium: Browser, app: Served, store: Store, bench: Bench) -> None:
    assessment = reported(very_long(), long_report("a fairly long story of what we did & why " * 60, bench))
    store.assessments.add(assessment)
    (sheet,) = printed(chromium, app, assessment.id, "light")
    assert "Since our last report" in sheet

"""The director's page as it is printed: one sheet, with the answer on it and nothing to press."""

from datetime import date
from io import BytesIO
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from rubric.draft.documents.band_annex import headline
from rubric.draft.material import gather
from rubric.prediction import DISCLAIMER, Prediction
from rubric.storage import Store
from rubric.workflow import Bench, outlook
from tests.browser.served import Served, settled
from tests.draft.test_briefing import long_report, reported, very_long


def printed(page: Page, app: Served, assessment: str) -> list[str]:
    """The text of each sheet."""
    page.goto(f"{app.address}/director?assessment={assessment}")
    settled(page)
    expect(page.get_by_role("heading", name="Since our last report")).to_be_visible()  # the last on the sheet
    settled(page)
    pdf = page.pdf(prefer_css_page_size=True)
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_directors_page_is_one_sheet_with_the_answer(
    tab: Page, app: Served, example: str, store: Store, bench: Bench, scheme: Literal["light", "dark"]
) -> None:
    tab.emulate_media(color_scheme=scheme)
    assessment = store.assessments.get(example)
    outcome = outlook(assessment, bench)
    assert isinstance(outcome, Prediction)
    (sheet,) = printed(tab, app, example)
    assert headline(outcome, gather(assessment, bench.framework, date.today())) in sheet
    assert DISCLAIMER in sheet
    assert "View" not in sheet
    assert "Look closer" not in sheet


def test_the_longest_texts_stay_on_one_sheet(tab: Page, app: Served, store: Store, bench: Bench) -> None:
    assessment = reported(very_long(), long_report("a fairly long story of what we did & why " * 60, bench))
    store.assessments.add(assessment)
    (sheet,) = printed(tab, app, assessment.id)
    assert "Since our last report" in sheet

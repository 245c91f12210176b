"""The accessibility statement tells of all the pages there are, and stands in the documents as on the screen."""

from datetime import date

from rubric.ui.about.accessibility import last_run
from rubric.ui.parts.navigation import SCREENS
from tests.browser.statement import DOCUMENT, document

ANEW = "write it anew: make accessibility"


def test_the_last_run_went_through_every_page() -> None:
    assert last_run().pages == tuple(screen.title for screen in SCREENS), ANEW
    assert last_run().on <= date.today()


def test_the_last_run_found_nothing_amiss_on_our_pages() -> None:
    assert last_run().found == ()


def test_the_statement_of_the_documents_is_that_of_the_screen() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(last_run()), ANEW


def test_faults_are_told_one_by_one() -> None:
    told = document(last_run().model_copy(update={"found": ("Plan: color-contrast, on `p`",)}))
    assert "It found 1 fault on our pages:\n- Plan: color-contrast, on `p`\n" in told

"""The draft in a real browser: a section rewritten, and what colleagues changed in Word and Excel brought back."""

import io
import re

import docx
import openpyxl  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from rubric.evidence import EvidenceItem
from rubric.framework import load
from rubric.framework.words import Maturity, Polarity, Voice
from rubric.storage import Store
from tests.browser.axe import findings, sideways
from tests.browser.served import Served, at_once, button, in_time, settled

CLAIM = "Carers & staff chaired the respite review; six of nine changes were made"
GAP = "We answer complaints late, and most people hear nothing meanwhile"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What axe finds in Streamlit's own file uploader, on any page.
UPLOADER = (
    "presentation-role-conflict",
    '<section data-testid="stFileUploaderDropzone" role="presentation"',
)


@pytest.fixture
def page(tab: Page) -> Page:
    """A fresh tab; each test goes to a page of its own."""
    return tab


@pytest.fixture
def council(page: Page, app: Served, store: Store) -> str:
    """The id of a new assessment with a strength and a gap."""
    made = store.assessments.create(council="Draftshire", title="There and back", framework_version=load().version).id
    for aspect, text, polarity in (
        ("coproduction", CLAIM, Polarity.STRENGTH),
        ("complaints", GAP, Polarity.SHORTFALL),
    ):
        item = EvidenceItem(aspect=aspect, text=text, polarity=polarity, maturity=Maturity.IN_PLACE)
        item = item.model_copy(update={"voices": [Voice.PEOPLE], "source": "Yearly review"})
        store.items.add(made, item)
    return made


def opened(page: Page, app: Served, council: str, name: str, heading: str) -> None:
    """Open one of the assessment's pages."""
    page.goto(f"{app.address}/{name}?assessment={council}")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    settled(page)


def test_words_typed_after_a_restart_under_an_open_page_are_offered_not_lost(
    page: Page, app: Served, store: Store, council: str
) -> None:
    opened(page, app, council, "draft", "Your self-assessment draft")
    button(page, "Areas for development").click()
    button(page, "Edit Areas for development").click()
    section = page.get_by_role("textbox", name="Text of “Areas for development”")
    _again_after_restart(page, app, section, "What we still have to do.")
    assert [edit.text for edit in store.assessments.get(council).edits] == ["What we still have to do."]

    opened(page, app, council, "plan", "Improvement plan")
    button(page, "Add an action").click()
    _again_after_restart(page, app, page.get_by_role("textbox", name="What will be done"), "Answer within 20 days")
    assert [action.text for action in store.assessments.get(council).actions] == ["Answer within 20 days"]


def _again_after_restart(page: Page, app: Served, box: Locator, words: str) -> None:
    """Write in a box whose server has just been started again, and take what is offered."""
    settled(page)
    expect(box).to_be_enabled()  # what draws it has been loaded
    app.kill()
    expect(box).to_be_disabled()
    app.start()
    expect(box).to_be_enabled()
    box.fill(words)
    box.blur()
    at_once(button(page, "Try again"))  # the page is still being drawn again after the restart
    expect(button(page, "Try again")).to_have_count(0)
    settled(page)  # until then the box may stand there twice, as it was and as it will be
    expect(box).to_have_value(words)


def test_a_section_in_ones_own_words_outlasts_a_reload_and_says_when_its_evidence_moved_on(
    page: Page, app: Served, store: Store, council: str
) -> None:
    opened(page, app, council, "draft", "Your self-assessment draft")
    button(page, "Areas for development").click()
    button(page, "Edit Areas for development").click()
    name = page.get_by_role("textbox", name="Your name, kept with what you change")
    name.fill("Ana")
    name.blur()
    settled(page)
    box = page.get_by_role("textbox", name="Text of “Areas for development”")
    expect(box).to_have_value(re.compile(re.escape(GAP)))
    mine = box.input_value().replace(GAP, "Our answers to complaints come too late")
    assert mine != box.input_value()
    box.fill(mine)
    box.blur()
    expect(page.locator("p.quiet", has_text=re.compile("^Edited by Ana, "))).to_be_visible()

    page.reload()
    settled(page)
    expect(box).to_have_value(mine)
    button(page, "Done Areas for development").click()  # what was open stays open over a reload
    settled(page)
    expect(page.get_by_text("Our answers to complaints come too late")).to_be_visible()
    (edit,) = store.assessments.get(council).edits
    assert (edit.section, edit.by) == ("areas", "Ana")

    (late,) = [item.id for item in store.assessments.get(council).evidence if item.text == GAP]
    store.items.save(council, late, {"text": GAP.replace("late", "after the day we promised")})
    page.reload()
    settled(page)
    expect(page.get_by_text("Your evidence has changed since you wrote this")).to_be_visible()
    expect(page.locator("ins", has_text="after the day we promised")).to_be_visible()
    button(page, "Use the new wording").click()
    settled(page)
    in_time(lambda: store.assessments.get(council).edits, [])
    button(page, "Undo").click()
    settled(page)
    expect(page.get_by_text("Our answers to complaints come too late")).to_be_visible()
    button(page, "Keep mine").click()
    settled(page)
    expect(page.get_by_text("Your evidence has changed since you wrote this")).to_have_count(0)
    expect(page.get_by_text("Our answers to complaints come too late")).to_be_visible()


def test_of_a_draft_edited_in_word_one_difference_is_accepted_and_the_other_left(
    page: Page, app: Served, store: Store, council: str
) -> None:
    opened(page, app, council, "draft", "Your self-assessment draft")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download Word").click()
    document = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    for old, new in ((CLAIM, CLAIM.replace("chaired", "led")), (GAP, GAP.replace("late", "slowly"))):
        (run,) = [
            run
            for paragraph in document.paragraphs
            for run in paragraph.runs
            if old in run.text and "Heading" not in str(paragraph.style and paragraph.style.name)
        ][-1:]
        run.text = run.text.replace(old, new)
    changed = io.BytesIO()
    document.save(changed)

    opened(page, app, council, "files", "Bring back files")
    page.locator("input[type=file]").first.set_input_files(
        FilePayload(name="back.docx", mimeType=WORD, buffer=changed.getvalue())
    )
    expect(page.get_by_text("0 of 2 looked at")).to_be_visible()
    settled(page)
    page.set_viewport_size({"width": 400, "height": 850})
    settled(page)
    assert sideways(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator("ins", has_text="led")).to_be_visible()
    button(page, "Accept difference 1").click()
    expect(page.get_by_text("1 of 2 looked at")).to_be_visible()
    settled(page)
    button(page, "Leave difference 1").click()
    expect(page.get_by_text("All 2 differences looked at.")).to_be_visible()
    (edit,) = store.assessments.get(council).edits
    assert "Carers & staff led the respite review" in edit.text
    assert CLAIM in [item.text for item in store.assessments.get(council).evidence]

    opened(page, app, council, "draft", "Your self-assessment draft")
    page.get_by_text("Read the whole draft").click()
    expect(page.get_by_text("Carers & staff led the respite review").first).to_be_visible()
    expect(page.get_by_text("We answer complaints slowly")).to_have_count(0)


def test_a_cell_changed_in_the_workbook_is_brought_in_and_undone(
    page: Page, app: Served, store: Store, council: str
) -> None:
    opened(page, app, council, "files", "Bring back files")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download Excel workbook").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    (cell,) = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == CLAIM]
    cell.value = CLAIM.replace("six", "seven")
    changed = io.BytesIO()
    book.save(changed)
    page.locator("input[type=file]").nth(1).set_input_files(
        FilePayload(name="back.xlsx", mimeType=EXCEL, buffer=changed.getvalue())
    )
    button(page, "Bring in (1)").wait_for()
    settled(page)
    assert findings(page) - {UPLOADER} == set()
    button(page, "Bring in (1)").click()
    button(page, "Undo this import").wait_for()
    assert cell.value in [item.text for item in store.assessments.get(council).evidence]
    settled(page)
    button(page, "Undo this import").click()
    expect(page.get_by_role("button", name="Undo this import")).to_have_count(0)
    assert CLAIM in [item.text for item in store.assessments.get(council).evidence]

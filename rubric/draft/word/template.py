"""Makes templates/self_assessment.docx: `python -m rubric.draft` writes it, always the same to the byte.

A council may open the file in Word and change its look or its fixed words; the tags in double braces are listed in
`fields.SHAPE`. A test holds that the file in the project is the one made here.
"""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph

from rubric.draft import annex, listing, steps
from rubric.draft.outline import (
    ACTIONS,
    AREAS,
    BAND,
    EVIDENCE,
    FURTHER,
    OUTLINE,
    POSITION,
    SINCE,
    STRENGTHS,
    VOICES,
    Outline,
)
from rubric.draft.word.template_parts import (
    STANDING,
    Page,
    add_section_link,
    contents_field,
    field_mark,
    lay_out,
    running_lines,
)
from rubric.office import rewritten

SHIPPED = Path(__file__).resolve().parents[3] / "templates" / "self_assessment.docx"

_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_STEP_WIDTHS = (5.1, 3.0, 2.4, 3.9, 2.0)  # an owner's “Commissioning” keeps to one line
_EVIDENCE_WIDTHS = (1.1, 8.4, 4.4, 2.5)
_BAND_WIDTHS = (1.6, 6.6, 3.0, 3.2, 2.0)


def make_template() -> bytes:
    """The shipped template as the bytes of a .docx, always the same."""
    document = docx.Document()
    lay_out(document)
    page = Page(document)
    page.set_up(document.sections[0], wide=False)
    _cover(page)
    _contents(page)
    _chapter(page)
    _lists(page)
    _annex(page)
    _describe(document)
    out = BytesIO()
    document.save(out)
    return rewritten(out.getvalue(), packed=False)


def _cover(page: Page) -> None:
    first = page.document.sections[0]
    running_lines(first)
    first.different_first_page_header_footer = True
    first.first_page_footer.paragraphs[0].add_run(STANDING)
    page.add("Self-assessment", "Cover Label")
    page.add("{{ statement }}", "Title")
    page.add("{{ council }}", "Subtitle")
    page.add(STANDING, "Cover Mark")
    for name, label in (("title", "Assessment"), ("period", "Period"), ("lead", "Lead")):
        with page.block(f"if {name}"):
            detail = page.add(style="Cover Detail")
            detail.add_run(label, style="Detail Label")
            detail.add_run(f"\t{{{{ {name} }}}}")
    with page.block("if agreed"):
        page.add("Agreed by", "Cover Note")
        with page.block("for one in agreed"):
            page.add("{{ one.name }}\t{{ one.role }}{% if one.date %}, {{ one.date }}{% endif %}", "Cover Detail")
    page.add("Content {{ content }}", "Cover Note")
    with page.block("if example"):
        page.add("An invented example: there is no such council.", "Cover Note")


def _contents(page: Page) -> None:
    """A contents list that reads well as it is: each heading, linked, inside a field that Word can bring up to date.

    It stands under the title, so that no page is half empty.
    """
    page.add("Contents", "Contents Heading")
    first = True
    for outline in OUTLINE:
        if outline in (SINCE, FURTHER, BAND):
            with page.block(f"if {outline.id}.shown"):
                _contents_line(page, outline)
            continue
        line = _contents_line(page, outline)
        if first:
            contents_field(line, "1-1")
            first = False
    field_mark(page.add(style="Small Gap").add_run()._r, "end")


def _contents_line(page: Page, outline: Outline) -> Paragraph:
    paragraph = page.add(style="toc 1")
    add_section_link(paragraph, outline.heading, outline.id)
    return paragraph


def _chapter(page: Page) -> None:
    _words(page, POSITION)
    with page.block(f"if {SINCE.id}.shown"):
        _words(page, SINCE)
    for outline in (VOICES, STRENGTHS, AREAS, ACTIONS):
        _words(page, outline)
    page.table(ACTIONS.id, steps.COLUMNS, _STEP_WIDTHS, "Next steps: action, owner, date, how we will know and status")


def _words(page: Page, outline: Outline) -> None:
    heading = page.heading(outline.heading, outline.id)
    heading.paragraph_format.page_break_before = outline is POSITION or None
    page.paragraphs(outline.id)
    page.entries(outline.id)


def _lists(page: Page) -> None:
    """The evidence list and the steps that did not fit."""
    page.heading(EVIDENCE.heading, EVIDENCE.id)
    page.paragraphs(EVIDENCE.id)
    page.table(
        EVIDENCE.id,
        listing.COLUMNS,
        _EVIDENCE_WIDTHS,
        "Evidence list: what we say on which topic, the document with its return reference, and who confirms it",
    )
    page.entries(EVIDENCE.id)
    with page.block(f"if {FURTHER.id}.shown"):
        page.heading(FURTHER.heading, FURTHER.id)
        page.paragraphs(FURTHER.id, keep=True)
        page.table(FURTHER.id, steps.COLUMNS, _STEP_WIDTHS, "Other next steps: action, owner, date, measure and status")


def _annex(page: Page) -> None:
    """The predicted band, where it is asked for; where not, the empty last section is folded away after rendering."""
    running_lines(page.new_section(wide=False))
    with page.block(f"if {BAND.id}.shown"):
        page.heading(BAND.heading, BAND.id)
        with page.block(f"for p in {BAND.id}.paragraphs"):
            with page.block("if loop.first"):
                page.cited("Callout")
            with page.block("if not loop.first"):
                page.cited()
        page.table(
            BAND.id, annex.COLUMNS, _BAND_WIDTHS, "How likely each score is, beside how councils nationally scored"
        )
        with page.block(f"for entry in {BAND.id}.entries"):
            page.add("{{ entry.heading }}", "Heading 2")
            with page.block("for p in entry.paragraphs"):
                page.cited("List Bullet")


def _describe(document: Document) -> None:
    properties = document.core_properties
    properties.title = "Self-assessment template"
    properties.subject = "Self-assessment"
    properties.author = properties.last_modified_by = "Rubric"
    properties.language = "en-GB"
    properties.comments = properties.keywords = properties.category = ""
    properties.created = properties.modified = _MADE
    properties.revision = 1

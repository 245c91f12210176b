"""The first sheet: what to fill in, what to leave alone, who gets it back, and what each choice means.

The lists of choices on it are also what the drop-down lists of the other sheets point to.
"""

from datetime import date
from textwrap import wrap

from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from rubric.draft.workbook.columns import ONLY_US_HEADING, item_columns, record_columns
from rubric.draft.workbook.sheets import FONT, GUIDE, OTHER, PLAN, RECORDS, Looks, height, write_value
from rubric.draft.workbook.words import YES, choices, fitted
from rubric.english import long_date
from rubric.evidence import fields
from rubric.evidence.fields import Answer
from rubric.evidence.model import Assessment
from rubric.evidence.stated import stated
from rubric.framework.model import Framework
from rubric.framework.words import Voice

_WIDTHS = (36.0, 84.0)
_LONGEST_LINE = 110
Ranges = dict[str, str]  # by field: the cells that hold its options
# By the name of a field that is chosen from a list: what its list is headed. Steps and actions share one.
_LISTED = {
    field.name: field.heading
    for field in fields.ITEM
    if field.answer is Answer.CHOICE and not field.name.startswith(fields.STEP)
} | {"status": "Where a step or action stands"}


def write_guide(sheet: Worksheet, assessment: Assessment, framework: Framework, looks: Looks, on: date) -> Ranges:
    """Fill the sheet of instructions, and give the cells on it that hold the options of each field, by its name."""
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _WIDTHS
    page = _GuideSheet(sheet, looks)
    page.line(
        f"Evidence for {stated(assessment.council).strip() or stated(assessment.title).strip() or 'our assessment'}",
        size=16,
    )
    page.line(f"{framework.commitment.title}. Taken from the app on {long_date(on)}.")
    _how(page, stated(assessment.lead).strip())
    page.heading("What to write in each column")
    page.row("Column", "What to write", head=True)
    for column in item_columns(framework):
        if column.hint and not column.key.startswith("voices."):
            page.row(column.heading, column.hint)
    page.heading(f"What to write in each column of “{RECORDS}”")
    page.row("Column", "What to write", head=True)
    for column in record_columns():
        if column.hint:
            page.row(column.heading, column.hint)
    ranges: Ranges = {}
    for name, heading in _LISTED.items():
        page.heading(f"{heading}: what each choice means")
        page.row("Choice", "What it means", head=True)
        first = page.row_number + 1
        for choice in choices(name, framework):
            page.row(choice.label, choice.meaning)
        ranges[name] = f"'{GUIDE}'!$A${first}:$A${page.row_number}"
    ranges["action.status"] = ranges["status"]
    page.heading("Aspects: what belongs under each")
    page.row("Aspect", "What it is about", head=True)
    first = page.row_number + 1
    for aspect in framework.aspects:
        page.row(aspect.title, aspect.summary)
    ranges["aspect"] = f"'{GUIDE}'!$A${first}:$A${page.row_number}"
    page.heading("Who confirms it: what each column means")
    page.row("Confirmed by", f"Choose {YES} where they would say the same to an assessor; otherwise nothing", head=True)
    first = page.row_number + 1
    for voice in Voice:
        page.row(framework.voices[voice].label, framework.voices[voice].definition)
    ranges["voice"] = f"'{GUIDE}'!$A${first}:$A${page.row_number}"
    page.row(ONLY_US_HEADING, "Nobody outside the council's own form yet. An honest answer, and worth less.")
    return ranges


def _how(page: "_GuideSheet", lead: str) -> None:
    page.heading("What to do")
    page.line(f"Fill in the sheets named after aspects, one row for each claim, and the sheet “{PLAN}” for actions.")
    page.line(f"On the sheet “{RECORDS}”, write what those who confirm a claim said or showed: a row for each.")
    page.line("Only what is written there is told as said in the draft; a Yes alone says who could be asked.")
    page.line("Change any white cell. Put new claims in the empty rows below the last one; add rows where you need.")
    page.line("Choose from the list where a cell offers one. Write dates as day, month, year: 31/03/2026.")
    page.heading("What to leave as it is")
    page.line("The headings, the names of the sheets, the numbers in the first column, and the hidden cells.")
    page.line("Don't join cells or put formulas in them: such cells are not brought in.")
    page.line("A row that you delete here is not removed from the app. Ask for it, or remove it there.")
    page.line(f"To sort or filter, use the arrows in the headings. The sheet “{OTHER}” is only there when needed.")
    page.heading("Who to send it back to")
    page.line(fitted(lead) if lead else "The person who sent it to you.")
    page.line(
        "They open the assessment in the app, choose “Bring in a workbook” and look at every change before it counts. "
        "Where somebody has changed the same thing in the app meanwhile, they choose which words to keep."
    )


class _GuideSheet:
    """The sheet, written downwards."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self._sheet, self._looks, self.row_number = sheet, looks, 0

    def line(self, text: str, *, size: int = 11) -> None:
        """Text that runs on over the second column, a row for each line of it, so that no cells need to be joined."""
        for part in wrap(fitted(text), _LONGEST_LINE):
            self.row_number += 1
            cell = self._sheet.cell(self.row_number, 1)
            write_value(cell, part)
            cell.font = Font(name=FONT, size=size, bold=size > 11)
            cell.alignment = Alignment(wrap_text=False, vertical="top")
            self._sheet.row_dimensions[self.row_number].height = size * 1.4

    def heading(self, text: str) -> None:
        self.row_number += 1
        self.line(text, size=13)

    def row(self, name: str, text: str, *, head: bool = False) -> None:
        self.row_number += 1
        for column, words in enumerate((name, text), start=1):
            cell = self._sheet.cell(self.row_number, column)
            write_value(cell, fitted(words))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if head:
                self._looks.dress_heading(cell)
        self._sheet.row_dimensions[self.row_number].height = height(zip((name, text), _WIDTHS, strict=True))

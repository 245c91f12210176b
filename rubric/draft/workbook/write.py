"""From an assessment to an Excel workbook that can be sent round, filled in and brought back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]
from openpyxl.writer.excel import ExcelWriter  # type: ignore[import-untyped]

from rubric.draft.material import gather
from rubric.draft.workbook.columns import Holds, SheetColumn, item_columns, plan_columns, record_columns
from rubric.draft.workbook.guide import Ranges, write_guide
from rubric.draft.workbook.hidden import Base, Origin, record_bases, write_hidden
from rubric.draft.workbook.model import Row
from rubric.draft.workbook.sheets import (
    GUIDE,
    HEADINGS_ROW,
    HIDDEN,
    KEYS_ROW,
    OTHER,
    PLAN,
    RECORDS,
    Looks,
    height,
    sheet_titles,
    write_value,
)
from rubric.draft.workbook.words import YES, cell_value, fitted
from rubric.english import shortened
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.evidence.text import clean_text
from rubric.framework.model import Framework
from rubric.office import rewritten

SPARE = 20  # empty rows under the last one, ready for new ones
# in the hidden row of keys; the first stands before the aspect's id
ITEMS_KEY, RECORDS_KEY, ACTIONS_KEY = "item:", "record:", "action:"
_SHORT = 60
_LONGEST_PROPERTY = 255


def write_workbook(assessment: Assessment, framework: Framework, *, on: date) -> bytes:
    """The workbook of an assessment's evidence and plan, for `read_workbook` to read back.

    In: the assessment, its framework, and the day. Out: the bytes of an .xlsx; the same input gives the same bytes.
    Texts longer than a cell holds are cut in the cell, which says so; the whole text stays in the app.
    """
    book = Workbook()
    _describe(book, assessment, framework, on)
    looks = Looks(book.active)
    book.active.title = GUIDE
    ranges = write_guide(book.active, assessment, framework, looks, on)
    _finish_guide(book.active)
    numbers = gather(assessment, framework, on).numbers
    links = {item.id: _link(item, numbers.get(item.id)) for item in assessment.evidence}
    titles = sheet_titles(aspect.title for aspect in framework.aspects)
    sheets = {title: ITEMS_KEY + aspect for title, aspect in zip(titles, framework.aspect_ids, strict=True)}
    bases: list[Base] = []
    for title, key in sheets.items():
        items = assessment.items_of(key.removeprefix(ITEMS_KEY))
        bases += [Base("item", numbers.get(item.id), key, item) for item in items]
        _write_sheet(book.create_sheet(title), key, item_columns(framework), items, framework, looks, ranges, links)
    others = [item for item in assessment.evidence if item.aspect not in framework.aspect_ids]
    if others:
        sheets[OTHER] = ITEMS_KEY
        bases += [Base("item", numbers.get(item.id), ITEMS_KEY, item) for item in others]
        columns = item_columns(framework, with_aspect=True)
        _write_sheet(book.create_sheet(OTHER), ITEMS_KEY, columns, others, framework, looks, ranges, links)
    sheets[RECORDS], told = RECORDS_KEY, [base.entry for base in record_bases(bases, RECORDS_KEY)]
    _write_sheet(book.create_sheet(RECORDS), RECORDS_KEY, record_columns(), told, framework, looks, ranges, links)
    sheets[PLAN] = ACTIONS_KEY
    bases += [Base("action", number, ACTIONS_KEY, action) for number, action in enumerate(assessment.actions, start=1)]
    plan = book.create_sheet(PLAN)
    _write_sheet(plan, ACTIONS_KEY, plan_columns(), assessment.actions, framework, looks, ranges, links)
    write_hidden(
        book.create_sheet(HIDDEN),
        Origin(assessment.id, sheets, links, tuple(bases)),
    )
    return _saved(book)


def _link(item: EvidenceItem, number: int | None) -> str:
    """How the plan names an item of evidence: its number and the start of its claim."""
    return f"{number or '–'} – {shortened(clean_text(item.text), _SHORT) or 'nothing written yet'}"


def _describe(book: Workbook, assessment: Assessment, framework: Framework, on: date) -> None:
    about = book.properties
    named = assessment.title.strip() or assessment.council.strip() or framework.commitment.title
    about.title = fitted(f"Evidence workbook: {named}")[:_LONGEST_PROPERTY]
    about.creator = fitted(assessment.council.strip())[:_LONGEST_PROPERTY] or "rubric"
    about.subject = framework.commitment.title[:_LONGEST_PROPERTY]
    about.language = "en-GB"
    about.created = about.modified = datetime(on.year, on.month, on.day)


def _finish_guide(sheet: Worksheet) -> None:
    sheet.protection.sheet = True
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0


def _write_sheet(
    sheet: Worksheet,
    key: str,
    columns: Sequence[SheetColumn],
    entries: Sequence[Row],
    framework: Framework,
    looks: Looks,
    ranges: Ranges,
    links: Mapping[str, str],
) -> None:
    """A row of hidden keys, a row of headings, a row for each entry, and spare ones below."""
    numbered = {link_id: link.split(" – ")[0] for link_id, link in links.items()}
    for column_number, column in enumerate(columns, start=1):
        write_value(sheet.cell(KEYS_ROW, column_number), key if column.holds is Holds.ID else column.key)
        heading = sheet.cell(HEADINGS_ROW, column_number)
        write_value(heading, fitted(column.heading))
        looks.dress_heading(heading)
        for row, entry in enumerate(entries, start=HEADINGS_ROW + 1):
            cell = sheet.cell(row, column_number)
            looks.dress(cell, column.holds)
            if column.holds is Holds.ID:
                write_value(cell, fitted(entry.id))
            elif column.holds is Holds.NUMBER:
                number = numbered[entry.id] if isinstance(entry, EvidenceItem) else str(row - HEADINGS_ROW)
                write_value(cell, int(number) if number.isdecimal() else None)
            else:
                write_value(cell, cell_value(entry, column, framework, links))
        for row in range(HEADINGS_ROW + 1 + len(entries), HEADINGS_ROW + 1 + len(entries) + SPARE):
            looks.dress(sheet.cell(row, column_number), column.holds)
    _offer_choices(sheet, columns, HEADINGS_ROW + len(entries) + SPARE, ranges)
    _arrange(sheet, columns, HEADINGS_ROW + len(entries) + SPARE)


def _offer_choices(sheet: Worksheet, columns: Sequence[SheetColumn], last: int, ranges: Ranges) -> None:
    """Drop-down lists, and a check that dates are dates."""
    for column_number, column in enumerate(columns, start=1):
        if column.holds in (Holds.CHOICE, Holds.ASPECT):
            rule = DataValidation("list", formula1=ranges[column.key], allow_blank=True)
            rule.error = "Choose one of the list, or leave the cell empty."
        elif column.holds is Holds.YES:
            rule = DataValidation("list", formula1=f'"{YES}"', allow_blank=True)
            rule.error = "Choose Yes, or leave the cell empty."
        elif column.holds is Holds.DATE:
            rule = DataValidation("date", operator="between", formula1="DATE(1900,3,1)", formula2="DATE(2199,12,31)")
            rule.allow_blank = True
            rule.error = "Write a day, such as 31/03/2026."
        else:
            continue
        letter = get_column_letter(column_number)
        rule.showErrorMessage, rule.errorTitle = True, column.heading[:32]
        rule.add(f"{letter}{HEADINGS_ROW + 1}:{letter}{last}")
        sheet.add_data_validation(rule)


def _arrange(sheet: Worksheet, columns: Sequence[SheetColumn], last: int) -> None:
    """Widths, what stays in sight, what prints, and what is protected: the ids and headings, without a password."""
    for column_number, column in enumerate(columns, start=1):
        letter = get_column_letter(column_number)
        dimension = sheet.column_dimensions[letter]
        dimension.width = column.width
        dimension.hidden = column.holds is Holds.ID
    sheet.row_dimensions[KEYS_ROW].hidden = True
    widths = [column.width for column in columns]
    for row, cells in enumerate(sheet.iter_rows(min_row=HEADINGS_ROW, values_only=True), start=HEADINGS_ROW):
        texts = [(value, width) for value, width in zip(cells[1:], widths[1:], strict=True) if isinstance(value, str)]
        if texts:  # spare rows grow by themselves as they are filled
            sheet.row_dimensions[row].height = height(texts)
    sheet.freeze_panes = sheet.cell(HEADINGS_ROW + 1, 4)
    end = get_column_letter(len(columns))
    # not over the ids: Excel sorts nothing on a protected sheet that has a locked cell in it; the number, which moves
    # with its row, then says whose row it is
    sheet.auto_filter.ref = f"B{HEADINGS_ROW}:{end}{last}"
    protection = sheet.protection
    protection.sheet = True
    for freedom in ("formatCells", "formatRows", "formatColumns", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(protection, freedom, False)  # False: not forbidden
    sheet.print_title_rows = f"{HEADINGS_ROW}:{HEADINGS_ROW}"
    sheet.print_title_cols = "B:C"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 3, 0
    sheet.oddFooter.center.text = "&A, page &P of &N"


def _saved(book: Workbook) -> bytes:
    """The workbook's bytes, without the time of day that openpyxl's own way of saving puts in."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return rewritten(out.getvalue())

"""What a workbook brings: what is new, changed, in conflict or deleted, and what cannot be used, in plain words."""

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook  # type: ignore[import-untyped]
from openpyxl.comments import Comment  # type: ignore[import-untyped]

from rubric.draft.workbook import compare_workbook, read_workbook, write_workbook
from rubric.draft.workbook import open as workbook_open
from rubric.draft.workbook.cells import CellProblem, read_cell
from rubric.draft.workbook.columns import Holds, SheetColumn, item_columns, plan_columns
from rubric.draft.workbook.model import SCHEMA
from rubric.draft.workbook.sheets import sheet_titles
from rubric.errors import BadInput
from rubric.evidence.model import Assessment, EvidenceItem
from rubric.framework.words import Maturity, Polarity, Voice
from tests.draft.workbook_builders import (
    COPRODUCTION,
    FRAMEWORK,
    ON,
    TITLES,
    WHOLE,
    carers,
    cell,
    changes,
    council,
    edited,
    saved,
    survey,
)

FEEDBACK = TITLES["feedback"]
# at the head of the columns of every workbook exported so far: people have filled them in, and send them back
SENT_ROUND = (
    "Your claim", "Aspect", "Strength or shortfall", "How far along", "Confirmed by: People and carers",
    "Confirmed by: Staff and leaders", "Confirmed by: Partners", "Confirmed by: Documents and data", "Only us so far",
    "How widely it holds", "What difference it made, for whom", "Figures", "Document or source", "Date of the document",
    "Why it is so (for a gap)", "Who is affected (for a gap)", "What people told you", "What you decided",
    "What is different now", "How you told them", "Reference in the information return", "Who owns this item",
    "Also belongs under", "Next step", "Who does the next step", "Next step by when", "How you will know it worked",
    "Where the next step stands", "Action", "Who does it", "By when", "Where it stands", "Aspects it serves",
    "Evidence it answers",
)  # fmt: skip


def with_new_row(book: Any) -> None:
    sheet = book[FEEDBACK]
    cell(sheet, 3, "Your claim").value = "We ring back within a week"
    cell(sheet, 3, "Strength or shortfall").value = "strength"
    cell(sheet, 3, "How far along").value = "in_place"
    cell(sheet, 3, "Only us so far").value = "yes"
    cell(sheet, 3, "Next step").value = "Ask people"


def brought_in(assessment: Assessment, data: bytes) -> Assessment:
    """The assessment with everything new and changed brought in."""
    found = changes(data, assessment)
    items = []
    for item in assessment.evidence:
        told = {f.name: f.in_workbook for row in found.changed if row.id == item.id for f in row.fields}
        items.append(item.model_copy(update=told))
    items += [row.entry for row in found.new if isinstance(row.entry, EvidenceItem)]
    return assessment.model_copy(update={"evidence": items})


def test_a_row_that_was_added_becomes_a_new_item() -> None:
    found = changes(edited(council(), with_new_row), council())
    (row,) = found.new
    assert isinstance(row.entry, EvidenceItem)
    assert (row.entry.aspect, row.entry.text) == ("feedback", "We ring back within a week")
    assert (row.entry.polarity, row.entry.maturity, row.entry.voices) == (Polarity.STRENGTH, Maturity.IN_PLACE, [])
    assert row.entry.action is not None
    assert row.entry.action.text == "Ask people"
    assert (found.unchanged, found.changed, found.missing) == (2, (), ())


def test_bringing_in_the_same_file_again_changes_nothing() -> None:
    def edit(book: Any) -> None:
        with_new_row(book)
        cell(book[COPRODUCTION], 3, "Figures").value = "100 to 160"

    data = edited(council(), edit)
    after = brought_in(council(), data)
    assert len(after.evidence) == 3
    again = changes(data, after)
    assert again.nothing_to_do
    assert again.unchanged == 3


def test_a_new_row_that_is_finished_later_is_known_by_its_claim() -> None:
    after = brought_in(council(), edited(council(), with_new_row))

    def finished(book: Any) -> None:
        with_new_row(book)
        cell(book[FEEDBACK], 3, "Figures").value = "40 of 50 calls"

    found = changes(edited(council(), finished), after)
    assert not found.new
    assert [(f.name, f.in_workbook) for f in found.changed[0].fields] == [("figures", "40 of 50 calls")]


def test_what_changed_only_here_since_the_export_stays() -> None:
    data = edited(council(), lambda book: None)
    found = changes(data, council(carers(text="Rewritten here"), survey()))
    assert found.nothing_to_do
    assert found.unchanged == 2


def test_a_field_changed_there_and_here_is_a_conflict_with_all_three_sides() -> None:
    def edit(book: Any) -> None:
        cell(book[COPRODUCTION], 3, "Figures").value = "theirs"
        cell(book[COPRODUCTION], 3, "Who owns this item").value = "PSW"

    found = changes(edited(council(), edit), council(carers(figures="ours"), survey()))
    (clash,) = found.conflicting[0].fields
    assert (clash.before, clash.current, clash.in_workbook) == ("90 to 150 nights a quarter", "ours", "theirs")
    assert [f.name for f in found.changed[0].fields] == ["owner"]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    data = edited(council(), lambda book: setattr(cell(book[COPRODUCTION], 3, "Figures"), "value", "same"))
    assert changes(data, council(carers(figures="same"), survey())).nothing_to_do


def test_a_deleted_row_is_told_and_not_removed() -> None:
    found = changes(edited(council(), lambda book: book[COPRODUCTION].delete_rows(3)), council())
    assert [row.id for row in found.missing] == ["carers"]
    assert (found.new, found.changed, found.unchanged) == ((), (), 1)


def test_an_item_removed_here_since_is_told_and_can_be_put_back_with_its_id() -> None:
    found = changes(edited(council(), lambda book: None), council(survey()))
    assert [row.entry for row in found.gone] == [carers()]
    assert not found.new


def test_a_row_brought_in_and_removed_here_since_is_not_new_again() -> None:
    data = edited(council(), with_new_row)
    (row,) = changes(data, council()).new
    again = compare_workbook(read_workbook(data, FRAMEWORK), council(), removed=[row.entry.id])
    assert (again.new, [one.entry.id for one in again.gone]) == ((), [row.entry.id])


def test_the_workbook_of_another_assessment_can_only_add() -> None:
    other = council(carers(id="x"), survey(id="y"), id="theirs")
    data = edited(other, lambda book: None)
    found = changes(data, council())
    assert found.foreign
    assert (len(found.new), found.changed, found.missing) == (2, (), ())
    assert not {row.entry.id for row in found.new} & {"x", "y", "carers", "survey"}
    assert changes(data, brought_in(council(), data)).unchanged == 2


def test_a_copied_row_is_new_and_one_that_only_repeats_is_left_out() -> None:
    def copy(book: Any) -> None:
        sheet = book[COPRODUCTION]
        for column in range(1, sheet.max_column + 1):
            sheet.cell(5, column).value = sheet.cell(3, column).value
            sheet.cell(6, column).value = sheet.cell(3, column).value
        cell(sheet, 5, "Your claim").value = "Another claim altogether"

    found = changes(edited(council(), copy), council())
    assert [getattr(row.entry, "text", "") for row in found.new] == ["Another claim altogether"]
    assert found.unchanged == 2
    assert any("row 6 repeats" in note for note in found.notes)


def test_rows_sorted_without_their_hidden_ids_are_still_known() -> None:
    """Excel does not sort locked cells, so the ids stay where they were."""

    def swap(book: Any) -> None:
        sheet = book[COPRODUCTION]
        for column in range(2, sheet.max_column + 1):
            one, two = sheet.cell(3, column), sheet.cell(4, column)
            one.value, two.value = two.value, one.value

    found = changes(edited(council(), swap), council())
    assert found.nothing_to_do
    assert found.unchanged == 2


def test_columns_may_be_moved_lost_or_added_and_sheets_renamed_and_moved() -> None:
    def shuffle(book: Any) -> None:
        sheet = book[COPRODUCTION]
        heading = next(cell for cell in sheet[2] if cell.value == "How you will know it worked")
        sheet.delete_cols(heading.column)
        sheet.insert_cols(4)
        sheet.cell(2, 4).value = "My own remarks"
        sheet.cell(3, 4).value = "Check this"
        sheet.move_range(f"F1:F{sheet.max_row}", cols=60)
        sheet.title = "Sheet1"
        book.move_sheet("Sheet1", -2)

    found = changes(edited(council(), shuffle), council())
    assert found.nothing_to_do
    assert found.unchanged == 2
    assert any("“My own remarks”" in note for note in found.notes)
    assert any("has no column “How you will know it worked”" in note for note in found.notes)


def test_headings_alone_are_enough_where_the_hidden_row_was_lost() -> None:
    data = edited(council(), lambda book: book[COPRODUCTION].delete_rows(1))
    assert changes(data, council()).nothing_to_do


def test_the_headings_of_workbooks_that_are_out_there_are_still_read() -> None:
    headings = {column.heading for column in (*item_columns(WHOLE, with_aspect=True), *plan_columns())}
    assert set(SENT_ROUND) - headings == set()


def test_the_sheets_that_do_not_come_back_are_left_as_they_are() -> None:
    found = changes(edited(council(), lambda book: book.remove(book[COPRODUCTION])), council())
    assert found.nothing_to_do
    assert any(COPRODUCTION in note and "left as it is" in note for note in found.notes)


def test_joined_cells_are_named_and_read_as_they_were() -> None:
    found = changes(edited(council(), lambda book: book[COPRODUCTION].merge_cells("C3:C4")), council())
    assert found.nothing_to_do
    assert f"{COPRODUCTION}, row 4, Your claim: it is joined with other cells" in found.faults[0].sentence


def test_a_formula_without_a_result_is_a_fault_and_no_change() -> None:
    def edit(book: Any) -> None:
        cell(book[COPRODUCTION], 3, "Figures").value = "=1+1"

    found = changes(edited(council(), edit), council())
    assert found.nothing_to_do
    assert "formula" in found.faults[0].sentence


def test_the_result_that_excel_left_beside_a_formula_is_read() -> None:
    data = edited(council(), lambda book: setattr(cell(book[COPRODUCTION], 3, "Figures"), "value", "=1+41"))
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).replace(b"<f>1+41</f><v></v>", b"<f>1+41</f><v>42</v>")
            text = text.replace(b"<f>1+41</f><v />", b"<f>1+41</f><v>42</v>")
            new.writestr(name, text.replace(b"<f>1+41</f><v/>", b"<f>1+41</f><v>42</v>"))
    found = changes(out.getvalue(), council())
    assert [f.in_workbook for f in found.changed[0].fields] == ["42"]


def test_a_fault_names_its_cell_and_lists_the_choices() -> None:
    def edit(book: Any) -> None:
        cell(book[COPRODUCTION], 3, "How far along").value = "soon"
        cell(book[COPRODUCTION], 3, "Only us so far").value = "Yes"
        cell(book[COPRODUCTION], 4, "Date of the document").value = "March 2026"

    found = changes(edited(council(), edit), council())
    assert found.nothing_to_do
    told = [fault.sentence for fault in found.faults]
    assert f"{COPRODUCTION}, row 3, How far along: “soon” is not one of the choices: Absent, Planned, " in told[1]
    assert "Only us so far: it says Yes, and so does somebody else’s column".replace("’", "'") in told[0]
    assert "“March 2026” is not a whole date: write the day, month and year" in told[2]


DATE = SheetColumn("source_date", "Date", Holds.DATE, 10, "")


@pytest.mark.parametrize(
    "typed",
    ["3/4/2026", "03.04.2026", "3-4-26", "2026-04-03", "2026-04-03T00:00:00", "3 April 2026", "3rd Apr 2026",
     "Friday 3 April 2026", "3rd of April, 2026", " 3/4/2026 ", datetime(2026, 4, 3, 9), date(2026, 4, 3), 46115],
)  # fmt: skip
def test_dates_are_read_as_they_are_written_here(typed: object) -> None:
    assert read_cell(typed, DATE, FRAMEWORK, {}) == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("typed", "why"),
    [("March 2026", "whole date"), (2026, "whole date"), ("31/02/2026", "no such day"), ("4/13/2026", "days come"),
     ("soon", "whole date"), (True, "whole date"), ("3/4/0026", "too far"), (float("nan"), "ordinary size")],
)  # fmt: skip
def test_what_is_no_day_is_asked_about(typed: object, why: str) -> None:
    with pytest.raises(CellProblem, match=why):
        read_cell(typed, DATE, FRAMEWORK, {})


@pytest.mark.parametrize(
    ("typed", "text"), [(12, "12"), (12.0, "12"), (0.1, "0.1"), (True, "Yes"), (datetime(2026, 3, 4), "04/03/2026")]
)
def test_numbers_and_days_in_a_text_column_become_text(typed: object, text: str) -> None:
    assert read_cell(typed, SheetColumn("figures", "Figures", Holds.TEXT, 10, ""), FRAMEWORK, {}) == text


def test_a_share_is_read_as_it_is_shown() -> None:
    def edit(book: Any) -> None:
        cell(book[COPRODUCTION], 4, "Figures").value = 0.85
        cell(book[COPRODUCTION], 4, "Figures").number_format = "0%"

    assert changes(edited(council(), edit), council()).changed[0].fields[0].in_workbook == "85%"


def test_fifty_thousand_rows_are_read_as_far_as_the_limit_and_none_is_taken_for_deleted() -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(COPRODUCTION)
    sheet.append(["Your claim", "Strength or shortfall", "How far along", "Figures"])
    for row in range(50_000):
        sheet.append([f"Claim {row}", "Strength", "In place", str(row)])
    read = read_workbook(saved(book), FRAMEWORK)
    assert len(read.rows) == workbook_open.MOST_ROWS - 1
    assert not read.expected_ids
    assert any("5,000 filled rows of it were looked at, down to row 5,000" in note for note in read.notes)


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", b" " * 80_000_000)
    return out.getvalue()


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def other_workbook() -> bytes:
    book = Workbook()
    book.active.append(["Name", "Price"])
    return saved(book)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: b"", "empty"),
        (lambda: b"a,b\n1,2", "not an Excel workbook"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, "old Office format"),
        (lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (lambda: b"PK\x03\x04 cut short", "damaged"),
        (lambda: zipped("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (lambda: zipped("word/document.xml"), "Word document"),
        (lambda: zipped("mimetype", "content.xml"), "another format"),
        (lambda: zipped("xl/workbook.bin"), "another format"),
        (lambda: zipped("readme.txt"), "not an Excel workbook"),
        (lambda: zipped("xl/workbook.xml"), "damaged"),
        (bomb, "far larger"),
        (other_workbook, "not one of ours"),
    ],
)
def test_what_is_not_our_workbook_is_refused_in_one_sentence(make: Any, why: str) -> None:
    with pytest.raises(BadInput, match=why) as told:
        read_workbook(make(), FRAMEWORK)
    assert str(told.value).count(".") - str(told.value).count(".xlsx") == 1


def test_an_entity_bomb_inside_is_refused() -> None:
    data = write_workbook(council(), FRAMEWORK, on=ON)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                text = b'<!DOCTYPE a [<!ENTITY b "bbbbbb">]>' + text.split(b"?>", 1)[-1]
            new.writestr(name, text)
    with pytest.raises(BadInput, match="damaged"):
        read_workbook(out.getvalue(), FRAMEWORK)


def test_a_workbook_of_a_newer_release_is_refused() -> None:
    def edit(book: Any) -> None:
        sheet = book["_rubric"]
        sheet["B1"].value = sheet["B1"].value.replace(f'"schema": {SCHEMA}', '"schema": 99')

    with pytest.raises(BadInput, match="newer release"):
        read_workbook(edited(council(), edit), FRAMEWORK)


def test_without_its_memory_every_difference_is_a_question() -> None:
    def edit(book: Any) -> None:
        book.remove(book["_rubric"])
        cell(book[COPRODUCTION], 3, "Figures").value = "theirs"
        cell(book[COPRODUCTION], 4, "Figures").value = "filled in"

    found = changes(edited(council(), edit), council())
    assert [(row.id, row.fields[0].before) for row in found.conflicting] == [("carers", None)]
    assert [row.id for row in found.changed] == ["survey"]
    assert any("no longer says where it comes from" in note for note in found.notes)


def test_sheet_names_are_legal_stable_and_never_twice() -> None:
    names = sheet_titles(["Plan", "A/B: [c]*?", "x" * 40, "x" * 41, "'", "", "History"])
    assert names == sheet_titles(["Plan", "A/B: [c]*?", "x" * 40, "x" * 41, "'", "", "History"])
    assert len({name.lower() for name in names}) == 7
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_workbook_can_be_used_by_everybody() -> None:
    book = load_workbook(BytesIO(write_workbook(council(), FRAMEWORK, on=ON)))
    assert book.properties.language == "en-GB"
    assert "Evidence workbook" in book.properties.title
    assert book.sheetnames[0] == "Instructions"
    words = " ".join(str(row[0]) for row in book["Instructions"].iter_rows(max_col=1, values_only=True))
    assert "A. Lead" in words
    for sheet in book.worksheets[1:-1]:
        assert not sheet.merged_cells.ranges
        assert sheet.freeze_panes == "D3"
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert sheet.cell(3, 1).protection.locked
        assert not any(
            sheet.cell(row, column).protection.locked for row in (3, 9) for column in range(2, sheet.max_column + 1)
        )
        ruled = {place for rule in sheet.data_validations.dataValidation for place in rule.sqref.ranges}
        assert len(ruled) == len(sheet.data_validations.dataValidation)
        assert all(str(one).endswith(str(sheet.max_row)) for one in ruled)
    dated = cell(book[COPRODUCTION], 3, "Date of the document")
    assert (dated.value, dated.number_format) == (datetime(2026, 3, 4), "dd/mm/yyyy")
    assert Voice.PEOPLE in carers().voices  # type: ignore[operator]
    assert cell(book[COPRODUCTION], 3, "Confirmed by: People and carers").value == "Yes"


@pytest.mark.parametrize("typed", [1995, 2026, date(1905, 7, 18)])
def test_a_year_typed_alone_in_a_date_cell_is_a_fault_that_names_the_cell(typed: object) -> None:
    def edit(book: Any) -> None:
        cell(book[COPRODUCTION], 3, "Date of the document").value = typed

    (fault,) = changes(edited(council(), edit), council()).faults
    assert "Date of the document: it holds the number" in fault.sentence or "not a whole date" in fault.sentence


def test_a_colleagues_comment_on_a_cell_is_told_and_changes_nothing() -> None:
    def edit(book: Any) -> None:
        cell(book[COPRODUCTION], 3, "Figures").comment = Comment("Is this the number for May?", "Jo")

    found = changes(edited(council(), edit), council())
    assert not found.changed
    assert any("“Is this the number for May?”" in note for note in found.notes)

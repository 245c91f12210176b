"""The sheet of records: what was written there belongs to its item, nothing is lost, and nothing counted twice."""

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from rubric.draft.workbook import WorkbookChanges, compare_workbook, read_workbook, write_workbook
from rubric.draft.workbook.sheets import RECORDS
from rubric.evidence import Assessment, Confirmation, EvidenceItem
from rubric.framework.words import Voice
from rubric.storage.edits import edited as item_edited
from tests.draft.workbook_builders import (
    COPRODUCTION,
    FRAMEWORK,
    ON,
    carers,
    cell,
    changes,
    council,
    edited,
    saved,
    survey,
)

ASKED = Confirmation(
    id="asked", voice=Voice.PEOPLE, said="We were asked first", count=31, of=40, where="Survey", when=date(2026, 3, 1)
)
NEVER = Confirmation(id="never", voice=Voice.PARTNERS, said="Nobody told us", where="Board minutes", against=True)


def recorded(*records: Confirmation) -> Assessment:
    return council(carers(confirmations=list(records or (ASKED, NEVER))), survey())


def change(**cells: Any) -> Callable[[Any], None]:
    """Write into cells of the first record, named by the first word of their heading."""

    def edit(book: Any) -> None:
        sheet = book[RECORDS]
        for word, value in cells.items():
            heading = next(found.value for found in sheet[2] if str(found.value).startswith(word))
            cell(sheet, 3, heading).value = value

    return edit


def add(book: Any, row: int = 5, evidence: object = 1) -> None:
    sheet = book[RECORDS]
    cell(sheet, row, "Evidence it is about").value = evidence
    cell(sheet, row, "Who").value = "Staff and leaders"
    cell(sheet, row, "What they said or showed").value = "It saves an hour a day"
    cell(sheet, row, "How many").value = "1,204"


def brought_in(found: WorkbookChanges, assessment: Assessment) -> EvidenceItem:
    """The first item with everything taken from the workbook that it offers, as the store would have it."""
    (item,) = (item for item in assessment.evidence if item.id == "carers")
    rows = [row for row in (*found.changed, *found.conflicting) if row.id == "carers"]
    return item_edited(item, {field.name: field.in_workbook for row in rows for field in row.fields})


def test_each_record_has_a_row_that_names_its_evidence() -> None:
    sheet = load_workbook(BytesIO(write_workbook(recorded(), FRAMEWORK, on=ON)))[RECORDS]
    assert [found.value for found in sheet[3]][1:] == [
        1, "1 – Carers chaired the respite review; six of their nine…", "People and carers",
        "We were asked first", 31, 40, "Survey", datetime(2026, 3, 1), None,
    ]  # fmt: skip
    assert cell(sheet, 4, "They say otherwise").value == "Yes"
    assert cell(sheet, 5, "Who").value is None


@pytest.mark.parametrize(
    ("cells", "part", "value"),
    [
        ({"What": "We chose"}, "said", "We chose"),
        ({"How": 32}, "count", 32),
        ({"How": None}, "count", None),
        ({"Where": "Forum"}, "where", "Forum"),
        ({"When": "02/03/2026"}, "when", date(2026, 3, 2)),
        ({"They": "yes"}, "against", True),
        ({"Who": "Partners"}, "voice", Voice.PARTNERS),
    ],
)
def test_one_edited_cell_is_that_change_alone(cells: dict[str, Any], part: str, value: object) -> None:
    found = changes(edited(recorded(), change(**cells)), recorded())
    (row,) = found.changed
    assert [(one.name, one.in_workbook) for one in row.fields] == [(f"confirmations.asked.{part}", value)]
    assert "We were asked first" in row.fields[0].label
    assert not found.conflicting
    assert brought_in(found, recorded()).confirmations == [ASKED.model_copy(update={part: value}), NEVER]


def test_a_row_that_was_added_is_a_new_record_and_names_its_voice() -> None:
    data = edited(recorded(), add)
    found = changes(data, recorded())
    item = brought_in(found, recorded())
    assert [field.label for row in found.changed for field in row.fields] == ["New record"]
    made = item.confirmations[2]
    assert (made.voice, made.said, made.count) == (Voice.STAFF_AND_LEADERS, "It saves an hour a day", 1204)
    assert Voice.STAFF_AND_LEADERS in (item.voices or ())
    again = council(item, survey())
    assert changes(data, again).nothing_to_do
    later = council(item_edited(item, {f"confirmations.{made.id}.where": "Team survey"}), survey())
    assert changes(data, later).nothing_to_do


def test_the_first_record_of_an_item_and_a_change_to_the_item_itself_come_together() -> None:
    def edit(book: Any) -> None:
        add(book, row=3)
        cell(book[COPRODUCTION], 3, "Figures").value = "160 nights"

    found = changes(edited(council(), edit), council())
    (row,) = found.changed
    assert {field.label for field in row.fields} == {"Figures", "New record"}


def test_a_part_changed_there_and_here_is_a_conflict_and_another_part_is_none() -> None:
    here = recorded(ASKED.model_copy(update={"said": "We decided", "count": 30}), NEVER)
    found = changes(edited(recorded(), change(What="We chose", Where="Forum")), here)
    assert [(field.name, field.current, field.before) for row in found.conflicting for field in row.fields] == [
        ("confirmations.asked.said", "We decided", "We were asked first")
    ]
    assert [field.name for row in found.changed for field in row.fields] == ["confirmations.asked.where"]


def test_a_record_removed_here_and_changed_there_is_a_conflict() -> None:
    found = changes(edited(recorded(), change(What="We chose")), recorded(NEVER))
    ((field,),) = (row.fields for row in found.conflicting)
    assert (field.current, field.in_workbook) == (None, "We chose")


def test_a_deleted_row_removes_nothing_and_a_removed_record_stays_removed() -> None:
    assert changes(edited(recorded(), lambda book: book[RECORDS].delete_rows(3)), recorded()).nothing_to_do
    assert changes(edited(recorded(), lambda _: None), recorded(NEVER)).nothing_to_do


def test_rows_sorted_without_their_hidden_ids_are_still_known() -> None:
    def swap(book: Any) -> None:
        sheet = book[RECORDS]
        for column in range(2, sheet.max_column + 1):
            upper, lower = sheet.cell(3, column), sheet.cell(4, column)
            upper.value, lower.value = lower.value, upper.value

    assert changes(edited(recorded(), swap), recorded()).nothing_to_do


def test_an_item_whose_own_sheet_is_missing_still_gets_its_records() -> None:
    def edit(book: Any) -> None:
        add(book)
        book.remove(book[COPRODUCTION])

    found = changes(edited(recorded(), edit), recorded())
    assert len(brought_in(found, recorded()).confirmations) == 3
    assert not found.missing


@pytest.mark.parametrize(
    ("edit", "heading", "why"),
    [
        (lambda book: add(book, evidence=None), "Evidence it is about", "names no evidence, or more than one"),
        (lambda book: add(book, evidence="1, 2"), "Evidence it is about", "names no evidence, or more than one"),
        (lambda book: add(book, evidence=77), "Evidence it is about", "is not the number of any evidence"),
        (change(Who=None), "Who", "choose who said or showed it"),
        (change(How="many"), "How many", "is not a whole number"),
        (change(How="3.5"), "How many", "is not a whole number"),
        (change(They="perhaps"), "They say otherwise", "is not one of the choices"),
    ],
)
def test_what_cannot_be_used_names_its_cell(edit: Callable[[Any], None], heading: str, why: str) -> None:
    found = changes(edited(recorded(), edit), recorded())
    (fault,) = found.faults
    assert (fault.sheet, fault.heading) == (RECORDS, heading)
    assert why in fault.text
    assert found.nothing_to_do


def test_a_workbook_from_before_there_were_records_leaves_them_as_they_are() -> None:
    def age(book: Any) -> None:
        book.remove(book[RECORDS])
        hidden = book["_rubric"]
        for row in hidden.iter_rows():
            for found in row[1:]:
                if isinstance(found.value, str):
                    found.value = (
                        found.value.replace('"schema": 2', '"schema": 1')
                        .replace('"What they said": "record:", ', "")
                        .replace('"confirmations": [], ', "")
                    )

    data = edited(council(), age)
    found = changes(data, recorded())
    assert found.nothing_to_do
    assert not found.notes


def test_the_workbook_of_another_assessment_adds_its_items_with_their_records() -> None:
    found = compare_workbook(
        read_workbook(edited(recorded(), add), FRAMEWORK), Assessment(id="theirs", council="Elsewhere")
    )
    (new,) = (row.entry for row in found.new if isinstance(row.entry, EvidenceItem) and row.entry.confirmations)
    assert [record.said for record in new.confirmations] == [ASKED.said, NEVER.said, "It saves an hour a day"]


def test_an_item_removed_here_can_be_put_back_with_its_records() -> None:
    data = edited(recorded(), change(What="We chose"))
    found = changes(data, council(survey()))
    (gone,) = (row.entry for row in found.gone)
    assert isinstance(gone, EvidenceItem)
    assert gone.confirmations == [ASKED.model_copy(update={"said": "We chose"}), NEVER]


def test_without_its_memory_nothing_is_made_up() -> None:
    book = load_workbook(BytesIO(write_workbook(recorded(), FRAMEWORK, on=ON)))
    del book["_rubric"]
    assert not changes(saved(book), recorded()).changed

"""Evidence logs and action plans as councils keep them: matched, mapped, and nothing in a row lost."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims.coder import Reading
from rubric.evidence.model import ActionStatus
from rubric.framework import load
from rubric.framework.words import Maturity, Polarity, Speaker, Voice
from rubric.intake.columns import Kind, Matching, Why, match_columns
from rubric.intake.days import day_of
from rubric.intake.log import Brought, BroughtItem, items_of
from rubric.intake.passages import read_passages
from rubric.intake.values import aspect_of, code_of, voices_of
from rubric.reports.files.table import EVIDENCE, Sheet, SheetRow, read_sheets
from rubric.workflow import Bench
from tests.intake.pack import tables

CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30)


def sheet(*rows: list[str]) -> Sheet:
    return Sheet("Log", tuple(SheetRow(number, tuple(cells)) for number, cells in enumerate(rows, 1) if any(cells)))


def fields(matching: Matching) -> dict[str, str]:
    return {column.heading: column.field for column in matching.columns}


def brought(table: Sheet, matching: Matching, bench: Bench) -> Brought:
    return items_of(table, matching, bench.framework, lambda texts: bench.coder.read_all(texts, Speaker.COUNCIL))


def test_odd_column_names_of_a_log_are_matched_below_its_title() -> None:
    log = read_passages(tables(), "log.xlsx").tables[0]
    assert (log.matching.kind, log.matching.header) == (Kind.ITEMS, 3)
    assert fields(log.matching) == {
        "Ref": "", "KLOE theme": "aspect", "Summary of evidence": "text", "RAG": "polarity",
        "Where are we now": "maturity", "Doc name / link": "source", "Doc dated": "source_date",
        "Lead officer": "owner", "So what?": "outcome", "Further action": "action.text", "Action due": "action.due",
        "Panel score": "",
    }  # fmt: skip


def test_a_log_whose_claims_stand_under_a_name_of_their_own_is_still_a_log() -> None:
    rows = [
        ["Evidence log (working copy)"],
        ["Ref", "In our words, then", "KLOE / theme", "RAG now", "Who owns it", "Where it is kept"],
        [
            "1",
            "Supervision is audited every quarter, and 86% of files met the standard",
            "Workforce",
            "Green",
            "PSW",
            "S",
        ],
        ["2", "We do not yet tell people what changed after they complained", "Complaints", "Red", "PSW", "Drive"],
    ]
    matching = match_columns(sheet(*rows))
    assert matching.is_ours
    told = fields(matching)
    assert (told["In our words, then"], told["Who owns it"], told["Where it is kept"]) == ("text", "owner", "source")
    assert next(column.why for column in matching.columns if column.field == "text") is Why.CONTENT
    few = [row[:3] for row in rows]
    assert not match_columns(sheet(*few)).is_ours  # a table with one known name may be anybody's


def test_a_log_becomes_items_with_their_values_and_notes(bench: Bench) -> None:
    log = read_passages(tables(), "log.xlsx").tables[0]
    found = brought(log.sheet, log.matching, bench)
    first, second, third, fourth = found.items
    assert (first.item.aspect, first.item.polarity, first.item.maturity) == (
        "coproduction",
        Polarity.STRENGTH,
        Maturity.EMBEDDED,
    )
    assert (first.item.source, first.item.source_date) == ("Board minutes", date(2026, 3, 14))
    assert first.note == "Ref: 1\nPanel score: 7"
    assert second.item.aspect == "workforce"
    assert second.item.source_date == date(2026, 3, 31)
    assert "Doc dated: March 2026" in second.note
    assert (third.item.polarity, third.item.maturity) == (Polarity.SHORTFALL, Maturity.DEVELOPING)
    assert third.item.action is not None
    assert third.item.action.due == date(2026, 9, 30)
    assert set(fourth.guessed) == {"aspect", "maturity"}
    assert [row.row for row in found.left_out] == [8, 9]
    assert any("“Parking” in “KLOE theme”" in problem for problem in found.problems)


def test_a_plan_becomes_actions(bench: Bench) -> None:
    plan = read_passages(tables(), "log.xlsx").tables[1]
    assert plan.matching.kind is Kind.ACTIONS
    found = brought(plan.sheet, plan.matching, bench)
    assert [row.action.status for row in found.actions] == [
        ActionStatus.UNDER_WAY,
        ActionStatus.DONE,
        ActionStatus.NOT_STARTED,
    ]
    assert [row.action.aspects for row in found.actions] == [["coproduction"], ["practice"], ["improvement"]]
    assert [row.action.due for row in found.actions] == [date(2026, 12, 31), date(2027, 3, 31), None]
    assert "Target completion: soon" in found.actions[2].note
    assert "RAG status: Red" in found.actions[2].note


def test_columns_without_names_are_told_by_what_is_in_them() -> None:
    rows = [
        ["Carers chair the board and set what it talks about each month.", "Embedded", "Co-production", "14/03/2026"],
        ["Themes of complaints are told to every team once a quarter.", "In place", "Complaints", "1 May 2026"],
        ["Teams had the training in spring, and most have used it since.", "In progress", "Training", "2026-06-30"],
    ]
    matching = match_columns(sheet(*rows))
    assert [column.field for column in matching.columns] == ["text", "maturity", "aspect", "source_date"]
    assert {column.why for column in matching.columns} == {Why.CONTENT}


def test_a_column_whose_content_speaks_against_its_name_is_not_taken() -> None:
    found = fields(match_columns(sheet(["Evidence", "Theme", "Date"], ["Carers chair it.", "Culture", "n/k"])))
    assert found["Date"] == ""


def test_a_correction_is_kept_and_remembered_for_the_next_file() -> None:
    table = sheet(["Item", "Area", "Grading"], ["Carers chair the board.", "Co-production", "Good"])
    matching = match_columns(table).corrected({0: "text", 2: "polarity"})
    assert fields(matching) == {"Item": "text", "Area": "aspect", "Grading": "polarity"}
    again = match_columns(table, matching.remembered())
    assert fields(again) == fields(matching)


def test_a_field_that_is_chosen_for_another_column_leaves_the_first() -> None:
    table = sheet(["Evidence", "Detail"], ["Carers", "Carers chair the board."])
    matching = match_columns(table).corrected({1: "text"})
    assert fields(matching) == {"Evidence": "", "Detail": "text"}


def test_an_unknown_field_is_no_correction() -> None:
    with pytest.raises(KeyError):
        match_columns(sheet(["Evidence"], ["Carers"])).corrected({0: "colour"})


def test_a_theme_that_stands_once_for_several_rows_is_carried_down(bench: Bench) -> None:
    table = sheet(
        ["Theme", "Evidence", "Source"],
        ["Complaints", "Every complaint was answered in time.", "Report"],
        ["", "Staff know the last three lessons.", "Audit"],
        ["", "Nobody was told what changed.", "Audit"],
    )
    found = brought(table, match_columns(table), bench)
    assert [row.item.aspect for row in found.items] == ["complaints"] * 3


def test_a_repeated_header_is_left_out_and_said(bench: Bench) -> None:
    head = ["Theme", "Evidence", "Source"]
    table = sheet(head, ["Culture", "Staff say leaders listen.", "Survey"], head)
    found = brought(table, match_columns(table), bench)
    assert [row.why for row in found.left_out] == ["it repeats the column names"]


def unsure(texts: list[str]) -> list[Reading]:
    """A reader that says the same of everything."""
    sure = dict.fromkeys(("aspect", "polarity", "maturity", "voice"), 0.2)
    reading = Reading(
        "culture", Polarity.MIXED, Maturity.PLANNED, frozenset(), None, sure, 5, (Maturity.PLANNED, Maturity.DEVELOPING)
    )
    return [reading for _ in texts]


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_nothing_that_stands_in_a_row_is_lost(cells: list[list[str]]) -> None:
    table = sheet(["Evidence", "Theme", "Shelf mark"], *cells)
    found = items_of(table, match_columns(table), load(), unsure)
    taken = {row.row for row in found.items} | {row.row for row in found.actions} | {row.row for row in found.left_out}
    assert taken == {row.number for row in table.rows[1:]} | (taken & {1})
    shelves = {row.number: row.cells[2].strip() for row in table.rows}
    assert all(shelves[row.row] in row.note or shelves[row.row] in _texts(row) for row in found.items)


def _texts(row: BroughtItem) -> set[str]:
    return {value for value in row.item.model_dump().values() if isinstance(value, str)}


@pytest.mark.parametrize(
    ("typed", "day", "exact"),
    [
        ("14/03/2026", date(2026, 3, 14), True),
        ("14.3.26", date(2026, 3, 14), True),
        ("2026-03-14", date(2026, 3, 14), True),
        ("Saturday 14th March 2026", date(2026, 3, 14), True),
        ("14-Mar-26", date(2026, 3, 14), True),
        ("46095", date(2026, 3, 14), True),
        ("by 14/03/2026", date(2026, 3, 14), True),
        ("March 2026", date(2026, 3, 31), False),
        ("end of Feb ’24", date(2024, 2, 29), False),
        ("03/2026", date(2026, 3, 31), False),
        ("Q4 2025/26", date(2026, 3, 31), False),
        ("Q1 25-26", date(2025, 6, 30), False),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, day: date, exact: bool) -> None:
    assert day_of(typed) == (day, exact)


@pytest.mark.parametrize("typed", ["", "2026", "soon", "31/02/2026", "ongoing", "18/07/1905", "12345678", "Q5 2025/26"])
def test_what_is_no_date_is_none(typed: str) -> None:
    assert day_of(typed) is None


@given(st.text(max_size=40))
def test_any_text_is_a_date_of_our_time_or_none(typed: str) -> None:
    found = day_of(typed)
    assert found is None or 1990 <= found[0].year <= 2099


@pytest.mark.parametrize(
    ("kind", "cell", "code"),
    [
        ("polarity", "Green", "strength"), ("polarity", "RAG: Amber", "mixed"), ("polarity", "area for development",
        "shortfall"), ("maturity", "In progress - 60%", "developing"), ("maturity", "3 Embedded", "embedded"),
        ("maturity", "BAU", "in_place"), ("status", "Complete", "done"), ("status", "On track", "under_way"),
        ("status", "not yet started", "not_started"), ("status", "Red", None), ("polarity", "7", None),
        ("maturity", "sort of", None), ("status", "", None),
    ],
)  # fmt: skip
def test_values_are_mapped_where_their_meaning_is_clear(kind: str, cell: str, code: str | None) -> None:
    assert code_of(kind, cell) == code


def test_aspects_and_voices_are_known_by_usual_names(bench: Bench) -> None:
    framework = bench.framework
    for aspect in framework.aspects:
        assert aspect_of(aspect.title, framework) == aspect.id
        assert aspect_of(f"{aspect.number}. {aspect.title}", framework) == aspect.id
    assert aspect_of("Peer challenge", framework) == "external"
    assert aspect_of("Parking", framework) is None
    assert voices_of("Carers; providers") == (Voice.PEOPLE, Voice.PARTNERS)


def test_a_csv_log_of_an_old_machine_reads_as_an_excel_one(bench: Bench) -> None:
    data = "Evidence tracker\r\n\r\nTheme;Evidence;Owner\r\nCulture;The directors’ door is open;J. Lee".encode("cp1252")
    (table,) = read_sheets(data, "log.csv", EVIDENCE).sheets
    found = brought(table, match_columns(table), bench)
    assert [(row.item.text, row.item.owner) for row in found.items] == [("The directors’ door is open", "J. Lee")]

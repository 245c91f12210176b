"""A table of published scores: read as it comes, counted, and a council placed in it."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook  # type: ignore[import-untyped]

from rubric.errors import BadInput
from rubric.reports.landmarks import statements
from rubric.reports.library.shipped import load_national
from rubric.reports.published import counts, place, read_scores
from tests.reports.read_files import label

KEYS = list(statements())
HEADER = ["authority", "authority_type", "overall_rating", "published", *KEYS]
NORTH = ["North Council", "Unitary", "Good", "May 2025", *"333333332"]
SOUTH = ["South Council", "County", "Requires improvement", "June 2025", *"222222223"]


def as_csv(*rows: list[str], separator: str = ",") -> bytes:
    return "\n".join(
        separator.join(f'"{cell}"' if separator in cell else cell for cell in row) for row in rows
    ).encode()


def as_excel(*rows: list[object], sheets_before: int = 0) -> bytes:
    book, out = Workbook(), BytesIO()
    sheet = book.active
    for number in range(sheets_before):
        sheet.append([f"About this file, {number}"])
        sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def test_the_compiled_table_reads_as_it_is_and_gives_the_shipped_counts(shared: Path) -> None:
    compiled = shared / "data" / "published_scores.csv"
    table = read_scores(compiled.read_bytes(), compiled.name)
    assert len(table.rows) == 72
    assert set(table.matched.values()) == set(HEADER)
    assert (table.unmatched, table.problems) == ((), ())
    counted = counts(table)
    assert counted.by_statement == load_national().by_statement
    assert (counted.councils, counted.as_of) == (72, "October 2025")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_reads_with_any_usual_separator(separator: str) -> None:
    titles = [statement.title for statement in statements().values()]
    table = read_scores(as_csv(["Council", *titles], ["North Council", *"123412341"], separator=separator), "t.csv")
    assert table.rows[0].scores == dict(zip(KEYS, map(int, "123412341"), strict=True))


def test_a_workbook_reads_with_the_table_on_another_sheet_and_rows_above_it() -> None:
    rows: list[list[object]] = [["Scores"], [], [*HEADER], [*NORTH[:4], *map(int, "333333332")], [], [*SOUTH]]
    table = read_scores(as_excel(*rows, sheets_before=1), "t.xlsx")
    assert [(row.authority, row.scores["learning"]) for row in table.rows] == [
        ("North Council", 2),
        ("South Council", 3),
    ]
    assert not table.problems


@pytest.mark.parametrize(
    "column",
    [
        "learning",
        "Learning",
        "LEARNING, IMPROVEMENT AND INNOVATION",
        "QS9",
        "9",
        "Statement 9",
        "Learning score",
        "qs 9 score",
        "9. Learning, improvement & innovation",
        "Quality statement 9: Learning, improvement and innovation",
    ],
)
def test_a_column_is_matched_by_title_short_name_or_number(column: str) -> None:
    table = read_scores(as_csv(["Authority", column], ["North Council", "3"]), "t.csv")
    assert table.matched == {"Authority": "authority", column: "learning"}
    assert table.rows[0].scores == {"learning": 3}
    assert "No column was found for" in table.problems[0]


@pytest.mark.parametrize("cell", ["3", "3.0", " 3 ", "Score: 3", f"3 - {label(3)}"])
def test_a_score_is_read_in_all_the_ways_a_table_prints_it(cell: str) -> None:
    assert read_scores(as_csv(["Authority", "Learning"], ["North", cell]), "t.csv").rows[0].scores == {"learning": 3}


def test_what_is_no_score_is_said_and_left_out_and_what_is_not_rated_is_only_left_out() -> None:
    rows = [["North", "5", "Good"], ["South", "Not rated", "Good"], ["West", "good", "Good"], ["East", "2.5", "Good"]]
    table = read_scores(as_csv(["Authority", "Learning", "Overall rating"], *rows), "t.csv")
    assert all(row.scores == {} for row in table.rows)
    assert [said.split(":")[0] for said in table.problems[1:]] == ["North", "West", "East"]
    with pytest.raises(BadInput, match="holds no scores"):
        counts(table)


def test_columns_and_rows_that_are_not_used_are_named() -> None:
    header = ["Authority", "Region", "Learning", "QS9"]
    rows = [["North", "a", "2", "3"], ["North", "a", "3", "3"], ["", "a", "4", "4"], ["Total", "", "", ""]]
    table = read_scores(as_csv(header, *rows), "t.csv")
    assert table.unmatched == ("Region", "QS9")
    assert [(row.authority, row.scores) for row in table.rows] == [("North", {"learning": 2})]
    said = " ".join(table.problems)
    for part in ("Two columns hold", "stands more than once", "no council", "Total has no scores"):
        assert part in said


def test_a_council_is_placed_below_beside_and_above_the_others() -> None:
    table = read_scores(as_csv(HEADER, NORTH, SOUTH), "t.csv")
    placing = place(dict.fromkeys(KEYS, 3), table)
    assert placing.by_statement["learning"].model_dump() == {"below": 1, "same": 1, "above": 0}
    assert placing.total is not None
    assert placing.total.model_dump() == {"below": 2, "same": 0, "above": 0}
    assert placing.total.councils == 2
    assert place({"learning": 2}, table).total is None


@pytest.mark.parametrize("scores", [{"learning": 5}, {"nothing": 3}])
def test_scores_that_cannot_be_are_not_placed(scores: dict[str, int]) -> None:
    with pytest.raises(BadInput, match="cannot be placed"):
        place(scores, read_scores(as_csv(HEADER, NORTH), "t.csv"))


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=20))
def test_counts_add_up_to_the_councils_and_every_standing_to_them_too(scores: list[list[int]]) -> None:
    rows = [[f"Council {at}", "", "", "", *map(str, row)] for at, row in enumerate(scores)]
    table = read_scores(as_csv(HEADER, *rows), "t.csv")
    assert {sum(found.values()) for found in counts(table).by_statement.values()} == {len(scores)}
    placing = place(dict(zip(KEYS, scores[0], strict=True)), table)
    assert {standing.councils for standing in placing.by_statement.values()} == {len(scores)}
    assert all(standing.same >= 1 for standing in placing.by_statement.values())


def macros() -> bytes:
    out = BytesIO(as_excel([*HEADER], [*NORTH]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    return out.getvalue()


def bomb() -> bytes:
    out = BytesIO(as_excel([*HEADER], [*NORTH]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 80_000_000)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.csv": (lambda: b" \n", "is empty"),
    "words.csv": (lambda: b"Dear all,\nplease find enclosed", "no row of column names"),
    "no councils.csv": (lambda: as_csv(HEADER), "no councils below them"),
    "binary.csv": (lambda: b"\0\1\2" * 100, "neither CSV nor an Excel workbook"),
    "old.xls": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 100, "old or a locked Excel file"),
    "broken.xlsx": (lambda: as_excel([*HEADER])[:400], "damaged"),
    "not a book.xlsx": (lambda: macros()[:4] + b"\0" * 300, "damaged"),
    "macros.xlsm": (macros, "holds macros"),
    "bomb.xlsx": (bomb, "unpacks to far more"),
    "large.csv": (lambda: b"a" * 6_000_000, "larger than 5 MB"),
    "rows.csv": (lambda: as_csv(HEADER) + b"\nx,y" * 6_000, "more than 5,000 rows"),
    "quotes.csv": (lambda: as_csv(HEADER) + b'\n"' + b"x" * 200_000, "not a sound CSV file"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_table_gets_one_clear_sentence(name: str) -> None:
    make, said = BAD[name]
    with pytest.raises(BadInput, match=said) as caught:
        read_scores(make(), f"../{name}")
    assert name in str(caught.value)
    assert ".." not in str(caught.value)
    assert str(caught.value).endswith(".")


SOUND = as_excel([*HEADER], [*NORTH])
STARTS = [b"", as_csv(HEADER) + b"\n", b"PK\x03\x04", SOUND]


@given(
    st.sampled_from(STARTS),
    st.binary(max_size=300),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(max_size=8)), max_size=5),
)
def test_any_bytes_are_a_table_or_are_refused(start: bytes, rest: bytes, damages: list[tuple[float, bytes]]) -> None:
    data = bytearray(start + rest if start != SOUND else start)
    for where, bytes_ in damages:
        at = int(where * len(data))
        data[at : at + len(bytes_)] = bytes_
    try:
        table = read_scores(bytes(data), "t")
    except BadInput:
        return
    assert table.rows

import ast
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import english
from rubric.english import (
    MONTHS,
    capital,
    count,
    cut,
    either,
    flat,
    in_words,
    inline,
    listed,
    long_date,
    month,
    month_number,
    percent,
    shortened,
    signed,
    size,
    span,
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (listed([]), ""),
        (listed(["a"]), "a"),
        (listed(["a", "b"]), "a and b"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (listed(["1", "2", "4"], "or"), "1, 2 or 4"),
        (listed(["a"], comma=True), "a"),
        (listed(["people and carers", "partners"], comma=True), "people and carers, and partners"),
        (count(0, "item"), "0 items"),
        (count(1, "item"), "1 item"),
        (count(31, "item"), "31 items"),
        (count(1_200, "reply", "replies"), "1,200 replies"),
        (count(1, "row is", "rows are"), "1 row is"),
        (in_words(0, "point"), "no points"),
        (in_words(1, "point"), "one point"),
        (in_words(9), "nine"),
        (in_words(10), "10"),
        (in_words(12_000, "reply", "replies"), "12,000 replies"),
        (either(1, "it is", "they are"), "it is"),
        (either(0, "it is", "they are"), "they are"),
        (percent(0), "0%"),
        (percent(0.003), "under 1%"),
        (percent(0.005), "under 1%"),
        (percent(0.0051), "1%"),
        (percent(0.42), "42%"),
        (percent(0.994), "99%"),
        (percent(0.997), "over 99%"),
        (percent(1), "100%"),
        (signed(0.211), "+0.21"),
        (signed(-0.17), "−0.17"),
        (signed(-0.001), "0.00"),
        (signed(0.0), "0.00"),
        (size(0), "0 KB"),
        (size(1), "1 KB"),
        (size(130_000), "130 KB"),
        (size(999_001), "1 MB"),
        (size(30_000_000), "30 MB"),
        (size(30_000_001), "31 MB"),
        (long_date(date(2026, 7, 3)), "3 July 2026"),
        (month(date(2026, 12, 31)), "December 2026"),
        (span(date(2026, 3, 1), date(2026, 3, 9)), "in March 2026"),
        (span(date(2026, 3, 1), date(2026, 7, 9)), "between March and July 2026"),
        (span(date(2025, 3, 1), date(2026, 7, 9)), "between March 2025 and July 2026"),
        (flat(" a\n\tb  c "), "a b c"),
        (shortened("We meet\nmonthly", 80), "We meet monthly"),
        (shortened("We meet every month", 14), "We meet every…"),
        (shortened("We meet every month", 13), "We meet…"),
        (shortened("https://example.org/report", 10), "https://e…"),
        (cut("One\ntwo", 2), "One\ntwo"),
        (cut("One\ntwo three", 2), "One two…"),
        (cut("We wrote to all of the carers", 5), "We wrote to all…"),
        (cut("Letters, which nobody reads", 2), "Letters…"),
        (cut("the of and a letter", 3), "the of and…"),
        (shortened("We meet because of the snow", 22), "We meet…"),
        (capital("no NHS data"), "No NHS data"),
        (capital(""), ""),
        (inline("Co-production"), "co-production"),
        (inline("LGA review"), "LGA review"),
        (inline("R&D in teams"), "R&D in teams"),
        (inline("A plan"), "a plan"),
    ],
)
def test_each_thing_is_said_in_one_way(said: str, expected: str) -> None:
    assert said == expected


@given(st.floats(0, 1))
def test_a_percentage_never_rounds_something_to_nothing_nor_a_part_to_the_whole(share: float) -> None:
    said = percent(share)
    assert (said == "0%") == (share == 0)
    assert (said == "100%") == (share == 1)


@given(st.floats(0.01, 0.99))
def test_a_percentage_is_within_half_a_point_of_the_share(share: float) -> None:
    assert abs(int(percent(share).removesuffix("%")) - 100 * share) <= 0.5 + 1e-9


@given(st.floats(-1e6, 1e6))
def test_a_sign_is_shown_only_where_a_figure_is(effect: float) -> None:
    said = signed(effect)
    assert said[0] in "+−" or said == "0.00"
    assert float(said.replace("−", "-")) == pytest.approx(effect, abs=0.005 + 1e-6)


@given(st.integers(0, 10**10))
def test_a_size_never_says_less_than_there_is(amount: int) -> None:
    number, unit = size(amount).replace(",", "").split()
    assert int(number) * {"KB": 1_000, "MB": 1_000_000}[unit] >= amount


@given(st.lists(st.text("abc", min_size=1), max_size=6))
def test_a_list_names_everything_in_its_order(things: list[str]) -> None:
    assert listed(things).replace(" and ", ", ").split(", ") == (things or [""])


@given(st.text(), st.integers(2, 90))
def test_a_shortened_text_is_on_one_line_and_fits(text: str, most: int) -> None:
    said = shortened(text, most)
    assert len(said) <= most
    assert said == flat(text) or flat(text).startswith(said.removesuffix("…"))
    assert shortened(said, most) == said


@given(st.text(), st.integers(1, 20))
def test_a_cut_text_has_no_more_words_than_asked_for(text: str, most: int) -> None:
    assert len(cut(text, most).split()) <= most


@given(st.dates())
def test_the_month_of_a_date_is_read_back_however_it_is_written(day: date) -> None:
    name = month(day).split()[0]
    assert name == MONTHS[day.month - 1]
    assert [month_number(said) for said in (name, name.upper(), name[:3])] == [day.month] * 3


@pytest.mark.parametrize("word", ["", "ma", "soon", "monday"])
def test_a_word_that_is_no_month_is_none(word: str) -> None:
    assert month_number(word) == 0


def test_the_lowest_layer_needs_nothing_but_python() -> None:
    tree = ast.parse(Path(english.__file__).read_text(encoding="utf-8"))
    named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named += [one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names]
    assert {name.split(".")[0] for name in named} <= sys.stdlib_module_names

"""Imported tables of published scores: the newest counts, and there is a way back to the one before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rubric.errors import BadInput, NotFound
from rubric.evidence.text import clean_text
from rubric.reports import load_national
from rubric.storage import Store

NATIONAL = load_national().model_copy(update={"as_of": "May 2026", "source": "scores.csv"})
ROWS = [{"authority": "Northshire", "authority_type": "County", "learning": 3, "published": None, "overall": 62.5}]
one_store = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
cells = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
words = st.text(max_size=20).map(clean_text)


def test_there_is_no_table_before_one_is_imported(store: Store) -> None:
    assert store.scores.newest() is None


def test_a_table_comes_back_with_who_imported_it_when(store: Store) -> None:
    saved = store.scores.add(NATIONAL, ROWS, imported_by="Sam")
    table = store.scores.newest()
    assert table is not None
    assert (table.national, list(table.rows), table.imported_by) == (NATIONAL, ROWS, "Sam")
    assert table.imported == saved.at
    assert abs(datetime.now(UTC) - table.imported) < timedelta(minutes=1)
    assert table.id == saved.revision


@one_store
@given(rows=st.lists(st.dictionaries(words, words | cells, max_size=4), max_size=5))
def test_rows_come_back_exactly_as_they_were_saved(store: Store, rows: list[dict[str, Any]]) -> None:
    store.scores.add(NATIONAL, rows)
    table = store.scores.newest()
    assert table is not None
    assert list(table.rows) == rows


def test_the_newest_table_counts_until_it_is_removed(store: Store) -> None:
    first = store.scores.add(NATIONAL, ROWS).revision
    versions = [store.library.version()]
    second = store.scores.add(NATIONAL, [], imported_by="Kim").revision
    versions.append(store.library.version())

    def newest() -> int | None:
        table = store.scores.newest()
        return None if table is None else table.id

    assert newest() == second
    store.scores.remove(second)
    store.scores.remove(second)
    assert newest() == first
    store.scores.restore(second)
    assert newest() == second
    for table in (first, second):
        store.scores.remove(table)
    assert newest() is None
    assert len({"shipped", *versions}) == 3
    assert store.library.version() == "shipped"
    assert store.purge(older_than=timedelta(hours=1)).total == 0
    assert store.purge(older_than=timedelta(0)).total == 2
    with pytest.raises(NotFound, match=r"^This table of published scores can't be found: .*\.$"):
        store.scores.restore(second)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), date(2026, 5, 1), {1, 2}, b"bytes"])
def test_a_value_that_a_row_cannot_hold_is_refused(store: Store, value: object) -> None:
    with pytest.raises(BadInput, match=r"^This table holds a value that is neither text nor a number: .*\.$"):
        store.scores.add(NATIONAL, [{"learning": value}])
    assert store.scores.newest() is None


def test_characters_that_a_database_refuses_are_dropped(store: Store) -> None:
    store.scores.add(NATIONAL, [{"authority": "North\x00shire\ud800"}], imported_by="S\x00am")
    table = store.scores.newest()
    assert table is not None
    assert (table.rows, table.imported_by) == (({"authority": "Northshire"},), "Sam")


def test_a_table_of_far_too_many_rows_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match=r"more than 5,000 rows: .*\.$"):
        store.scores.add(NATIONAL, [{}] * 5_001)

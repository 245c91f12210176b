"""The database that is given to the bench: taken only empty, and empty again afterwards."""

from contextlib import closing

import pytest
from sqlalchemy import inspect

from rubric.bench.server import emptied
from rubric.errors import BadInput
from rubric.storage import Store
from rubric.storage.database import Database


def tables(address: str) -> list[str]:
    with closing(Database(address)) as database, database.connection() as connection:
        return inspect(connection).get_table_names()


def test_nothing_is_left_of_what_the_bench_made(empty_url: str) -> None:
    with emptied(empty_url) as address, closing(Store(address)) as store:
        store.assessments.create(council="Benchshire", title="Made up", framework_version="")
        assert tables(address)
    assert tables(empty_url) == []


def test_a_database_in_use_is_refused_and_left_as_it_is(url: str) -> None:
    before = tables(url)
    with pytest.raises(BadInput, match="is not empty: give the bench one with nothing in it"), emptied(url):
        pass
    assert tables(url) == before

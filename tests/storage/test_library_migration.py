"""From a database of the first release, with what was typed into it, to one with a library."""

from collections.abc import Callable
from contextlib import closing

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from rubric.errors import StoreUnavailable
from rubric.storage import Store, upgrade
from rubric.storage.database import Database
from tests.reports.shelf_builders import shelved

AT = "2026-01-02 03:04:05.000000"
WRITTEN_BY_THE_FIRST_RELEASE = [
    "INSERT INTO assessment (id, revision, council, title, period, lead, framework_version, is_example, created, "
    f"updated) VALUES ('here', 3, 'Exampleshire', 'Year one', '2026', 'Sam', 'v9', false, '{AT}', '{AT}')",
    "INSERT INTO evidence_item (id, assessment_id, revision, place, aspect, position, text, related_aspects, voices, "
    "outcome, figures, source, return_reference, owner) VALUES ('a', 'here', 2, 0, 'feedback', 1.5, "
    "'Carers chair our panel', '[\"culture\"]', '[\"people\"]', '', '12 of 40', '', '', 'Kim')",
    "INSERT INTO plan_action (assessment_id, place, text, owner, measure, status) "
    "VALUES ('here', 0, 'Ask carers', '', '', 'done')",
    "INSERT INTO skipped_aspect (assessment_id, place, aspect, reason) VALUES ('here', 0, 'culture', 'Later')",
    "INSERT INTO former_value (assessment_id, item_id, revision, field, old, changed_at) "
    f"VALUES ('here', 'a', 1, 'text', '\"Carers came\"', '{AT}')",
]


@pytest.fixture
def url(empty_url: str) -> str:
    """Without tables, to see them made one release after another."""
    return empty_url


@pytest.fixture
def first_release(url: str, run_sql: Callable[[str], None]) -> str:
    """A database as the first release left it, with an assessment in it."""
    with closing(Database(url)) as database, database.connection() as connection:
        config = Config()
        config.set_main_option("script_location", "rubric.storage:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "v0001")
        connection.commit()
        assert "library_report" not in inspect(connection).get_table_names()
    for statement in WRITTEN_BY_THE_FIRST_RELEASE:
        run_sql(statement)
    return url


def test_a_store_opened_on_a_database_of_the_first_release_has_a_library(first_release: str) -> None:
    with closing(Store(first_release)) as store:
        assert store.library.reports() == []
        assert store.scores.newest() is None
        store.library.add(shelved())
        assert store.library.reports() == [shelved()]
        assert store.items.save("here", "a", {"owner": "Sam"}).revision == 3


def test_an_upgrade_to_the_library_that_fails_leaves_the_database_as_it_was(
    first_release: str, run_sql: Callable[[str], None]
) -> None:
    run_sql("CREATE TABLE score_table (id INTEGER)")  # the last table that the migration makes
    with pytest.raises(StoreUnavailable):
        upgrade(first_release)
    with closing(Database(first_release)) as database, database.connection() as connection:
        assert "library_report" not in inspect(connection).get_table_names()
    run_sql("DROP TABLE score_table")
    assert upgrade(first_release) == ("v0001", "v0006")

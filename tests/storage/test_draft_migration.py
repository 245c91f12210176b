"""From a database of the second release, with what was typed into it, to one for plans, sections and templates."""

from collections.abc import Callable
from contextlib import closing

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from rubric.errors import StoreUnavailable
from rubric.evidence.model import PlanAction
from rubric.storage import Store, upgrade
from rubric.storage.database import Database

AT = "2026-01-02 03:04:05.000000"
PLAN = "INSERT INTO plan_action (assessment_id, place, text, owner, due, measure, status) VALUES "
WRITTEN_BY_THE_SECOND_RELEASE = [
    "INSERT INTO assessment (id, revision, council, title, period, lead, framework_version, is_example, created, "
    f"updated) VALUES ('here', 3, 'Exampleshire', 'Year one', '2026', 'Sam', 'v9', false, '{AT}', '{AT}')",
    "INSERT INTO evidence_item (id, assessment_id, revision, place, aspect, position, text, related_aspects, voices, "
    "outcome, figures, source, return_reference, owner, action_text, action_owner, action_measure, action_status) "
    "VALUES ('a', 'here', 2, 0, 'feedback', 1.5, 'Carers chair our panel', '[\"culture\"]', '[\"people\"]', '', "
    "'12 of 40', '', '', 'Kim', 'Widen it', '', '', 'under_way')",
    PLAN + "('here', 1, 'Second', 'Kim', NULL, '40 answer', 'not_started')",
    PLAN + "('here', 0, 'Ask carers', '', '2026-06-30', '', 'done')",
    "INSERT INTO former_value (assessment_id, item_id, revision, field, old, changed_at) "
    f"VALUES ('here', NULL, 1, 'actions', '[{{\"text\": \"Ask\"}}]', '{AT}')",
    "INSERT INTO library_report (id, revision, sha256, name, authority, score, date, imported, imported_by, accepted, "
    f"changed_at) VALUES ('r', 1, '{'0' * 64}', 'r.txt', 'Exampleshire', 3, '2026', '{AT}', 'Sam', true, '{AT}')",
]


@pytest.fixture
def url(empty_url: str) -> str:
    """Without tables, to see them made one release after another."""
    return empty_url


@pytest.fixture
def second_release(url: str, run_sql: Callable[[str], None]) -> str:
    """A database as the second release left it, with an assessment and a report in it."""
    with closing(Database(url)) as database, database.connection() as connection:
        config = Config()
        config.set_main_option("script_location", "rubric.storage:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, "v0002")
        connection.commit()
    for statement in WRITTEN_BY_THE_SECOND_RELEASE:
        run_sql(statement)
    return url


def test_ids_given_by_the_upgrade_stay(second_release: str) -> None:
    with closing(Store(second_release)) as store:
        ids = [action.id for action in store.assessments.get("here").actions]
    with closing(Store(second_release)) as store:
        assert [action.id for action in store.assessments.get("here").actions] == ids
        store.plan.save("here", ids[1], {"owner": "Sam"})
        store.plan.add("here", PlanAction(text="Last"))
        assert [(one.text, one.owner) for one in store.assessments.get("here").actions] == [
            ("Ask carers", ""), ("Second", "Sam"), ("Last", ""),
        ]  # fmt: skip


def test_an_upgrade_for_the_draft_that_fails_leaves_the_database_as_it_was(
    second_release: str, run_sql: Callable[[str], None]
) -> None:
    run_sql("CREATE TABLE word_template (id INTEGER)")  # the last table that the migration makes
    with pytest.raises(StoreUnavailable):
        upgrade(second_release)
    with closing(Database(second_release)) as database, database.connection() as connection:
        assert "section_edit" not in inspect(connection).get_table_names()
        assert len(connection.exec_driver_sql("SELECT id FROM plan_action").all()) == 2
        assert "cause" not in {column["name"] for column in inspect(connection).get_columns("evidence_item")}
    run_sql("DROP TABLE word_template")
    assert upgrade(second_release) == ("v0002", "v0006")

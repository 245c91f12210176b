"""Making the tables, once, whoever comes first."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from rubric.errors import StoreUnavailable
from rubric.evidence.model import Assessment
from rubric.storage import Store, upgrade
from rubric.storage.tables import Table

ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(empty_url: str) -> str:
    """Without tables, to see them made."""
    return empty_url


def test_an_empty_database_is_brought_up_to_date_once(url: str) -> None:
    before, after = upgrade(url)
    assert before is None
    assert after
    assert upgrade(url) == (after, after)


def test_what_was_kept_is_still_there_after_another_upgrade(store: Store, url: str, assessment: Assessment) -> None:
    upgrade(url)
    assert store.assessments.get("here") == assessment


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(store: Store, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Table.metadata.tables, "alembic_version"}
    engine.dispose()


def test_a_database_of_a_newer_release_is_refused_and_left_alone(
    store: Store, url: str, assessment: Assessment, run_sql: Callable[[str], None]
) -> None:
    run_sql("UPDATE alembic_version SET version_num = 'v9999'")
    for attempt in (Store, upgrade):
        with pytest.raises(StoreUnavailable, match=r"^The database .* by a newer release of this tool: .*\.$"):
            attempt(url)
    assert store.assessments.get("here") == assessment


def test_an_upgrade_that_fails_leaves_nothing_behind(url: str, run_sql: Callable[[str], None]) -> None:
    run_sql("CREATE TABLE former_value (id INTEGER)")  # the last table that the first migration makes
    with pytest.raises(StoreUnavailable):
        upgrade(url)
    run_sql("DROP TABLE former_value")
    assert upgrade(url)[0] is None


STARTED = """
import sys
from rubric.storage import Store, upgrade

print("ready", flush=True)
sys.stdin.readline()
print(upgrade(sys.argv[1]), flush=True)
store = Store(sys.argv[1])
store.assessments.create(council="", title="", framework_version="")
store.close()
"""


def test_processes_that_start_at_once_on_an_empty_database_make_the_tables_once(url: str, tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            # from another folder: the migrations are found in the package, wherever one starts
            [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{STARTED}", url],
            cwd=tmp_path,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n", process.communicate()[1]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60) for process in processes]
    assert [errors for _, errors in told] == ["", "", ""]
    assert sorted(answer.startswith("(None,") for answer, _ in told) == [False, False, True]
    with closing(Store(url)) as store:
        assert len(store.assessments.summaries()) == 3

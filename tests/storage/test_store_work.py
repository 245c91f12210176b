"""A piece of work on the database happens whole or not at all."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from rubric.errors import StoreUnavailable
from rubric.evidence.model import Assessment
from rubric.storage import Store
from rubric.storage.database import Database
from rubric.storage.tables import AssessmentRow, ItemRow

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def what_is_changed_is_stamped() -> None:
    """Nothing to hold here: rows are written past the store's parts."""


@pytest.fixture
def database(url: str, assessment: Assessment) -> Iterator[Database]:
    """The database beneath a store that holds an assessment."""
    database = Database(url)
    yield database
    database.close()


def words(store: Store) -> str:
    return store.assessments.get("here").evidence[0].text


def test_work_is_rolled_back_unless_told_to_commit(store: Store, database: Database) -> None:
    with database.writing() as session:
        session.get_one(ItemRow, "a").text = "Never kept"
        session.flush()
    assert words(store) == "First"
    with database.writing() as session:
        session.get_one(ItemRow, "a").text = "Kept"
        session.commit()
    assert words(store) == "Kept"


def test_work_is_rolled_back_on_an_error(store: Store, database: Database) -> None:
    def fail_halfway() -> None:
        with database.writing() as session:
            session.get_one(ItemRow, "a").text = "Never kept"
            session.flush()
            raise LookupError("halfway")

    with pytest.raises(LookupError):
        fail_halfway()
    assert words(store) == "First"
    store.items.save("here", "a", {"text": "Nobody holds a lock"})
    assert words(store) == "Nobody holds a lock"


def test_what_the_driver_says_midway_is_told_in_a_sentence(store: Store, database: Database) -> None:
    def ask_for_nonsense() -> None:
        with database.writing() as session:
            session.get_one(ItemRow, "a").text = "Never kept"
            session.flush()
            session.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(StoreUnavailable, match=r"^The database .* nothing was saved: .*\.$"):
        ask_for_nonsense()
    assert words(store) == "First"


def test_a_reader_is_not_held_up_by_a_writer_and_sees_what_was_committed(store: Store, database: Database) -> None:
    with database.writing() as session:
        session.get_one(ItemRow, "a").text = "Under way"
        session.flush()
        assert words(store) == "First"
        session.commit()
    assert words(store) == "Under way"


def test_a_reader_sees_one_moment_whatever_is_saved_meanwhile(store: Store, database: Database) -> None:
    with database.reading() as session:
        assert session.scalars(select(AssessmentRow.lead)).all() == [""]
        store.items.save("here", "a", {"text": "Later"})
        assert session.scalars(select(ItemRow.text).where(ItemRow.id == "a")).all() == ["First"]
    assert words(store) == "Later"


KILLED = """
import sys
from rubric.storage.database import Database
from rubric.storage.tables import ItemRow

with Database(sys.argv[1]).writing() as session:
    for row in session.query(ItemRow).with_for_update():
        row.text = "Half done"
    session.flush()
    print("flushed", flush=True)
    sys.stdin.read()
    session.commit()
"""


@pytest.mark.usefixtures("assessment")
def test_a_process_killed_midway_leaves_the_old_values_and_no_lock(store: Store, url: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, url],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "flushed\n", process.communicate()[1]
        process.kill()
    with closing(Store(url)) as fresh:
        assert {item.text for item in fresh.assessments.get("here").evidence} == {
            "First",
            "Second",
            "Third",
            "Elsewhere",
        }
    assert store.items.save("here", "a", {"text": "Alive"}).revision == 2
    assert words(store) == "Alive"

"""Every test of the store runs on an SQLite file and on a real PostgreSQL server, on a database with nothing in it."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeGuard

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session, attributes

from rubric.evidence.model import Assessment, EvidenceItem
from rubric.storage import Store, upgrade
from rubric.storage.attached_tables import AttachmentRow
from rubric.storage.database import Database
from rubric.storage.draft_tables import SectionEditRow, WaiverRow
from rubric.storage.library_tables import FormerCodingRow
from rubric.storage.tables import ActionRow, AssessmentRow, FormerValueRow, ItemRow, ReceiptRow, SkipRow, Table

SERVER = os.environ.get("RUBRIC_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
_END_OTHERS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@contextmanager
def _postgres() -> Iterator[str]:
    """An empty database on the server, dropped afterwards."""
    try:
        server = psycopg.connect(SERVER, connect_timeout=3, autocommit=True)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server answers; set RUBRIC_TEST_POSTGRES_URL to one that may make databases")
    name = sql.Identifier(f"rubric_test_{uuid.uuid4().hex}")
    with server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(name))
        # a save need not wait for the disk: no test cuts the server's power
        server.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(name))
        base, _, _ = SERVER.rpartition("/")
        try:
            yield f"{base}/{name.as_string(None)[1:-1]}"
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


@pytest.fixture(scope="session")
def _postgres_bare() -> Iterator[str]:
    """A database without tables, for one test after another: a new one would take longer than most tests."""
    with _postgres() as url:
        yield url


@pytest.fixture
def postgres_url(_postgres_bare: str) -> Iterator[str]:
    """A database on the server that is empty. What is set for the whole of it must be set back."""
    yield _postgres_bare
    with psycopg.connect(_postgres_bare, autocommit=True) as server:
        server.execute(_END_OTHERS)
        server.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO PUBLIC")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that is not there yet, in a folder that is not there yet either."""
    return f"sqlite:///{(tmp_path / 'data' / 'rubric.sqlite3').as_posix()}"


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """A database of each kind without tables."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def postgres_made() -> Iterator[str]:
    """A database with tables and nothing in them, for one test after another: a new one would take a second or two."""
    with _postgres() as url:
        upgrade(url)
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of each kind with tables and nothing in them. Its tables must be left as they are."""
    if request.param == "sqlite":
        empty: str = request.getfixturevalue("sqlite_url")
        copy = Path(empty.removeprefix("sqlite:///"))
        copy.parent.mkdir()
        shutil.copy(request.getfixturevalue("sqlite_made"), copy)
        yield empty
        return
    made: str = request.getfixturevalue("postgres_made")
    yield made
    with psycopg.connect(made) as server:
        server.execute(_END_OTHERS)
        tables = [sql.Identifier(table.name) for table in reversed(Table.metadata.sorted_tables)]
        server.execute(sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(table) for table in tables))


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """A store of each kind, with nothing in it."""
    store = Store(url)
    yield store
    store.close()


@pytest.fixture
def assessment(store: Store) -> Assessment:
    """An assessment with three items in one aspect, in the order a, b, c, and one in another."""
    evidence = [
        EvidenceItem(id="a", aspect="feedback", text="First", position=1),
        EvidenceItem(id="b", aspect="feedback", text="Second", position=2),
        EvidenceItem(id="c", aspect="feedback", text="Third", position=3),
        EvidenceItem(id="z", aspect="culture", text="Elsewhere", position=1),
    ]
    return store.assessments.add(Assessment(id="here", council="Exampleshire", title="Year one", evidence=evidence))


@pytest.fixture
def run_sql(url: str) -> Callable[[str], None]:
    """Runs a statement on the database behind the store's back."""

    def run(statement: str) -> None:
        with closing(Database(url)) as database, database.connection() as connection:
            connection.execute(text(statement))
            connection.commit()

    return run


Former = list[tuple[str, object, int]]  # the field, the value that it held, and the last revision in which it did


@pytest.fixture
def formerly(url: str) -> Callable[[str], Former]:
    """Reads what fields of an assessment itself held before, newest first."""

    def read(assessment_id: str) -> Former:
        query = select(FormerValueRow).where(
            FormerValueRow.assessment_id == assessment_id,
            FormerValueRow.item_id.is_(None),
            FormerValueRow.action_id.is_(None),
        )
        with closing(Database(url)) as database, database.reading() as session:
            found = session.scalars(query.order_by(FormerValueRow.id.desc()))
            return [(one.field, one.old, one.revision) for one in found]

    return read


@pytest.fixture
def formerly_coded(url: str) -> Callable[[str, int], Former]:
    """Reads what fields of a finding held before, newest first."""

    def read(report_id: str, number: int) -> Former:
        query = select(FormerCodingRow).where(FormerCodingRow.report_id == report_id, FormerCodingRow.number == number)
        with closing(Database(url)) as database, database.reading() as session:
            found = session.scalars(query.order_by(FormerCodingRow.id.desc()))
            return [(one.field, one.old, one.revision) for one in found]

    return read


_OF_AN_ASSESSMENT = (ItemRow, ActionRow, SkipRow, SectionEditRow, WaiverRow, AttachmentRow)


def _laid_aside(row: object) -> bool:
    """Words of a section that stand in the history alone."""
    return isinstance(row, SectionEditRow) and row.replaced_at is not None


def _unrevised(row: object) -> TypeGuard[ItemRow | ActionRow]:
    """Whether it is an item or action that is changed in its words, and its revision not."""
    if not isinstance(row, ItemRow | ActionRow) or not attributes.instance_state(row).persistent:
        return False
    names = attributes.instance_state(row).mapper.column_attrs
    changed = {one.key for one in names if attributes.get_history(row, one.key).has_changes()}
    return bool(changed - {"removed_at", "position"}) and "revision" not in changed


@pytest.fixture(autouse=True)
def what_is_changed_is_stamped() -> Iterator[None]:
    """Whatever a test of the store changes in an assessment, the moment of its last change is written with it.

    By that moment pages tell whether what they have read is still what is stored (`Assessments.stamp`), and by the
    revision of an item or action, which goes up with its words, whether to read it anew (`Assessments.opened`).
    """
    unstamped: list[str] = []

    def look(session: Session, *_: object) -> None:
        touched = [row for row in (*session.new, *session.deleted, *session.dirty) if session.is_modified(row)]
        seen = session.info.setdefault("touched", set())
        seen |= {row.assessment_id for row in touched if isinstance(row, _OF_AN_ASSESSMENT) and not _laid_aside(row)}
        stamped = session.info.setdefault("stamped", set())
        stamped |= {
            row.id
            for row in touched
            if isinstance(row, AssessmentRow) and attributes.get_history(row, "updated").has_changes()
        }
        if any(isinstance(row, ReceiptRow) for row in touched):  # of what was erased: it stamps every assessment
            stamped |= seen
            session.info["unrevised"] = set()
        else:
            session.info.setdefault("unrevised", set()).update(row.id for row in touched if _unrevised(row))

    def settle(session: Session) -> None:
        if not session.in_nested_transaction():
            unstamped.extend(sorted(session.info.pop("touched", set()) - session.info.pop("stamped", set())))
            unstamped.extend(sorted(session.info.pop("unrevised", set())))

    event.listen(Session, "before_flush", look)
    event.listen(Session, "after_commit", settle)
    yield
    event.remove(Session, "before_flush", look)
    event.remove(Session, "after_commit", settle)
    assert not unstamped

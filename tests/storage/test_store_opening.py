"""Opening a database that cannot be opened: one sentence, what is wrong and what to do, and never the password."""

import os
import shutil
import socket
import sqlite3
import stat
import struct
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url, text

from rubric.errors import StoreUnavailable
from rubric.evidence.model import Assessment
from rubric.storage import Store, sqlite, upgrade

PASSWORD = "correct-horse-battery"


@pytest.fixture
def url(empty_url: str) -> str:
    """Without tables, to see them made and lost."""
    return empty_url


def refused(url: str) -> str:
    """The one sentence with which the store refuses to open a database; the reasons beneath hold no password."""
    with pytest.raises(StoreUnavailable) as refusal:
        Store(url)
    error: BaseException | None = refusal.value
    sentence = str(error)
    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert "\n" not in sentence
    while error is not None:
        assert PASSWORD not in str(error)
        error = error.__cause__ or error.__context__
    return sentence


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://me@here/db", f"postgresql://me:{PASSWORD}@here:port/db"])
def test_an_address_we_cannot_use_is_refused_with_two_that_we_can(url: str) -> None:
    assert "sqlite:///path" in refused(url)
    assert "postgresql://" in refused(url)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "yet" / "rubric.sqlite3"
    with closing(Store(f"sqlite:///{path}")) as store:
        assert store.assessments.summaries() == []
    assert path.is_file()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert f"folder {tmp_path / 'file'} for the database" in refused(f"sqlite:///{tmp_path / 'file' / 'db'}")


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    assert f"{tmp_path} is a folder" in refused(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize("content", [b"no", b"Dear colleague, " * 400])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    assert f"{path} is not a database" in refused(f"sqlite:///{path}")
    assert path.read_bytes() == content


def test_an_empty_file_is_no_new_database(tmp_path: Path) -> None:
    path = tmp_path / "rubric.sqlite3"
    path.touch()
    assert f"The file {path} is empty, so it holds no assessments" in refused(f"sqlite:///{path}")
    assert path.read_bytes() == b""


def rights(path: Path) -> dict[str, int]:
    return {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")
def test_a_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "rubric.sqlite3"
    former = os.umask(0)
    try:
        with closing(Store(f"sqlite:///{path}")) as store:
            store.assessments.create(council="", title="", framework_version="")
            assert rights(path) == {f"rubric.sqlite3{ending}": 0o600 for ending in ("", "-wal", "-shm")}
    finally:
        os.umask(former)


@pytest.mark.skipif(sys.platform == "win32", reason="as above")
@pytest.mark.parametrize(("before", "after"), [(0o644, 0o600), (0o640, 0o600), (0o660, 0o660), (0o666, 0o660)])
def test_a_database_that_others_could_read_is_closed_to_them(tmp_path: Path, before: int, after: int) -> None:
    path = tmp_path / "rubric.sqlite3"
    with closing(Store(f"sqlite:///{path}")):
        for one in path.parent.iterdir():
            one.chmod(before)
        with closing(Store(f"sqlite:///{path}")):
            assert set(rights(path).values()) == {after}


def test_a_damaged_database_is_refused_or_says_so_when_read(tmp_path: Path) -> None:
    path = tmp_path / "rubric.sqlite3"
    with closing(Store(f"sqlite:///{path}")) as store:
        store.assessments.add(Assessment(title="x" * 50_000))
    content = path.read_bytes()
    path.write_bytes(content[:8192] + b"\xff" * (len(content) - 8192))
    with pytest.raises(StoreUnavailable, match="is damaged"), closing(Store(f"sqlite:///{path}")) as store:
        store.assessments.summaries()


def test_a_database_opened_for_reading_only_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rubric.sqlite3"
    Store(f"sqlite:///{path}").close()
    assert "is read-only" in refused(f"sqlite:///file:{path}?mode=ro&uri=true")


@contextmanager
def without_privilege() -> Iterator[None]:
    """Root may write everywhere, so a test of what may not be written is run as somebody else."""
    if not hasattr(os, "geteuid"):
        pytest.skip("this system has no file permissions to take away")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("folder", [0o555, 0o777])
def test_a_file_without_the_right_to_write_is_refused(open_folder: Path, folder: int) -> None:
    path = open_folder / "rubric.sqlite3"
    Store(f"sqlite:///{path}").close()
    path.chmod(0o444)
    open_folder.chmod(folder)
    with without_privilege():
        assert "is read-only" in refused(f"sqlite:///{path}")


def test_a_new_file_in_a_folder_without_the_right_to_write_is_refused(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with without_privilege():
        assert "can't be opened" in refused(f"sqlite:///{open_folder / 'new.sqlite3'}")
        assert "can't be made" in refused(f"sqlite:///{open_folder / 'deeper' / 'new.sqlite3'}")


def test_a_full_disk_keeps_the_old_words_and_says_so(sqlite_url: str) -> None:
    with closing(Store(sqlite_url)) as store:
        made = store.assessments.create(council="", title="Old", framework_version="")
        with store._database.writing() as session:
            session.execute(text("PRAGMA max_page_count = 40"))  # as little room as a full disk has
        with pytest.raises(StoreUnavailable, match=r"full, so nothing was saved: .*\.$"):
            store.assessments.save(made.id, {"title": "New " * 100_000})
        assert store.assessments.get(made.id).title == "Old"


def test_a_database_that_another_program_holds_is_busy(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with closing(Store(sqlite_url)) as store:
        made = store.assessments.create(council="", title="Old", framework_version="")
        with closing(sqlite3.connect(make_url(sqlite_url).database or "", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable, match=r"is busy, so nothing was saved: .*\.$"):
                store.assessments.save(made.id, {"title": "New"})
            assert store.assessments.get(made.id).title == "Old"
            other.execute("ROLLBACK")
        store.assessments.save(made.id, {"title": "New"})
        assert store.assessments.get(made.id).title == "New"


def test_a_database_in_memory_serves_all_threads() -> None:
    with closing(Store("sqlite://")) as store:
        titles = [f"title {n}" for n in range(8)]
        threads = [
            Thread(target=store.assessments.create, kwargs={"council": "", "title": title, "framework_version": ""})
            for title in titles
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(summary.title for summary in store.assessments.summaries()) == titles


def test_a_server_that_does_not_answer_is_named_without_user_or_password() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound, but it does not listen
        sentence = refused(f"postgresql://somebody:{PASSWORD}@127.0.0.1:{nobody.getsockname()[1]}/evidence")
    assert "evidence on 127.0.0.1 can't be reached" in sentence
    assert "somebody" not in sentence


@contextmanager
def server_that_says(message: str, code: str) -> Iterator[int]:
    """A server that turns every client away as PostgreSQL does; its port.

    Protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html
    """
    fields = b"".join(part.encode() + b"\0" for part in ("SFATAL", "VFATAL", f"C{code}", f"M{message}")) + b"\0"
    answer = b"E" + struct.pack("!I", len(fields) + 4) + fields

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            with client:
                while packet := client.recv(4096):
                    if struct.unpack("!I", packet[4:8])[0] in (80877103, 80877104):  # asks for TLS, or for GSS
                        client.sendall(b"N")
                    else:
                        client.sendall(answer)
                        break

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=serve, args=(listener,))
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize(
    ("message", "code", "sentence"),
    [
        ('password authentication failed for user "somebody"', "28P01", "refused the user name or password"),
        ("sorry, too many clients already", "53300", "has too many users at once"),
        ("the database system is starting up", "57P03", "can't be reached"),
    ],
)
def test_what_a_server_refuses_a_client_for_is_told(message: str, code: str, sentence: str) -> None:
    with server_that_says(message, code) as port:
        assert sentence in refused(f"postgresql://somebody:{PASSWORD}@127.0.0.1:{port}/evidence")


def test_a_database_that_the_server_does_not_have_is_refused(postgres_url: str) -> None:
    assert "does not exist" in refused(postgres_url + "_not_there")


def test_a_server_that_only_reads_is_refused(postgres_url: str) -> None:
    name = sql.Identifier(make_url(postgres_url).database or "")
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("ALTER DATABASE {} SET default_transaction_read_only = on").format(name))
        try:
            assert "is read-only" in refused(postgres_url)
        finally:
            connection.execute(sql.SQL("ALTER DATABASE {} RESET default_transaction_read_only").format(name))


def test_a_user_who_may_not_make_tables_is_refused(postgres_url: str) -> None:
    role = f"rubric_test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'".encode())
        try:
            connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
            url = make_url(postgres_url).set(username=role, password=PASSWORD)
            assert "may not change the database" in refused(url.render_as_string(hide_password=False))
        finally:
            connection.execute(f"DROP ROLE {role}".encode())


def test_a_connection_that_the_server_dropped_is_replaced_before_a_save(postgres_url: str) -> None:
    with closing(Store(postgres_url)) as store:
        made = store.assessments.create(council="", title="Old", framework_version="")
        with psycopg.connect(postgres_url, autocommit=True) as other:
            dropped = other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
        assert dropped
        store.assessments.save(made.id, {"title": "New"})
        assert store.assessments.get(made.id).title == "New"


@pytest.mark.parametrize(
    "spelling", ["postgres://", "postgresql://", "postgresql+psycopg://", "postgresql+psycopg2://"]
)
def test_the_common_spellings_of_an_address_all_work(postgres_url: str, spelling: str) -> None:
    before, after = upgrade(postgres_url.replace("postgresql://", spelling))
    assert before is None
    assert after

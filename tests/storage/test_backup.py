"""A way back: everything in one file while others work, and from it into either kind of database."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from sqlalchemy import make_url, select

from rubric.errors import BadInput, StoreUnavailable
from rubric.evidence import example_assessment, write_assessment
from rubric.evidence.attachment import AttachedKind
from rubric.evidence.attachments import of_file, of_link
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.reports import load_national
from rubric.storage import Store, back_up, restore, upgrade
from rubric.storage import backup as backup_module
from rubric.storage.database import Database
from rubric.storage.tables import Table
from tests.reports.shelf_builders import shelved

Rows = dict[str, list[dict[str, Any]]]


def everything(url: str) -> Rows:
    """Every row of every table, as the code reads it."""
    with closing(Database(url)) as database, database.snapshot() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Table.metadata.sorted_tables
        }


def fill(store: Store) -> Assessment:
    """Something in every table a person fills: changed, removed, archived, corrected, uploaded."""
    held = store.assessments.add(example_assessment())
    first, second = held.evidence[0].id, held.evidence[1].id
    for turn in range(5):
        store.items.save(held.id, first, {"text": f"Words {turn} – ‘naïve’ 🙂\n\tand more"})
    store.items.save(held.id, first, {"voices": None})
    store.items.save(held.id, first, {"voices": ["people"], "action.owner": "Sam"})
    store.items.remove(held.id, second)
    store.plan.add(held.id, PlanAction(id="plan", text="Ask"))
    store.plan.save(held.id, "plan", {"text": "Ask again"})
    store.assessments.save(held.id, {"title": "Another title"})
    store.assessments.skip(held.id, "culture", "Later")
    store.draft.save(held.id, "strengths", {"text": "Ours", "composed": "Theirs"}, by="Kim")
    store.draft.save(held.id, "strengths", {"text": "Ours again", "composed": "Theirs"}, by="Sam")
    store.waivers.save(held.id, "no-date", f"item:{first}", "It stands", by="Kim")
    away = store.assessments.add(Assessment(title="Archived"))
    store.assessments.archive(away.id)
    store.assessments.remove(store.assessments.add(Assessment(title="Deleted")).id)
    store.items.remove(held.id, held.evidence[2].id)
    kept = store.templates.add("Ours", bytes(range(256)) * 40, by="Sam")
    store.templates.use(held.id, kept.id)
    for number in range(3):
        data = bytes(range(256)) * (number + 1) * 400
        store.attached.add(held.id, of_file(f"{number}.pdf", AttachedKind.PDF, data), data, items=[first], most=10**6)
    store.attached.add(held.id, of_link("https://example.org/survey"), items=[first], most=10**6)
    store.library.add(shelved(id="north", accepted=True))
    store.findings.save("north", [1], {"aspect": "culture"})
    store.scores.add(load_national(), ({"authority": "North", "score": 3},), imported_by="Sam")
    return store.assessments.get(held.id)


@pytest.fixture
def other_url(request: pytest.FixtureRequest, url: str) -> Iterator[str]:
    """An empty database of the other kind."""
    wanted = "postgres_url" if url.startswith("sqlite") else "sqlite_url"
    if wanted == "sqlite_url":
        yield f"sqlite:///{(request.getfixturevalue('tmp_path') / 'other' / 'new.sqlite3').as_posix()}"
    else:
        yield str(request.getfixturevalue(wanted))


def test_what_was_destroyed_is_back_to_the_byte_with_all_its_history(
    store: Store, url: str, tmp_path: Path, run_sql: Callable[[str], None]
) -> None:
    held = fill(store)
    before, exported = everything(url), write_assessment(held)
    assert sorted(name for name, rows in before.items() if not rows) == [
        "brought_table", "library_change", "proposal", "receipt"
    ]  # fmt: skip
    history = store.items.history(held.id, held.evidence[0].id)
    back_up(url, tmp_path / "copy")
    for table in reversed(Table.metadata.sorted_tables):
        run_sql(f"DELETE FROM {table.name}")
    assert store.assessments.summaries() == []
    done = restore(url, tmp_path / "copy")
    assert done.sentence == "Put back 3 assessments, the library and all history."
    assert everything(url) == before
    assert write_assessment(store.assessments.get(held.id)) == exported
    assert store.items.history(held.id, held.evidence[0].id) == history
    # what comes next gets numbers of its own
    store.items.save(held.id, held.evidence[0].id, {"text": "After"})
    assert store.items.history(held.id, held.evidence[0].id)[1:] == history
    assert store.templates.add("Ours", b"another", by="Kim").version == 2


def test_a_copy_of_one_kind_goes_into_the_other_and_back(
    store: Store, url: str, other_url: str, tmp_path: Path
) -> None:
    held = fill(store)
    before = everything(url)
    back_up(url, tmp_path / "one")
    restore(other_url, tmp_path / "one")
    assert everything(other_url) == before
    back_up(other_url, tmp_path / "two")
    done = restore(url, tmp_path / "two", replace=True, copies=tmp_path)
    assert everything(url) == before
    assert Path(done.kept).is_file()
    with closing(Store(other_url)) as other:
        assert write_assessment(other.assessments.get(held.id)) == write_assessment(held)


def test_the_tool_can_be_started_on_a_copy_as_it_is(store: Store, url: str, tmp_path: Path) -> None:
    held = fill(store)
    back_up(url, tmp_path / "copy.sqlite3")
    with closing(Store(f"sqlite:///{tmp_path / 'copy.sqlite3'}")) as copy:
        assert copy.assessments.get(held.id) == held


def test_a_copy_made_while_others_write_is_of_one_moment(store: Store, url: str, tmp_path: Path) -> None:
    """Each save writes two fields; a copy must never have the one without the other, nor lack an earlier save."""
    held = store.assessments.add(Assessment(evidence=[EvidenceItem(id="a", aspect="feedback")]))
    told: list[int] = []
    stop = Event()

    def write() -> None:
        while not stop.is_set():
            words = str(len(told) + 1)
            store.items.save(held.id, "a", {"text": words, "outcome": words})
            told.append(int(words))

    writer = Thread(target=write)
    writer.start()
    try:
        for turn in range(3):
            sure = len(told)
            back_up(url, tmp_path / f"copy-{turn}")
            with closing(sqlite3.connect(tmp_path / f"copy-{turn}")) as copy:
                text, outcome = copy.execute("SELECT text, outcome FROM evidence_item").fetchone()
                former = copy.execute("SELECT count(*) FROM former_value WHERE field = 'text'").fetchone()[0]
            assert text == outcome
            assert int(text or 0) == former >= sure
    finally:
        stop.set()
        writer.join()


def test_a_copy_is_for_its_owner_alone_and_one_file_by_itself(store: Store, url: str, tmp_path: Path) -> None:
    fill(store)
    folder = tmp_path / "copies"
    folder.mkdir()
    done = back_up(url, folder / "copy")
    assert [one.name for one in folder.iterdir()] == ["copy"]
    assert stat.S_IMODE((folder / "copy").stat().st_mode) == 0o600
    assert done.sentence.startswith(f"Copied 3 assessments, the library and all history to {folder / 'copy'} (")


def test_no_earlier_copy_is_written_over(store: Store, url: str, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(b"an earlier one")
    with pytest.raises(BadInput, match=r"exists already: .*\.$"):
        back_up(url, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"an earlier one"


def test_a_copy_where_none_can_be_written_is_refused(store: Store, url: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"cannot be written: .*\.$"):
        back_up(url, tmp_path / "not" / "there")


def test_a_database_that_is_not_there_is_not_made_by_copying_it(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=r"^There is no database .*\.$"):
        back_up(f"sqlite:///{tmp_path / 'none.sqlite3'}", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_a_database_with_nothing_of_ours_is_not_copied(empty_url: str, tmp_path: Path) -> None:
    if empty_url.startswith("sqlite"):
        Database(empty_url).close()
    with pytest.raises(StoreUnavailable, match=r"holds nothing yet, .*\.$"):
        back_up(empty_url, tmp_path / "copy")


def test_a_damaged_database_is_not_copied_as_if_it_were_sound(sqlite_url: str, tmp_path: Path) -> None:
    with closing(Store(sqlite_url)) as store:
        fill(store)
    file = Path(make_url(sqlite_url).database or "")
    content = bytearray(file.read_bytes())
    content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
    file.write_bytes(content)
    with pytest.raises(StoreUnavailable, match=r"is damaged.*\.$"):
        back_up(sqlite_url, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("content", [b"", b"no", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_copy_is_refused_and_changes_nothing(store: Store, url: str, tmp_path: Path, content: bytes) -> None:
    fill(store)
    before = everything(url)
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(BadInput, match=r"^.*bad is not a backup of this tool.*\.$"):
        restore(url, tmp_path / "bad", replace=True, copies=tmp_path)
    with pytest.raises(BadInput, match=r"^There is no file .*\.$"):
        restore(url, tmp_path / "none", replace=True, copies=tmp_path)
    with closing(sqlite3.connect(tmp_path / "theirs")) as theirs:
        theirs.execute("CREATE TABLE something (id INTEGER)")
    with pytest.raises(BadInput, match="is not a backup"):
        restore(url, tmp_path / "theirs", replace=True, copies=tmp_path)
    assert everything(url) == before


def test_a_copy_cut_short_is_refused(store: Store, url: str, tmp_path: Path) -> None:
    fill(store)
    back_up(url, tmp_path / "copy")
    content = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(content[: len(content) // 2])
    with pytest.raises(BadInput, match="is not a backup of this tool, or it is damaged"):
        restore(url, tmp_path / "copy", replace=True, copies=tmp_path)


def test_a_copy_of_a_newer_release_is_refused(store: Store, url: str, tmp_path: Path) -> None:
    back_up(url, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy")) as copy, copy:
        copy.execute("UPDATE alembic_version SET version_num = 'v9999'")
    with pytest.raises(StoreUnavailable, match="written by a newer release"):
        restore(url, tmp_path / "copy")


def test_a_database_that_holds_something_is_kept_unless_told_otherwise(store: Store, url: str, tmp_path: Path) -> None:
    held = fill(store)
    back_up(url, tmp_path / "copy")
    store.assessments.save(held.id, {"title": "Since then"})
    since = everything(url)
    with pytest.raises(BadInput, match=r"is not empty: .*--replace.*\.$"):
        restore(url, tmp_path / "copy", copies=tmp_path)
    assert everything(url) == since
    done = restore(url, tmp_path / "copy", replace=True, copies=tmp_path)
    assert store.assessments.get(held.id).title == held.title
    restore(url, Path(done.kept), replace=True, copies=tmp_path)  # and the way back from the way back
    assert everything(url) == since


def test_a_restore_that_fails_midway_changes_nothing(
    store: Store, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    before = everything(url)
    back_up(url, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy")) as copy, copy:
        copy.execute("PRAGMA foreign_keys = OFF")
        copy.execute("UPDATE evidence_item SET assessment_id = 'nobody'")
    with pytest.raises(StoreUnavailable):
        restore(url, tmp_path / "copy", replace=True, copies=tmp_path)
    assert everything(url) == before


# a copy before an upgrade


@pytest.fixture
def former(empty_url: str) -> str:
    """A database as the first release left it, with an assessment in it."""
    from rubric.storage import steps

    with closing(Database(empty_url)) as database, database.connection() as connection:
        steps.take(connection, "v0001")
        connection.exec_driver_sql(
            "INSERT INTO assessment (id, revision, council, title, period, lead, framework_version, is_example, "
            "created, updated) VALUES ('a', 1, '', 'Old', '', '', '', false, '2026-01-02 03:04:05.000006', "
            "'2026-01-02 03:04:05.000006')"
        )
        connection.exec_driver_sql(
            "INSERT INTO former_value (assessment_id, revision, field, old, changed_at) "
            "VALUES ('a', 1, 'title', '\"Older\"', '2026-01-02 03:04:05')"
        )
        connection.exec_driver_sql(
            "INSERT INTO former_value (assessment_id, revision, field, old, changed_at) "
            "VALUES ('a', 1, 'due', NULL, '2026-01-02 03:04:05')"
        )
        connection.commit()
    return empty_url


def aside(url: str, copies: Path) -> list[Path]:
    """The copies that were made of the database by itself."""
    folder = Path(make_url(url).database or "").parent if url.startswith("sqlite") else copies
    return sorted(folder.glob("*.before-*.sqlite3"))


def test_a_copy_is_made_before_an_upgrade_and_is_the_way_back(former: str, tmp_path: Path) -> None:
    upgrade(former, tmp_path / "copies")
    (copy,) = aside(former, tmp_path / "copies")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as held:
        assert held.execute("SELECT version_num FROM alembic_version").fetchall() == [("v0001",)]
        assert held.execute("SELECT created FROM assessment").fetchone() == ("2026-01-02 03:04:05.000006",)
        assert held.execute("SELECT old FROM former_value ORDER BY id").fetchall() == [('"Older"',), (None,)]
    with closing(Store(former, tmp_path / "copies")) as store:
        store.assessments.save("a", {"title": "New"})
    restore(former, copy, replace=True, copies=tmp_path / "copies")
    with closing(Store(former, tmp_path / "copies")) as store:
        assert store.assessments.get("a").title == "Old"
        assert [one.old for one in store.assessments.history("a")] == [None, "Older"]
    assert len(aside(former, tmp_path / "copies")) == 2  # of the upgrade and of the restore: none of a start since


def test_a_new_database_needs_no_copy(empty_url: str, tmp_path: Path) -> None:
    upgrade(empty_url, tmp_path / "copies")
    assert aside(empty_url, tmp_path / "copies") == []


def test_without_a_copy_there_is_no_upgrade(former: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(backup_module, "copy_to", no_room)
    with pytest.raises(StoreUnavailable, match=r"^No copy of the database could be made in .*, so .*\.$"):
        upgrade(former, tmp_path / "copies")
    monkeypatch.undo()
    assert upgrade(former, tmp_path / "copies")[0] == "v0001"


def test_copies_made_by_the_tool_are_erased_with_what_was_deleted(former: str, tmp_path: Path) -> None:
    upgrade(former, tmp_path / "copies")
    (copy,) = aside(former, tmp_path / "copies")
    back_up(former, tmp_path / "mine.sqlite3")
    with closing(Store(former, tmp_path / "copies")) as store:
        assert store.purge(older_than=timedelta(days=1)).total == 0
        os.utime(copy, (0, 0))
        assert store.purge(older_than=timedelta(days=1)).sentence == "Erased for good: 1 copy of the database."
        assert [one.erased.copies for one in store.receipts()] == [1]
    assert aside(former, tmp_path / "copies") == []
    assert (tmp_path / "mine.sqlite3").is_file()  # one's own copies are one's own to delete

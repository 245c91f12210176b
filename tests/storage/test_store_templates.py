"""Word templates of a council's own, kept by version."""

import hashlib
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from rubric.errors import BadInput, NotFound
from rubric.evidence.model import Assessment
from rubric.storage import Store, TemplateVersion


def named(versions: list[TemplateVersion]) -> list[tuple[str, int]]:
    return [(one.name, one.version) for one in versions]


def test_a_template_comes_back_byte_for_byte(store: Store) -> None:
    data = bytes(range(256)) * 1000
    made = store.add_template("  Exampleshire \n house style", data, by="Sam")
    assert store.template(made.id) == data
    assert store.templates() == [made]
    assert (made.name, made.version, made.size, made.by) == ("Exampleshire house style", 1, 256_000, "Sam")
    assert made.sha256 == hashlib.sha256(data).hexdigest()


def test_a_template_of_the_same_name_is_its_next_version(store: Store) -> None:
    first = store.add_template("Ours", b"one", by="Sam")
    store.add_template("Theirs", b"one", by="Sam")
    store.add_template("Ours", b"two", by="Kim")
    store.add_template("Ours", b"one", by="Kim")  # back to the first: a new version, as the newest is another
    assert named(store.templates()) == [("Ours", 3), ("Ours", 2), ("Theirs", 1), ("Ours", 1)]
    assert store.template(first.id) == b"one"


def test_the_bytes_of_the_newest_version_are_not_kept_twice(store: Store) -> None:
    made = store.add_template("Ours", b"one", by="Sam")
    with pytest.raises(BadInput, match=r"^This file is version 1 of Ours already, .*\.$"):
        store.add_template("Ours", b"one", by="Kim")
    store.remove_template(made.id)
    with pytest.raises(BadInput, match=r"^This file is version 1 of Ours, which was removed: .*\.$"):
        store.add_template("Ours", b"one", by="Kim")
    assert store.templates() == []


@pytest.mark.parametrize(("name", "data"), [("", b"x"), (" \x00\n", b"x"), ("Ours", b"")])
def test_a_template_without_a_name_or_a_file_is_refused(store: Store, name: str, data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^This template .*\.$"):
        store.add_template(name, data, by="Sam")
    assert store.templates() == []


def test_two_who_add_a_version_at_once_both_keep_theirs(store: Store) -> None:
    start, versions = Barrier(4), []

    def add(data: bytes) -> None:
        start.wait()
        versions.append(store.add_template("Ours", data, by="").version)

    threads = [Thread(target=add, args=(b"%d" % number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions) == [1, 2, 3, 4]


def test_a_removed_version_can_be_put_back(store: Store) -> None:
    made = store.add_template("Ours", b"one", by="Sam")
    store.remove_template(made.id)
    assert store.templates() == []
    assert store.removed_templates() == [made]
    with pytest.raises(NotFound, match=r"^This template was removed: .*\.$"):
        store.template(made.id)
    store.restore_template(made.id)
    assert store.templates() == [made]
    assert store.removed_templates() == []


def test_an_assessment_uses_a_template_until_told_otherwise(store: Store, assessment: Assessment) -> None:
    assert store.template_of("here") is None
    made = store.add_template("Ours", b"one", by="Sam")
    store.use_template("here", made.id)
    assert store.template_of("here") == made
    assert store.get("here").model_copy(update={"updated": assessment.updated}) == assessment
    store.use_template("here", None)
    assert store.template_of("here") is None
    assert [(was.field, was.old) for was in store.history("here")] == [("template_id", made.id), ("template_id", None)]


def test_a_copy_uses_the_template_of_its_original(store: Store, assessment: Assessment) -> None:
    made = store.add_template("Ours", b"one", by="Sam")
    store.use_template("here", made.id)
    assert store.template_of(store.duplicate("here", "Year two").id) == made


def test_a_removed_template_is_used_again_once_it_is_put_back(store: Store, assessment: Assessment) -> None:
    made = store.add_template("Ours", b"one", by="Sam")
    store.use_template("here", made.id)
    store.remove_template(made.id)
    assert store.template_of("here") is None
    store.restore_template(made.id)
    assert store.template_of("here") == made


def test_a_purged_template_is_gone_and_its_version_number_may_come_again(store: Store, assessment: Assessment) -> None:
    made = store.add_template("Ours", b"one", by="Sam")
    store.use_template("here", made.id)
    store.remove_template(made.id)
    assert store.purge(older_than=timedelta(days=1)) == 0
    assert store.purge(older_than=timedelta(0)) == 1
    assert store.removed_templates() == []
    assert store.template_of("here") is None
    assert store.get("here").evidence == assessment.evidence
    assert store.add_template("Ours", b"one", by="Sam").version == 1
    assert store.template_of("here") is None  # whatever number the new one has


def test_a_template_that_is_not_there_cannot_be_used(store: Store, assessment: Assessment) -> None:
    for attempt in (
        lambda: store.use_template("here", 99),
        lambda: store.template(99),
        lambda: store.remove_template(99),
        lambda: store.restore_template(99),
    ):
        with pytest.raises(NotFound, match=r"^This template can't be found: .*\.$"):
            attempt()
    assert store.get("here") == assessment

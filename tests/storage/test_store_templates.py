"""Word templates of a council's own, kept by version."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from rubric.errors import BadInput, NotFound
from rubric.evidence.model import Assessment
from rubric.storage import Store, TemplateVersion

from .conftest import Former


def named(versions: list[TemplateVersion]) -> list[tuple[str, int]]:
    return [(one.name, one.version) for one in versions]


def test_a_template_comes_back_byte_for_byte(store: Store) -> None:
    data = bytes(range(256)) * 1000
    made = store.templates.add("  Exampleshire \n house style", data, by="Sam")
    assert store.templates.get(made.id) == data
    assert store.templates.versions() == [made]
    assert (made.name, made.version, made.size, made.by) == ("Exampleshire house style", 1, 256_000, "Sam")
    assert made.sha256 == hashlib.sha256(data).hexdigest()


def test_a_template_of_the_same_name_is_its_next_version(store: Store) -> None:
    first = store.templates.add("Ours", b"one", by="Sam")
    store.templates.add("Theirs", b"one", by="Sam")
    store.templates.add("Ours", b"two", by="Kim")
    store.templates.add("Ours", b"one", by="Kim")  # back to the first: a new version, as the newest is another
    assert named(store.templates.versions()) == [("Ours", 3), ("Ours", 2), ("Theirs", 1), ("Ours", 1)]
    assert store.templates.get(first.id) == b"one"


def test_the_bytes_of_the_newest_version_are_not_kept_twice(store: Store) -> None:
    made = store.templates.add("Ours", b"one", by="Sam")
    with pytest.raises(BadInput, match=r"^This file is version 1 of Ours already, .*\.$"):
        store.templates.add("Ours", b"one", by="Kim")
    store.templates.remove(made.id)
    with pytest.raises(BadInput, match=r"^This file is version 1 of Ours, which was removed: .*\.$"):
        store.templates.add("Ours", b"one", by="Kim")
    assert store.templates.versions() == []


@pytest.mark.parametrize(("name", "data"), [("", b"x"), (" \x00\n", b"x"), ("Ours", b"")])
def test_a_template_without_a_name_or_a_file_is_refused(store: Store, name: str, data: bytes) -> None:
    with pytest.raises(BadInput, match=r"^This template .*\.$"):
        store.templates.add(name, data, by="Sam")
    assert store.templates.versions() == []


def test_two_who_add_a_version_at_once_both_keep_theirs(store: Store) -> None:
    start, versions = Barrier(4), []

    def add(data: bytes) -> None:
        start.wait()
        versions.append(store.templates.add("Ours", data, by="").version)

    threads = [Thread(target=add, args=(b"%d" % number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(versions) == [1, 2, 3, 4]


def test_a_removed_version_can_be_put_back(store: Store) -> None:
    made = store.templates.add("Ours", b"one", by="Sam")
    store.templates.remove(made.id)
    assert store.templates.versions() == []
    assert store.templates.removed() == [made]
    with pytest.raises(NotFound, match=r"^This template was removed: .*\.$"):
        store.templates.get(made.id)
    store.templates.restore(made.id)
    assert store.templates.versions() == [made]
    assert store.templates.removed() == []


def test_an_assessment_uses_a_template_until_told_otherwise(
    store: Store, assessment: Assessment, formerly: Callable[[str], Former]
) -> None:
    assert store.templates.used_by("here") is None
    made = store.templates.add("Ours", b"one", by="Sam")
    store.templates.use("here", made.id)
    assert store.templates.used_by("here") == made
    assert store.assessments.get("here").model_copy(update={"updated": assessment.updated}) == assessment
    store.templates.use("here", None)
    assert store.templates.used_by("here") is None
    assert [(field, old) for field, old, _ in formerly("here")] == [("template_id", made.id), ("template_id", None)]


def test_a_copy_uses_the_template_of_its_original(store: Store, assessment: Assessment) -> None:
    made = store.templates.add("Ours", b"one", by="Sam")
    store.templates.use("here", made.id)
    assert store.templates.used_by(store.assessments.duplicate("here", "Year two").id) == made


def test_a_removed_template_is_used_again_once_it_is_put_back(store: Store, assessment: Assessment) -> None:
    made = store.templates.add("Ours", b"one", by="Sam")
    store.templates.use("here", made.id)
    store.templates.remove(made.id)
    assert store.templates.used_by("here") is None
    store.templates.restore(made.id)
    assert store.templates.used_by("here") == made


def test_a_purged_template_is_gone_and_its_version_number_may_come_again(store: Store, assessment: Assessment) -> None:
    made = store.templates.add("Ours", b"one", by="Sam")
    store.templates.use("here", made.id)
    store.templates.remove(made.id)
    assert store.purge(older_than=timedelta(days=1)).total == 0
    assert store.purge(older_than=timedelta(0)).total == 1
    assert store.templates.removed() == []
    assert store.templates.used_by("here") is None
    assert store.assessments.get("here").evidence == assessment.evidence
    assert store.templates.add("Ours", b"one", by="Sam").version == 1
    assert store.templates.used_by("here") is None  # whatever number the new one has


def test_a_template_that_is_not_there_cannot_be_used(store: Store, assessment: Assessment) -> None:
    for attempt in (
        lambda: store.templates.use("here", 99),
        lambda: store.templates.get(99),
        lambda: store.templates.remove(99),
        lambda: store.templates.restore(99),
    ):
        with pytest.raises(NotFound, match=r"^This template can't be found: .*\.$"):
            attempt()
    assert store.assessments.get("here") == assessment


def test_each_document_has_templates_of_its_own(
    store: Store, assessment: Assessment, formerly: Callable[[str], Former]
) -> None:
    ours = store.templates.add("Ours", b"one", by="Sam")
    short = store.templates.add("Short", b"two", by="Sam", kind="briefing")
    assert store.templates.versions() == [ours]
    assert store.templates.versions("briefing") == [short]
    store.templates.use("here", ours.id)
    store.templates.use("here", short.id, "briefing")
    assert store.templates.used_by("here") == ours
    assert store.templates.used_by("here", "briefing") == short
    assert store.templates.used_by("here", "plan") is None
    copy = store.assessments.duplicate("here", "Year two").id
    assert store.templates.used_by(copy, "briefing") == short
    with pytest.raises(BadInput, match="of another document"):
        store.templates.use("here", short.id, "plan")
    store.templates.use("here", None, "briefing")
    assert store.templates.used_by("here", "briefing") is None
    assert [(field, old) for field, old, _ in formerly("here")] == [
        ("paper_templates", {"briefing": short.id}),
        ("paper_templates", None),
        ("template_id", None),
    ]
    store.templates.remove(short.id)
    assert store.templates.removed() == []
    assert store.templates.removed("briefing") == [short]


def test_an_erased_template_of_a_paper_is_used_no_more(store: Store, assessment: Assessment) -> None:
    short = store.templates.add("Short", b"two", by="Sam", kind="briefing")
    store.templates.use("here", short.id, "briefing")
    store.templates.remove(short.id)
    store.purge(older_than=timedelta(days=-1))
    again = store.templates.add("Short", b"two", by="Sam", kind="briefing")
    assert store.templates.used_by("here", "briefing") is None
    assert store.templates.versions("briefing") == [again]

"""Files and links attached to evidence: kept once, used by many items, by version, within what may be kept."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence import read_assessment, write_assessment
from rubric.evidence.attachment import MOST_ATTACHED, AttachedKind, Attachment
from rubric.evidence.attachments import held, of_file, of_link
from rubric.evidence.model import Assessment
from rubric.storage import Store
from rubric.storage.attached_tables import FileRow
from rubric.storage.database import Database

from .test_store_side_by_side import at_once

MOST = 1_000_000
ALL = bytes(range(256)) * 10
NOW = timedelta(0)


def add(store: Store, data: bytes, name: str = "Survey.pdf", *, to: str = "", **more: str) -> Attachment:
    made = of_file(name, AttachedKind.PDF, data).model_copy(update=more)
    return store.attached.add("here", made, data, items=[to] if to else [], most=MOST, by="Sam")


def rests(store: Store) -> dict[str, list[str]]:
    return {item.id: item.attached for item in store.assessments.get("here").evidence if item.attached}


@pytest.fixture
def files(url: str) -> Callable[[], int]:
    """How many files the store holds the bytes of."""

    def counted() -> int:
        with closing(Database(url)) as database, database.reading() as session:
            return session.scalar(select(func.count()).select_from(FileRow)) or 0

    return counted


def test_a_file_is_kept_once_and_used_by_many_items(
    store: Store, assessment: Assessment, files: Callable[[], int]
) -> None:
    made = add(store, ALL, to="a")
    assert store.attached.get("here", made.id) == ALL
    again = add(store, ALL, "Another name.pdf", to="b")
    store.attached.attach("here", "c", made.id)
    assert again == made
    assert store.assessments.get("here").attachments == [made]
    assert rests(store) == {"a": [made.id], "b": [made.id], "c": [made.id]}
    other = store.assessments.add(Assessment(id="other"))
    there = store.attached.add(other.id, of_file("x", AttachedKind.PDF, ALL), ALL, most=MOST)
    assert store.attached.get("other", there.id) == ALL
    assert files() == 1
    assert (made.title, made.name, made.by, made.version) == ("Survey", "Survey.pdf", "Sam", 1)


def test_the_history_of_an_item_tells_what_was_attached_and_taken_off(store: Store, assessment: Assessment) -> None:
    made = add(store, b"one", to="a")
    store.attached.detach("here", "a", made.id, by="Kim")
    assert rests(store) == {}
    assert [(one.old, one.by) for one in store.items.history("here", "a")] == [([made.id], "Kim"), ([], "Sam")]
    store.items.save("here", "a", store.items.changes_back("here", "a", 2))
    assert rests(store) == {"a": [made.id]}
    assert store.assessments.get("here").attachments == [made]


def test_a_new_version_is_in_use_and_what_rests_on_the_old_one_is_listed(store: Store, assessment: Assessment) -> None:
    first = add(store, b"one", to="a")
    store.attached.attach("here", "b", first.id)
    store.attached.save("here", first.id, {"title": "Carers survey", "owner": "Kim", "dated": date(2025, 1, 2)})
    second = add(store, b"two", replaces=first.id)
    assert (second.title, second.owner, second.version, second.dated) == ("Carers survey", "Kim", 2, None)
    store.attached.attach("here", "b", second.id, instead_of=first.id)
    (one,) = held(store.assessments.get("here"), date(2026, 1, 1))
    assert (one.attachment, one.rests, one.on_old_versions) == (second, ("b",), ("a",))
    with pytest.raises(BadInput, match=r"^Somebody has added a newer version meanwhile: .*\.$"):
        add(store, b"three", replaces=first.id)
    with pytest.raises(BadInput, match=r"^This is kept already, as version 1 of “Carers survey”: .*\.$"):
        add(store, b"one", replaces=second.id)
    store.attached.remove("here", second.id)
    (one,) = held(store.assessments.get("here"), date(2026, 1, 1))
    assert (one.attachment.id, one.rests, one.older) == (first.id, ("a",), ())
    third = add(store, b"three", replaces=first.id)
    assert third.version == 2


def test_two_fields_may_be_changed_at_once_and_one_may_not(store: Store, assessment: Assessment) -> None:
    made = add(store, b"one")
    seen = store.assessments.opened("here").revision
    store.attached.save("here", made.id, {"owner": "Kim"}, seen=seen)
    assert store.attached.save("here", made.id, {"title": "Ours"}, seen=seen).merged == ("owner",)
    with pytest.raises(Conflict) as clash:
        store.attached.save("here", made.id, {"owner": "Alex"}, seen=seen)
    assert clash.value.theirs == {"owner": "Kim"}
    with pytest.raises(BadInput, match=r"^Sha256 can't be changed: "):
        store.attached.save("here", made.id, {"sha256": ""})
    with pytest.raises(BadInput, match=r"^Expires was not saved: give a date, "):
        store.attached.save("here", made.id, {"expires": "soon"})
    assert store.assessments.save("here", {"title": "New"}, seen=seen).merged == ()
    assert [one.title for one in store.assessments.get("here").attachments] == ["Ours"]


def test_the_history_tells_who_changed_what_over_all_versions_and_goes_back(
    store: Store, assessment: Assessment
) -> None:
    first = add(store, b"one")
    store.attached.save("here", first.id, {"title": "Carers survey"}, by="Kim")
    store.attached.save("here", first.id, {"dated": date(2025, 1, 2)}, by="Kim")
    second = add(store, b"two", replaces=first.id)
    store.attached.save("here", first.id, {"title": "The old one"})
    store.attached.save("here", second.id, {"owner": "Bo", "expires": date(2027, 1, 2)}, by="Alex")

    def told() -> list[tuple[str, object, str]]:
        return [(one.field, one.old, one.by) for one in store.attached.history("here", second.id)]

    changed = [("expires", None, "Alex"), ("owner", "", "Alex"), ("title", "Survey", "Kim")]
    assert told() == changed
    assert [one.old for one in store.attached.history("here", first.id)] == ["Carers survey", None, "Survey"]
    before_all = store.attached.history("here", second.id)[-1].revision
    back = store.attached.changes_back("here", second.id, before_all)
    assert back == {"title": "Survey", "owner": "", "expires": None}
    store.attached.save("here", second.id, back, by="Sam")
    assert [one.title for one in store.assessments.get("here").attachments] == ["The old one", "Survey"]
    assert told()[3:] == changed
    assert ("title", "Carers survey", "Sam") in told()[:3]
    assert store.attached.changes_back("here", second.id, store.assessments.opened("here").revision) == {}


def test_a_removed_file_goes_from_its_items_and_comes_back_to_them(store: Store, assessment: Assessment) -> None:
    made = add(store, b"one", to="a")
    store.attached.remove("here", made.id)
    assert store.assessments.get("here").attachments == []
    assert store.attached.removed("here") == [made]
    for refused in (store.attached.get, store.attached.save):
        with pytest.raises(NotFound, match=r"^This file or link was removed meanwhile: "):
            refused("here", made.id, *([{}] if refused == store.attached.save else []))
    store.attached.restore("here", made.id)
    assert store.assessments.get("here").attachments == [made]
    store.attached.remove("here", made.id)
    assert add(store, b"one").id == made.id  # attached once more, it is put back
    assert rests(store) == {"a": [made.id]}


def test_files_may_have_so_much_in_all_and_each_counts_once(store: Store, assessment: Assessment) -> None:
    most = 1_000
    for data in (b"a" * 600, b"a" * 600, b"b" * 400):
        store.attached.add("here", of_file("x", AttachedKind.TEXT, data), data, most=most)
    with pytest.raises(BadInput, match=r"^The files attached here would come to more than 1 KB: .*\.$"):
        store.attached.add("here", of_file("x", AttachedKind.TEXT, b"c"), b"c", items=["a"], most=most)
    assert len(store.assessments.get("here").attachments) == 2
    assert rests(store) == {}
    store.attached.add("here", of_link("https://example.org/survey"), items=["a"], most=most)


def test_an_item_holds_no_more_than_a_file_of_it_may(store: Store, assessment: Assessment) -> None:
    for number in range(MOST_ATTACHED):
        store.attached.add("here", of_link(f"https://example.org/{number}"), items=["a"], most=MOST)
    with pytest.raises(BadInput, match=r"^An item holds no more than 40 of these: .*\.$"):
        store.attached.add("here", of_link("https://example.org/more"), items=["a"], most=MOST)
    assert len(store.assessments.get("here").attachments) == MOST_ATTACHED
    read_assessment(write_assessment(store.assessments.get("here")))


def test_a_link_is_kept_once_and_has_no_bytes(store: Store, assessment: Assessment) -> None:
    made = store.attached.add("here", of_link("https://example.org/a b".replace(" ", "%20")), items=["a"], most=MOST)
    assert store.attached.add("here", of_link(made.link), items=["b"], most=MOST) == made
    assert rests(store) == {"a": [made.id], "b": [made.id]}
    with pytest.raises(NotFound, match=r"^This file is not here, only its name: "):
        store.attached.get("here", made.id)


def test_a_copy_has_the_same_files_without_keeping_them_twice(
    store: Store, assessment: Assessment, files: Callable[[], int]
) -> None:
    made = add(store, ALL, to="a")
    copy = store.assessments.duplicate("here", "Year two")
    assert copy.attachments == [made]
    assert [item.attached for item in copy.evidence] == [[made.id], [], [], []]
    assert store.attached.get(copy.id, made.id) == ALL
    store.assessments.remove("here")
    store.purge(older_than=NOW)
    assert store.attached.get(copy.id, made.id) == ALL
    assert files() == 1
    store.attached.remove(copy.id, made.id)
    store.purge(older_than=timedelta(days=-1))
    assert files() == 0


def test_an_assessment_file_lists_them_and_they_are_whole_once_attached_again(
    store: Store, assessment: Assessment, files: Callable[[], int]
) -> None:
    made = add(store, ALL, to="a")
    sent = read_assessment(write_assessment(store.assessments.get("here")))
    store.assessments.remove("here")
    store.purge(older_than=NOW)
    assert files() == 0
    came = store.assessments.add(sent)
    assert came.attachments == [made]
    assert store.attached.held("here") == set()
    with pytest.raises(NotFound, match=r"^This file is not here, only its name: "):
        store.attached.get("here", made.id)
    assert add(store, ALL) == made
    assert store.attached.held("here") == {made.id}
    assert store.attached.get("here", made.id) == ALL


def test_what_several_attach_while_others_erase_is_there(store: Store, url: str, assessment: Assessment) -> None:
    for number in range(4):
        store.assessments.add(Assessment(id=f"own{number}"))

    def work(person: int) -> list[str]:
        with closing(Store(url)) as own:
            if person == 4:
                for _ in range(6):
                    own.purge(older_than=NOW)
                return []
            made = []
            for turn in range(4):  # the same bytes in every assessment, in turn used and used no more
                one = own.attached.add(f"own{person}", of_file("x", AttachedKind.TEXT, ALL), ALL, most=MOST)
                made.append(own.attached.get(f"own{person}", one.id) == ALL)
                if turn < 3:
                    own.attached.remove(f"own{person}", one.id)
            return [str(all(made))]

    assert [one for one in at_once(5, work) if one] == [["True"]] * 4
    for number in range(4):
        (one,) = store.assessments.get(f"own{number}").attachments
        assert store.attached.get(f"own{number}", one.id) == ALL


def test_what_is_not_there_cannot_be_attached(store: Store, assessment: Assessment) -> None:
    made = add(store, b"one")
    for attempt in (
        lambda: store.attached.attach("here", "a", "nobody"),
        lambda: store.attached.attach("here", "nobody", made.id),
        lambda: store.attached.detach("here", "nobody", made.id),
        lambda: store.attached.remove("here", "nobody"),
        lambda: store.attached.get("here", "nobody"),
        lambda: add(store, b"two", to="nobody"),
        lambda: add(store, b"two", replaces="nobody"),
    ):
        with pytest.raises(NotFound, match=r"^This (file or link|piece of evidence) can't be found: .*\.$"):
            attempt()
    assert store.assessments.get("here").attachments == [made]

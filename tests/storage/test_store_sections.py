"""The draft's own words: sections edited, replaced, given up and brought back; notes waived and not."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import Assessment
from rubric.storage import Store
from rubric.storage.database import Database
from rubric.storage.draft_tables import SectionEditRow

from .conftest import Former

pytestmark = pytest.mark.usefixtures("assessment")


def words(store: Store, section: str = "strengths") -> str | None:
    edit = store.assessments.get("here").edit_of(section)
    return None if edit is None else edit.text


def test_an_edited_section_is_kept_with_who_and_when_and_what_was_composed(store: Store) -> None:
    saved = store.draft.save("here", "strengths", {"text": "Ours", "composed": "Composed"}, by="Sam")
    store.draft.save("here", "gaps", {"text": "Also ours", "composed": ""}, by="Kim")
    kept = store.assessments.get("here")
    edit = kept.edit_of("strengths")
    assert edit is not None
    assert (edit.text, edit.composed, edit.by, edit.at) == ("Ours", "Composed", "Sam", saved.at)
    assert kept.updated >= saved.at
    assert [one.section for one in kept.edits] == ["strengths", "gaps"]
    assert store.draft.history("here", "strengths") == []


def test_saving_a_section_again_keeps_its_former_words_and_its_place(store: Store) -> None:
    store.draft.save("here", "strengths", {"text": "First", "composed": "C1"}, by="Sam")
    store.draft.save("here", "gaps", {"text": "Elsewhere", "composed": ""}, by="Kim")
    first = store.assessments.get("here").edit_of("strengths")
    store.draft.save("here", "strengths", {"text": "Second", "composed": "C2"}, by="Kim")
    second = store.assessments.get("here").edit_of("strengths")
    store.draft.save("here", "strengths", {"text": "Third", "composed": "C2"}, by="Sam")
    assert words(store) == "Third"
    assert store.draft.history("here", "strengths") == [second, first]
    assert [one.section for one in store.assessments.get("here").edits] == ["strengths", "gaps"]


def test_giving_a_section_up_can_be_undone_from_its_history(store: Store) -> None:
    store.draft.save("here", "strengths", {"text": "Ours", "composed": "Composed"}, by="Sam")
    store.draft.remove("here", "strengths", by="Kim")
    assert words(store) is None
    (former,) = store.draft.history("here", "strengths")
    assert (former.text, former.by) == ("Ours", "Sam")
    store.draft.save("here", "strengths", {"text": former.text, "composed": former.composed}, by="Kim")
    assert words(store) == "Ours"
    assert len(store.draft.history("here", "strengths")) == 1


def test_giving_up_a_section_that_nobody_edited_changes_nothing(store: Store) -> None:
    before = store.assessments.get("here")
    store.draft.remove("here", "strengths", by="Kim")
    assert store.assessments.get("here") == before


def test_who_gave_a_section_up_is_kept(store: Store, replaced_by: Callable[[], list[str]]) -> None:
    store.draft.save("here", "strengths", {"text": "Ours", "composed": ""}, by="Sam")
    store.draft.remove("here", "strengths", by="Kim")
    assert replaced_by() == ["Kim"]


@pytest.fixture
def replaced_by(url: str) -> Callable[[], list[str]]:
    """Who replaced the sections that stand no more, as the database has it."""

    def read() -> list[str]:
        with closing(Database(url)) as database, database.reading() as session:
            return [str(one) for one in session.scalars(select(SectionEditRow.replaced_by))]

    return read


def test_a_section_saved_by_somebody_else_meanwhile_is_not_overwritten(store: Store) -> None:
    mine = store.draft.save("here", "strengths", {"text": "Mine", "composed": ""}, by="Sam")
    theirs = store.draft.save("here", "strengths", {"text": "Theirs", "composed": ""}, by="Kim", seen=mine.revision)
    with pytest.raises(Conflict, match=r"^Kim saved this section while you wrote, .*\.$") as refused:
        store.draft.save("here", "strengths", {"text": "Mine again", "composed": ""}, by="Sam", seen=mine.revision)
    assert refused.value.theirs == {"text": "Theirs", "composed": "", "by": "Kim", "at": theirs.at}
    assert refused.value.revision == theirs.revision
    assert words(store) == "Theirs"
    store.draft.save("here", "strengths", {"text": "Both", "composed": ""}, by="Sam", seen=theirs.revision)
    assert words(store) == "Both"


def test_a_section_that_met_somebody_elses_stands_in_the_history_once(store: Store) -> None:
    store.draft.save("here", "strengths", {"text": "Theirs", "composed": ""}, by="Kim", seen=0)
    for _ in range(2):
        with pytest.raises(Conflict):
            store.draft.save("here", "strengths", {"text": "Mine", "composed": ""}, by="Sam", seen=0)
    assert [(edit.text, edit.by) for edit in store.draft.history("here", "strengths")] == [("Mine", "Sam")]
    assert (words(store), store.draft.revisions("here")) == ("Theirs", {"strengths": 1})


def test_a_section_edited_first_by_somebody_else_is_not_overwritten_by_who_saw_it_composed(store: Store) -> None:
    store.draft.save("here", "strengths", {"text": "Theirs", "composed": ""}, by="", seen=0)
    with pytest.raises(Conflict, match=r"^Somebody else saved this section .*\.$"):
        store.draft.save("here", "strengths", {"text": "Mine", "composed": ""}, by="Sam", seen=0)
    assert words(store) == "Theirs"


def test_a_section_has_a_revision_that_only_grows_and_none_while_it_stands_as_composed(store: Store) -> None:
    assert store.draft.revisions("here") == {}
    assert store.draft.save("here", "strengths", {"text": "First", "composed": ""}, by="Sam").revision == 1
    assert store.draft.save("here", "strengths", {"text": "Second", "composed": ""}, by="Sam").revision == 2
    store.draft.save("here", "gaps", {"text": "Elsewhere", "composed": ""}, by="Sam")
    assert store.draft.revisions("here") == {"strengths": 2, "gaps": 1}
    assert store.draft.remove("here", "strengths", by="Sam").revision == 2
    assert store.draft.revisions("here") == {"gaps": 1}
    assert store.draft.save("here", "strengths", {"text": "Third", "composed": ""}, by="Sam", seen=2).revision == 3
    with pytest.raises(Conflict):
        store.draft.save("here", "strengths", {"text": "Mine", "composed": ""}, by="Kim", seen=2)


def test_a_clash_is_told_whatever_the_clocks_of_the_servers_say(store: Store, run_sql: Callable[[str], None]) -> None:
    theirs = {"text": "From a server whose clock is slow", "composed": ""}
    store.draft.save("here", "strengths", theirs, by="Kim")
    run_sql("UPDATE section_edit SET saved_at = '1999-01-01 00:00:00.000000'")
    with pytest.raises(Conflict):
        store.draft.save("here", "strengths", {"text": "Mine", "composed": ""}, by="Sam", seen=0)


@pytest.mark.parametrize("changes", [{}, {"composed": "Only"}, {"text": "Ours", "by": "Sam"}])
def test_a_section_is_not_saved_without_words_or_with_what_it_has_not(store: Store, changes: dict[str, str]) -> None:
    with pytest.raises(BadInput, match=r"^This section was not saved, .*\.$"):
        store.draft.save("here", "strengths", changes, by="Sam")
    assert store.draft.revisions("here") == {}


def test_saving_a_section_as_it_is_changes_nothing_and_still_says_when(store: Store) -> None:
    saved = store.draft.save("here", "strengths", {"text": "Ours", "composed": "C"}, by="Sam")
    again = store.draft.save("here", "strengths", {"text": "Ours", "composed": "C"}, by="Kim")
    assert again.at == saved.at
    assert store.draft.history("here", "strengths") == []


def test_a_later_save_has_a_later_time_whatever_the_clock_says(store: Store, run_sql: Callable[[str], None]) -> None:
    store.draft.save("here", "strengths", {"text": "From a server whose clock is ahead", "composed": ""}, by="Sam")
    run_sql("UPDATE section_edit SET saved_at = '2999-01-01 00:00:00.000000'")
    ahead = store.assessments.get("here").edits[0].at
    saved = store.draft.save("here", "strengths", {"text": "Ours", "composed": ""}, by="Kim", seen=1)
    assert saved.at == ahead + timedelta(microseconds=1)


@pytest.mark.parametrize("name", ["", "\x00", "x" * 65])
def test_a_section_without_a_usable_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(BadInput, match=r"^This section has no usable name: .*\.$"):
        store.draft.save("here", name, {"text": "Ours", "composed": ""}, by="Sam")
    assert store.assessments.get("here").edits == []


def test_sections_of_an_assessment_that_is_not_there_are_not_found(store: Store) -> None:
    for attempt in (
        lambda: store.draft.save("nowhere", "strengths", {"text": "Ours", "composed": ""}, by="Sam"),
        lambda: store.draft.remove("nowhere", "strengths", by="Sam"),
        lambda: store.draft.history("nowhere", "strengths"),
        lambda: store.waivers.save("nowhere", "no-date", "item:a", "Standing", by="Sam"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_waived_note_is_kept_with_its_reason_and_can_stand_again(
    store: Store, formerly: Callable[[str], Former]
) -> None:
    store.waivers.save("here", "no-date", "item:a", " It is standing ", by="Sam")
    store.waivers.save("here", "no-date", "item:b", "Another", by="Sam")
    kept = store.assessments.get("here").waivers
    assert [(one.rule, one.subject, one.reason, one.by) for one in kept] == [
        ("no-date", "item:a", "It is standing", "Sam"), ("no-date", "item:b", "Another", "Sam"),
    ]  # fmt: skip
    store.waivers.save("here", "no-date", "item:a", "It is yearly", by="Kim")
    assert [(one.subject, one.reason, one.by) for one in store.assessments.get("here").waivers] == [
        ("item:a", "It is yearly", "Kim"), ("item:b", "Another", "Sam"),
    ]  # fmt: skip
    store.waivers.remove("here", "no-date", "item:a")
    store.waivers.remove("here", "no-date", "item:a")
    assert [one.subject for one in store.assessments.get("here").waivers] == ["item:b"]
    assert [(field, old) for field, old, _ in formerly("here")] == [
        ("waiver.no-date.item:a", "It is yearly"), ("waiver.no-date.item:a", "It is standing"),
    ]  # fmt: skip


def test_waiving_again_for_the_same_reason_changes_nothing(store: Store) -> None:
    first = store.waivers.save("here", "no-date", "item:a", "It is standing", by="Sam")
    assert store.waivers.save("here", "no-date", "item:a", "It is standing", by="Kim").revision == first.revision
    assert store.assessments.get("here").waivers[0].by == "Sam"


@pytest.mark.parametrize("reason", ["", " \n", "\x00"])
def test_a_note_is_not_waived_without_a_reason(store: Store, reason: str) -> None:
    with pytest.raises(BadInput, match=r"^Say in a few words why this note .*\.$"):
        store.waivers.save("here", "no-date", "item:a", reason, by="Sam")
    assert store.assessments.get("here").waivers == []


def test_a_note_that_names_nothing_is_not_waived(store: Store, assessment: Assessment) -> None:
    with pytest.raises(BadInput, match=r"^This note can't be set aside: .*\.$"):
        store.waivers.save("here", "no-date", "\x00", "It is standing", by="Sam")
    assert store.assessments.get("here") == assessment

"""Saving the fields of an item: only those named, revision by revision, with every former value kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import Action, ActionStatus, Assessment, EvidenceItem
from rubric.framework.words import Maturity, Polarity, Voice
from rubric.storage import Store
from rubric.storage.values import ASIDE


def item(store: Store, key: str = "a") -> EvidenceItem:
    return next(one for one in store.assessments.get("here").evidence if one.id == key)


def test_only_the_named_fields_are_written(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"owner": "Sam", "polarity": Polarity.STRENGTH, "voices": [Voice.PEOPLE]})
    store.items.save("here", "a", {"maturity": "in_place", "source_date": date(2026, 3, 31)})
    wanted = assessment.evidence[0].model_copy(
        update={
            "owner": "Sam",
            "polarity": Polarity.STRENGTH,
            "voices": [Voice.PEOPLE],
            "maturity": Maturity.IN_PLACE,
            "source_date": date(2026, 3, 31),
        }
    )
    assert item(store) == wanted


def test_each_save_raises_the_revision_by_one_and_leaves_other_items_at_theirs(
    store: Store, assessment: Assessment
) -> None:
    assert store.items.revisions("here") == {"a": 1, "b": 1, "c": 1, "z": 1}
    assert store.items.save("here", "a", {"text": "Once"}).revision == 2
    assert store.items.save("here", "a", {"text": "Twice"}, seen=2).revision == 3
    assert store.items.revisions("here") == {"a": 3, "b": 1, "c": 1, "z": 1}


def test_a_save_says_when_it_was_in_utc_and_so_does_the_assessment(store: Store, assessment: Assessment) -> None:
    saved = store.items.save("here", "a", {"text": "Now"})
    assert saved.at.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - saved.at) < timedelta(minutes=1)
    assert store.assessments.get("here").updated == saved.at > assessment.updated


def test_saving_what_is_there_already_changes_nothing(store: Store, assessment: Assessment) -> None:
    assert store.items.save("here", "a", {"text": "First"}).revision == 1
    assert store.assessments.get("here").updated == assessment.updated
    assert store.items.history("here", "a") == []


def test_a_field_can_be_emptied_again(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"voices": [], "polarity": "mixed"})
    assert item(store).voices == []
    store.items.save("here", "a", {"voices": None, "polarity": None, "text": ""})
    assert (item(store).voices, item(store).polarity, item(store).text) == (None, None, "")


def test_two_people_editing_one_item_both_keep_their_words(store: Store, assessment: Assessment) -> None:
    first = store.items.save("here", "a", {"text": "Carers chaired it"}, seen=1)
    second = store.items.save("here", "a", {"outcome": "Waits halved"}, seen=1)
    assert (item(store).text, item(store).outcome) == ("Carers chaired it", "Waits halved")
    assert (first.merged, second.merged) == ((), ("text",))
    assert second.revision == 3


def test_a_field_that_somebody_else_changed_meanwhile_is_not_overwritten(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"text": "Theirs"}, seen=1)
    with pytest.raises(Conflict, match=r"^Text was changed by somebody else .* save again\.$") as refused:
        store.items.save("here", "a", {"text": "Mine", "owner": "Me"}, seen=1)
    assert refused.value.theirs == {"text": "Theirs"}
    assert (item(store).text, item(store).owner) == ("Theirs", "")
    assert store.items.revisions("here")["a"] == 2


def test_words_that_met_somebody_elses_stand_in_the_history_once(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"text": "Theirs"}, seen=1)
    for _ in range(2):
        with pytest.raises(Conflict):
            store.items.save("here", "a", {"text": "Mine", "polarity": "strength"}, seen=1, by="Sam")
    laid, replaced = store.items.history("here", "a")
    assert (laid.old, laid.by, laid.revision) == ("Mine", "Sam", ASIDE)
    assert (replaced.old, replaced.revision) == ("First", 1)
    assert store.items.changes_back("here", "a", 1) == {"text": "First"}
    assert store.items.save("here", "a", {"text": "Theirs, longer"}, seen=2).merged == ()  # they have met nobody's


def test_the_same_words_from_two_people_are_no_conflict(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"text": "Agreed"}, seen=1)
    assert store.items.save("here", "a", {"text": "Agreed"}, seen=1).revision == 2


def test_a_field_changed_and_changed_back_by_others_is_still_theirs(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"text": "Tried"})
    store.items.save("here", "a", {"text": "First"})
    with pytest.raises(Conflict) as refused:
        store.items.save("here", "a", {"text": "Mine"}, seen=1)
    assert refused.value.theirs == {"text": "First"}


def test_whoever_does_not_say_what_they_saw_overwrites_and_the_old_words_are_kept(
    store: Store, assessment: Assessment
) -> None:
    store.items.save("here", "a", {"text": "Theirs"})
    store.items.save("here", "a", {"text": "Mine"})
    assert item(store).text == "Mine"
    assert [change.old for change in store.items.history("here", "a")] == ["Theirs", "First"]


def test_one_who_saw_the_latest_revision_meets_no_conflict(store: Store, assessment: Assessment) -> None:
    seen = store.items.save("here", "a", {"text": "Theirs"}).revision
    assert store.items.save("here", "a", {"text": "Mine"}, seen=seen).merged == ()
    assert item(store).text == "Mine"


def test_every_former_value_is_kept_with_the_revision_it_stood_in(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"voices": ["people"], "source_date": date(2026, 1, 2)})
    saved = store.items.save("here", "a", {"voices": None, "source_date": None, "text": ""})
    newest = store.items.history("here", "a")[:3]
    assert {change.field: (change.old, change.revision, change.at) for change in newest} == {
        "text": ("First", 2, saved.at),
        "voices": (["people"], 2, saved.at),
        "source_date": ("2026-01-02", 2, saved.at),
    }
    assert {(change.field, change.revision) for change in store.items.history("here", "a")[3:]} == {
        ("voices", 1),
        ("source_date", 1),
    }


def test_a_former_value_can_be_put_back(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"source_date": date(2026, 1, 2), "action": Action(text="Ask")})
    store.items.save("here", "a", {"source_date": None, "action": None})
    lost = {change.field: change.old for change in store.items.history("here", "a") if change.revision == 2}
    store.items.save("here", "a", {name: lost[name] for name in ("source_date", "action")})
    assert (item(store).source_date, item(store).action) == (date(2026, 1, 2), Action(text="Ask"))


def test_the_next_step_can_be_saved_whole_in_parts_and_taken_away(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"action": Action(text="Ask carers", due=date(2026, 9, 1))})
    store.items.save("here", "a", {"action.owner": "Sam", "action.status": "under_way"})
    wanted = Action(text="Ask carers", owner="Sam", due=date(2026, 9, 1), status=ActionStatus.UNDER_WAY)
    assert item(store).action == wanted
    store.items.save("here", "a", {"action": None})
    assert item(store).action is None
    assert store.items.history("here", "a")[0].old == wanted.model_dump(mode="json")


def test_two_people_beginning_one_next_step_both_keep_their_words(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"action.text": "Ask carers"}, seen=1)
    store.items.save("here", "a", {"action.owner": "Sam"}, seen=1)
    assert item(store).action == Action(text="Ask carers", owner="Sam")
    with pytest.raises(Conflict, match=r"^Next step, owner was") as refused:
        store.items.save("here", "a", {"action.owner": "Kim"}, seen=1)
    assert refused.value.theirs == {"action.owner": "Sam"}
    with pytest.raises(Conflict) as refused:
        store.items.save("here", "a", {"action": Action(text="Mine")}, seen=1)
    assert refused.value.theirs == {"action": Action(text="Ask carers", owner="Sam")}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"polarity": "good"}, "Polarity was not saved: choose one of the options offered."),
        ({"voices": ["nobody"]}, "Voices was not saved: choose one of the options offered."),
        ({"source_date": "soon"}, "Source date was not saved: give a date, such as 31 March 2026."),
        ({"text": None}, "Text was not saved: it should be text."),
        ({"action.due": "soon"}, "Next step, due was not saved: give a date, such as 31 March 2026."),
        ({"action.colour": "red"}, "Next step, colour can't be changed: no part of a piece of evidence has that name."),
        ({"id": "b"}, "Id can't be changed: no part of a piece of evidence has that name."),
        ({"owner": "Sam", "position": float("inf")}, "Position was not saved: it should be an ordinary number."),
    ],
)
def test_a_change_that_does_not_fit_is_refused_in_one_sentence(
    store: Store, assessment: Assessment, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInput) as refused:
        store.items.save("here", "a", changes)
    assert str(refused.value) == sentence
    assert item(store) == assessment.evidence[0]


def test_what_is_saved_is_cleaned_like_everything_else(store: Store, assessment: Assessment) -> None:
    store.items.save(
        "here", "a", {"text": "One\x00\r\ntwo", "related_aspects": ("cul\x00ture",), "action.text": "\x00x"}
    )
    changed = item(store)
    assert (changed.text, changed.related_aspects, changed.action) == ("One\ntwo", ["culture"], Action(text="x"))


def test_saving_an_item_removed_meanwhile_says_so(store: Store, assessment: Assessment) -> None:
    store.items.remove("here", "a")
    with pytest.raises(NotFound, match=r"^This piece of evidence was removed meanwhile: .*\.$"):
        store.items.save("here", "a", {"text": "Mine"}, seen=1)
    store.items.restore("here", "a")
    store.items.save("here", "a", {"text": "Mine"}, seen=1)
    assert item(store).text == "Mine"


def test_an_item_is_only_found_in_its_own_assessment(store: Store, assessment: Assessment) -> None:
    other = store.assessments.create(council="Other", title="", framework_version="")
    for where, what in ((other.id, "a"), ("here", "nothing"), ("nowhere", "a")):
        with pytest.raises(NotFound, match=r"^This .*\.$"):
            store.items.save(where, what, {"text": "Mine"})
        with pytest.raises(NotFound):
            store.items.history(where, what)
        with pytest.raises(NotFound):
            store.items.remove(where, what)
    assert item(store) == assessment.evidence[0]


def test_an_item_is_added_after_the_last_of_its_aspect(store: Store, assessment: Assessment) -> None:
    saved = store.items.add("here", EvidenceItem(id="new", aspect="feedback", text="Fourth"))
    assert saved.revision == 1
    assert [one.id for one in store.assessments.get("here").items_of("feedback")] == ["a", "b", "c", "new"]
    assert store.assessments.get("here").evidence[-1].text == "Fourth"
    assert store.assessments.get("here").updated == saved.at


def test_an_item_added_twice_by_a_double_click_is_there_once(store: Store, assessment: Assessment) -> None:
    fresh = EvidenceItem(aspect="feedback", text="Fourth")
    store.items.add("here", fresh)
    with pytest.raises(Conflict, match="added already"):
        store.items.add("here", fresh)
    assert len(store.assessments.get("here").evidence) == 5


def test_a_removed_item_is_out_of_sight_until_it_is_put_back_where_it_was(store: Store, assessment: Assessment) -> None:
    assert store.items.remove("here", "b").revision == 2
    assert [one.id for one in store.assessments.get("here").items_of("feedback")] == ["a", "c"]
    assert "b" not in store.items.revisions("here")
    assert [one.text for one in store.items.removed("here")] == ["Second"]
    store.items.move("here", "z", after="a")
    store.items.add("here", EvidenceItem(id="d", aspect="feedback"))
    assert store.items.restore("here", "b").revision == 3
    assert [one.id for one in store.assessments.get("here").items_of("feedback")] == ["a", "z", "b", "c", "d"]
    assert store.items.removed("here") == []


def test_removing_or_putting_back_twice_is_the_same_as_once(store: Store, assessment: Assessment) -> None:
    assert store.items.remove("here", "b").revision == store.items.remove("here", "b").revision == 2
    assert store.items.restore("here", "b").revision == store.items.restore("here", "b").revision == 3

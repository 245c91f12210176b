"""The improvement plan, line by line: saved, held against what others did, taken out and put back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import ActionStatus, Assessment, PlanAction, Waiver
from rubric.storage import Store

from .conftest import Former


@pytest.fixture
def action(store: Store, assessment: Assessment) -> PlanAction:
    """A line of the plan, linked to two items, with another one after it."""
    made = PlanAction(id="ask", text="Ask carers", owner="Sam", evidence=["a", "b"], aspects=["feedback"], origin="gap")
    store.plan.add("here", made)
    store.plan.add("here", PlanAction(id="tell", text="Report twice a year"))
    return made


def test_actions_stand_in_the_order_they_were_added(store: Store, action: PlanAction) -> None:
    assert store.assessments.get("here").actions == [action, PlanAction(id="tell", text="Report twice a year")]


def test_adding_an_action_twice_is_refused(store: Store, action: PlanAction) -> None:
    with pytest.raises(Conflict, match=r"^This action is in the plan already: .*\.$"):
        store.plan.add("here", action)
    assert len(store.assessments.get("here").actions) == 2


def test_only_the_named_fields_of_an_action_are_written_and_their_former_values_kept(
    store: Store, action: PlanAction, formerly: Callable[[str], Former]
) -> None:
    first = store.plan.save("here", "ask", {"due": date(2026, 6, 30), "evidence": ["b"]})
    second = store.plan.save("here", "ask", {"status": "done"})
    assert (first.revision, second.revision) == (2, 3)
    assert store.assessments.get("here").actions[0] == action.model_copy(
        update={"due": date(2026, 6, 30), "evidence": ["b"], "status": ActionStatus.DONE}
    )
    assert {(was.field, was.revision) for was in store.plan.history("here", "ask")} == {
        ("due", 1), ("evidence", 1), ("status", 2),
    }  # fmt: skip
    assert {was.field: was.old for was in store.plan.history("here", "ask")}["evidence"] == ["a", "b"]
    assert formerly("here") == []
    assert store.assessments.get("here").updated == second.at


def test_saving_what_is_there_already_changes_nothing(store: Store, action: PlanAction) -> None:
    before = store.assessments.get("here")
    assert store.plan.save("here", "ask", {"text": "Ask carers", "status": "not_started"}).revision == 1
    assert store.assessments.get("here") == before


def test_an_action_changed_by_somebody_else_is_not_overwritten(store: Store, action: PlanAction) -> None:
    store.plan.save("here", "ask", {"owner": "Kim"}, seen=1)
    with pytest.raises(Conflict, match=r"^Owner of this action was changed by somebody else .*\.$") as refused:
        store.plan.save("here", "ask", {"owner": "Alex"}, seen=1)
    assert refused.value.theirs == {"owner": "Kim"}
    assert store.assessments.get("here").actions[0].owner == "Kim"


def test_two_people_editing_one_action_both_keep_their_words(store: Store, action: PlanAction) -> None:
    store.plan.save("here", "ask", {"owner": "Kim"}, seen=1)
    saved = store.plan.save("here", "ask", {"measure": "40 carers answer"}, seen=1)
    assert saved.merged == ("owner",)
    kept = store.assessments.get("here").actions[0]
    assert (kept.owner, kept.measure) == ("Kim", "40 carers answer")
    assert store.plan.save("here", "ask", {"owner": "Kim"}, seen=1).revision == 3  # both want the same


def test_words_of_an_action_that_met_somebody_elses_stand_in_its_history(store: Store, action: PlanAction) -> None:
    store.plan.save("here", "ask", {"text": "Ask them all"}, seen=1)
    with pytest.raises(Conflict):
        store.plan.save("here", "ask", {"text": "Ask one in ten"}, seen=1, by="Sam")
    laid, _ = store.plan.history("here", "ask")
    assert (laid.field, laid.old, laid.by) == ("text", "Ask one in ten", "Sam")
    assert store.plan.changes_back("here", "ask", 1) == {"text": "Ask carers"}


def test_a_field_of_an_action_changed_and_changed_back_by_others_is_still_theirs(
    store: Store, action: PlanAction
) -> None:
    store.plan.save("here", "ask", {"owner": "Kim"})
    store.plan.save("here", "ask", {"owner": "Sam"})
    with pytest.raises(Conflict) as refused:
        store.plan.save("here", "ask", {"owner": "Alex"}, seen=1)
    assert (refused.value.theirs, refused.value.revision) == ({"owner": "Sam"}, 3)
    assert store.plan.save("here", "ask", {"owner": "Alex"}, seen=3).revision == 4
    assert store.plan.revisions("here") == {"ask": 4, "tell": 1}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due": "soon"}, r"^Due was not saved: give a date, such as .*\.$"),
        ({"status": "stuck"}, r"^Status was not saved: choose one of the options offered\.$"),
        ({"evidence": None}, r"^Evidence was not saved: it should be a list\.$"),
        ({"id": "other"}, r"^Id can't be changed: .*\.$"),
        ({"colour": "red"}, r"^Colour can't be changed: .*\.$"),
    ],
)
def test_a_value_that_does_not_fit_an_action_is_refused(
    store: Store, action: PlanAction, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        store.plan.save("here", "ask", changes | {"text": "Never kept"})
    assert store.assessments.get("here").actions[0] == action


def test_a_removed_action_can_be_put_back_where_it_was(store: Store, action: PlanAction) -> None:
    before = store.assessments.get("here").actions
    store.plan.remove("here", "ask")
    store.plan.remove("here", "ask")
    assert [one.id for one in store.assessments.get("here").actions] == ["tell"]
    assert store.plan.removed("here") == [action]
    with pytest.raises(NotFound, match=r"^This action was removed from the plan meanwhile: .*\.$"):
        store.plan.save("here", "ask", {"text": "Too late"})
    store.plan.restore("here", "ask")
    assert store.assessments.get("here").actions == before
    assert store.plan.removed("here") == []


def test_an_action_of_another_assessment_is_not_found(store: Store, action: PlanAction) -> None:
    other = store.assessments.create(council="", title="", framework_version="")
    for attempt in (
        lambda: store.plan.save(other.id, "ask", {"text": "Mine"}),
        lambda: store.plan.remove(other.id, "ask"),
        lambda: store.plan.history(other.id, "ask"),
        lambda: store.plan.save("here", "nowhere", {"text": "Mine"}),
    ):
        with pytest.raises(NotFound, match=r"^This action can't be found: .*\.$"):
            attempt()


def test_purging_removes_actions_and_all_that_names_what_is_gone(store: Store, action: PlanAction) -> None:
    store.waivers.save("here", "no-date", "action:tell", "It is standing", by="Sam")
    store.waivers.save("here", "no-date", "item:a", "It is standing", by="Sam")
    store.waivers.save("here", "no-date", "item:b", "It is standing", by="Sam")
    store.plan.save("here", "tell", {"owner": "Kim"})
    store.plan.remove("here", "tell")
    store.items.remove("here", "a")
    assert store.assessments.get("here").actions[0].evidence == ["a", "b"]  # the item may come back
    assert store.purge(older_than=timedelta(days=1)).total == 0
    assert store.purge(older_than=timedelta(0)).total == 2
    kept = store.assessments.get("here")
    assert [one.evidence for one in kept.actions] == [["b"]]
    assert [waiver.subject for waiver in kept.waivers] == ["item:b"]
    assert store.plan.removed("here") == []


def test_a_copy_of_an_assessment_has_links_citations_and_waivers_of_its_own(store: Store, action: PlanAction) -> None:
    store.draft.save("here", "strengths", {"text": "See [@a, @b, 7] and [@c].", "composed": "[@b]"}, by="Sam")
    for subject in ("item:b", "item:c", "action:ask", "section:strengths"):
        store.waivers.save("here", "no-date", subject, "It is standing", by="Sam")
    store.plan.save("here", "ask", {"evidence": ["a", "c"]})
    store.items.remove("here", "c")
    original = store.assessments.get("here")
    copy = store.assessments.duplicate("here", "Year two")
    ids = {was.id: new.id for was, new in zip(original.evidence, copy.evidence, strict=True)}
    assert not set(ids) & set(ids.values())
    assert copy.actions[0].id != "ask"
    assert copy.actions[0].evidence == [ids["a"]]
    assert (copy.edits[0].text, copy.edits[0].composed) == (
        f"See [@{ids['a']}, @{ids['b']}, 7] and [@c].",
        f"[@{ids['b']}]",
    )
    assert (copy.edits[0].by, copy.edits[0].at) == ("Sam", original.edits[0].at)
    assert [waiver.subject for waiver in copy.waivers] == [
        f"item:{ids['b']}", f"action:{copy.actions[0].id}", "section:strengths",
    ]  # fmt: skip
    assert store.assessments.get("here") == original


def test_a_second_import_leads_links_citations_and_waivers_to_its_own_ids(store: Store, action: PlanAction) -> None:
    store.draft.save("here", "strengths", {"text": "See [@a], not [@elsewhere].", "composed": ""}, by="Sam")
    store.waivers.save("here", "no-date", "item:a", "It is standing", by="Sam")
    store.waivers.save("here", "no-date", "action:tell", "It is standing", by="Sam")
    first = store.assessments.get("here")
    second = store.assessments.add(first)
    ids = {was.id: new.id for was, new in zip(first.evidence, second.evidence, strict=True)}
    assert [one.evidence for one in second.actions] == [[ids["a"], ids["b"]], []]
    assert second.edits[0].text == f"See [@{ids['a']}], not [@elsewhere]."
    assert second.waivers == [
        Waiver.model_validate(first.waivers[0].model_dump() | {"subject": f"item:{ids['a']}"}),
        Waiver.model_validate(first.waivers[1].model_dump() | {"subject": f"action:{second.actions[1].id}"}),
    ]
    assert store.assessments.get("here") == first

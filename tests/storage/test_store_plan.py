"""The improvement plan, line by line: saved, held against what others did, taken out and put back."""

from datetime import date, timedelta

import pytest

from rubric.errors import BadInput, Conflict, NotFound
from rubric.evidence.model import ActionStatus, Assessment, PlanAction, Waiver
from rubric.storage import Store


@pytest.fixture
def action(store: Store, assessment: Assessment) -> PlanAction:
    """A line of the plan, linked to two items, with another one after it."""
    made = PlanAction(id="ask", text="Ask carers", owner="Sam", evidence=["a", "b"], aspects=["feedback"], origin="gap")
    store.add_action("here", made)
    store.add_action("here", PlanAction(id="tell", text="Report twice a year"))
    return made


def test_actions_stand_in_the_order_they_were_added(store: Store, action: PlanAction) -> None:
    assert store.get("here").actions == [action, PlanAction(id="tell", text="Report twice a year")]


def test_adding_an_action_twice_is_refused(store: Store, action: PlanAction) -> None:
    with pytest.raises(Conflict, match=r"^This action is in the plan already: .*\.$"):
        store.add_action("here", action)
    assert len(store.get("here").actions) == 2


def test_only_the_named_fields_of_an_action_are_written_and_their_former_values_kept(
    store: Store, action: PlanAction
) -> None:
    first = store.save_action("here", "ask", {"due": date(2026, 6, 30), "evidence": ["b"]})
    second = store.save_action("here", "ask", {"status": "done"})
    assert (first.revision, second.revision) == (2, 3)
    assert store.get("here").actions[0] == action.model_copy(
        update={"due": date(2026, 6, 30), "evidence": ["b"], "status": ActionStatus.DONE}
    )
    assert {(was.field, was.revision) for was in store.action_history("here", "ask")} == {
        ("due", 1), ("evidence", 1), ("status", 2),
    }  # fmt: skip
    assert {was.field: was.old for was in store.action_history("here", "ask")}["evidence"] == ["a", "b"]
    assert store.history("here") == []
    assert store.get("here").updated == second.at


def test_saving_what_is_there_already_changes_nothing(store: Store, action: PlanAction) -> None:
    before = store.get("here")
    assert store.save_action("here", "ask", {"text": "Ask carers", "status": "not_started"}).revision == 1
    assert store.get("here") == before


def test_an_action_changed_by_somebody_else_is_not_overwritten(store: Store, action: PlanAction) -> None:
    store.save_action("here", "ask", {"owner": "Kim"}, seen=action)
    with pytest.raises(Conflict, match=r"^Owner of this action was changed by somebody else .*\.$") as refused:
        store.save_action("here", "ask", {"owner": "Alex"}, seen=action)
    assert refused.value.theirs == {"owner": "Kim"}
    assert store.get("here").actions[0].owner == "Kim"


def test_two_people_editing_one_action_both_keep_their_words(store: Store, action: PlanAction) -> None:
    store.save_action("here", "ask", {"owner": "Kim"}, seen=action)
    saved = store.save_action("here", "ask", {"measure": "40 carers answer"}, seen=action)
    assert saved.merged == ("owner",)
    kept = store.get("here").actions[0]
    assert (kept.owner, kept.measure) == ("Kim", "40 carers answer")
    assert store.save_action("here", "ask", {"owner": "Kim"}, seen=action).revision == 3  # both want the same


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
        store.save_action("here", "ask", changes | {"text": "Never kept"})
    assert store.get("here").actions[0] == action


def test_a_removed_action_can_be_put_back_where_it_was(store: Store, action: PlanAction) -> None:
    before = store.get("here").actions
    store.remove_action("here", "ask")
    store.remove_action("here", "ask")
    assert [one.id for one in store.get("here").actions] == ["tell"]
    assert store.removed_actions("here") == [action]
    with pytest.raises(NotFound, match=r"^This action was removed from the plan meanwhile: .*\.$"):
        store.save_action("here", "ask", {"text": "Too late"})
    store.restore_action("here", "ask")
    assert store.get("here").actions == before
    assert store.removed_actions("here") == []


def test_an_action_of_another_assessment_is_not_found(store: Store, action: PlanAction) -> None:
    other = store.create(council="", title="", framework_version="")
    for attempt in (
        lambda: store.save_action(other.id, "ask", {"text": "Mine"}),
        lambda: store.remove_action(other.id, "ask"),
        lambda: store.action_history(other.id, "ask"),
        lambda: store.save_action("here", "nowhere", {"text": "Mine"}),
    ):
        with pytest.raises(NotFound, match=r"^This action can't be found: .*\.$"):
            attempt()


def test_purging_removes_actions_and_all_that_names_what_is_gone(store: Store, action: PlanAction) -> None:
    store.waive("here", "no-date", "action:tell", "It is standing", by="Sam")
    store.waive("here", "no-date", "item:a", "It is standing", by="Sam")
    store.waive("here", "no-date", "item:b", "It is standing", by="Sam")
    store.save_action("here", "tell", {"owner": "Kim"})
    store.remove_action("here", "tell")
    store.remove_item("here", "a")
    assert store.get("here").actions[0].evidence == ["a", "b"]  # the item may come back
    assert store.purge(older_than=timedelta(days=1)) == 0
    assert store.purge(older_than=timedelta(0)) == 2
    kept = store.get("here")
    assert [one.evidence for one in kept.actions] == [["b"]]
    assert [waiver.subject for waiver in kept.waivers] == ["item:b"]
    assert store.removed_actions("here") == []


def test_a_copy_of_an_assessment_has_links_citations_and_waivers_of_its_own(store: Store, action: PlanAction) -> None:
    store.save_section("here", "strengths", "See [@a] and [@c].", composed="[@b]", by="Sam")
    for subject in ("item:b", "item:c", "action:ask", "section:strengths"):
        store.waive("here", "no-date", subject, "It is standing", by="Sam")
    store.save_action("here", "ask", {"evidence": ["a", "c"]})
    store.remove_item("here", "c")
    original = store.get("here")
    copy = store.duplicate("here", "Year two")
    ids = {was.id: new.id for was, new in zip(original.evidence, copy.evidence, strict=True)}
    assert not set(ids) & set(ids.values())
    assert copy.actions[0].id != "ask"
    assert copy.actions[0].evidence == [ids["a"]]
    assert (copy.edits[0].text, copy.edits[0].composed) == (f"See [@{ids['a']}] and [@c].", f"[@{ids['b']}]")
    assert (copy.edits[0].by, copy.edits[0].at) == ("Sam", original.edits[0].at)
    assert [waiver.subject for waiver in copy.waivers] == [
        f"item:{ids['b']}", f"action:{copy.actions[0].id}", "section:strengths",
    ]  # fmt: skip
    assert store.get("here") == original


def test_a_second_import_leads_links_citations_and_waivers_to_its_own_ids(store: Store, action: PlanAction) -> None:
    store.save_section("here", "strengths", "See [@a], not [@elsewhere].", composed="", by="Sam")
    store.waive("here", "no-date", "item:a", "It is standing", by="Sam")
    store.waive("here", "no-date", "action:tell", "It is standing", by="Sam")
    first = store.get("here")
    second = store.add(first)
    ids = {was.id: new.id for was, new in zip(first.evidence, second.evidence, strict=True)}
    assert [one.evidence for one in second.actions] == [[ids["a"], ids["b"]], []]
    assert second.edits[0].text == f"See [@{ids['a']}], not [@elsewhere]."
    assert second.waivers == [
        Waiver.model_validate(first.waivers[0].model_dump() | {"subject": f"item:{ids['a']}"}),
        Waiver.model_validate(first.waivers[1].model_dump() | {"subject": f"action:{second.actions[1].id}"}),
    ]
    assert store.get("here") == first

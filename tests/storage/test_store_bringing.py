"""What comes back from a workbook goes in whole, or not at all."""

import pytest

from rubric.errors import BadInput, Conflict, NotFound, RubricError
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.storage import Store


@pytest.fixture
def planned(store: Store, assessment: Assessment) -> Assessment:
    """The assessment with one line in its plan."""
    store.add_action("here", PlanAction(id="ask", text="Ask carers", evidence=["a"]))
    return store.get("here")


def test_items_and_actions_come_in_together_and_former_values_stay(store: Store, planned: Assessment) -> None:
    saved = store.bring_in(
        "here",
        added=[EvidenceItem(id="new", aspect="feedback", text="New"), EvidenceItem(aspect="culture", text="Also new")],
        changed={"a": {"text": "Changed", "action.owner": "Kim"}, "b": {"text": "Second"}},
        actions_added=[PlanAction(id="tell", text="Report", evidence=["new"])],
        actions_changed={"ask": {"owner": "Sam", "evidence": ["a", "new"]}},
        seen=planned,
    )
    kept = store.get("here")
    assert [item.text for item in kept.items_of("feedback")] == ["Changed", "Second", "Third", "New"]
    assert [item.text for item in kept.items_of("culture")] == ["Elsewhere", "Also new"]
    assert [(one.text, one.owner, one.evidence) for one in kept.actions] == [
        ("Ask carers", "Sam", ["a", "new"]), ("Report", "", ["new"]),
    ]  # fmt: skip
    assert {was.field: was.old for was in store.history("here", "a")} == {
        "text": "First", "action": None, "action.owner": "",
    }  # fmt: skip
    assert {was.field for was in store.action_history("here", "ask")} == {"owner", "evidence"}
    assert kept.updated == saved.at


def test_bringing_in_what_is_there_already_changes_nothing(store: Store, planned: Assessment) -> None:
    revisions = store.revisions("here")
    store.bring_in(
        "here",
        changed={item.id: item.model_dump(exclude={"id"}) for item in planned.evidence},
        actions_changed={one.id: one.model_dump(exclude={"id"}) for one in planned.actions},
        seen=planned,
    )
    assert store.get("here") == planned
    assert store.revisions("here") == revisions


@pytest.mark.parametrize(
    ("bad", "wrong"),
    [
        ({"changed": {"b": {"source_date": "soon"}}}, BadInput),
        ({"changed": {"nowhere": {"text": "x"}}}, NotFound),
        ({"added": [EvidenceItem(id="a", aspect="culture")]}, Conflict),
        ({"actions_added": [PlanAction(id="ask")]}, Conflict),
        ({"actions_changed": {"ask": {"status": "stuck"}}}, BadInput),
    ],
)
def test_where_one_part_does_not_fit_nothing_comes_in(
    store: Store, planned: Assessment, bad: dict[str, object], wrong: type[RubricError]
) -> None:
    whole: dict[str, object] = {"changed": {"a": {"text": "Never kept"}}, "added": [EvidenceItem(aspect="culture")]}
    with pytest.raises(wrong):
        store.bring_in("here", **whole | bad)  # type: ignore[arg-type]
    assert store.get("here") == planned


def test_what_somebody_changed_since_the_comparison_is_not_overwritten(store: Store, planned: Assessment) -> None:
    store.save_item("here", "a", {"text": "Theirs"})
    store.save_action("here", "ask", {"owner": "Theirs"})
    now = store.get("here")
    with pytest.raises(Conflict, match=r"^Text of an item was changed by somebody else since .*\.$") as refused:
        store.bring_in("here", changed={"a": {"text": "Mine"}}, seen=planned)
    assert refused.value.theirs == {"text": "Theirs"}
    with pytest.raises(Conflict):
        store.bring_in("here", changed={"b": {"text": "B"}}, actions_changed={"ask": {"owner": "Mine"}}, seen=planned)
    assert store.get("here") == now
    store.bring_in("here", changed={"a": {"figures": "12 of 40", "text": "Theirs"}}, seen=planned)
    assert store.get("here").evidence[0].model_dump(include={"text", "figures"}) == {
        "text": "Theirs", "figures": "12 of 40",
    }  # fmt: skip


def test_an_added_item_or_action_that_was_removed_here_is_put_back_with_what_is_given(
    store: Store, planned: Assessment
) -> None:
    store.remove_item("here", "a")
    store.remove_action("here", "ask")
    store.bring_in(
        "here",
        added=[EvidenceItem(id="a", aspect="feedback", text="Back again")],
        actions_added=[PlanAction(id="ask", text="Ask carers and people", evidence=["a"])],
    )
    kept = store.get("here")
    assert [item.text for item in kept.items_of("feedback")] == ["Back again", "Second", "Third"]
    assert [(one.text, one.evidence) for one in kept.actions] == [("Ask carers and people", ["a"])]
    assert ("text", "First") in [(was.field, was.old) for was in store.history("here", "a")]


def test_ids_that_another_assessment_has_give_way_and_links_follow(store: Store, planned: Assessment) -> None:
    other = store.create(council="", title="Other", framework_version="")
    store.add_action(other.id, PlanAction(id="theirs"))
    store.bring_in(
        other.id,
        added=[EvidenceItem(id="a", aspect="culture", text="Mine")],
        actions_added=[PlanAction(id="ask", text="Act", evidence=["a", "gone"])],
        actions_changed={"theirs": {"evidence": ["a"]}},
    )
    kept = store.get(other.id)
    (item,) = kept.evidence
    assert item.id != "a"
    assert [one.evidence for one in kept.actions] == [[item.id], [item.id, "gone"]]
    assert "ask" not in {one.id for one in kept.actions}
    assert store.get("here") == planned

"""What comes back from a workbook goes in whole, or not at all."""

import pytest

from rubric.errors import BadInput, Conflict, NotFound, RubricError
from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.storage import Store

SEEN = {"a": 1, "b": 1, "c": 1, "z": 1}
ACTIONS_SEEN = {"ask": 1}


@pytest.fixture
def planned(store: Store, assessment: Assessment) -> Assessment:
    """The assessment with one line in its plan."""
    store.plan.add("here", PlanAction(id="ask", text="Ask carers", evidence=["a"]))
    return store.assessments.get("here")


def test_items_and_actions_come_in_together_and_former_values_stay(store: Store, planned: Assessment) -> None:
    saved = store.assessments.bring_in(
        "here",
        added=[EvidenceItem(id="new", aspect="feedback", text="New"), EvidenceItem(aspect="culture", text="Also new")],
        changed={"a": {"text": "Changed", "action.owner": "Kim"}, "b": {"text": "Second"}},
        actions_added=[PlanAction(id="tell", text="Report", evidence=["new"])],
        actions_changed={"ask": {"owner": "Sam", "evidence": ["a", "new"]}},
        seen=SEEN,
        actions_seen=ACTIONS_SEEN,
    )
    kept = store.assessments.get("here")
    assert [item.text for item in kept.items_of("feedback")] == ["Changed", "Second", "Third", "New"]
    assert [item.text for item in kept.items_of("culture")] == ["Elsewhere", "Also new"]
    assert [(one.text, one.owner, one.evidence) for one in kept.actions] == [
        ("Ask carers", "Sam", ["a", "new"]), ("Report", "", ["new"]),
    ]  # fmt: skip
    assert {was.field: was.old for was in store.items.history("here", "a")} == {
        "text": "First", "action": None, "action.owner": "",
    }  # fmt: skip
    assert {was.field for was in store.plan.history("here", "ask")} == {"owner", "evidence"}
    assert kept.updated == saved.at


def test_bringing_in_what_is_there_already_changes_nothing(store: Store, planned: Assessment) -> None:
    revisions = store.items.revisions("here")
    store.assessments.bring_in(
        "here",
        changed={item.id: item.model_dump(exclude={"id"}) for item in planned.evidence},
        actions_changed={one.id: one.model_dump(exclude={"id"}) for one in planned.actions},
        seen=SEEN,
        actions_seen=ACTIONS_SEEN,
    )
    assert store.assessments.get("here") == planned
    assert store.items.revisions("here") == revisions


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
        store.assessments.bring_in("here", **whole | bad)  # type: ignore[arg-type]
    assert store.assessments.get("here") == planned


def test_what_somebody_changed_since_the_comparison_is_not_overwritten(store: Store, planned: Assessment) -> None:
    store.items.save("here", "a", {"text": "Theirs"})
    store.plan.save("here", "ask", {"owner": "Theirs"})
    now = store.assessments.get("here")
    with pytest.raises(Conflict, match=r"^Text of an item was changed by somebody else since .*\.$") as refused:
        store.assessments.bring_in("here", changed={"a": {"text": "Mine"}}, seen=SEEN)
    assert refused.value.theirs == {"text": "Theirs"}
    with pytest.raises(Conflict):
        store.assessments.bring_in(
            "here",
            changed={"b": {"text": "B"}},
            seen=SEEN,
            actions_changed={"ask": {"owner": "Mine"}},
            actions_seen=ACTIONS_SEEN,
        )
    assert store.assessments.get("here") == now
    store.assessments.bring_in("here", changed={"a": {"figures": "12 of 40", "text": "Theirs"}}, seen=SEEN)
    assert store.assessments.get("here").evidence[0].model_dump(include={"text", "figures"}) == {
        "text": "Theirs", "figures": "12 of 40",
    }  # fmt: skip


def test_an_added_item_or_action_that_was_removed_here_is_put_back_with_what_is_given(
    store: Store, planned: Assessment
) -> None:
    store.items.remove("here", "a")
    store.plan.remove("here", "ask")
    store.assessments.bring_in(
        "here",
        added=[EvidenceItem(id="a", aspect="feedback", text="Back again")],
        actions_added=[PlanAction(id="ask", text="Ask carers and people", evidence=["a"])],
    )
    kept = store.assessments.get("here")
    assert [item.text for item in kept.items_of("feedback")] == ["Back again", "Second", "Third"]
    assert [(one.text, one.evidence) for one in kept.actions] == [("Ask carers and people", ["a"])]
    assert ("text", "First") in [(was.field, was.old) for was in store.items.history("here", "a")]


def test_ids_that_another_assessment_has_give_way_and_links_follow(store: Store, planned: Assessment) -> None:
    other = store.assessments.create(council="", title="Other", framework_version="")
    store.plan.add(other.id, PlanAction(id="theirs"))
    store.assessments.bring_in(
        other.id,
        added=[EvidenceItem(id="a", aspect="culture", text="Mine")],
        actions_added=[PlanAction(id="ask", text="Act", evidence=["a", "gone"])],
        actions_changed={"theirs": {"evidence": ["a"]}},
    )
    kept = store.assessments.get(other.id)
    (item,) = kept.evidence
    assert item.id != "a"
    assert [one.evidence for one in kept.actions] == [[item.id], [item.id, "gone"]]
    assert "ask" not in {one.id for one in kept.actions}
    assert store.assessments.get("here") == planned

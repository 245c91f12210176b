"""What a thing said before: who changed it, and the way back to any revision as a new one; receipts of what is gone."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rubric.evidence.fields import record_name
from rubric.evidence.model import Action, Assessment, EvidenceItem, PlanAction, now
from rubric.storage import Change, Store
from rubric.storage.edits import differing, edited, former_values
from rubric.storage.versions import item_changes_back


def item(store: Store) -> EvidenceItem:
    return store.assessments.get("here").evidence[0]


def test_a_change_is_kept_with_who_made_it(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"text": "Mine"}, by="Sam")
    store.items.save("here", "a", {"text": "Ours"})
    store.plan.add("here", PlanAction(id="plan", text="Ask"))
    store.plan.save("here", "plan", {"owner": "Kim"}, by="Kim")
    store.assessments.save("here", {"title": "Another"}, by="Lee")
    store.assessments.bring_in("here", changed={"b": {"text": "From a workbook"}}, by="Ana")
    assert [(one.old, one.by) for one in store.items.history("here", "a")] == [("Mine", ""), ("First", "Sam")]
    assert [(one.old, one.by) for one in store.items.history("here", "b")] == [("Second", "Ana")]
    assert [(one.field, one.by) for one in store.plan.history("here", "plan")] == [("owner", "Kim")]
    assert [(one.old, one.by) for one in store.assessments.history("here")] == [("Year one", "Lee")]


def test_going_back_is_a_new_revision_and_loses_nothing(store: Store, assessment: Assessment) -> None:
    states = [assessment.evidence[0]]
    record = record_name("r")
    for changes in (
        {"text": "Two", "owner": "Sam"},
        {"action.text": "Widen it", "action.due": date(2026, 5, 1)},
        {"action.owner": "Kim", "source_date": date(2026, 3, 31)},
        {"action": None},
        {record: {"voice": "people", "said": "They told us"}},
        {f"{record}.said": "They told us twice", "voices": ["people", "partners"]},
        {record: None},
    ):
        store.items.save("here", "a", changes)
        states.append(item(store))
    for number in (5, 3, 1, 4, 6, 2, 7, 8):
        seen = store.items.revisions("here")["a"]
        back = store.items.changes_back("here", "a", number)
        saved = store.items.save("here", "a", back, seen=seen, by="Sam")
        assert item(store) == states[number - 1], number
        assert saved.revision == seen + 1
    assert {one.old for one in store.items.history("here", "a") if one.field == "text"} == {"First", "Two"}


def test_going_back_leaves_an_item_where_it_stands(store: Store, assessment: Assessment) -> None:
    store.items.save("here", "a", {"text": "Two"})
    store.items.move("here", "a", aspect="culture")
    assert store.items.changes_back("here", "a", 1) == {"text": "First"}


def test_an_action_goes_back_too(store: Store, assessment: Assessment) -> None:
    store.plan.add("here", PlanAction(id="plan", text="Ask", due=date(2026, 5, 1)))
    store.plan.save("here", "plan", {"text": "Ask again", "due": None})
    store.plan.save("here", "plan", {"status": "done"})
    back = store.plan.changes_back("here", "plan", 1)
    store.plan.save("here", "plan", back)
    assert store.assessments.get("here").actions == [PlanAction(id="plan", text="Ask", due=date(2026, 5, 1))]


texts = st.text("abc", max_size=2)
steps = st.one_of(st.none(), st.builds(Action, text=texts, owner=texts))
changed = st.lists(
    st.one_of(
        st.fixed_dictionaries({"text": texts}, optional={"owner": texts}),
        st.fixed_dictionaries({"action": steps}),
        st.fixed_dictionaries({"action.owner": texts}, optional={"text": texts}),
    ),
    max_size=8,
)


@given(changed)
def test_every_state_that_an_item_was_in_is_found_again(made: list[dict[str, Any]]) -> None:
    kept = EvidenceItem(id="a", aspect="feedback")
    states, history = [kept], list[Change]()
    for changes in made:
        after = edited(kept, changes)
        if after == kept:
            continue
        rows = former_values(kept, differing(kept, after), "here", len(states), now())
        newest = [Change(field=row.field, old=row.old, revision=len(states), at=now()) for row in reversed(rows)]
        kept, history = after, newest + history
        states.append(kept)
    for number, state in enumerate(states, start=1):
        assert edited(kept, item_changes_back(kept, history, number)) == state


def test_what_is_erased_leaves_a_receipt_without_words(store: Store, assessment: Assessment) -> None:
    store.items.remove("here", "a")
    assert store.purge(older_than=timedelta(days=30)).total == 0
    assert store.receipts() == []
    store.purge(older_than=timedelta(0))
    store.assessments.remove("here")
    store.purge(older_than=timedelta(0))
    last, first = store.receipts()
    assert (first.erased.items, first.erased.assessments, first.days) == (1, 0, 0)
    assert last.erased.assessments == 1
    assert first.at < last.at
    assert "First" not in str(store.receipts())

"""What is read again of an assessment is what is stored, though only what was changed is read anew."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.engine import Engine

from rubric.evidence.model import Assessment, EvidenceItem, PlanAction
from rubric.storage import Store

_CHANGES = (
    "item saved",
    "item added",
    "item removed",
    "item restored",
    "moved",
    "put before",
    "plan",
    "section",
    "details",
    "erased",
)


def _change(store: Store, what: str, number: int) -> None:
    items = [item.id for item in store.assessments.get("here").evidence]
    if what == "item saved" and items:
        store.items.save("here", items[number % len(items)], {"text": f"Said {number}"})
    elif what == "item added":
        store.items.add("here", EvidenceItem(aspect="culture", text=f"New {number}"))
    elif what == "item removed" and items:
        store.items.remove("here", items[number % len(items)])
    elif what == "item restored":
        for item in store.items.removed("here")[:1]:
            store.items.restore("here", item.id)
    elif what == "moved" and items:
        store.items.move("here", items[number % len(items)], aspect="workforce")
    elif what == "put before" and len(items) > 1:
        store.items.move("here", items[0], before=items[1 + number % (len(items) - 1)])
    elif what == "plan":
        store.plan.add("here", PlanAction(text=f"Do {number}"))
    elif what == "section":
        store.draft.save("here", "opening", {"text": f"In our words {number}"}, by="A. Example")
    elif what == "details":
        store.assessments.save("here", {"title": f"Title {number}"})
    elif what == "erased":
        store.purge(older_than=timedelta(0))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(changes=st.lists(st.tuples(st.sampled_from(_CHANGES), st.integers(0, 20), st.booleans()), max_size=8))
def test_it_is_what_is_read_for_the_first_time(store: Store, changes: list[tuple[str, int, bool]]) -> None:
    for former in store.assessments.summaries():
        store.assessments.remove(former.id)
    store.purge(older_than=timedelta(0))
    evidence = [EvidenceItem(id=f"item-{n}", aspect="feedback", text=f"Item {n}", position=n) for n in range(4)]
    store.assessments.add(Assessment(id="here", council="Exampleshire", title="Year one", evidence=evidence))
    last = store.assessments.opened("here")
    for what, number, looked_at in changes:
        _change(store, what, number)
        if looked_at:
            last = store.assessments.opened("here", last)
            assert last == store.assessments.opened("here")
    assert store.assessments.opened("here", last) == store.assessments.opened("here")


def test_an_item_that_was_not_changed_is_not_read_again(store: Store, assessment: Assessment) -> None:
    last = store.assessments.opened(assessment.id)
    store.items.save(assessment.id, "b", {"text": "Second, reworded"})
    again = store.assessments.opened(assessment.id, last)
    before, after = ({item.id: item for item in one.assessment.evidence} for one in (last, again))
    assert [key for key in after if after[key] is not before[key]] == ["b"]
    assert after["b"].text == "Second, reworded"
    assert again.items["b"] == last.items["b"] + 1


def test_items_that_others_were_put_between_stand_where_they_stand_now(store: Store, assessment: Assessment) -> None:
    last = store.assessments.opened(assessment.id)
    for _ in range(60):  # the room between two is halved each time, until all are numbered anew
        store.items.move(assessment.id, "c", before="b")
        store.items.move(assessment.id, "a", before="c")
        store.items.move(assessment.id, "b", before="a")
    assert store.assessments.opened(assessment.id, last) == store.assessments.opened(assessment.id)


def test_many_changed_ones_are_read_as_one(store: Store) -> None:
    evidence = [EvidenceItem(id=f"item-{n}", aspect="feedback", text=f"Item {n}", position=n) for n in range(300)]
    store.assessments.add(Assessment(id="here", council="Exampleshire", title="Year one", evidence=evidence))
    last = store.assessments.opened("here")
    store.several.change("here", list(last.items), "source", "A minute", seen=last.items)
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        again = store.assessments.opened("here", last)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert {item.source for item in again.assessment.evidence} == {"A minute"}
    assert len(asked) < 15

"""The plan as one list: what is in it, in which order, and what is late."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rubric.evidence import Action, ActionStatus, Assessment, EvidenceItem, PlanAction
from rubric.evidence.plan import SOON, Keeper, Line, about, in_order, plan_lines, tally, with_status

ON = date(2026, 11, 21)


def line(**fields: object) -> Line:
    values = {"keeper": Keeper.PLAN, "id": "a", "text": "Ask carers", "owner": "Ana", "due": ON, "measure": "Half"}
    return Line.model_validate(values | {"status": ActionStatus.NOT_STARTED} | fields)


lines = some.builds(
    line,
    id=some.text(min_size=1, max_size=3),
    due=some.none() | some.dates(),
    status=some.sampled_from(ActionStatus),
    owner=some.sampled_from(["", "Ana"]),
)


def test_actions_of_the_plan_and_next_steps_of_items_stand_in_one_list() -> None:
    item = EvidenceItem(aspect="feedback", text="A gap", action=Action(text="Write", due=date(2027, 1, 1)))
    action = PlanAction(text="Ask", evidence=[item.id, "gone"], aspects=["culture"], origin="silent:culture")
    first, second = plan_lines(Assessment(evidence=[item], actions=[action]))
    assert (first.keeper, first.id, first.text, first.aspects) == (Keeper.ITEM, item.id, "Write", ("feedback",))
    assert (second.keeper, second.id, second.origin) == (Keeper.PLAN, action.id, "silent:culture")
    assert second.evidence == (item.id,), "a link to an item that is gone is not shown"


def test_a_step_counts_as_soon_as_any_part_of_it_is_typed() -> None:
    begun = EvidenceItem(aspect="culture", action=Action(owner="Ana"))
    empty = EvidenceItem(aspect="culture", action=Action())
    assert [one.id for one in plan_lines(Assessment(evidence=[begun, empty]))] == [begun.id]


def test_an_item_and_an_action_with_one_id_are_two_lines() -> None:
    item = EvidenceItem(id="x", aspect="culture", action=Action(text="Write"))
    keys = {one.key for one in plan_lines(Assessment(evidence=[item], actions=[PlanAction(id="x")]))}
    assert keys == {"item-x", "plan-x"}


@given(some.lists(lines))
def test_what_is_due_first_comes_first_then_what_has_no_date_then_what_is_done(given: list[Line]) -> None:
    ordered = in_order(given)
    assert sorted(map(repr, ordered)) == sorted(map(repr, given))
    for one, after in pairwise(ordered):
        assert (one.is_done, one.due is None) <= (after.is_done, after.due is None)
        if one.is_done == after.is_done and one.due and after.due:
            assert one.due <= after.due


@pytest.mark.parametrize(("days", "late"), [(-1, 1), (0, 0), (1, 0), (-400, 400)])
def test_the_day_after_the_date_is_late_and_the_day_itself_is_not(days: int, late: int) -> None:
    one = line(due=ON + timedelta(days=days))
    assert one.days_late(ON) == late
    assert one.is_overdue(ON) == (late > 0)


def test_what_is_done_or_has_no_date_is_never_late_nor_due_soon() -> None:
    for one in (line(due=date(2000, 1, 1), status=ActionStatus.DONE), line(due=None)):
        assert not one.is_overdue(ON)
        assert not one.is_due_soon(ON)


@given(lines, some.dates())
def test_nothing_is_both_overdue_and_due_soon(one: Line, on: date) -> None:
    assert not (one.is_overdue(on) and one.is_due_soon(on))


def test_soon_is_from_today_to_the_thirtieth_day() -> None:
    assert [line(due=ON + timedelta(days=d)).is_due_soon(ON) for d in (-1, 0, SOON.days, SOON.days + 1)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_open_action_says_what_it_lacks_and_a_done_one_lacks_nothing() -> None:
    bare = {"text": " ", "owner": "", "due": None, "measure": "\n"}
    assert line(**bare).missing == ("what will be done", "an owner", "a date", "a measure")
    assert line(**bare, status=ActionStatus.DONE).missing == ()
    assert line().missing == ()


@given(some.lists(lines), some.dates())
def test_the_tally_agrees_with_the_lines(given: list[Line], on: date) -> None:
    found = tally(given, on)
    assert found.open + found.done == len(given)
    assert found.done == len(with_status(given, ActionStatus.DONE))
    assert max(found.overdue + found.soon, found.unready) <= found.open


def test_lines_are_found_by_aspect() -> None:
    both, other = line(aspects=("culture", "feedback")), line(aspects=("feedback",))
    assert about([both, other], "culture") == (both,)
    assert about([both, other], "feedback") == (both, other)

"""Due dates as a calendar file, read back with a calendar library."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar, Component

from rubric.draft.calendar import NO_WORDS, due_dates
from rubric.evidence import ActionStatus, Assessment, EvidenceItem, PlanAction, clean_text, example_assessment
from rubric.evidence.model import Action
from rubric.evidence.plan import plan_lines
from rubric.framework import load

ON = date(2026, 11, 21)
FRAMEWORK = load()


def file_of(*actions: PlanAction, on: date = ON, **fields: object) -> bytes:
    assessment = Assessment(id="an-id", actions=list(actions), updated=datetime(2026, 11, 1, tzinfo=UTC))
    assessment = assessment.model_copy(update=fields)
    return due_dates(plan_lines(assessment), assessment, FRAMEWORK, on)


def events(data: bytes) -> list[Component]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_each_open_action_with_a_date_is_an_event_of_that_whole_day() -> None:
    (event,) = events(file_of(PlanAction(text="Ask carers", due=date(2027, 3, 4)), PlanAction(text="No date")))
    assert event.decoded("dtstart") == date(2027, 3, 4)
    assert event.decoded("dtend") == date(2027, 3, 5)
    assert event["summary"] == "Ask carers"
    assert not event.subcomponents, "no alarm is set"
    assert event["transp"] == "TRANSPARENT"


def test_what_is_done_is_left_out() -> None:
    assert not events(file_of(PlanAction(text="Ask", due=ON, status=ActionStatus.DONE)))


def test_next_steps_of_items_are_in_it_too() -> None:
    assessment = example_assessment()
    dated = [one for one in plan_lines(assessment) if one.due and not one.is_done]
    found = events(due_dates(plan_lines(assessment), assessment, FRAMEWORK, ON))
    assert len(found) == len(dated) > 3


def test_the_description_names_owner_measure_status_and_topics() -> None:
    action = PlanAction(text="Ask", due=ON, owner="Ana, lead", measure="Half; at least", aspects=["feedback", "other"])
    event, _ = events(file_of(action, PlanAction(text="Write", due=ON, status=ActionStatus.UNDER_WAY)))
    text = str(event["description"])
    assert "Owner: Ana, lead" in text
    assert "How we will know: Half; at least" in text
    assert "Status: not started" in text
    assert f"For: {FRAMEWORK.aspect('feedback').title}; other" in text


def test_where_nobody_said_a_status_none_is_told() -> None:
    (event,) = events(file_of(PlanAction(text="Ask", due=ON)))
    assert "Status" not in str(event["description"])


def test_what_is_overdue_says_so() -> None:
    (event,) = events(file_of(PlanAction(text="Ask", due=ON - timedelta(days=1))))
    assert event["summary"] == "Overdue: Ask"
    assert "is overdue on 21 November 2026" in str(event["description"])
    (today,) = events(file_of(PlanAction(text="Ask", due=ON)))
    assert today["summary"] == "Ask"


def test_an_event_keeps_its_id_when_the_action_changes_and_no_two_share_one() -> None:
    before = PlanAction(id="a", text="Ask", due=ON)
    after = before.model_copy(update={"text": "Ask again", "due": ON + timedelta(days=9)})
    assert events(file_of(before))[0]["uid"] == events(file_of(after))[0]["uid"]
    item = EvidenceItem(id="a", aspect="culture", action=Action(text="Write", due=ON))
    found = events(file_of(before, evidence=[item]))
    assert len({str(event["uid"]) for event in found}) == 2


def test_the_same_plan_gives_the_same_bytes() -> None:
    action = PlanAction(id="a", text="Ask", due=ON)
    assert file_of(action) == file_of(action)


def test_a_plan_without_dates_is_still_a_calendar() -> None:
    assert Calendar.from_ical(file_of(PlanAction(text="Ask")))["version"] == "2.0"


def test_lines_are_short_enough_for_every_calendar() -> None:
    data = file_of(PlanAction(text="Ünïcode " * 200, due=ON))
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75


def test_a_long_action_is_whole_in_the_description_and_cut_in_the_summary() -> None:
    text = " ".join(f"word{at}" for at in range(200))
    (event,) = events(file_of(PlanAction(text=text, due=ON)))
    assert text in str(event["description"])
    assert len(str(event["summary"]).split()) < 30


@pytest.mark.parametrize("due", [date.min, date.max])
def test_the_first_and_last_dates_there_are_come_through(due: date) -> None:
    (event,) = events(file_of(PlanAction(text="Ask", due=due), on=due))
    assert event.decoded("dtstart") == due


def told(data: bytes, name: str) -> str:
    """What the one event says under this name, unescaped as RFC 5545 asks: the library misreads a typed \\n."""
    unfolded = data.decode().replace("\r\n ", "")
    (line,) = re.findall(rf"^{name}:(.*)$", unfolded[unfolded.index("BEGIN:VEVENT") :], re.MULTILINE)
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], line.rstrip("\r"))


def test_a_path_with_backslashes_stays_a_path() -> None:
    path = r"S:\North\notes; see \\server\new, \,"
    data = file_of(PlanAction(text=f"File it in {path}", owner=path, due=ON))
    assert told(data, "SUMMARY") == f"File it in {path}"
    assert f"Owner: {path}\n" in told(data, "DESCRIPTION")


typed = some.text(max_size=60) | some.text("\\;,:\"'\n\r\t\x00\x0b nN​‮é🙂BEGIN:VEVENT", max_size=60)


@given(typed, typed, typed)
def test_whatever_is_typed_comes_back_as_it_was_and_makes_no_event_of_its_own(text: str, who: str, how: str) -> None:
    data = file_of(PlanAction(text=text, owner=who, measure=how, due=ON), title=text)
    assert len(events(data)) == 1
    assert told(data, "SUMMARY") == (" ".join(clean_text(text).split()) or NO_WORDS)
    description = told(data, "DESCRIPTION")
    assert clean_text(text).strip() in description
    assert " ".join(clean_text(who).split()) in description
    assert clean_text(how).strip() in description

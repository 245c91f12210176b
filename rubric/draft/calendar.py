"""The plan's due dates as a calendar file (.ics), for Outlook and other calendars.

Each open action with a date is an event of a whole day that keeps nobody from being invited elsewhere. Outlook shows
events and not tasks (VTODO) from such a file. No alarm is set: whoever wants to be reminded chooses when.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from icalendar import Calendar, Event, vText

from rubric.draft.steps import STATUS, is_kept
from rubric.english import cut, flat, long_date
from rubric.evidence.model import Assessment
from rubric.evidence.plan import Line, plan_lines
from rubric.evidence.stated import stated
from rubric.evidence.text import clean_text
from rubric.framework.model import Framework

NO_WORDS = "An action with no words yet"
_LONGEST_SUMMARY = 25  # words; the description holds the whole
_PRODUCT = "-//rubric//Improvement plan//EN"


class _EscapedText(vText):
    """Text escaped as RFC 5545, section 3.3.11 asks, and no more.

    The library takes a typed backslash and "N" for a line break, as in the path of a file: S:\\North becomes two lines.
    """

    def to_ical(self) -> bytes:
        escaped = self.translate({ord(sign): f"\\{sign}" for sign in "\\;,"} | {ord("\n"): r"\n"})
        return escaped.encode()


def due_dates(lines: Iterable[Line], assessment: Assessment, framework: Framework, on: date) -> bytes:
    """The open actions among `lines` that have a date, as an iCalendar file (RFC 5545); overdue means due before `on`.

    An event's id stays the same from file to file, so that a calendar brings it up to date instead of doubling it.
    The same plan gives the same bytes.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    name = _plain(f"Improvement plan: {stated(assessment.title) or stated(assessment.council) or 'untitled'}")
    calendar.add("x-wr-calname", _EscapedText(name))
    kept = is_kept(plan_lines(assessment))
    for line in lines:
        if not line.is_done and line.due is not None:
            calendar.add_component(_event(line, line.due, assessment, framework, on, kept=kept))
    data: bytes = calendar.to_ical()
    return data


def _event(line: Line, due: date, assessment: Assessment, framework: Framework, on: date, *, kept: bool) -> Event:
    event = Event()
    event.add("uid", f"{line.key}@{assessment.id}.rubric")
    event.add("dtstamp", assessment.updated)  # not the clock: the same plan gives the same file
    event.add("last-modified", assessment.updated)
    event.add("dtstart", due)
    if due < date.max:  # without an end, a date is that one day
        event.add("dtend", due + timedelta(days=1))
    summary = cut(_plain(line.text), _LONGEST_SUMMARY) or NO_WORDS
    event.add("summary", _EscapedText(f"Overdue: {summary}" if line.is_overdue(on) else summary))
    event.add("description", _EscapedText(_description(line, due, framework, on, kept=kept)))
    event.add("transp", "TRANSPARENT")
    return event


def _description(line: Line, due: date, framework: Framework, on: date, *, kept: bool) -> str:
    titles = {aspect.id: aspect.title for aspect in framework.aspects}
    late = f"It was due on {long_date(due)} and is overdue on {long_date(on)}." if line.is_overdue(on) else ""
    parts = (
        _clean(line.text),
        late,
        f"Owner: {_plain(line.owner) or 'to be agreed'}",
        f"How we will know: {_clean(line.measure) or 'to be agreed'}",
        f"Status: {STATUS[line.status].lower()}" if kept else "",
        f"For: {'; '.join(titles.get(aspect, _plain(aspect)) for aspect in line.aspects)}" if line.aspects else "",
    )
    return "\n".join(part for part in parts if part)


def _clean(text: str) -> str:
    return clean_text(text).strip()


def _plain(text: str) -> str:
    return flat(clean_text(text))

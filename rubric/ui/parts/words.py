"""How things are said on the screens: times, counts, and other people's text shown exactly as it was typed."""

import html
import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from rubric.framework import Framework, Voice
from rubric.settings import settings

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # every ASCII punctuation mark: Markdown lets each be escaped

ONLY_US = "only_us"
ONLY_US_LABEL = "Only us so far"


def literal(text: str) -> str:
    """Text for a Streamlit label or Markdown that shows as it was typed: no emphasis, maths, link, emoji or HTML.

    Line ends become spaces, so that no line can start a list or a heading.
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def safe(text: str) -> str:
    """Text for our own HTML that shows as it was typed."""
    return html.escape(text, quote=True)


def shortened(text: str, most: int = 80) -> str:
    """The first words of a text, on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + "…"


def clock(at: datetime) -> str:
    """The time of day in the reader's time zone: "14:02"; with the date where that is not today."""
    zone = _zone()
    there = at.astimezone(zone)
    if there.date() == datetime.now(zone).date():
        return f"{there:%H:%M}"
    return f"{there:%H:%M} on {day(there.date())}"


def day(on: date) -> str:
    """A date as it is written here: "3 March 2026"."""
    return f"{on.day} {on:%B %Y}"


def count(number: int, thing: str, many: str = "") -> str:
    """ "1 item", "31 items"."""
    return f"{number} {thing if number == 1 else many or thing + 's'}"


def kept_for() -> str:
    """How long what was deleted is kept before it is erased for good: "90 days"."""
    return count(settings().keep_deleted_days, "day")


def erased_after() -> str:
    """What to say beside something that was just removed."""
    return f"It is erased for good after {kept_for()}."


def percent(share: float) -> str:
    """A chance in whole per cent; small ones as "under 1%", never as nothing."""
    return "under 1%" if 0 < share < 0.005 else f"{share:.0%}"


def signed(effect: float) -> str:
    """ "+0.21", "−0.17"."""
    return f"{effect:+.2f}".replace("-", "−")


def lower(text: str) -> str:
    """A label inside a sentence; initials such as "CQC" are left alone."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def listed(things: list[str]) -> str:
    """ "people, partners and staff"."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}" if things else ""


def confirmed_by(voices: list[Voice] | None, framework: Framework) -> str:
    """Who confirms an item, in words."""
    if voices is None:
        return "not answered who confirms it"
    if not voices:
        return "only us so far"
    return "confirmed by " + listed(
        [lower(framework.voices[voice].label) for voice in framework.voices if voice in voices]
    )


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def now() -> datetime:
    return datetime.now(UTC)

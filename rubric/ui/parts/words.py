"""Other people's text shown on a screen exactly as it was typed, and the time of day where the reader is."""

import html
import re
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from rubric.english import count, flat, long_date
from rubric.settings import settings

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # every ASCII punctuation mark: Markdown lets each be escaped


def literal(text: str) -> str:
    """Text for a Streamlit label or Markdown that shows as it was typed: no emphasis, maths, link, emoji or HTML.

    Line ends become spaces, so that no line can start a list or a heading.
    """
    return _MARKS.sub(r"\\\1", flat(text))


def safe(text: str) -> str:
    """Text escaped for our own HTML, also inside attributes."""
    return html.escape(text, quote=True)


def clock(at: datetime) -> str:
    """The time of day in the reader's time zone: "14:02"; with the date where that is not today. `at` has a zone."""
    zone = _zone()
    local = at.astimezone(zone)
    if local.date() == datetime.now(zone).date():
        return f"{local:%H:%M}"
    return f"{local:%H:%M} on {long_date(local.date())}"


def _zone() -> ZoneInfo:
    try:
        return ZoneInfo(st.context.timezone or "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def kept_for() -> str:
    """How long what was deleted is kept before it is erased for good: "90 days"."""
    return count(settings().keep_deleted_days, "day")


def erased_after() -> str:
    """The sentence shown beside something that was just removed: when it is erased for good."""
    return f"It is erased for good after {kept_for()}."

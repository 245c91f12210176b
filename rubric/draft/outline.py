"""The headings are our own; the second and the last two are left out where their sections are empty.

The lengths follow the sector's advice for self-assessments, short, purposeful and led by action (LGA and PCH guide,
part one, March 2024; lessons from the first councils assessed); the figures themselves are our own judgement, and come
to 700 to 1,150 words for one quality statement, evidence list and answers to a last report or peer challenge aside.
"""

from typing import NamedTuple

TOTAL = (700, 1150)


class Outline(NamedTuple):
    """One heading: its id, its words and its budget (from, to)."""

    id: str
    heading: str
    budget: tuple[int, int] | None


POSITION = Outline("position", "Our position in brief", (80, 120))
SINCE = Outline("since", "Since our last assessment", None)
VOICES = Outline("voices", "What people, carers, staff and partners tell us", (120, 220))
STRENGTHS = Outline("strengths", "Our strengths", (220, 350))
AREAS = Outline("areas", "Areas for development", (150, 320))
ACTIONS = Outline("actions", "What we are doing next", (120, 200))
EVIDENCE = Outline("evidence", "How we know: evidence list", None)
FURTHER = Outline("further", "Our other next steps", None)
BAND = Outline("band", "Annex: predicted band", None)

OUTLINE = (POSITION, SINCE, VOICES, STRENGTHS, AREAS, ACTIONS, EVIDENCE, FURTHER, BAND)

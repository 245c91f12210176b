"""What one person's browser session remembers between clicks whatever page it is on, apart from what widgets hold.

Ids, and what the widgets were last drawn with; the words themselves are in the store. What one feature alone remembers
is in that feature's own `desk.py`, and found by its class (`session.feature`).
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Opened:
    """What is open, by id, "" where nothing is. The address names it by these very names."""

    assessment: str = ""
    aspect: str = ""
    item: str = ""
    report: str = ""
    section: str = ""  # of the draft, in front
    edit: str = ""  # the same section, where it is open for editing
    action: str = ""  # the line of the plan, by its key


@dataclass(frozen=True)
class Gone:
    """Something removed that can be restored: an item of an assessment, or (item "") all of it. `label` names it."""

    assessment: str
    item: str
    label: str


class PerAssessment:
    """Base of what a feature remembers about the open assessment: discarded when another one is opened."""


@dataclass
class Drawn(PerAssessment):
    """The revisions of what this run draws, by id: items, actions of the plan, and sections of the draft.

    They are read before the assessment: what others change in between then counts as not seen.
    """

    assessment: int = 0  # its own details
    items: dict[str, int] = field(default_factory=dict)
    plan: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)


@dataclass
class Desk:
    """Everything that one session remembers; a new session starts with an empty desk."""

    opened: Opened = field(default_factory=Opened)
    who: str = ""  # the name kept beside what this person changes
    saved_at: datetime | None = None
    redraw: bool = False  # whether the page is to be drawn again after its end
    features: dict[type, object] = field(default_factory=dict)  # what each feature remembers, by its class
    notes: dict[str, str] = field(default_factory=dict)
    notes_drawn: dict[str, float] = field(default_factory=dict)  # places whose note was shown, and when that run ended
    shown: dict[str, object] = field(default_factory=dict)  # what widgets were last drawn with
    # what a widget held before it was set, and when
    replaced: dict[str, tuple[object, float]] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    focus: tuple[int, str] = (0, "")  # a number, and the key of the widget that the focus is to go to
    page: str | None = None  # the page drawn last, by its place in the address
    came_before: str | None = None  # and the one before it, in the first run of a page
    came_from: dict[str, str] = field(default_factory=dict)  # by an item that a link led to: the page with the link
    going_to: str = ""  # the page that a click leads to, until it is there
    going_from: str | None = None  # and where it was clicked
    address: dict[str, str] = field(default_factory=dict)  # what this session last wrote into the address
    # what was in the address before that, and until when
    former_address: dict[str, tuple[str, float]] = field(default_factory=dict)

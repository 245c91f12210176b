"""The desk: all that one person's browser session remembers between clicks, apart from what widgets hold.

Ids, what was drawn last, and what is yet to be settled; the words themselves are in the store.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rubric.ui.unsettled import Unsettled


@dataclass(frozen=True)
class Gone:
    """Something taken away that can still be brought back: an item of an assessment, or (item "") all of it."""

    assessment: str
    item: str
    label: str


@dataclass(frozen=True)
class GoneLine(Gone):
    """A line of the plan that was taken away, as it was: an item whose next step it is gets it back by that."""

    former: Any


@dataclass(frozen=True)
class Brought:
    """What came of one file brought into the library: its sentences stay until they are cleared."""

    name: str
    kind: str  # read, shipped, already, removed, library, wrong
    lines: tuple[str, ...]
    report: str = ""


@dataclass(frozen=True)
class Corrected:
    """One change to the coding of a report that can be undone: a revision, or the findings that were left out."""

    report: str
    revision: int = 0
    left_out: tuple[int, ...] = ()


@dataclass
class Planning:
    """What is going on in the improvement plan of the open assessment. Lines are named by their keys."""

    editing: str = ""
    added: str = ""  # the line that is open because it was just added
    seen: dict[str, int | None] = field(default_factory=dict)  # the revisions of the lines (or their items) as drawn
    removed: GoneLine | None = None
    aside: tuple[str, str, str] | None = None  # the suggestion set aside last: rule, subject, text
    passed: int = 0  # how many suggestions were looked at and passed over


@dataclass
class WordBack:
    """A Word draft that came back and is gone through, difference by difference."""

    assessment: str
    name: str
    returned: Any
    left: set[str] = field(default_factory=set)
    done: list[tuple[str, str, Any]] = field(default_factory=list)  # what was done: "left" or "taken", and how to undo


@dataclass(frozen=True)
class Trial:
    """A template that was looked over and not kept yet; `shown` is the draft made with it, where it is sound."""

    assessment: str
    name: str
    data: bytes
    check: Any
    shown: tuple[Any, ...] = ()


@dataclass
class Rewriting:
    """What is going on in the draft of the open assessment. Sections are named by their ids."""

    editing: str = ""
    seen: dict[str, int] = field(default_factory=dict)  # the revisions of the words drawn last
    before: dict[str, Any] = field(default_factory=dict)  # the edit before the last change here; None: composed


@dataclass(frozen=True)
class Drawn:
    """The revisions of what is drawn, by id: items, actions of the plan, and sections of the draft."""

    items: dict[str, int] = field(default_factory=dict)
    plan: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)


@dataclass
class WorkbookBack:
    """An Excel workbook that came back and is looked through, and the last import, which can be undone."""

    assessment: str = ""
    name: str = ""
    read: Any = None  # the rows as read; None where there is none, or it could not be
    wrong: str = ""
    chosen: dict[str, bool] = field(default_factory=dict)  # what was chosen against the usual, by row or field
    shown: dict[str, int] = field(default_factory=dict)  # the page of each list
    undo: Any = None


@dataclass
class Desk:
    """Everything remembered; a new browser session starts with an empty one."""

    assessment: str = ""
    aspect: str = ""
    editing: str = ""
    panel: str = ""
    removed: Gone | None = None
    deleted: Gone | None = None
    saved_at: datetime | None = None
    again: bool = False  # whether the page, once drawn to its end, is to be drawn anew
    items: Unsettled = field(default_factory=Unsettled)
    lines: Unsettled = field(default_factory=Unsettled)  # of the plan
    sections: Unsettled = field(default_factory=Unsettled)  # of the draft; theirs and yours are edits
    notes: dict[str, str] = field(default_factory=dict)
    noted: dict[str, float] = field(default_factory=dict)  # the places drawn with one, and when that run ended
    drawn: Drawn = field(default_factory=Drawn)
    seen: dict[str, int] = field(default_factory=dict)  # the revisions seen of items, assessments' details and reports
    shown: dict[str, Any] = field(default_factory=dict)  # what widgets were last drawn with
    told: dict[str, tuple[Any, float]] = field(default_factory=dict)  # what one held before it was set, and when
    turns: dict[str, int] = field(default_factory=dict)
    started: tuple[list[str], str, float] = ([], "", 0.0)  # the assessment made last: of which words, its id, and when
    going: str = ""  # the page that a click leads to, until it is there
    leaving: str | None = None  # and where it was clicked
    linked: dict[str, str] = field(default_factory=dict)  # what this session last wrote into the address
    unlinked: dict[str, tuple[str, float]] = field(default_factory=dict)  # what stood there before, and until when
    # the library
    report: str = ""
    who: str = ""  # the name kept beside what this person changes
    brought: list[Brought] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # files of the batch that is being read, by Streamlit's own ids
    unshelved: Gone | None = None
    corrections: list[Corrected] = field(default_factory=list)
    edits: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)  # what each table of findings has sent
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)  # and the findings in it, by number
    untabled: int = 0  # the table of published scores that was taken away last
    plan: Planning = field(default_factory=Planning)
    waiving: str = ""  # the writing note that a reason is being asked for
    word_back: WordBack | None = None
    trial: Trial | None = None
    template_gone: Gone | None = None  # the template removed last: its number is the item
    rewriting: Rewriting = field(default_factory=Rewriting)
    workbook: WorkbookBack = field(default_factory=WorkbookBack)

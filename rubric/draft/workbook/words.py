"""The words of a workbook's choices, from code to label and back, and how an item's values read in its cells."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rubric.draft.steps import STATUS
from rubric.draft.workbook.columns import ONLY_US, Holds, SheetColumn
from rubric.draft.workbook.model import Row
from rubric.evidence import fields
from rubric.evidence.fields import Answer, value_of
from rubric.evidence.model import ActionStatus, EvidenceItem
from rubric.evidence.text import clean_text
from rubric.framework.model import Framework

YES = "Yes"
MOST_CELL = 32_767  # characters in one cell, as Excel counts them: an emoji is two
CUT = "\n[… Cut here: Excel holds no more in one cell. The whole text is kept in the app; change it there.]"
EARLIEST = date(1900, 3, 1)  # Excel's days before this one are not those of the calendar

_STATUSES = {
    ActionStatus.NOT_STARTED: "Agreed, and nobody has begun.",
    ActionStatus.UNDER_WAY: "Somebody is working on it.",
    ActionStatus.DONE: "Finished; say how you know under its measure.",
}
CODES: Mapping[str, type[StrEnum]] = {
    field.name: field.codes
    for field in (*fields.ITEM, *fields.CONFIRMATION, *fields.ACTION)
    if field.answer is Answer.CHOICE and field.codes is not None
}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Choice:
    """One option of a drop-down list."""

    code: str
    label: str
    meaning: str


def choices(name: str, framework: Framework) -> tuple[Choice, ...]:
    """The options of the field `name`, a choice from a list, in order; KeyError for any other."""
    if name.endswith("status"):
        return tuple(Choice(code, STATUS[code], meaning) for code, meaning in _STATUSES.items())
    listed = {
        "polarity": framework.polarities,
        "maturity": framework.maturities,
        "reach": framework.reaches,
        "voice": framework.voices,
    }[name]
    return tuple(Choice(code, listed[code].label, listed[code].definition) for code in CODES[name])  # type: ignore[index]


def label(name: str, code: object, framework: Framework) -> str:
    """The label of a code; the code itself where it has none."""
    return next((choice.label for choice in choices(name, framework) if choice.code == code), str(code))


def aspect_title(aspect: str, framework: Framework) -> str:
    """An aspect's title; its id where the framework has no such aspect."""
    return framework.aspect(aspect).title if aspect in framework.aspect_ids else aspect


def cell_value(
    entry: Row, column: SheetColumn, framework: Framework, links: Mapping[str, str]
) -> str | int | date | None:
    """The content of an entry's cell: text that is legal in a cell, a number, a date, or None for an empty cell.

    `links` gives the name of each item of evidence in a cell, by its id.
    """
    if column.name == "action.status" and isinstance(entry, EvidenceItem) and entry.action is None:
        return None
    return cell_content(value_of(entry, column.name), column, framework, links)


def cell_content(
    value: object, column: SheetColumn, framework: Framework, links: Mapping[str, str]
) -> str | int | date | None:
    """As `cell_value`, for a value of the column's field."""
    if isinstance(value, date):
        return value if value >= EARLIEST else value.isoformat()
    if column.holds is Holds.YES:
        if not isinstance(value, list | tuple):
            return None
        marked = not value if column.key == ONLY_US else column.key.removeprefix("voices.") in value
        return YES if marked else None
    if column.holds is Holds.EITHER:
        return YES if value else None
    if value is None or (column.holds is Holds.COUNT and isinstance(value, int)):
        return value
    text = str(value)
    if column.holds is Holds.CHOICE:
        text = label(column.name, value, framework)
    elif column.holds is Holds.ASPECT:
        text = aspect_title(text, framework)
    elif column.holds is Holds.ASPECTS and isinstance(value, Sequence):
        text = "; ".join(aspect_title(item, framework) for item in value)
    elif column.holds is Holds.LINKS and isinstance(value, Sequence):
        text = "\n".join(links.get(item, item) for item in value)
    return fitted(text) or None


def fitted(text: str) -> str:
    """Text that is legal in a cell: only legal characters, and cut with a note where it is longer than a cell holds."""
    text = clean_text(text)
    if length_in_excel(text) <= MOST_CELL:
        return text
    kept = text.encode("utf-16-le")[: 2 * (MOST_CELL - len(CUT) - 1)].decode("utf-16-le", "ignore")
    return kept + CUT


def length_in_excel(text: str) -> int:
    """The length of a text as Excel counts it: in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def escaped(text: str) -> str:
    """Text for the file: what looks like an escape in it, such as _x0041_, is escaped itself, or Excel reads "A"."""
    return _ESCAPED.sub(r"_x005F_x\1_", text)


def same_text(text: str, other: str) -> bool:
    """Whether two texts are equal, apart from escapes and blanks at the ends, which programs change on saving."""
    return text == other or _bare(text).strip() == _bare(other).strip()


def _bare(text: str) -> str:
    bare = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text.replace("x005F_", ""))
    return clean_text(bare)

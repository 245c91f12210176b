"""The columns of the workbook: one for each field of an item, record or plan action, who confirms it in several."""

from dataclasses import dataclass, replace
from enum import StrEnum

from rubric.evidence import fields
from rubric.evidence.fields import Answer, Field
from rubric.framework.model import Framework
from rubric.framework.words import Voice


class Holds(StrEnum):
    """The type of a column's cells."""

    ID = "id"
    NUMBER = "number"  # the place in the evidence list: for people, and a second name for the row
    TEXT = "text"
    CHOICE = "choice"  # one label of a list
    YES = "yes"  # Yes or nothing: one part of who confirms it
    DATE = "date"
    ASPECT = "aspect"
    ASPECTS = "aspects"
    LINKS = "links"  # items of evidence by number
    COUNT = "count"  # a whole number
    EITHER = "either"  # Yes or nothing: a field of its own


@dataclass(frozen=True)
class SheetColumn:
    """One column.

    `key` is in the hidden row above the headings, `width` is in characters, `field` is the field of its cells where
    that differs from the key.
    """

    key: str
    heading: str
    holds: Holds
    width: int
    hint: str
    field: str = ""

    @property
    def name(self) -> str:
        """The name of its field in `evidence.fields`."""
        return self.field or self.key


ONLY_US = "voices.only_us"
ONLY_US_HEADING = "Only us so far"
_ID = SheetColumn("id", "Id (leave as it is)", Holds.ID, 12, "")
_NUMBER = SheetColumn("number", "Evidence", Holds.NUMBER, 10, "Its number in the evidence list. Leave it as it is.")
_RECORD_NUMBER = replace(_NUMBER, heading="Record", hint="Its number on this sheet. Leave it as it is.")
_RECORD_ITEM = SheetColumn("item", "Evidence it is about", Holds.LINKS, 32, "The number in the evidence list.")
_STEP_NUMBER = replace(_NUMBER, heading="Number", hint="Its number in the plan. Leave it as it is.")

_HOLDS = {
    Answer.WORDS: Holds.TEXT,
    Answer.CHOICE: Holds.CHOICE,
    Answer.DAY: Holds.DATE,
    Answer.ASPECT: Holds.ASPECT,
    Answer.ASPECTS: Holds.ASPECTS,
    Answer.ITEMS: Holds.LINKS,
    Answer.NUMBER: Holds.COUNT,
    Answer.EITHER: Holds.EITHER,
}
_WIDTHS = {
    Holds.TEXT: 32, Holds.CHOICE: 14, Holds.DATE: 14, Holds.ASPECT: 26, Holds.ASPECTS: 26, Holds.LINKS: 46,
    Holds.COUNT: 10, Holds.EITHER: 14,
}  # fmt: skip
_HINTS = {
    Holds.CHOICE: "Choose from the list.",
    Holds.DATE: "A day, such as 31/03/2026.",
    Holds.ASPECTS: "Titles of aspects, with a semicolon between.",
}


def item_columns(framework: Framework, *, with_aspect: bool = False) -> tuple[SheetColumn, ...]:
    """The columns of a sheet of items, in order; `with_aspect` for the sheet that holds more than one aspect's."""
    columns = [_ID, _NUMBER]
    for field in fields.ITEM:
        if field.answer is Answer.CHOICES:
            columns += _confirmed(field, framework)
        elif field.answer not in (Answer.RECORDS, Answer.FILES) and (with_aspect or field.answer is not Answer.ASPECT):
            columns.append(_column(field))
    return tuple(columns)


def record_columns() -> tuple[SheetColumn, ...]:
    """The columns of the sheet of records of what those who confirm an item said, in order."""
    return (_ID, _RECORD_NUMBER, _RECORD_ITEM, *map(_column, fields.CONFIRMATION))


def plan_columns() -> tuple[SheetColumn, ...]:
    """The columns of the sheet of plan actions, in order."""
    return (_ID, _STEP_NUMBER, *map(_column, fields.ACTION))


def _column(field: Field) -> SheetColumn:
    holds = _HOLDS[field.answer]
    width, hint = field.width or _WIDTHS[holds], field.hint or _HINTS.get(holds, "")
    return SheetColumn(field.name, field.heading, holds, width, hint)


def _confirmed(field: Field, framework: Framework) -> list[SheetColumn]:
    """A column for each voice, and one for nobody else."""
    headings = {voice: f"Confirmed by: {framework.voices[voice].label}" for voice in Voice}
    columns = [
        SheetColumn(f"voices.{voice}", heading, Holds.YES, 14, "Yes, or nothing.", field.name)
        for voice, heading in headings.items()
    ]
    hint = "Yes, where nobody else confirms it yet."
    return [*columns, SheetColumn(ONLY_US, ONLY_US_HEADING, Holds.YES, 12, hint, field.name)]

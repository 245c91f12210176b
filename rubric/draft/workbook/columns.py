"""The columns of the workbook: one for each field of an item or a plan action, who confirms it in several."""

from dataclasses import dataclass, replace
from enum import StrEnum

from rubric.framework.model import Framework
from rubric.framework.words import Voice


class Holds(StrEnum):
    """What a column's cells hold."""

    ID = "id"
    NUMBER = "number"  # the place in the evidence list: for people, and a second name for the row
    TEXT = "text"
    CHOICE = "choice"  # one label of a list
    YES = "yes"  # Yes or nothing: one part of who confirms it
    DATE = "date"
    ASPECT = "aspect"
    ASPECTS = "aspects"
    LINKS = "links"  # items of evidence by number


@dataclass(frozen=True)
class SheetColumn:
    """One column. `key` stands in the hidden row above the headings; `field` is the field that its cells belong to."""

    key: str
    heading: str
    holds: Holds
    width: int
    hint: str
    field: str = ""

    @property
    def name(self) -> str:
        """The field of the model, as the store calls it."""
        return self.field or self.key


ONLY_US = "voices.only_us"
ONLY_US_HEADING = "Only us so far"
ID = SheetColumn("id", "Id (leave as it is)", Holds.ID, 12, "")
NUMBER = SheetColumn("number", "Evidence", Holds.NUMBER, 10, "Its number in the evidence list. Leave it as it is.")
STEP_NUMBER = replace(NUMBER, heading="Action", hint="Its number in the plan. Leave it as it is.")
ASPECT = SheetColumn("aspect", "Aspect", Holds.ASPECT, 26, "Choose the aspect that it belongs under.")

_TONE = SheetColumn(
    "polarity", "Strength or shortfall", Holds.CHOICE, 14, "Choose from the list; Instructions says what each means."
)
_FAR = SheetColumn("maturity", "How far along", Holds.CHOICE, 14, "Choose the last step that you could prove today.")
_REACH = SheetColumn("reach", "How widely it holds", Holds.CHOICE, 14, "Choose from the list.")


def _text(key: str, heading: str, hint: str = "", width: int = 32) -> SheetColumn:
    return SheetColumn(key, heading, Holds.TEXT, width, hint)


def _date(key: str, heading: str) -> SheetColumn:
    return SheetColumn(key, heading, Holds.DATE, 14, "A day, such as 31/03/2026.")


_CLAIM = _text("text", "Your claim", "One claim, in a sentence or two: what is true today, and how you know.", 46)
_REST = (
    _text("outcome", "What difference it made, for whom"),
    _text("figures", "Figures", "With what they are out of, and for which period."),
    _text("source", "Document or source", "What an assessor could ask to see.", 26),
    _date("source_date", "Date of the document"),
    _text("cause", "Why it is so (for a gap)"),
    _text("affected", "Who is affected (for a gap)"),
    _text("heard", "What people told you"),
    _text("decided", "What you decided"),
    _text("changed", "What is different now"),
    _text("told", "How you told them"),
    _text("return_reference", "Reference in the information return", width=18),
    _text("owner", "Who owns this item", width=20),
    SheetColumn(
        "related_aspects", "Also belongs under", Holds.ASPECTS, 26, "Titles of aspects, with a semicolon between."
    ),
)
_NEXT = (
    _text("action.text", "Next step", "What you will do."),
    _text("action.owner", "Who does the next step", width=20),
    _date("action.due", "Next step by when"),
    _text("action.measure", "How you will know it worked"),
    SheetColumn("action.status", "Where the next step stands", Holds.CHOICE, 14, "Choose from the list."),
)
_PLAN = (
    _text("text", "Action", "What you will do.", 46),
    _text("owner", "Who does it", width=20),
    _date("due", "By when"),
    _text("measure", "How you will know it worked"),
    SheetColumn("status", "Where it stands", Holds.CHOICE, 14, "Choose from the list."),
    SheetColumn("aspects", "Aspects it serves", Holds.ASPECTS, 28, "Titles of aspects, with a semicolon between."),
    SheetColumn(
        "evidence", "Evidence it answers", Holds.LINKS, 46, "A line for each: the number in the evidence list."
    ),
)


def item_columns(framework: Framework, *, with_aspect: bool = False) -> tuple[SheetColumn, ...]:
    """The columns of a sheet of items, in order; `with_aspect` for the sheet that holds more than one aspect's."""
    confirmed = [
        SheetColumn(
            f"voices.{voice}",
            f"Confirmed by: {framework.voices[voice].label}",
            Holds.YES,
            14,
            "Yes, or nothing.",
            "voices",
        )
        for voice in Voice
    ]
    alone = SheetColumn(ONLY_US, ONLY_US_HEADING, Holds.YES, 12, "Yes, where nobody else confirms it yet.", "voices")
    where = (ASPECT,) if with_aspect else ()
    return (ID, NUMBER, _CLAIM, *where, _TONE, _FAR, *confirmed, alone, _REACH, *_REST, *_NEXT)


def plan_columns() -> tuple[SheetColumn, ...]:
    """The columns of the sheet of plan actions, in order."""
    return (ID, replace(STEP_NUMBER, heading="Number"), *_PLAN)


def field_label(name: str, *, plan: bool, framework: Framework) -> str:
    """What a field is called, as its column is."""
    if name == "voices":
        return "Who confirms it"
    columns = plan_columns() if plan else item_columns(framework, with_aspect=True)
    return next((column.heading for column in columns if column.name == name), name)

"""The steps, and what is remembered of who is led through them."""

from dataclasses import dataclass

from rubric.ui.state.desk import PerAssessment


@dataclass(frozen=True)
class Step:
    """What is asked at a step, and the field of the item that it is about."""

    text: str
    field: str
    under_more: bool = False  # whether the field is in the part of the form that is folded


STEPS = (
    Step("What happened, as you would tell an inspector: one claim, true today.", "text"),
    Step("Is it a strength or a shortfall, and how far along? Under the claim stands how it reads.", "polarity"),
    Step("Who besides you confirms it? “Only us so far” is an honest answer.", "voices"),
    Step("What shows it: the difference it made, a figure with its date, and where.", "outcome", under_more=True),
)


@dataclass
class Guide(PerAssessment):
    """`item` is the one that somebody is led through, `step` where they are in `STEPS`, from 0.

    `over`: whether they have come to the end or stopped. It is kept for this visit.
    """

    item: str = ""
    step: int = 0
    over: bool = False

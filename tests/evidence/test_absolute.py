"""A claim without exception beside a figure that shows some."""

import pytest

from rubric.evidence import EvidenceItem
from rubric.evidence.absolute import exceptions


def found(text: str, figures: str = "") -> tuple[str, str] | None:
    short = exceptions(EvidenceItem(aspect="culture", text=text, figures=figures))
    return short[:2] if short else None


@pytest.mark.parametrize(
    ("text", "figures", "told"),
    [
        ("Supervision is world class: our managers never miss one.", "55 of 90 sessions held", ("never", "55 of 90")),
        ("ALL managers do reflective sup, always", "41 of 77 mgrs", ("always", "41 of 77")),
        ("All 14 teams hold huddles", "13 of 14 teams", ("All", "13 of 14")),
        ("Every carer is offered an assessment", "212 of 310 carers", ("Every", "212 of 310")),
        ("Nobody waits", "3 of 90 waited", ("Nobody", "3 of 90")),
        ("All staff are trained", "88%", ("All", "88%")),
        ("100% of reviews are on time", "71%", ("100%", "71%")),
        ("We have acted on all of what they said", "11 of 17 done", ("all of what", "11 of 17")),
        ("Every carer is asked. 40 of 90 carers were asked in May.", "", ("Every", "40 of 90")),
    ],
)
def test_exceptions_to_what_is_said_to_have_none(text: str, figures: str, told: tuple[str, str]) -> None:
    assert found(text, figures) == told


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("All teams use the new tool", "61% of staff say it helps"),  # of something else
        ("We audit every month", "9 of 12 files good"),
        ("Not all teams do it", "3 of 9 teams"),
        ("Almost all staff are trained", "88% of staff"),
        ("Morale has never been higher", "62% said so"),
        ("Our data is second to none", "62% of records"),
        ("We never miss a review", "100%"),
        ("We ask everybody how it went", "1,204 of 3,300 answered"),
        ("We always ring back", ""),
        ("We always ring back", "n/a"),
        ("We train eight a year", "55 of 90"),
    ],
)
def test_nothing_is_held_against_a_claim_that_leaves_room_or_is_of_something_else(text: str, figures: str) -> None:
    assert found(text, figures) is None

"""A loop is counted as told to people only where none of its steps denies itself or leaves it open."""

import pytest

from rubric.evidence.loops import plainly_closed
from rubric.evidence.model import EvidenceItem
from tests.draft.builders import item

PLAIN = {
    "heard": "Tenants told us that they were not asked",
    "decided": "ask them first",
    "changed": "Every house now asks",
    "told": "by letter in May 2026",
}


def loop(**steps: str) -> EvidenceItem:
    return item("Tenants choose who they live with", **{**PLAIN, **steps})


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("told", "We haven't, but plan to in the autumn;"),
        ("told", "not everyone was told"),
        ("told", "e-mail to 46 of 60, rest had no address"),
        ("told", "letters to 1,046 out of 2,000"),
        ("told", "how? verbally I think"),
        ("told", "most but not all of the time"),
        ("told", "They will hear at the forum"),
        ("told", "to be fed back at the forum"),
        ("told", "some by phone"),
        ("told", "N/A but on website"),
        ("told", "no letters went out"),
        ("told", "letter drafted, awaiting sign off"),
        ("changed", "I can't see that it has"),
        ("changed", "not a lot, if we're honest"),
        ("changed", "in the North team, yes; in the South team, no…"),
        ("changed", "(half done)"),
        ("changed", "No real difference so far"),
        ("changed", "no, sadly"),
        ("changed", "Little, and nothing at night"),
        ("changed", "The rota is due to change"),
        ("changed", "Partly done"),
        ("changed", "is it any better?"),
        ("decided", "NO CHANGE"),
        ("decided", "nothing was decided at the mtg because it wasn't quorate"),
        ("decided", "N/A but noted"),
        ("decided", "The board has not yet agreed"),
        ("decided", "a new rota?"),
        ("heard", "not much tbh"),
        ("heard", "I don’t think we heard from Deaf people at all"),
        ("heard", "tbc"),
    ],
)
def test_what_is_denied_partial_unsure_or_to_come_is_not_counted(step: str, text: str) -> None:
    assert not plainly_closed(loop(**{step: text}))


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("told", "We rang all 488 people on the list in September 2026."),
        ("told", "to 60 of 60 by post"),
        ("told", "board in reception at Will Young Centre"),
        ("changed", "No member of staff has visited alone at night since November 2025."),
        ("changed", "people don’t have to re-apply each year"),
        ("changed", "Open 8 to 6, not 9 to 5"),
        ("decided", "Not to go ahead with the merger of teams"),
        ("heard", "NOT HAPPY WITH THE PHONE LINE!!"),
        ("heard", "why is the bus pass taken away?"),
    ],
)
def test_what_plainly_came_to_its_end_is_counted(step: str, text: str) -> None:
    assert plainly_closed(loop(**{step: text}))


@pytest.mark.parametrize("step", PLAIN)
def test_no_step_may_be_missing(step: str) -> None:
    assert not plainly_closed(loop(**{step: ""}))

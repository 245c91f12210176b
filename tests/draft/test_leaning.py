"""A sentence keeps its label where it leans on it, or where somebody else speaks in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.draft.leaning import leans, tells_of_speaking


@pytest.mark.parametrize(
    "text",
    [
        "They no longer have to tell their story twice!",
        "They want one named worker",
        "They'd write to everyone on the list by Whitsun",
        "This is because we listened – shorter waits",
        "It has helped",
        "These were sent in June.",
        "Because nobody owns it, letters are late.",
        "Therefore we stopped.",
        "I can't see that it has",
        "We haven't, but plan to in the autumn;",
        "We would if we could.",
        "Some teams do, and the north doesn’t.",
        "I'd say people are less isolated:",
        "We know that you wait.",
        "We sent it to them.",
        "Most are still waiting.",
        "8 of 10 said that it helps",
        "All of them have a plan.",
        "Both were told in May.",
        "No, letters are late.",
        "",
    ],
)
def test_what_needs_its_label_is_known(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Carers told us that they wait.",
        "Letters are now in plain English.",
        "We agreed a new rota from 1st April.",
        "There is no plan.",
        "Nobody owns the reply.",
        "68 of 118 staff have completed mandatory training.",
        "Most people have a named worker.",
        "No member of staff has visited alone at night.",
        "Anybody can now look up the wait where they live.",
        "We've got rid of the panel!",
    ],
)
def test_what_stands_by_itself_is_known(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Tenants told us that they wait", True),
        ("Two providers said that late bookings are hard to staff", True),
        ("We heard that respite is full", True),
        ("Carers told us we are slow to ring back", True),
        ("The police have told us that nobody answers", True),
        ("Waits are long", False),
        ("We were never asked", False),
        ("Our families were told in May", False),
        ("4 of 11 hadn't heard of direct payments", False),
        ("Carers want us to ring before we come", False),
        ("Tenants said we wait too long", False),
        ("My mother said so", False),
        ("Nobody asked the families", False),
        ("Said so", False),
    ],
)
def test_speaking_is_known_by_its_words_where_the_council_reports_it(text: str, tells: bool) -> None:
    assert tells_of_speaking(text) is tells


@given(st.text(max_size=200))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert leans(text) in (True, False)
    assert tells_of_speaking(text) in (True, False)

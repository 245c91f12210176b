"""Paragraphs into claims."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims.split import MOST_WORDS, sentences, split


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Staff met weekly. Notes were kept.", ["Staff met weekly.", "Notes were kept."]),
        ("Dr. Jones chairs it, e.g. in May. All agree.", ["Dr. Jones chairs it, e.g. in May.", "All agree."]),
        ("Only 30.6% said yes. Few agreed.", ["Only 30.6% said yes.", "Few agreed."]),
        (
            "Staff told us training was good, however some teams had no time for it.",
            ["Staff told us training was good", "Some teams had no time for it."],
        ),
        (
            "Although the strategy was clear to leaders, teams had not heard of it.",
            ["Although the strategy was clear to leaders", "Teams had not heard of it."],
        ),
        ("It was not yet fully embedded in practice.", ["It was not yet fully embedded in practice."]),
        ("It was slow, but fair.", ["It was slow, but fair."]),
        ("The group met; its notes were shared with all.", ["The group met; its notes were shared with all."]),
        (
            "Carers joined the board in May; providers were left out of it.",
            ["Carers joined the board in May", "Providers were left out of it."],
        ),
        ("- First point made here\n- Second point made here", ["First point made here", "Second point made here"]),
        ("", []),
        ("   \n\n ", []),
    ],
)
def test_a_paragraph_falls_into_its_claims(text: str, claims: list[str]) -> None:
    assert split(text) == claims


def test_a_text_without_stops_is_cut_into_bounded_pieces() -> None:
    pieces = split("word " * 20_000)
    assert max(len(piece.split()) for piece in pieces) <= MOST_WORDS
    assert sum(len(piece.split()) for piece in pieces) == 20_000


@given(text=st.text(max_size=400))
def test_no_claim_is_empty_and_no_letter_is_made_up(text: str) -> None:
    pieces = split(text)
    assert all(piece.strip() for piece in pieces)
    assert set("".join(pieces).lower()) <= set(text.lower()) | set(text.upper().lower()) | {" "}


def test_a_hundred_thousand_full_stops_after_single_letters_are_read_at_once() -> None:
    text = "a. B " * 100_000
    assert "".join(sentences(text)).count("B") == 100_000

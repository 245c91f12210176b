"""Text that was pasted into one claim: split where it holds several, in its own words, and left alone where not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.framework.words import Speaker
from rubric.intake.several import split_and_read, split_claim
from rubric.reports.text import clean
from rubric.workflow import Bench

LONG = (
    "Managers meet every month to look at what audits found. They choose one lesson to share with all teams. "
    "Newly qualified workers have a protected caseload in each locality. Complaints are answered in 18 days, down "
    "from 31 last year. Carers chair the respite board and decide what is on its agenda."
)


@pytest.mark.parametrize("mark", ["-", "•", "*", "–", "\uf0b7", "1.", "(a)", "➢"])
def test_bullets_are_a_claim_each_whatever_their_mark(mark: str) -> None:
    marks = [mark] * 3 if mark not in {"1.", "(a)"} else (["1.", "2.", "3."] if mark == "1." else ["(a)", "(b)", "(c)"])
    claims = ("Carers chair the board.", "Staff hear what changed.", "Audits are shared.")
    text = "\n".join(f"{sign} {claim}" for sign, claim in zip(marks, claims, strict=True))
    assert split_claim(text) == claims


def test_a_line_that_leads_up_to_fragments_goes_before_each() -> None:
    text = "This year we:\n- opened a carers’ hub\n- trained 60 staff\n  in two towns"
    assert split_claim(text) == ("This year we: opened a carers’ hub", "This year we: trained 60 staff in two towns")


def test_a_long_paragraph_is_split_and_what_refers_back_stays() -> None:
    parts = split_claim(LONG)
    assert len(parts) == 4
    assert parts[0].endswith("share with all teams.")
    assert " ".join(parts) == LONG


@pytest.mark.parametrize(
    "text",
    ["", "One claim.", "Carers chair the board. It meets monthly.", "- only one bullet", "A claim\nin two lines"],
)
def test_one_claim_stays_as_it_is(text: str) -> None:
    assert split_claim(text) == (text,)


@given(st.text(max_size=300))
def test_no_word_is_lost_or_made_up(text: str) -> None:
    parts = split_claim(text)
    assert parts
    if len(parts) == 1:
        assert parts == (text,)
    else:
        assert set(re.findall(r"[^\W\d_]{2,}", " ".join(parts))) == set(re.findall(r"[^\W\d_]{2,}", clean(text)))


def test_each_part_has_an_aspect_proposed(bench: Bench) -> None:
    def read_all(texts: list[str]) -> list:  # type: ignore[type-arg]
        return bench.coder.read_all(texts, Speaker.COUNCIL)

    parts = split_and_read(LONG, read_all)
    assert [part.text for part in parts] == list(split_claim(LONG))
    assert parts[-1].reading.aspect == "coproduction"
    assert split_and_read("One claim.", read_all) == ()

"""Recommendations found in letters of peer challenges: in their own words, with what is none left where it is."""

from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric import doors
from rubric.errors import BadReport
from rubric.framework.words import Maturity, Polarity
from rubric.intake.recommendations import Letter, as_findings, read_letter, read_pasted_letter
from rubric.workflow import Bench

LETTER = """Preparation for assurance peer challenge

Exampleshire Council
On site 12 to 15 May 2025

Dear Alex,

Thank you for inviting us. You should be proud of your staff.

Summary

The team found committed staff. Staff told us that managers should listen more. The Council should consider how carers \
hear what came of the survey. This letter should be read alongside the slides.

Strengths

- Good partnership working across the place
- Leaders who are visible and well liked by staff

Key recommendations

There are a number of suggestions in this letter. The following are the peer team's key recommendations to the Council:

1. Develop a co-production strategy with people who draw on care. Say who leads it.
2. Close the loop with people who complain
3. Continue with the planned roll-out of the new supervision policy.

Learning

The council should:
• Write back to everyone who complains
• share what is learned with providers.

Recommendation 4: Use data to show what difference changes make.

Next steps

Your adviser will be in touch. Please contact us if you should need help.
"""
FOUND = [
    "The Council should consider how carers hear what came of the survey.",
    "Develop a co-production strategy with people who draw on care. Say who leads it.",
    "Close the loop with people who complain",
    "Continue with the planned roll-out of the new supervision policy.",
    "The council should write back to everyone who complains",
    "The council should share what is learned with providers.",
    "Use data to show what difference changes make.",
]


def texts(letter: Letter) -> list[str]:
    return [one.text for one in letter.recommendations]


def test_a_letter_s_recommendations_are_found_in_its_words_with_its_date() -> None:
    letter = doors.pasted_letter(LETTER)
    assert texts(letter) == FOUND
    assert letter.date == "2025-05-15"


def test_a_word_letter_is_read_by_its_own_headings_and_lists() -> None:
    document = docx.Document()
    document.add_heading("Peer review, May 2025", level=1)
    document.add_heading("What works well", level=2)
    document.add_paragraph("Staff feel well supported by their managers.", style="List Bullet")
    document.add_heading("Areas for consideration", level=2)
    document.add_paragraph("Waiting lists, and what people are told while they wait", style="List Bullet")
    document.add_paragraph("Train managers to use feedback.", style="List Number")
    data = BytesIO()
    document.save(data)
    letter = doors.letter(data.getvalue(), "letter.docx")
    assert texts(letter) == [
        "Waiting lists, and what people are told while they wait",
        "Train managers to use feedback.",
    ]
    assert {one.heading for one in letter.recommendations} == {"Areas for consideration"}
    assert (letter.name, letter.date) == ("letter.docx", "2025-05")


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("We would encourage the directorate to hear carers more often.", True),
        ("The peer team recommends that complaints are read by a panel of people.", True),
        ("Consider how what is learned reaches every team in the service.", True),
        ("The authority may wish to look at how it hears from carers.", True),
        ("Carers told us that they should be asked more often than they are.", False),
        ("The service works well and people like the staff who help them.", False),
        ("These findings should be read together with the slides of the day.", False),
    ],
)
def test_a_sentence_that_asks_is_told_from_one_that_does_not(sentence: str, asks: bool) -> None:
    letter = read_pasted_letter(f"Findings\n\n{sentence} The team heard this from many people.\n\n- One old entry here")
    assert texts(letter) == ([sentence] if asks else ["One old entry here"])


def test_what_has_no_recommendation_or_is_no_letter_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadReport, match="No recommendation was found"):
        read_pasted_letter("The service works well. People like it.")
    with pytest.raises(BadReport, match="letter"):
        read_letter(b"\x00\x01nothing", "letter.bin")


@given(st.text(max_size=300), st.lists(st.sampled_from([*"-•1R:.\n ", "Recommendation 2", "should", "to all "])))
def test_whatever_is_pasted_each_recommendation_is_words_and_comes_once(text: str, parts: list[str]) -> None:
    try:
        found = texts(read_pasted_letter(text + "".join(parts)))
    except BadReport:
        return
    assert all(one.strip() for one in found)
    assert len(set(found)) == len(found)


def test_as_findings_they_are_shortfalls_and_only_a_plan_was_a_plan(bench: Bench) -> None:
    letter = read_pasted_letter(LETTER)
    findings = as_findings(letter, bench.coder)
    assert [one.text for one in findings] == FOUND
    assert len({one.id for one in findings}) == len(findings)
    assert {one.polarity for one in findings} == {Polarity.SHORTFALL}
    readings = bench.coder.read_all(FOUND)
    sure = [reading.maturity is Maturity.PLANNED and reading.is_sure("maturity") for reading in readings]
    assert [one.maturity is Maturity.PLANNED for one in findings] == sure
    assert findings[1].aspect == "coproduction"

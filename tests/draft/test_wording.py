from datetime import date

import pytest

from rubric.draft import Paragraph, Section, Sentence, Subsection, markdown
from rubric.draft.wording import (
    claim,
    counted,
    inline,
    listed,
    long_date,
    on_each,
    opening,
    span,
    stated,
    unlisted,
    unstopped,
)


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("One two three", 3, "One two three."),
        ("One two. Three four five.", 3, "One two."),
        ("One two three four", 3, "One two three…"),
        ("", 3, ""),
    ],
)
def test_an_opening_is_whole_sentences_where_it_can_be(text: str, most: int, expected: str) -> None:
    assert opening(text, most) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- no strategy\n- no policy", "no strategy; no policy"),
        ("We lack:\n• a plan\n• money", "We lack: a plan; money"),
        ("4) carers hear nothing", "carers hear nothing"),
        ("3.5 days", "3.5 days"),
        ("-5% a year", "-5% a year"),
        ("One\ntwo", "One two"),
    ],
)
def test_the_marks_of_a_list_do_not_stand_in_a_sentence(text: str, expected: str) -> None:
    assert unlisted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("no forum yet", "No forum yet."), ("eHealth records", "eHealth records."), ("", "")]
)
def test_a_claim_starts_as_a_sentence(text: str, expected: str) -> None:
    assert claim(text, 10) == expected


@pytest.mark.parametrize("text", ["n/a", "TBC", "nothing yet", "None recorded.", "not yet known", "-", "?"])
def test_words_that_tell_nothing_state_nothing(text: str) -> None:
    assert stated(text) == ""


@pytest.mark.parametrize("text", ["No decision was made", "Nobody was told", "none of the teams", "5", "A letter"])
def test_words_that_tell_something_are_kept(text: str) -> None:
    assert stated(text) == text


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_reads_as_english(names: list[str], expected: str) -> None:
    assert listed(names) == expected


def test_topics_that_hold_an_and_are_led_in_one_by_one() -> None:
    assert on_each(["culture and leadership", "data, plans and oversight"]) == (
        "on culture and leadership, and on data, plans and oversight"
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 3, 1), date(2026, 3, 9), "in March 2026"),
        (date(2026, 3, 1), date(2026, 7, 9), "between March and July 2026"),
        (date(2025, 3, 1), date(2026, 7, 9), "between March 2025 and July 2026"),
    ],
)
def test_a_span_of_dates_says_each_year_once(first: date, last: date, expected: str) -> None:
    assert span(first, last) == expected


def test_small_matters() -> None:
    assert counted(1, "point") == "one point"
    assert counted(12_000, "point") == "12,000 points"
    assert long_date(date(2026, 7, 3)) == "3 July 2026"
    assert inline("Co-production") == "co-production"
    assert inline("LGA review") == "LGA review"
    assert unstopped("A report.") == "A report"
    assert unstopped("And so on...") == "And so on..."


def test_signs_in_a_councils_words_do_not_become_markdown() -> None:
    words = Paragraph(sentences=(Sentence(text="1. We *use* <b>$5</b> & [links](x) :red[now]", evidence=(4,)),))
    section = Section(
        id="s",
        heading="S",
        paragraphs=(words,),
        entries=(Subsection(heading="E_1", paragraphs=(words, words), bulleted=True),),
    )
    line = r"1\. We \*use\* \<b\>\$5\</b\> \& \[links\](x) \:red\[now\]" + "\N{NO-BREAK SPACE}" + r"\[4\]"
    assert markdown(section) == f"{line}\n\n**E\\_1**\n\n- {line}\n- {line}"

import pytest

from rubric.draft import Paragraph, Section, Sentence, Subsection, markdown
from rubric.draft.wording import claim_sentence, on_one_line, on_topics, opening, without_full_stop


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
    assert on_one_line(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("no forum yet", "No forum yet."), ("eHealth records", "eHealth records."), ("", "")]
)
def test_a_claim_starts_as_a_sentence(text: str, expected: str) -> None:
    assert claim_sentence(text, 10) == expected


def test_topics_that_hold_an_and_are_led_in_one_by_one() -> None:
    assert on_topics(["culture and leadership", "data, plans and oversight"]) == (
        "on culture and leadership, and on data, plans and oversight"
    )


def test_a_final_stop_is_left_off_and_three_are_kept() -> None:
    assert without_full_stop("A report.") == "A report"
    assert without_full_stop("And so on...") == "And so on..."


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

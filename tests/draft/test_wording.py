import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.draft import Paragraph, Section, Sentence, Subsection, markdown
from rubric.draft.wording import (
    Part,
    excerpt,
    fits_a_bracket,
    hangs,
    in_prose,
    labelled,
    on_topics,
    opening,
    part,
    spoken,
    with_date,
    with_details,
    without_full_stop,
)
from rubric.english import flat


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
    ("parts", "expected"),
    [
        (["One.", "", "Two."], "One. Two."),
        (["Cause:\n- a\n- b", "Two."], "Cause:\n- a\n- b\nTwo."),
        (["Cause: money,", "Two."], "Cause: money,\nTwo."),
    ],
)
def test_what_follows_lines_or_hanging_words_starts_on_its_own_line(parts: list[str], expected: str) -> None:
    assert in_prose(parts) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IT systems old", "Cause: IT systems old."),
        ("IT systems are old", "IT systems are old."),
        ("because IT is old.", "Cause: because IT is old."),
        ("a\n\n b", "Cause:\na\nb"),
        ("n/a", ""),
        ("too early to say", ""),
        ("  ", ""),
        ("May", "Cause: May."),
        ("Why?", "Cause: Why?"),
    ],
)
def test_a_fragment_stands_behind_its_label(text: str, expected: str) -> None:
    assert labelled("Cause", text, 10) == expected


def test_what_was_said_stands_alone_only_where_its_words_tell_that_it_was_said() -> None:
    assert in_prose([spoken("Heard", "Waits are long", 10)]) == "Heard: Waits are long."
    assert in_prose([spoken("Heard", "Tenants told us that waits are long", 10)]) == (
        "Tenants told us that waits are long."
    )


@given(st.text(), st.sampled_from([part, spoken]))
def test_no_letter_of_what_was_typed_is_changed(text: str, tell: Callable[[str, str, int], Part]) -> None:
    told = in_prose([tell("Cause", text, 1000)])
    if told and len(text) < 3000:
        assert flat(told).removeprefix("Cause: ").removesuffix(".") == flat(text).removesuffix(".")


TYPED = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["Waits are long", "Nobody owns it", "IT old", "late, e.g.", "- a\n- b", "n/a"]),
)


@given(st.lists(TYPED, max_size=5))
def test_after_the_first_label_every_part_has_its_own(texts: list[str]) -> None:
    told = in_prose([part(f"L{place}", text, 50) for place, text in enumerate(texts)])
    places = [int(found) for found in re.findall(r"(?:^|[ \n])L(\d):", told)]
    parts = [place for place, text in enumerate(texts) if part("", text, 50).words]
    assert places == (parts[parts.index(places[0]) :] if places else [])


@pytest.mark.parametrize(
    ("words", "promises"),
    [
        ("aren't offered routinely, e.g.", True),
        ("ppl w/ dementia eg", True),
        ("some tools, such as", True),
        ("late letters, i.e.", True),
        ("North team incl.", True),
        ("the wait,", True),
        ("late etc.", False),
        ("saved £14k p.a.", False),
        ("Grade A", False),
        ("no one told us", False),
        ("", False),
    ],
)
def test_words_that_promise_more_get_no_stop_and_what_follows_starts_a_line(words: str, promises: bool) -> None:
    assert hangs(words) is promises
    told = in_prose([Part("Cause", words), Part("Figures", "3 of 9")])
    assert ("\nFigures: 3 of 9." in told) is promises


@pytest.mark.parametrize(
    ("detail", "fits"),
    [
        ("Log, p. 3", True),
        ("page (4th one down)", True),
        ("1) slides\n2) reply", False),
        ("Q3 pack;", False),
        ("the lead -", False),
        ("1) slides", False),
    ],
)
def test_what_fits_no_bracket_stands_below_on_a_line_of_its_own(detail: str, fits: bool) -> None:
    assert fits_a_bracket(detail) is fits


def test_details_stand_in_brackets_or_below() -> None:
    assert with_details("We write to all", ["due 3 July 2026"]) == "We write to all (due 3 July 2026)."
    assert with_details("sign off audits;", ["done"]) == "sign off audits;\nDone."
    assert with_details("Write", [], [("Owner", "1. HR\n2. IT")]) == "Write.\nOwner:\n1. HR\n2. IT"
    assert with_details("Write", ["done"], [("Owner", "HR;")]) == "Write (done).\nOwner: HR;"


@given(st.text(min_size=100), st.integers(1, 20))
def test_no_excerpt_is_longer_than_it_may_be(text: str, most: int) -> None:
    found = excerpt(text * 100, most)
    assert len(found.split()) <= most
    assert len(found) <= most * 12


def test_topics_that_hold_an_and_are_led_in_one_by_one() -> None:
    assert on_topics(["culture and leadership", "data, plans and oversight"]) == (
        "on culture and leadership, and on data, plans and oversight"
    )


def test_a_source_and_its_date_are_joined_by_a_comma_and_the_date_is_told_once() -> None:
    assert with_date("Carers survey.", "March 2026") == "Carers survey, March 2026"
    assert with_date("Did they listen?", "March 2026") == "Did they listen? March 2026"
    assert with_date("Learning report, March 2026", "March 2026") == "Learning report, March 2026"
    assert with_date("", "March 2026") == "March 2026"
    assert with_date("Log", "") == "Log"


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

"""A text as such: what cannot be seen goes, and words that a line or a designer broke are whole again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.reports.files.guard import decode, is_utf16
from rubric.reports.files.plain import read_plain
from rubric.reports.text import clean, one_line, unspaced

WORDS = st.lists(st.text(st.sampled_from("abcdefgh"), min_size=2, max_size=9), min_size=3, max_size=8)


@given(WORDS)
def test_a_heading_set_letter_by_letter_is_read_where_words_stand_further_apart(words: list[str]) -> None:
    assert unspaced("  ".join(" ".join(word) for word in words)) in {
        " ".join(words),
        "  ".join(" ".join(word) for word in words),  # too short to tell from initials
    }


@pytest.mark.parametrize("line", ["A B C", "1  3  2  3  3", "Yes  no  we have a plan", "We meet every month.", "", " "])
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert one_line(unspaced(line)) == one_line(line)


@given(st.text(st.sampled_from("abcdefgh"), min_size=2, max_size=9), st.integers(1, 8))
def test_a_word_split_by_a_soft_hyphen_is_whole_in_a_wrapped_text(word: str, at: int) -> None:
    first, second = word[:at], word[at:]
    text = f"We looked at how long people had waited for the {first}\u00ad\n{second} that they were promised in spring."
    assert word in " ".join(block.text for block in read_plain(text).blocks)


@pytest.mark.parametrize("mark", ["\uf0b7", "\uf0a7", "\ue000", "•", "➢", "✓", "❖"])
def test_the_bullets_of_any_font_start_an_item(mark: str) -> None:
    text = f"{mark} Carers chair the board.\n{mark}\tStaff hear what changed."
    assert [(block.text, block.item) for block in read_plain(text).blocks] == [
        ("Carers chair the board.", True),
        ("Staff hear what changed.", True),
    ]


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"])
def test_a_text_reads_in_whatever_an_old_or_new_machine_saved(encoding: str) -> None:
    text = "The carers’ board – “open to all” – met at King’s Lynn for £40 a day."
    assert decode(text.encode(encoding), "t.txt") == text


@given(st.binary(max_size=400))
def test_any_bytes_decode_to_some_text(data: bytes) -> None:
    assert isinstance(decode(data, "t.txt"), str)
    assert isinstance(is_utf16(data), bool)

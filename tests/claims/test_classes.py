"""Words that play the same part are taken together, in their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.claims.classes import class_terms, classes_of, load_classes


@pytest.mark.parametrize(
    ("word", "name"),
    [("paramedics", "partners"), ("residents", "people"), ("brokers", "staff"), ("nobody", "not"), ("17", "number")],
)
def test_a_word_is_in_its_class(word: str, name: str) -> None:
    assert name in classes_of(word)


def test_a_word_without_a_class_has_none() -> None:
    assert classes_of("xylophone") == ()


def test_other_words_in_the_same_part_give_the_same_terms() -> None:
    first = class_terms("paramedics told xylophone")
    assert "partners says" in first
    assert first == class_terms("advocates told xylophone")


def test_order_counts() -> None:
    assert "turn bad" in class_terms("it runs, but slowly and late")
    assert "turn bad" not in class_terms("late as it was, it came, but")


def test_words_far_apart_are_not_taken_together() -> None:
    far = "carers " + "and so to it as of is by at on in it " * 2 + "said"
    assert "people says" not in class_terms(far)


def test_classes_hold_words_in_small_letters_and_each_once() -> None:
    for name, words in load_classes().items():
        assert words, name
        assert len(set(words)) == len(words), (name, [word for word in words if words.count(word) > 1])
        assert all(word == word.lower() for word in words)


@given(text=st.text(max_size=200))
def test_any_text_has_terms_of_known_classes_only(text: str) -> None:
    known = {*load_classes(), "number", "start"}
    assert {part for term in class_terms(text.lower()) for part in term.split()} <= known


def test_a_long_text_is_read_in_bounded_time() -> None:
    assert len(class_terms("people said no but late " * 100_000)) < 1_000

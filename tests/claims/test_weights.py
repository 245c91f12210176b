"""A row of weights: each kind of term is a part of one length, whatever the text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from rubric.claims.prose import load_prose
from rubric.claims.weights import CLASSES_COUNT, PIECES_COUNT, Weights

LEARNED = [claim.text for claim in load_prose()[::6]]
WEIGHTS = Weights(LEARNED)


def length(row: csr_matrix) -> float:
    return float(np.sqrt(row.multiply(row).sum()))


def test_pieces_and_classes_count_less_than_words() -> None:
    texts = [claim.text for claim in load_prose()[1::7]]
    words = WEIGHTS.rows(texts)
    both = WEIGHTS.with_classes(texts, words)
    for number in range(len(texts)):
        assert length(words[number]) == pytest.approx(np.hypot(1, PIECES_COUNT))
        assert length(both[number, words.shape[1] :]) == pytest.approx(CLASSES_COUNT)


@given(text=st.text(max_size=60))
def test_any_text_has_a_row_and_a_kind_of_term_it_lacks_is_left_empty(text: str) -> None:
    possible = [0, 1, PIECES_COUNT, np.hypot(1, PIECES_COUNT)]  # none, words, pieces, both
    assert min(abs(length(WEIGHTS.rows([text])) - known) for known in possible) == pytest.approx(0)


def test_classes_are_added_beside_the_words() -> None:
    words = WEIGHTS.rows(LEARNED[:5])
    both: csr_matrix = WEIGHTS.with_classes(LEARNED[:5], words)
    assert both.shape[1] > words.shape[1]
    assert abs(both[:, : words.shape[1]] - words).max() == 0
    assert both[:, words.shape[1] :].nnz


def test_a_word_never_seen_is_known_by_its_pieces() -> None:
    assert length(WEIGHTS.rows(["uncomplainingly"])) == pytest.approx(PIECES_COUNT)

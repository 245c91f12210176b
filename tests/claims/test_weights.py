"""Our quicker rows are scikit-learn's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from rubric.claims.prose import load_prose
from rubric.claims.weights import PIECES, PIECES_COUNT, Weights

LEARNED = [claim.text for claim in load_prose()[::6]]
WEIGHTS = Weights(LEARNED)
WORDS = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit(LEARNED)
CUT = TfidfVectorizer(analyzer="char_wb", ngram_range=PIECES, sublinear_tf=True, min_df=2).fit(LEARNED)


def difference(texts: list[str]) -> float:
    theirs = hstack([WORDS.transform(texts), CUT.transform(texts) * PIECES_COUNT], format="csr")
    return float(abs(WEIGHTS.rows(texts) - theirs).max())


def test_rows_are_those_of_the_vectorizers() -> None:
    assert difference([claim.text for claim in load_prose()[1::7]]) == pytest.approx(0)


@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_rows_of_any_text_are_those_of_the_vectorizers(texts: list[str]) -> None:
    assert difference(texts) == pytest.approx(0)


def test_classes_are_added_beside_the_words() -> None:
    words = WEIGHTS.rows(LEARNED[:5])
    both: csr_matrix = WEIGHTS.with_classes(LEARNED[:5], words)
    assert both.shape[1] > words.shape[1]
    assert abs(both[:, : words.shape[1]] - words).max() == 0
    assert both[:, words.shape[1] :].nnz

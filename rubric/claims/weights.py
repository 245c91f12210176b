"""Texts as rows of weights, for a model to learn from: words, pairs of words, pieces of words, and word classes.

The weights are scikit-learn's: term frequency by inverse document frequency, each kind of term a part of length 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rubric.claims.classes import class_terms

if TYPE_CHECKING:  # scikit-learn is slow to import, and the screens open without it
    from scipy.sparse import csr_matrix

_PIECES = (3, 5)  # letters in a piece, a space before and after the word counting as letters
PIECES_COUNT = 0.7  # beside the words
CLASSES_COUNT = 0.6  # beside the words; chosen on the findings and in five folds of made-up prose (docs/coding.md)


class Weights:
    """Learned once from texts; only read after that. Gives a row for any text, one it learned from or a new one."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.pipeline import FeatureUnion

        self._words = FeatureUnion(
            [
                ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
                ("pieces", TfidfVectorizer(analyzer="char_wb", ngram_range=_PIECES, sublinear_tf=True, min_df=2)),
            ],
            transformer_weights={"pieces": PIECES_COUNT},
        ).fit(texts)
        self._classes = TfidfVectorizer(analyzer=_class_terms, min_df=3).fit(texts)

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """One row for each text: its words and pairs of words, and the pieces of its words."""
        return self._words.transform(texts)

    def with_classes(self, texts: Sequence[str], rows: csr_matrix) -> csr_matrix:
        """The `rows` of these texts with the columns of their word classes added on the right."""
        from scipy.sparse import hstack

        return hstack([rows, self._classes.transform(texts) * CLASSES_COUNT], format="csr")


def _class_terms(text: str) -> set[str]:
    return class_terms(text.lower())

"""Texts as rows of weights, for a model to learn from: words, pairs of words, pieces of words, and word classes.

The weights are scikit-learn's (term frequency by inverse document frequency), learned with its own vectorizers. Rows
for new texts are made here, because a piece of a word depends on that word alone: the pieces of a word seen before are
looked up, which is several times faster than cutting every text anew, and gives the same rows.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rubric.claims.classes import class_terms

if TYPE_CHECKING:  # scikit-learn is slow to import, and the screens open without it
    from scipy.sparse import csr_matrix

PIECES = (3, 5)  # letters in a piece, a space before and after the word counting as letters
PIECES_COUNT = 0.7  # beside the words
CLASSES_COUNT = 0.6
_TOKEN = re.compile(r"\b\w\w+\b")
_MOST_REMEMBERED = 50_000  # words; a text made of nonsense must not fill the memory


class Weights:
    """Learned once from texts; `rows` then gives the rows of any texts, those it learned from included."""

    def __init__(self, texts: Sequence[str]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True).fit(texts)
        pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=PIECES, sublinear_tf=True, min_df=2).fit(texts)
        classes = TfidfVectorizer(analyzer=_classes_in, min_df=3).fit(texts)
        self._words: dict[str, int] = words.vocabulary_
        self._pieces: dict[str, int] = pieces.vocabulary_
        self._classes: dict[str, int] = classes.vocabulary_
        self._word_idf: NDArray[np.float64] = words.idf_
        self._piece_idf: NDArray[np.float64] = pieces.idf_
        self._class_idf: NDArray[np.float64] = classes.idf_
        self._pieces_of: dict[str, array[int]] = {}

    def rows(self, texts: Sequence[str]) -> csr_matrix:
        """One row for each text: its words and their pieces."""
        from scipy.sparse import hstack

        lowered = [text.lower() for text in texts]
        words = _weighted([self._word_places(text) for text in lowered], self._word_idf)
        pieces = _weighted([self._piece_places(text) for text in lowered], self._piece_idf)
        return hstack([words, pieces * PIECES_COUNT], format="csr")

    def with_classes(self, texts: Sequence[str], rows: csr_matrix) -> csr_matrix:
        """The rows of these texts with their word classes added."""
        from scipy.sparse import hstack

        known = self._classes
        places = [array("i", [known[term] for term in _classes_in(text) if term in known]) for text in texts]
        return hstack([rows, _weighted(places, self._class_idf) * CLASSES_COUNT], format="csr")

    def _word_places(self, lowered: str) -> array[int]:
        tokens = _TOKEN.findall(lowered)
        known = self._words
        both = [*tokens, *(f"{first} {second}" for first, second in pairwise(tokens))]
        return array("i", [known[token] for token in both if token in known])

    def _piece_places(self, lowered: str) -> array[int]:
        places = array("i")
        for word in lowered.split():
            own = self._pieces_of.get(word)
            places += self._cut(word) if own is None else own
        return places

    def _cut(self, word: str) -> array[int]:
        padded, known = f" {word} ", self._pieces
        places = array("i")
        for size in range(PIECES[0], PIECES[1] + 1):
            for start in range(max(1, len(padded) - size + 1)):
                piece = padded[start : start + size]
                if piece in known:
                    places.append(known[piece])
            if len(padded) <= size:  # a word shorter than the piece is its own piece, once
                break
        if len(self._pieces_of) >= _MOST_REMEMBERED:
            self._pieces_of.clear()
        self._pieces_of[word] = places
        return places


def _classes_in(text: str) -> set[str]:
    return class_terms(text.lower())


def _weighted(places: Sequence[array[int]], idf: NDArray[np.float64]) -> csr_matrix:
    """Rows of length 1 from how often each place comes: its logarithm plus 1, times how rare it is."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *map(len, places)])
    flat = np.concatenate([np.frombuffer(own, dtype=np.intc) for own in places])
    rows = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(places), len(idf)))
    rows.sum_duplicates()
    rows.data = (np.log(rows.data) + 1) * idf[rows.indices]
    held = np.repeat(np.arange(len(places)), np.diff(rows.indptr))
    lengths = np.sqrt(np.bincount(held, weights=rows.data**2, minlength=len(places)))
    rows.data /= lengths[held]
    return rows

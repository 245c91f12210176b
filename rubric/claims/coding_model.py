"""What a model has learned about texts: the chance of each value of each thing asked, from a text's row of weights.

Multinomial logistic regression by scikit-learn, one model for each thing asked. Their weights are laid side by side, so
that all of them are answered by one product with the rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # scikit-learn is slow to import, and the screens open without it
    from scipy.sparse import csr_matrix

CodedRows = tuple[list[int], list[str]]  # the rows that have an answer, and their answers

# The larger, the less the weights are held back.
_FREEDOM = 5
# There are far more weights than texts, so a method that keeps copies of the weights (scikit-learn's default) spends
# most of its time on copying: this one took a fifth of it and ended as near to the best fit.
_METHOD, _NEAR_ENOUGH = "newton-cg", 1e-5


class CodingModel:
    """Trained on rows of weights and, for each thing asked, the answers to some of them; only read after that."""

    def __init__(self, rows: csr_matrix, answers: dict[str, CodedRows]) -> None:
        """In: a row for each text, and the answers by thing asked. ValueError: the answers to one are all the same."""
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits

        weights, offsets = [], []
        self._columns: dict[str, slice] = {}
        # These fits are small: on a busy machine threads that wait for each other made them twenty times slower.
        with threadpool_limits(limits=1):
            for about, (places, labels) in answers.items():
                model = LogisticRegression(C=_FREEDOM, solver=_METHOD, tol=_NEAR_ENOUGH, max_iter=2_000)
                model.fit(rows[places], labels)
                two = len(model.classes_) == 2  # then scikit-learn keeps the second value's weights alone
                weights.append(np.vstack([np.zeros_like(model.coef_), model.coef_]) if two else model.coef_)
                offsets.append(np.append(0.0, model.intercept_) if two else model.intercept_)
                start = sum(map(len, weights[:-1]))
                self._columns[about] = slice(start, start + len(weights[-1]))
        self._weights = np.ascontiguousarray(np.vstack(weights).T)
        self._offsets = np.concatenate(offsets)

    def logs(self, rows: csr_matrix) -> dict[str, NDArray[np.float64]]:
        """For each thing asked, the logarithm of the chance of each value (in alphabetical order): row by value."""
        from scipy.special import log_softmax

        scores = rows @ self._weights + self._offsets
        return {about: log_softmax(scores[:, columns], axis=1) for about, columns in self._columns.items()}

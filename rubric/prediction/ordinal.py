"""The ordinal model: one line through the features, cut into ordered classes."""

from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import minimize
from scipy.special import expit

_SMALLEST_GAP = 1e-3


class OrdinalLogit:
    """Proportional-odds regression for ordered classes, with ridge and, if asked, non-negative coefficients.

    Idea: every row gets one linear score; ascending cut points divide the scores into the classes in sorted order.

        P(y <= k | x) = 1 / (1 + exp(-(cut_k - x . coef)))

    fitted by weighted maximum likelihood less `penalty / 2 * |coef|²`. The cut points are kept in order during the
    fit (each is the one before plus a positive gap), so no class can ever get a negative probability, which separate
    curves per cut can give where they cross.

    Parameters
    ----------
    penalty: strength of the ridge on the coefficients; 0 or more.
    positive: hold every coefficient at 0 or above, so that a larger feature never means a lower class.

    Attributes: `coef_` (features,), `cuts_` (classes - 1,), `classes_`.

    Warning: the order of the classes is the sorted order of their labels; labels without an order have no business
    here.

    Example: `OrdinalLogit().fit([[0], [1], [2], [3]], [1, 2, 2, 3]).predict([[5]])`

    Source: P. McCullagh (1980), Regression models for ordinal data, J. R. Stat. Soc. B 42(2), 109-142.
    """

    def __init__(self, penalty: float = 1.0, positive: bool = False) -> None:
        self.penalty = penalty
        self.positive = positive

    def fit(self, X: ArrayLike, y: ArrayLike, sample_weight: ArrayLike | None = None) -> Self:
        """Fit on X (rows, features) and ordered labels y (rows,); ValueError where there is only one class."""
        rows = np.asarray(X, dtype=np.float64)
        weights = np.ones(len(rows)) if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        self.classes_, codes = np.unique(np.asarray(y), return_inverse=True)
        cuts = len(self.classes_) - 1
        if cuts < 1:
            raise ValueError("Classifier can't train when only one class is present: two or more are needed.")
        features = rows.shape[1]
        start = np.concatenate([np.zeros(features), [-(cuts - 1) / 2], np.ones(cuts - 1)])
        bounds = [(0.0 if self.positive else None, None)] * features + [(None, None)]
        bounds += [(_SMALLEST_GAP, None)] * (cuts - 1)
        found = minimize(
            self._loss, start, args=(rows, codes, weights, features), jac=True, method="L-BFGS-B", bounds=bounds
        )
        self.coef_ = found.x[:features]
        self.cuts_ = np.cumsum(found.x[features:])
        self.n_iter_ = max(1, int(found.nit))
        return self

    def _loss(
        self,
        parameters: NDArray[np.float64],
        X: NDArray[np.float64],
        codes: NDArray[np.int64],
        weights: NDArray[np.float64],
        features: int,
    ) -> tuple[float, NDArray[np.float64]]:
        """Penalised negative log likelihood and its gradient."""
        coef, cuts = parameters[:features], np.cumsum(parameters[features:])
        score = X @ coef
        edges = np.concatenate([[-np.inf], cuts, [np.inf]])
        upper, lower = expit(edges[codes + 1] - score), expit(edges[codes] - score)
        chance = np.maximum(upper - lower, 1e-12)
        loss = -float(weights @ np.log(chance)) + self.penalty / 2 * float(coef @ coef)
        slope_up, slope_low = upper * (1 - upper), lower * (1 - lower)
        by_score = weights * (slope_up - slope_low) / chance
        by_cut = np.zeros(len(cuts))
        inner = codes < len(cuts)
        np.add.at(by_cut, codes[inner], (-weights * slope_up / chance)[inner])
        inner = codes > 0
        np.add.at(by_cut, codes[inner] - 1, (weights * slope_low / chance)[inner])
        # a cut is the sum of the gaps up to it, so a gap moves every cut from its own on
        by_gap = np.cumsum(by_cut[::-1])[::-1]
        return loss, np.concatenate([X.T @ by_score + self.penalty * coef, by_gap])

    def score_line(self, X: ArrayLike) -> NDArray[np.float64]:
        """The linear score of each row (rows,)."""
        line: NDArray[np.float64] = np.asarray(X, dtype=np.float64) @ self.coef_
        return line

    def predict_proba(self, X: ArrayLike) -> NDArray[np.float64]:
        """Probabilities (rows, classes): never negative, each row adding to 1."""
        below = expit(self._cuts_of(X))
        padded = np.hstack([np.zeros((len(below), 1)), below, np.ones((len(below), 1))])
        return np.diff(padded, axis=1)

    def _cuts_of(self, X: ArrayLike) -> NDArray[np.float64]:
        score = self.score_line(X)
        cuts: NDArray[np.float64] = self.cuts_[None, :] - score[:, None]
        return cuts

    def predict(self, X: ArrayLike) -> NDArray[np.generic]:
        """The likeliest class of each row (rows,)."""
        chances = self.predict_proba(X)
        labels: NDArray[np.generic] = self.classes_[np.argmax(chances, axis=1)]
        return labels

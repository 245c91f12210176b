"""The ordinal estimator: what it promises."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubric.prediction.ordinal import OrdinalLogit


@given(seed=st.integers(0, 10**6), classes=st.integers(2, 4), positive=st.booleans())
def test_probabilities_are_never_negative_and_add_to_one(seed: int, classes: int, positive: bool) -> None:
    chance = np.random.default_rng(seed)
    X, y = chance.normal(size=(30, 3)), np.arange(30) % classes
    found = OrdinalLogit(penalty=0.1, positive=positive).fit(X, y).predict_proba(chance.normal(scale=50, size=(20, 3)))
    assert found.min() >= 0
    np.testing.assert_allclose(found.sum(axis=1), 1)


def test_the_gradient_is_the_slope_of_the_loss() -> None:
    chance = np.random.default_rng(1)
    X, codes, weights = chance.normal(size=(40, 3)), np.arange(40) % 4, chance.uniform(0.5, 2, size=40)
    point = np.array([0.3, -0.2, 0.1, -1.0, 0.8, 0.6])
    model = OrdinalLogit(penalty=0.5)
    _, slope = model._loss(point, X, codes, weights, 3)
    step = 1e-6
    for i in range(len(point)):
        nudge = np.eye(len(point))[i] * step
        above, _ = model._loss(point + nudge, X, codes, weights, 3)
        below, _ = model._loss(point - nudge, X, codes, weights, 3)
        assert (above - below) / (2 * step) == pytest.approx(slope[i], rel=1e-4, abs=1e-5)


def test_a_positive_fit_never_turns_against_a_feature() -> None:
    X = np.array([[0.0], [1.0], [2.0], [3.0]])
    assert OrdinalLogit(positive=True).fit(X, [3, 2, 2, 1]).coef_[0] == 0
    assert OrdinalLogit(positive=True).fit(X, [1, 2, 2, 3]).coef_[0] > 0

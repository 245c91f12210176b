"""What a sentence's vector tells: the chance of each value of each thing asked.

The weights that ship were learned from the coded sentences together with the encoder (training/README.md). Coded
findings then move them: the shipped weights are the prior of a multinomial (for voices: logistic) regression,

    least of  - sum log P(code | vector, weights)  +  HELD / 2 * |weights - shipped weights|²

so that a few findings move them little, and many more. Source: C. M. Bishop (2006), Pattern Recognition and Machine
Learning, section 4.5: logistic regression with a Gaussian prior, at its mode.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from rubric.framework.words import Maturity, Polarity, Reach, Voice

ASPECT, POLARITY, MATURITY, VOICES, REACH = "aspect", "polarity", "maturity", "voices", "reach"
_OWN_VALUES = {
    POLARITY: tuple(Polarity),
    MATURITY: tuple(Maturity),
    VOICES: tuple(Voice),
    REACH: (*Reach, ""),  # "": the words do not say
}
LENGTH = 8.0  # a reading's two vectors of length 1 are read at this length, as they were when the weights were learned
# How firmly findings are held to the shipped weights. Chosen on the reports, each left out, so that reading their
# findings gains and reading the held-out sentences does not lose (docs/coding.md).
HELD = 300.0

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Heads:
    """`weights` by thing asked: (values, numbers in a row of `rows`); `aspects` are the values of ASPECT in order."""

    aspects: tuple[str, ...]
    weights: Mapping[str, Matrix]

    def values(self, about: str) -> tuple[str, ...]:
        """The values of one thing asked, in the order of the columns of `chances`."""
        return self.aspects if about == ASPECT else tuple(map(str, _OWN_VALUES[about]))

    def chances(self, rows: Matrix) -> dict[str, Matrix]:
        """By thing asked, the chance of each value for each row: (rows, values), each row adding to 1.

        Those of VOICES are each voice's own, 0 to 1: several may confirm one claim, or none."""
        return {about: _chances(about, rows @ weights.T) for about, weights in self.weights.items()}

    def moved_by(self, rows: Matrix, codes: Mapping[str, Matrix], held: float = HELD) -> Heads:
        """The heads after these rows with their codes (by thing asked: (rows, values), 1 for a value given)."""
        if not len(rows):
            return self
        return Heads(
            self.aspects,
            {about: _moved(about, weights, rows, codes[about], held) for about, weights in self.weights.items()},
        )


def rows(readings: NDArray[np.float32], council: NDArray[np.bool_]) -> Matrix:
    """What the heads read: each reading (texts, size), and 1 for who speaks: a council, or the regulator."""
    return np.hstack([readings.astype(np.float64) * LENGTH, council[:, None], ~council[:, None]])


@lru_cache(maxsize=1)
def shipped_heads() -> Heads:
    """The heads that ship with the encoder."""
    data = (files("rubric.claims") / "data" / "encoder" / "heads.npz").read_bytes()
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        aspects = tuple(map(str, stored["aspects"]))
        return Heads(aspects, {about: stored[about].astype(np.float64) for about in (ASPECT, *_OWN_VALUES)})


def _chances(about: str, scores: Matrix) -> Matrix:
    from scipy.special import expit, softmax

    found: Matrix = expit(scores) if about == VOICES else softmax(scores, axis=1)
    return found


def _moved(about: str, shipped: Matrix, rows: Matrix, codes: Matrix, held: float) -> Matrix:
    from scipy.optimize import minimize
    from scipy.special import log_expit, log_softmax

    def cost(flat: Matrix) -> tuple[float, Matrix]:
        moves = flat.reshape(shipped.shape)
        scores = rows @ (shipped + moves).T
        if about == VOICES:
            loss = -float((codes * log_expit(scores) + (1 - codes) * log_expit(-scores)).sum())
        else:
            loss = -float((codes * log_softmax(scores, axis=1)).sum())
        slope = (_chances(about, scores) - codes).T @ rows + held * moves
        return loss + held / 2 * float((moves**2).sum()), slope.ravel()

    best = minimize(cost, np.zeros(shipped.size), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    moved: Matrix = shipped + best.x.reshape(shipped.shape)
    return moved

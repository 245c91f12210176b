"""`python -m training.likeness`: fit the weights of `rubric/comparison/alike.py` to the judged pairs, print them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from rubric.comparison import Index
from rubric.comparison.alike import Weights
from rubric.workflow import prepare
from training.likeness import LEARNED_FROM, SAME_SUBJECT, SAME_THING, items, pairs

Rows = NDArray[np.float64]


def kinds_and_judged(index: Index) -> tuple[Rows, NDArray[np.int64], NDArray[np.bool_]]:
    """Of each pair its likeness in meaning, words and topics (pairs, 3); how it was judged; whether it is learned from.

    `index` holds the shipped findings.
    """
    told, judged = items(), pairs()
    names, places = list(told), {finding.id: place for place, finding in enumerate(index.findings)}
    tables = np.stack(index.kinds([told[name]["text"] for name in names]), axis=-1)
    rows = np.array([tables[names.index(item), places[finding]] for item, finding, _, _ in judged])
    learned = np.array([item.startswith(LEARNED_FROM) for item, *_ in judged])
    return rows, np.array([found for _, _, found, _ in judged]), learned


def fit(rows: Rows, yes: NDArray[np.bool_]) -> Weights:
    """The weights of a logistic regression at its highest likelihood."""
    with_one, sign = np.hstack([rows, np.ones((len(rows), 1))]), np.where(yes, 1.0, -1.0)

    def loss(weights: Rows) -> tuple[float, Rows]:
        odds = sign * (with_one @ weights)
        return float(np.logaddexp(0, -odds).sum()), -(with_one * (sign * expit(-odds))[:, None]).sum(axis=0)

    return Weights(*minimize(loss, np.zeros(with_one.shape[1]), jac=True).x)


def main() -> None:
    """See the module's first line."""
    rows, judged, learned = kinds_and_judged(prepare("").index)
    for name, least in (("THING_WEIGHTS", SAME_THING), ("SUBJECT_WEIGHTS", SAME_SUBJECT)):
        found = fit(rows[learned], judged[learned] >= least)
        print(name, "=", Weights(*(round(float(value), 2) for value in found)))


if __name__ == "__main__":
    main()

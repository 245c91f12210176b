"""How sure the heads are against how often they are right, on sentences that they have not learned from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_expit, log_softmax, softmax

from training.corpus import VOICES, Rows

RIGHT = 0.95  # of what is offered
Read = dict[str, NDArray[np.float32]]


def answers(rows: Rows) -> dict[str, NDArray[np.int64]]:
    """The right answers by head, for the heads with one answer."""
    return {"aspect": rows.aspect, "tone": rows.tone, "level": rows.level, "reach": rows.reach}


def heat(read: Read, rows: Rows) -> dict[str, float]:
    """For each head, what its scores are divided by so that its chances are true ones (least log loss).

    Source: C. Guo et al. (2017), On calibration of modern neural networks, ICML: temperature scaling."""
    found = {name: _hottest(_one_answer(read[name], given, rows)) for name, given in answers(rows).items()}

    def voices(by: float) -> float:
        scores = read["voices"] / by
        return -float((rows.voices * log_expit(scores) + (1 - rows.voices) * log_expit(-scores)).mean())

    told = rows.topic >= 0
    if told.any():
        of_told = Rows(**{name: getattr(rows, name)[told] for name in vars(rows) if name != "texts"}, texts=())
        found["topic"] = _hottest(_one_answer(read["topic"][told], of_told.topic, of_told))
    return {**found, "voices": _hottest(voices), "topic": found.get("topic", 1.0)}


def _one_answer(scores: NDArray[np.float32], given: NDArray[np.int64], rows: Rows):  # type: ignore[no-untyped-def]
    return lambda by: (
        -float(np.average(log_softmax(scores / by, axis=1)[np.arange(len(given)), given], weights=rows.counts))
    )


def _hottest(loss) -> float:  # type: ignore[no-untyped-def]
    return float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)


def sureness(read: Read, rows: Rows) -> dict[str, tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    """By thing asked, as `rubric.claims.coder` works it out: how sure each reading is, and if it is right."""
    names = {"aspect": "aspect", "polarity": "tone", "maturity": "level"}
    right = answers(rows)
    found = {}
    for about, head in names.items():
        chances = softmax(read[head], axis=1)
        found[about] = (chances.max(1), chances.argmax(1) == right[head])
    chances = expit(read["voices"])
    one = chances.max(1) / np.maximum(chances.sum(1), 1e-9)
    several = np.maximum(chances, 1 - chances).prod(1)
    first = rows.voices.argmax(1)
    said = (chances >= 0.5) == (rows.voices > 0)
    found["voice"] = (
        np.where(rows.council > 0, several, one),
        np.where(rows.council > 0, said.all(1), chances.argmax(1) == first),
    )
    return found


def floors(read: Read, rows: Rows) -> dict[str, float]:
    """By thing asked, the least sureness from which on RIGHT of the readings are right; above 1 where none is.

    A standard error short of RIGHT does not do: the best of many floors on some hundred rows is partly luck."""
    return {about: _floor(sure, right, rows) for about, (sure, right) in sureness(read, rows).items()}


def _floor(sure: NDArray[np.float64], right: NDArray[np.bool_], rows: Rows) -> float:
    order = np.argsort(-sure)
    counts = rows.counts[order]
    share = np.cumsum(right[order] * counts) / np.cumsum(counts)
    error = np.sqrt(share * (1 - share) / np.arange(1, len(share) + 1))
    enough = np.flatnonzero(share - error >= RIGHT)
    return round(float(sure[order][enough[-1]]), 3) if len(enough) else 1.01


def reliability(read: Read, rows: Rows) -> dict[str, list[dict[str, float]]]:
    """By thing asked and tenth of sureness: how sure, how often right, and how many rows."""
    table = {}
    for about, (sure, right) in sureness(read, rows).items():
        tenth = np.minimum((sure * 10).astype(int), 9)
        table[about] = [
            {
                "sure": round(float(sure[tenth == step].mean()), 3),
                "right": round(float(right[tenth == step].mean()), 3),
                "rows": int((tenth == step).sum()),
            }
            for step in range(10)
            if (tenth == step).any()
        ]
    return table


__all__ = ["VOICES", "floors", "heat", "reliability", "sureness"]

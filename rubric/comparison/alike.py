"""Whether a claim and a finding are about the same: judged as people who know the field did for thousands of pairs.

Two questions were asked of each pair of an item and a finding (training/likeness): is it about the same particular
thing, so that an officer would nod at seeing both side by side; and if not, is it at least on the same subject? Each
answer's chance is a logistic regression on how like the two are in meaning, in their rarer words, and in what they are
about. `python -m training.likeness` fits the weights; a test fits them again.

Source: D. R. Cox (1958), The regression analysis of binary sequences, JRSS B 20(2), 215-242.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]


class Weights(NamedTuple):
    """What each kind of likeness adds to the log of the odds."""

    meaning: float
    words: float
    topics: float
    alone: float  # where nothing is alike


# From here on a finding stands beside a claim as one on the same thing: where that is likelier than not. Where none
# does, one on the same subject may stand there, told as such, if three in four would agree: our judgement, since an
# officer shrugs at one that is not, and distrusts the rest.
SAME_THING, SAME_SUBJECT = 0.5, 0.75
# From here on a claim says what a finding says, our judgement: to be told that something is missing which one has said
# annoys more than to be told of one thing fewer.
SAID_TOO = 0.3

# Fitted to the pairs of three of five writers of items, and to some that have nothing to do with each other; the pairs
# of the other two tell how well they do (tests/comparison).
THING_WEIGHTS = Weights(5.25, 7.66, 2.69, -5.8)
SUBJECT_WEIGHTS = Weights(10.98, 4.45, 1.64, -4.27)


class Alike(NamedTuple):
    """How likely each claim and each finding are about the same thing, and on the same subject: (claims, findings)."""

    thing: Table
    subject: Table


def alike(meaning: Table, words: Table, topics: Table) -> Alike:
    """From likeness in meaning (-1 to 1), in rarer words (0 to 1) and in topics (0 to 1), each (claims, findings)."""
    return Alike(*(_chance(weights, meaning, words, topics) for weights in (THING_WEIGHTS, SUBJECT_WEIGHTS)))


def _chance(weights: Weights, meaning: Table, words: Table, topics: Table) -> Table:
    odds = weights.meaning * meaning + weights.words * words + weights.topics * topics + weights.alone
    chance: Table = 1 / (1 + np.exp(-odds))
    return chance

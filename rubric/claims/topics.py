"""What within its aspect a sentence is about: 72 topics, eight for each aspect, as people of the field would name them.

Two sentences on one topic are worth holding side by side though they share no word. The topics are our own judgement,
from the framework's aspects and what published reports speak of; some thousand of the coded sentences name theirs
(data/sentences/topics.csv), and the encoder is taught to tell it (training/README.md).
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO, StringIO

import numpy as np
from numpy.typing import NDArray

from rubric.claims.heads import LENGTH

_FOLDER = files("rubric.claims") / "data"


@dataclass(frozen=True)
class Topic:
    """One topic: its `label` follows "both are about"."""

    name: str
    aspect: str
    label: str


@lru_cache(maxsize=1)
def load_topics() -> tuple[Topic, ...]:
    """The topics in their order, which is the order of the encoder's answers."""
    return tuple(Topic(row["topic"], row["aspect"], row["label"]) for row in _table("topics.csv"))


def told_topics() -> Mapping[str, str]:
    """By the id of a coded sentence, the name of the topic that a reader gave it; not every sentence has one."""
    return {row["id"]: row["topic"] for row in _table("sentences/topics.csv")}


def _table(name: str) -> Iterable[dict[str, str]]:
    return csv.DictReader(StringIO(_FOLDER.joinpath(name).read_text(encoding="utf-8")))


def topic_chances(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """How likely each sentence is on each topic (sentences, topics), from its first vector (sentences, SIZE).

    Each row adds to 1; the columns are in the order of `load_topics`."""
    from scipy.special import softmax

    weights = _weights()
    found: NDArray[np.float64] = softmax(
        vectors.astype(np.float64) * LENGTH @ weights[:, :-1].T + weights[:, -1], axis=1
    )
    return found


@lru_cache(maxsize=1)
def _weights() -> NDArray[np.float64]:
    with np.load(BytesIO((_FOLDER / "encoder" / "heads.npz").read_bytes()), allow_pickle=False) as stored:
        found: NDArray[np.float64] = stored["topic"].astype(np.float64)
    return found

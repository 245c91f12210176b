"""The coded sentences that the encoder learns from, and how much each counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.claims.prose import load_sentences
from rubric.claims.topics import load_topics, told_topics
from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice
from rubric.reports import load_library

# Hands whose rows are never learned from: a council's, hard; an inspector's, half of it hard; an inspector's, plain.
HELD_OUT = ("hand13", "hand15", "hand18")
LEAST_COUNT, MOST_COUNT = 0.5, 2.0  # how far a row may count less or more than another

TONES = tuple(Polarity)
LEVELS = tuple(Maturity)
VOICES = tuple(Voice)
REACHES = (*Reach, None)  # None: the words do not say


@dataclass(frozen=True)
class Rows:
    """Sentences with their codes as numbers: each array has a row for each text.

    `aspect`, `tone`, `level`, `reach` (n,): places in the lists of values; `topic` (n,) too, -1 where nobody told it.
    `voices` (n, 4): 1 where the voice says or confirms it. `council` (n,): 1 for a council's words. `counts` (n,): how
    much the row weighs for its tone.
    """

    texts: tuple[str, ...]
    aspect: NDArray[np.int64]
    tone: NDArray[np.int64]
    level: NDArray[np.int64]
    reach: NDArray[np.int64]
    topic: NDArray[np.int64]
    voices: NDArray[np.float32]
    council: NDArray[np.float32]
    counts: NDArray[np.float32]


def load(aspects: tuple[str, ...]) -> tuple[Rows, Rows]:
    """The rows to learn from, and those held out (HELD_OUT)."""
    claims = load_sentences()
    held = [claim for claim in claims if claim.id.startswith(HELD_OUT)]
    learned = [claim for claim in claims if not claim.id.startswith(HELD_OUT)]
    return _rows(learned, aspects), _rows(held, aspects)


def _rows(claims: tuple[Claim, ...] | list[Claim], aspects: tuple[str, ...]) -> Rows:
    topics, told = [topic.name for topic in load_topics()], told_topics()
    return Rows(
        texts=tuple(claim.text for claim in claims),
        aspect=np.array([aspects.index(claim.aspect) for claim in claims]),
        tone=np.array([TONES.index(claim.polarity) for claim in claims]),
        level=np.array([LEVELS.index(claim.maturity) for claim in claims]),
        reach=np.array([REACHES.index(claim.reach) for claim in claims]),
        topic=np.array([topics.index(told[claim.id]) if claim.id in told else -1 for claim in claims]),
        voices=np.array([[voice in claim.voices for voice in VOICES] for claim in claims], dtype=np.float32),
        council=np.array([claim.speaker is Speaker.COUNCIL for claim in claims], dtype=np.float32),
        counts=_counts(claims),
    )


def _counts(claims: tuple[Claim, ...] | list[Claim]) -> NDArray[np.float32]:
    """Rows weighed so that a tone is as frequent, for each speaker, as in the shipped reports.

    The corpus has many more shortfalls than reports have, as they are harder to read."""
    wanted = Counter(finding.polarity for finding in load_library().findings)
    total = sum(wanted.values())
    had = Counter((claim.speaker, claim.polarity) for claim in claims)
    spoken = Counter(claim.speaker for claim in claims)
    counts = [
        wanted[claim.polarity] / total / (had[claim.speaker, claim.polarity] / spoken[claim.speaker])
        for claim in claims
    ]
    return np.clip(np.array(counts, dtype=np.float32), LEAST_COUNT, MOST_COUNT)


def part_of(rows: Rows, share: int) -> Rows:
    """Every `share`-th row, so that every hand is in it."""
    places = np.arange(0, len(rows.texts), share)
    kept = {name: getattr(rows, name)[places] for name in vars(rows) if name != "texts"}
    return Rows(texts=tuple(rows.texts[place] for place in places), **kept)

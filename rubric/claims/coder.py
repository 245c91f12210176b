"""The coder: proposes aspect, polarity, maturity, voices and reach for a sentence, each with a confidence.

A sentence's vectors (encoder.py) say what it means, and weights learned from coded sentences and findings (heads.py)
what such a meaning is coded as. Which way a figure points is reckoned and not felt (claims/figures). What is too unsure
to offer is told by `Reading.is_sure`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rubric.claims.encoder import Encoder, floors, load_encoder
from rubric.claims.figures import Says, verdict
from rubric.claims.heads import ASPECT, MATURITY, POLARITY, REACH, VOICES, Heads, Matrix, rows, shipped_heads
from rubric.claims.model import Claim
from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice

ABOUT = ("aspect", "polarity", "maturity", "voice")

# How far the other claims of a paragraph lean on one's aspect, as a power of their mean chance.
NEIGHBOURS_COUNT = 0.7
_REFERS_BACK = re.compile(r"(?:they|their|these|this|it|others|some|in addition|for example)\b", re.I)

# How much likelier a tone is where the figures say so. In the 155 coded sentences of hands 13, 15, 18 and 24 to 28
# whose figures were reckoned to be good or bad news, the news was as reckoned in 127 and the opposite in 17.
FIGURES_COUNT = 7.0
_NEWS = {Says.GOOD: Polarity.STRENGTH, Says.BAD: Polarity.SHORTFALL}

# How many words a text must have to be read for how far along it is: a fragment names a thing and not its state.
LEAST_WORDS = 5


@dataclass(frozen=True)
class Reading:
    """A proposed coding. `confidence` (0 to 1) is by name: aspect, polarity, maturity, voice.

    `voices` is empty for a council's claim that names nobody else. `words` is how many words were read;
    `nearest_levels` are the two likeliest of how far along it is, the likelier first."""

    aspect: str
    polarity: Polarity
    maturity: Maturity
    voices: frozenset[Voice]
    reach: Reach | None
    confidence: dict[str, float]
    words: int
    nearest_levels: tuple[Maturity, ...]

    def is_sure(self, about: str) -> bool:
        """Whether one thing (of ABOUT) was read surely enough to be offered; never a maturity for a fragment."""
        if about == "maturity" and self.words < LEAST_WORDS:
            return False
        return self.confidence[about] >= floors()[about]


class Coder:
    """An encoder and what its vectors are taken to tell; only read after it is made, so safe to share."""

    def __init__(self, encoder: Encoder, heads: Heads) -> None:
        self._encoder, self._heads = encoder, heads

    def read(self, text: str, speaker: Speaker = Speaker.REGULATOR) -> Reading:
        """What a sentence seems to say."""
        return self.read_all([text], speaker)[0]

    def read_all(self, texts: Sequence[str], speaker: Speaker = Speaker.REGULATOR) -> list[Reading]:
        """`read` for many texts at once."""
        return self._readings(texts, self._chances(texts, speaker), speaker) if texts else []

    def read_paragraphs(
        self, paragraphs: Sequence[Sequence[str]], speaker: Speaker = Speaker.REGULATOR
    ) -> list[list[Reading]]:
        """`read` for the claims of many paragraphs, each claim helped by the others of its paragraph.

        A paragraph keeps to few aspects, so the others' aspects lean on each one's; and a piece that starts with
        "they" or the like has half of its voices from the piece before.
        """
        pieces = [piece for paragraph in paragraphs for piece in paragraph]
        if not pieces:
            return [[] for _ in paragraphs]
        chances = self._chances(pieces, speaker)
        ends = np.cumsum([len(paragraph) for paragraph in paragraphs])[:-1]
        chances[ASPECT] = np.vstack([_leaned(part) for part in np.split(chances[ASPECT], ends)])
        firsts = {0, *ends.tolist()}
        for place, piece in enumerate(pieces):
            if place not in firsts and _REFERS_BACK.match(piece):
                chances[VOICES][place] = (chances[VOICES][place] + chances[VOICES][place - 1]) / 2
        readings = iter(self._readings(pieces, chances, speaker))
        return [[next(readings) for _ in paragraph] for paragraph in paragraphs]

    def _chances(self, texts: Sequence[str], speaker: Speaker) -> dict[str, Matrix]:
        council = np.full(len(texts), speaker is Speaker.COUNCIL)
        chances = self._heads.chances(rows(self._encoder.readings(texts), council))
        tones = self._heads.values(POLARITY)
        for place, text in enumerate(texts):
            told = verdict(text)
            if told is not None and told.says in _NEWS:
                chances[POLARITY][place, tones.index(_NEWS[told.says])] *= FIGURES_COUNT
        chances[POLARITY] /= chances[POLARITY].sum(axis=1, keepdims=True)
        return chances

    def _readings(self, texts: Sequence[str], chances: dict[str, Matrix], speaker: Speaker) -> list[Reading]:
        best = {about: table.argmax(axis=1) for about, table in chances.items()}
        values = {about: self._heads.values(about) for about in chances}
        return [
            Reading(
                aspect=values[ASPECT][best[ASPECT][row]],
                polarity=Polarity(values[POLARITY][best[POLARITY][row]]),
                maturity=Maturity(values[MATURITY][best[MATURITY][row]]),
                voices=_voices(chances[VOICES][row], speaker),
                reach=Reach(reach) if (reach := values[REACH][best[REACH][row]]) else None,
                confidence={
                    **{about: _rounded(chances[about][row].max()) for about in (ASPECT, POLARITY, MATURITY)},
                    "voice": _rounded(_sure_of_voices(chances[VOICES][row], speaker)),
                },
                words=len(text.split()),
                nearest_levels=tuple(Maturity(values[MATURITY][at]) for at in np.argsort(-chances[MATURITY][row])[:2]),
            )
            for row, text in enumerate(texts)
        ]


def _rounded(chance: float) -> float:
    """To six digits: what lies beyond depends on how many texts are read at once."""
    return round(float(chance), 6)


def _voices(chances: Matrix, speaker: Speaker) -> frozenset[Voice]:
    """A regulator's claim has the one likeliest voice, a council's all that are likelier than not."""
    voices = tuple(Voice)
    if speaker is Speaker.REGULATOR:
        return frozenset({voices[int(chances.argmax())]})
    return frozenset(voice for voice, chance in zip(voices, chances, strict=True) if chance >= 0.5)


def _sure_of_voices(chances: Matrix, speaker: Speaker) -> float:
    """The chance that the voices are as read: the likeliest one's share, or that each is on the side it was put."""
    if speaker is Speaker.REGULATOR:
        return float(chances.max() / max(chances.sum(), 1e-9))
    return float(np.maximum(chances, 1 - chances).prod())


def _leaned(table: Matrix) -> Matrix:
    """Each row's chances, times the mean of the other rows' raised to NEIGHBOURS_COUNT, and made to add to 1 again."""
    if len(table) < 2:
        return table
    others = (table.sum(axis=0) - table) / (len(table) - 1)
    leaned: Matrix = table * np.maximum(others, 1e-6) ** NEIGHBOURS_COUNT
    leaned /= leaned.sum(axis=1, keepdims=True)
    return leaned


def train_coder(claims: Sequence[Claim]) -> Coder:
    """The shipped coder, moved by coded claims: a library's findings, and what a council has put right in them."""
    encoder, heads = load_encoder(), shipped_heads()
    known = [claim for claim in claims if claim.aspect in heads.aspects]
    council = np.array([claim.speaker is Speaker.COUNCIL for claim in known], dtype=bool)
    codes = {about: _codes(known, heads.values(about), about) for about in heads.weights}
    return Coder(encoder, heads.moved_by(rows(encoder.readings([c.text for c in known]), council), codes))


def _codes(claims: Sequence[Claim], values: Sequence[str], about: str) -> Matrix:
    return np.array([[value in _given(claim, about) for value in values] for claim in claims], dtype=np.float64)


def _given(claim: Claim, about: str) -> frozenset[str]:
    if about == VOICES:
        return frozenset(claim.voices)
    one = {ASPECT: claim.aspect, POLARITY: claim.polarity, MATURITY: claim.maturity, REACH: claim.reach or ""}
    return frozenset({one[about]})

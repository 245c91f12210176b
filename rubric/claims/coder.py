"""The coder: proposes aspect, polarity, maturity, voices and reach for a sentence, with a confidence and the cue.

Two readers work together. Cue rules (cues.py) say what they found; a model trained on coded findings (weights of words,
their pieces and their classes, logistic regression) says what such wording usually is. Their log odds are added, the
rules' votes counting RULES_COUNT each, so that the rules decide where they speak and the model where they are silent or
split.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from rubric.claims.coding_model import CodingModel
from rubric.claims.cues import Cue, cues, telling, votes
from rubric.claims.model import Claim
from rubric.framework.words import Maturity, Polarity, Reach, Speaker, Voice

if TYPE_CHECKING:  # scikit-learn is slow to import, and the screens open without it
    from rubric.claims.weights import Weights

ABOUT = ("aspect", "polarity", "maturity", "voice")
_COUNCIL_VOICE = "a council's voice"  # asked of a council's words beside ABOUT: who confirms them, or nobody
_NOBODY = "nobody"

# Between 2.5, best on the findings that the rules were written beside, and 1, best in five folds of made-up prose that
# they were not (docs/coding.md).
RULES_COUNT = 1.5

# A vote this weighty names a voice by itself: somebody is the subject of saying or showing something.
_SAYS_SO = 1.5

_LEAST = np.log(1e-9)  # however sure the learned reader is, rules must be able to outvote it

# How far the other claims of a paragraph lean on one's aspect, as a power of their mean chance.
NEIGHBOURS_COUNT = 0.7
_REFERS_BACK = re.compile(r"(?:they|their|these|this|it|others|some|in addition|for example)\b", re.I)


# For each thing asked: its values, and their chances for each text
Chances = dict[str, tuple[list[str], NDArray[np.float64]]]


@dataclass(frozen=True)
class Reading:
    """A proposed coding. `confidence` (0 to 1) and `cues` (the deciding words, "" for the model alone) are by name:
    aspect, polarity, maturity, voice."""

    aspect: str
    polarity: Polarity
    maturity: Maturity
    voices: frozenset[Voice]
    reach: Reach | None
    confidence: dict[str, float]
    cues: dict[str, str]


class Coder:
    """A trained coder; only read after training, so safe to share between threads."""

    def __init__(self, weights: Weights, subject: CodingModel, tone: CodingModel, values: dict[str, list[str]]) -> None:
        """`values` are those of each thing asked, in the order of the columns that were learned."""
        self._weights = weights
        self._subject = subject
        self._tone = tone
        self._values = values

    def read(self, text: str, speaker: Speaker = Speaker.REGULATOR) -> Reading:
        """What a sentence seems to say. `voices` is empty for a council's claim that names nobody else."""
        return self.read_all([text], speaker)[0]

    def read_all(self, texts: Sequence[str], speaker: Speaker = Speaker.REGULATOR) -> list[Reading]:
        """`read` for many texts at once, which is much faster."""
        if not texts:
            return []
        found = [cues(text) for text in texts]
        return _readings(found, self._all_chances(texts, found, speaker), speaker)

    def read_paragraphs(
        self, paragraphs: Sequence[Sequence[str]], speaker: Speaker = Speaker.REGULATOR
    ) -> list[list[Reading]]:
        """`read` for the claims of many paragraphs, each claim helped by the others of its paragraph.

        A paragraph keeps to few aspects, so the others' aspects lean on each one's; and a piece that starts with
        "they" or the like, and names nobody itself, has the voices of the piece before.
        """
        pieces = [piece for paragraph in paragraphs for piece in paragraph]
        if not pieces:
            return [[] for _ in paragraphs]
        found = [cue for paragraph in paragraphs for cue in _cues_of(paragraph)]
        chances = self._all_chances(pieces, found, speaker)
        values, table = chances["aspect"]
        ends = np.cumsum([len(paragraph) for paragraph in paragraphs])
        leaned = [_leaned(part) for part in np.split(table, ends[:-1])]
        chances["aspect"] = (values, np.vstack(leaned))
        readings = iter(_readings(found, chances, speaker))
        return [[next(readings) for _ in paragraph] for paragraph in paragraphs]

    def _all_chances(self, texts: Sequence[str], found: Sequence[tuple[Cue, ...]], speaker: Speaker) -> Chances:
        words = self._weights.rows(texts)
        # who speaks and in what tone is told by classes of words, what about by the words themselves
        logs = {**self._subject.logs(words), **self._tone.logs(self._weights.with_classes(texts, words))}
        return {about: self._chances(about, logs[about], found) for about in _asked(speaker)}

    def _chances(
        self, about: str, learned: NDArray[np.float64], found: Sequence[tuple[Cue, ...]]
    ) -> tuple[list[str], NDArray[np.float64]]:
        from scipy.special import softmax

        values, cue_kind = self._values[about], "voice" if about == _COUNCIL_VOICE else about
        tallies = [votes(own, cue_kind) for own in found]
        rule_votes = np.array([[tally.get(value, 0.0) for value in values] for tally in tallies])
        return values, softmax(np.maximum(learned, _LEAST) + RULES_COUNT * rule_votes, axis=1)


def _readings(found: Sequence[tuple[Cue, ...]], chances: Chances, speaker: Speaker) -> list[Reading]:
    best = {about: [values[place] for place in table.argmax(axis=1)] for about, (values, table) in chances.items()}
    sure = {about: table.max(axis=1).tolist() for about, (_, table) in chances.items()}
    likeliest = best.get(_COUNCIL_VOICE, best["voice"])
    return [
        Reading(
            aspect=best["aspect"][row],
            polarity=Polarity(best["polarity"][row]),
            maturity=Maturity(best["maturity"][row]),
            voices=_voices(likeliest[row], own, speaker),
            reach=_reach(own),
            confidence={about: sure[about][row] for about in chances},
            cues={about: telling(own, about, best[about][row]) for about in ABOUT},
        )
        for row, own in enumerate(found)
    ]


def _reach(found: tuple[Cue, ...]) -> Reach | None:
    """The narrowest reach that a cue proposes."""
    tally = votes(found, "reach")
    return next((reach for reach in Reach if reach in tally), None)


def _cues_of(paragraph: Sequence[str]) -> list[tuple[Cue, ...]]:
    """The cues of each piece; one that refers back takes over the voices of the piece before."""
    found = [cues(piece) for piece in paragraph]
    for place in range(1, len(paragraph)):
        if _REFERS_BACK.match(paragraph[place]) and not _speaks(found[place]):
            found[place] += tuple(cue for cue in found[place - 1] if cue.about == "voice" and cue.weight >= _SAYS_SO)
    return found


def _speaks(found: tuple[Cue, ...]) -> bool:
    return any(weight >= _SAYS_SO for weight in votes(found, "voice").values())


def _leaned(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each row's chances, times the mean of the other rows' raised to NEIGHBOURS_COUNT, and made to add to 1 again."""
    if len(table) < 2:
        return table
    others = (table.sum(axis=0) - table) / (len(table) - 1)
    leaned: NDArray[np.float64] = table * np.maximum(others, 1e-6) ** NEIGHBOURS_COUNT
    leaned /= leaned.sum(axis=1, keepdims=True)
    return leaned


def _asked(speaker: Speaker) -> tuple[str, ...]:
    return ABOUT if speaker is Speaker.REGULATOR else (*ABOUT, _COUNCIL_VOICE)


def _voices(likeliest: str, found: tuple[Cue, ...], speaker: Speaker) -> frozenset[Voice]:
    if speaker is Speaker.REGULATOR:
        return frozenset({Voice(likeliest)})
    if likeliest == _NOBODY:
        return frozenset()
    named = {Voice(value) for value, weight in votes(found, "voice").items() if weight >= _SAYS_SO}
    return frozenset({Voice(likeliest), *named})


def train_coder(claims: Sequence[Claim]) -> Coder:
    """A coder that has learned from coded claims; ValueError where they do not hold two values of each thing."""
    from rubric.claims.weights import Weights

    coded = {
        "aspect": [(claim, claim.aspect) for claim in claims],
        "polarity": [(claim, claim.polarity.value) for claim in claims],
        "maturity": [(claim, claim.maturity.value) for claim in claims],
        # a council's bare assertion has no voice to learn from
        "voice": [(claim, voice) for claim in claims if (voice := _main_voice(claim)) != _NOBODY],
        _COUNCIL_VOICE: [(claim, _main_voice(claim)) for claim in claims if claim.speaker is Speaker.COUNCIL]
        or [(claim, voice) for claim in claims for voice in (_main_voice(claim), _NOBODY)],
    }
    weights = Weights([claim.text for claim in claims])
    words = weights.rows([claim.text for claim in claims])
    tone = weights.with_classes([claim.text for claim in claims], words)
    place = {id(claim): row for row, claim in enumerate(claims)}
    answers = {
        about: ([place[id(claim)] for claim, _ in pairs], [label for _, label in pairs])
        for about, pairs in coded.items()
    }
    values = {about: sorted(set(labels)) for about, (_, labels) in answers.items()}
    subject = {"aspect": answers.pop("aspect")}
    return Coder(weights, CodingModel(words, subject), CodingModel(tone, answers), values)


def _main_voice(claim: Claim) -> str:
    usual = Voice.PROCESSES if claim.speaker is Speaker.REGULATOR else _NOBODY
    return next((voice.value for voice in Voice if voice in claim.voices), usual)

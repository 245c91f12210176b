"""Findings prepared for search by meaning and by their rarer words, and grouped by what they say."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from rubric.claims.encoder import load_encoder
from rubric.claims.model import Claim
from rubric.claims.topics import load_topics, topic_chances
from rubric.comparison.alike import Alike, Table, alike
from rubric.comparison.small import ABOUT_NOTHING
from rubric.framework.model import Framework
from rubric.framework.words import Polarity
from rubric.reports.model import Finding

if TYPE_CHECKING:
    from rubric.claims.encoder import Encoder

# Findings on one aspect at one score that are on average at least this like each other say much the same. Our
# judgement, from reading the groups of the 238 shipped findings; with another encoder, what makes as many groups (146).
SAY_THE_SAME = 0.6
# How much of the likeness in words comes on top of that in meaning, our judgement: on made-up council prose 0.15, 0.3
# and 0.5 find the aspect as often as none does, and a reader sees why two that share a rare word stand together.
WORDS_ADD = 0.3
# How much being on one topic comes on top (topics.py): what is likest in meaning is often alike in its scene or its
# figures only. Of 375 held-out sentences, held against reports at each score that have a finding on their topic, the
# likest finding is on it for 57 in 100 without this, for 62 at 0.15 and 64 at 0.25 (by the encoder before this one).
TOPIC_ADDS = 0.25
TOPIC_SHARED = 0.5  # the geometric mean of the two chances from which on both are said to be on a topic
_APART = 2.0  # the distance of what must not come together: cosines put none further apart
# Words that say little about what a sentence on adult social care is about, beside the usual small words.
_COMMON = """able also ask asked asks authority begun better care council day everyone finish finished given heard help
knew know line local look looked make month new part people quarter service services social staff taken team teams time
use used uses using way week work worked working works year years"""
_WORD = re.compile(r"[a-z]{4,}|co-[a-z]+")
_STEM = 6  # letters: "carer" and "carers" begin alike


class _Rows(NamedTuple):
    """Texts as rows by which they are held against each other: their meaning, their rarer words, their topics.

    `topics` has their chances: the product of two rows is the chance that both are on one topic, and small for what is
    on no topic in particular."""

    vectors: NDArray[np.float32]
    words: NDArray[np.float32]
    topics: NDArray[np.float64]


class Index:
    """The findings with their vectors; made once, then only read, so it is safe to share between threads."""

    def __init__(self, findings: Sequence[Finding], framework: Framework, encoder: Encoder | None = None) -> None:
        """ValueError where there is no finding. `encoder` is the shipped one unless given."""
        if not findings:
            raise ValueError("an index needs at least one finding")
        self.findings = tuple(findings)
        self.framework = framework
        self._encoder = encoder or load_encoder()
        texts = [finding.text for finding in self.findings]
        self._frequency = Counter(stem for text in texts for stem in _by_stem(text))
        self._column = {stem: place for place, stem in enumerate(sorted(self._frequency))}
        self._own = self._rows(texts)
        self.scores = tuple(sorted({finding.score for finding in self.findings}))
        self.score = np.array([finding.score for finding in self.findings])
        self.aspect = np.array([finding.aspect for finding in self.findings])
        self.tone = np.array([finding.polarity.value for finding in self.findings])
        self.level = np.array([finding.maturity.value for finding in self.findings])
        self.report = np.array([finding.report_id for finding in self.findings])
        # every change of an item asks for the same again
        self.groups = lru_cache(maxsize=None)(self._groups)
        self.telling = lru_cache(maxsize=None)(self._telling_of)

    def alike(self, texts: Sequence[str]) -> Alike:
        """How likely each text and each finding are about the same thing, and on the same subject."""
        return alike(*self.kinds(texts))

    def kinds(self, texts: Sequence[str]) -> tuple[Table, Table, Table]:
        """Likeness of each text to each finding in meaning, in rarer words and in topics: (texts, findings) each.

        In topics it is the sum of the roots of the products of both chances, so 1 for the same chances, however spread.
        Source: A. Bhattacharyya (1943), On a measure of divergence between two statistical populations, Bulletin of the
        Calcutta Mathematical Society 35, 99-109.
        """
        ours, theirs = self._rows(texts), self._own
        meaning, words = ours.vectors @ theirs.vectors.T, ours.words @ theirs.words.T
        topics = np.sqrt(ours.topics) @ np.sqrt(theirs.topics).T
        return meaning.astype(np.float64), words.astype(np.float64), topics

    @cached_property
    def among(self) -> NDArray[np.float64]:
        """Likeness of the findings to each other (findings, findings), from 0 (nothing in common) to 1.

        The cosine of their meaning, WORDS_ADD times that of their rarer words, and TOPIC_ADDS times how likely both
        are on one topic.
        """
        return np.clip(_likeness(self._own, self._own), 0.0, 1.0)

    def _rows(self, texts: Sequence[str]) -> _Rows:
        vectors = self._encoder.vectors(texts)
        return _Rows(vectors, self._rows_of_words(texts), topic_chances(vectors))

    def _rows_of_words(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Rows of length 1 at most (texts, words that the findings know): a word weighs the more the fewer have it.

        Words that no finding has take from the length of the others and stand nowhere.
        """
        rows = np.zeros((len(texts), len(self._column)), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            weights = {stem: self._rarity(stem) for stem in _by_stem(text)}
            length = math.sqrt(sum(weight**2 for weight in weights.values()))
            for stem, weight in weights.items():
                if stem in self._column:
                    row[self._column[stem]] = weight / length
        return rows

    def _rarity(self, stem: str) -> float:
        return math.log((len(self.findings) + 1) / (self._frequency[stem] + 0.5))

    def _groups(self, aspect: str, score: int) -> tuple[tuple[int, ...], ...]:
        """Places in `findings` on an aspect at a score: those that say the same together, never of opposite tones."""
        from scipy.cluster.hierarchy import fcluster, linkage  # slow to import, and the screens open without them
        from scipy.spatial.distance import squareform

        places = np.flatnonzero((self.aspect == aspect) & (self.score == score))
        if len(places) < 2:
            return tuple((int(place),) for place in places)
        apart = np.where(self.opposite(self.tone[places])[:, places], _APART, 1 - self.among[np.ix_(places, places)])
        np.fill_diagonal(apart, 0)
        found = fcluster(linkage(squareform(apart, checks=False), "average"), 1 - SAY_THE_SAME, "distance")
        return tuple(tuple(int(place) for place in places[found == group]) for group in sorted(set(found)))

    def opposite(self, tones: NDArray[np.str_]) -> NDArray[np.bool_]:
        """For each tone whether each finding's is its opposite: a strength beside a shortfall."""
        good, bad = Polarity.STRENGTH.value, Polarity.SHORTFALL.value
        ours = tones[:, None]
        found: NDArray[np.bool_] = ((ours == good) & (self.tone == bad)) | ((ours == bad) & (self.tone == good))
        return found

    def _telling_of(self, group: tuple[int, ...]) -> float:
        """How much what a group says tells its score from the others, -1 to 1.

        How like its findings the other reports at its score are, less how like them those at other scores are, on
        average: each by the likest finding that a report has on the aspect and not in the opposite tone, 0 where it
        has none. A finding's own report is left out, since it says of itself alone what no other says.
        """
        return float(np.mean([self._telling(place) for place in group]))

    def _telling(self, place: int) -> float:
        may = (self.aspect == self.aspect[place]) & ~self.opposite(self.tone[[place]])[0]
        near = np.where(may, self.among[place], 0.0)
        likest = {
            (int(self.score[self.report == report][0]), str(report)): float(near[self.report == report].max())
            for report in sorted(set(self.report))
            if report != self.report[place]
        }
        here = [value for (score, _), value in likest.items() if score == self.score[place]]
        elsewhere = [value for (score, _), value in likest.items() if score != self.score[place]]
        return (sum(here) / len(here) if here else 0.0) - (sum(elsewhere) / len(elsewhere) if elsewhere else 0.0)

    def shared_words(self, claim: Claim, finding: Finding, most: int = 3) -> tuple[str, ...]:
        """Words of a topic that stand in both, in whatever form, as the claim has them; the rarest in reports first."""
        ours, theirs = _by_stem(claim.text), _by_stem(finding.text)
        both = sorted(ours.keys() & theirs.keys(), key=lambda stem: (self._frequency[stem], stem))
        return tuple(ours[stem] for stem in both[:most])

    def shared_topic(self, claim: Claim, place: int) -> str:
        """The label of the topic that a claim and the finding at a place are both on, likelier than not; else ""."""
        both = np.sqrt(self._rows((claim.text,)).topics[0] * self._own.topics[place])
        best = int(both.argmax())
        return load_topics()[best].label if both[best] > TOPIC_SHARED else ""


def _likeness(ours: _Rows, theirs: _Rows) -> NDArray[np.float64]:
    meaning = (ours.vectors @ theirs.vectors.T).astype(np.float64)
    words, topics = ours.words @ theirs.words.T, ours.topics @ theirs.topics.T
    found: NDArray[np.float64] = meaning + WORDS_ADD * words + TOPIC_ADDS * topics
    return found


@lru_cache(maxsize=4096)
def _by_stem(text: str) -> dict[str, str]:
    """A text's words that are about something, by their beginnings; each as it stands first."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text.lower()):
        if word not in _small():
            found.setdefault(word[:_STEM].rstrip("s"), word)
    return found


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    return ABOUT_NOTHING | frozenset(_COMMON.split())

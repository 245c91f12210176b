"""Findings prepared for search by likeness of words."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rubric.claims.model import Claim
from rubric.framework.model import Framework
from rubric.reports.model import Finding

# Words that say little about what a sentence on adult social care is about, beside the usual small words.
_COMMON = """able also authority care council day everyone given help line local make month new people quarter service
services social staff taken team teams time use used uses using way week work worked working works year years"""
# Words carry the meaning; pieces of words bring "carer", "carers" and "caring" together.
_WORDS_WEIGH, _PIECES_WEIGH = 1.0, 0.6


class Index:
    """The findings with their word weights; fitted once, then only read, so it is safe to share between threads."""

    def __init__(self, findings: Sequence[Finding], framework: Framework) -> None:
        # scikit-learn is slow to import, and the screens open without it
        from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
        from sklearn.pipeline import FeatureUnion

        if not findings:
            raise ValueError("an index needs at least one finding")
        self.findings = tuple(findings)
        self.framework = framework
        stop_words = sorted(ENGLISH_STOP_WORDS.union(_COMMON.split()))
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words=stop_words)
        pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 5), sublinear_tf=True, min_df=2)
        self._union = FeatureUnion(
            [("words", self._words), ("pieces", pieces)],
            transformer_weights={"words": _WORDS_WEIGH, "pieces": _PIECES_WEIGH},
        )
        self._matrix = self._union.fit_transform([finding.text for finding in self.findings])
        self._names = self._words.get_feature_names_out()
        # a claim is held against many findings and a finding against many claims
        self._weights = lru_cache(maxsize=4096)(self._weights_of)
        self._lengths = np.sqrt(np.asarray(self._matrix.multiply(self._matrix).sum(axis=1)).ravel())

    def similarities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Cosine of each text with each finding: (texts, findings), 0 to 1; rows of 0 for texts with no known word."""
        rows = self._union.transform(list(texts))
        lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
        products = np.asarray((rows @ self._matrix.T).todense(), dtype=np.float64)
        scale = np.outer(np.where(lengths > 0, lengths, 1.0), np.where(self._lengths > 0, self._lengths, 1.0))
        found: NDArray[np.float64] = np.clip(products / scale, 0.0, 1.0)
        return found

    def shared_words(self, claim: Claim, finding: Finding, most: int = 3) -> tuple[str, ...]:
        """The single words that make the two alike, the rarest in reports first."""
        ours, theirs = self._weights(claim.text), self._weights(finding.text)
        both = {word: weight * theirs[word] for word, weight in ours.items() if word in theirs}
        return tuple(sorted(both, key=lambda word: (-both[word], word))[:most])

    def _weights_of(self, text: str) -> dict[str, float]:
        """The single words of a text that the findings know, each with its weight; figures are left out."""
        row = self._words.transform([text])
        named = zip((str(self._names[column]) for column in row.indices), row.data, strict=True)
        return {word: float(weight) for word, weight in named if " " not in word and not word.isdigit()}

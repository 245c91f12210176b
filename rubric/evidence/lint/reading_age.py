"""How old a reader has to be to read a text with ease.

The grade is Flesch and Kincaid's (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for
Navy enlisted personnel", 1975): 0.39 x words a sentence + 11.8 x syllables a word - 15.59. An American grade is about
five years younger than its reader, so the reading age is the grade + 5. It knows nothing of meaning, and below a
hundred words it says little.
"""

import re
from functools import cache, lru_cache

import pyphen

from rubric.evidence.lint.text import PlainText

_WORD = re.compile(r"[a-z][a-z']{0,40}")
_SOUND = re.compile(r"[aeiouy]+")
_SILENT_WITHIN = re.compile(r"(?<=[^aeiouy])e(?=(?:ment|less|ful|ness|ly)s?$)")
_SILENT = re.compile(r"(?:[^aeiouylr]|[aeiouy]r|[aeiouy]l)e$|[^aeiouytd]ed$|[^aeiouyscxz]es$|[cg]es$(?<!ces)(?<!ges)")


def reading_age(text: PlainText) -> float:
    """The age at which the text reads with ease; 0 for a text without words."""
    words = _WORD.findall(text.low)
    if not words:
        return 0.0
    ends = sum(any(letter.isalpha() for letter in sentence) for sentence in text.sentences)
    grade = 0.39 * len(words) / max(1, ends) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return max(5.0, grade + 5)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has: the groups of vowels that sound, or the places to hyphenate if those are more.

    Hyphenation alone counts "area" as one, as no letter is left alone on a line; vowels alone count "being" as one.
    """
    plain = word.replace("'", "")
    sounded = len(_SOUND.findall(_SILENT.sub(lambda end: end.group()[0], _SILENT_WITHIN.sub("", plain))))
    return max(1, sounded, len(_hyphens().positions(plain)) + 1)


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")

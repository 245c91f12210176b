"""Framework wording repeated: runs of words that a text shares with what the framework itself says."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rubric.evidence.lint.text import PlainText, pattern
from rubric.framework.model import Framework

_WORD = re.compile(r"[a-z0-9']+")


class Echo:
    """A framework's wording, to search texts for; made once for a framework, then only read."""

    def __init__(self, framework: Framework, run: int) -> None:
        self._run = run
        self._known = {run_ for text in _texts(framework) for run_ in _runs(_words(PlainText(text)), run)}

    def repeated(self, text: PlainText) -> str:
        """The longest run of words that the framework uses too, as written small; "" where there is none.

        Everyday phrases of the field count for nothing: whoever writes about carers writes "people and carers".
        """
        marks = pattern("framework_phrases").search(re.sub(r"[,;:]", "", text.low))
        words = _words(text)
        best, index = (0, 0), 0
        while index + self._run <= len(words):
            length = 0
            while (
                index + length + self._run <= len(words)
                and tuple(words[index + length : index + length + self._run]) in self._known
            ):
                length += 1
            if length and length + self._run - 1 > best[1] - best[0]:
                best = (index, index + length + self._run - 1)
            index += max(1, length)
        longest = " ".join(words[slice(*best)])
        return longest or (marks.group() if marks else "")


def _texts(framework: Framework) -> Iterator[str]:
    yield framework.commitment.summary
    for aspect in framework.aspects:
        yield from (aspect.summary, *aspect.looks_for, *aspect.prompts)
        for level in aspect.levels:
            yield from (level.text, *(claim.text for claim in level.claims))
    for words in (framework.polarities, framework.maturities, framework.voices, framework.reaches):
        yield from (word.definition for word in words.values())
        yield from (word.example for word in words.values())


def _words(text: PlainText) -> list[str]:
    """The words in order; an everyday phrase is one word that no run can hold."""
    return [
        word
        for sentence in text.sentences
        for part in (*pattern("shared_talk").split(PlainText(sentence).low.replace("-", " ")), "")
        for word in (*_WORD.findall(part), "|")
    ]


def _runs(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    for index in range(len(words) - length + 1):
        run = tuple(words[index : index + length])
        if "|" not in run:
            yield run


class _FrameworkKey:
    """A framework as a key of the cache: it cannot be hashed itself, and two packs may bear one version."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework

    def __hash__(self) -> int:
        return hash(self.framework.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _FrameworkKey) and (
            other.framework is self.framework or other.framework == self.framework
        )


def echo(framework: Framework, run: int) -> Echo:
    """The wording of a framework in runs of `run` words, made once for each."""
    return _cached_echo(_FrameworkKey(framework), run)


@lru_cache(maxsize=4)
def _cached_echo(key: _FrameworkKey, run: int) -> Echo:
    return Echo(key.framework, run)

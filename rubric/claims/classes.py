"""Word classes: words that play the same part in a sentence, and which of them a text holds, alone and in order.

A model that has only words learns nothing about "the hospice says" from "paramedics report". Both hold a partner
followed by a word of saying. The classes are data (data/word_classes.yaml).
"""

import re
from functools import lru_cache
from importlib.resources import files

import yaml

NEAR = 9  # words: how far apart two classes may stand to be taken together
_MOST_READ = 150  # words of a claim; it is one sentence
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[;:,.“”\"]")
_OPENING = 3  # words that a text starts with
_NUMBER, _START = "number", "start"


@lru_cache(maxsize=1)
def load_classes() -> dict[str, tuple[str, ...]]:
    """The shipped word classes: their words by name, in file order."""
    text = (files("rubric.claims") / "data" / "word_classes.yaml").read_text(encoding="utf-8")
    return {name: tuple(words.lower().split()) for name, words in yaml.safe_load(text).items()}


@lru_cache(maxsize=1)
def _by_word() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    whole: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[str, ...]] = {}
    for name, words in load_classes().items():
        for word in words:
            table, key = (begun, word[:-1]) if word.endswith("*") else (whole, word)
            table[key] = (*table.get(key, ()), name)
    return whole, begun


@lru_cache(maxsize=50_000)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a word (not empty, in small letters), each once; numbers have a class of their own."""
    whole, begun = _by_word()
    found = list(whole.get(word, ()))
    for end in range(3, len(word) + 1):
        found += begun.get(word[:end], ())
    if word[0].isdigit():
        found.append(_NUMBER)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def _pairs(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{before} {after}" for before in first for after in second)


def class_terms(lowered: str) -> set[str]:
    """What a text in small letters holds: each class, each pair of classes in order, and how it starts."""
    words = _TOKEN.findall(lowered.replace("’", "'"))[:_MOST_READ]
    found = [(place, names) for place, word in enumerate(words) if (names := classes_of(word))]
    terms = {name for _, names in found for name in names}
    for number, (place, names) in enumerate(found):
        if place < _OPENING:
            terms.update(_pairs((_START,), names))
        for before, earlier in reversed(found[:number]):
            if place - before > NEAR:
                break
            terms.update(_pairs(earlier, names))
    return terms

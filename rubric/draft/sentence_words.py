"""The words of a sentence as the rules on sentences read them, and the lists of words that the rules know."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

_WORD = re.compile(r"[^\W_](?:[\w’'/&-]*[^\W_])?")
_ASIDE = re.compile(r"\([^()]{0,200}\)")  # words in brackets say nothing on the sentence around them
_QUOTED = re.compile(r"[\"“][^\"“”]{1,200}[\"”]|(?<!\w)[‘'][^‘’']{1,200}[’'](?!\w)")
_NAME = "Xquotex"  # stands for a name or saying in quotation marks


class WordLists(NamedTuple):
    """The word lists of data/sentences.yaml."""

    verbs: frozenset[str]
    plain_verbs: frozenset[str]
    subjects: frozenset[str]
    everybody: frozenset[str]
    pointers: frozenset[str]
    adverbs: frozenset[str]
    not_before_a_verb: frozenset[str]
    not_after_a_subject: frozenset[str]
    turns: frozenset[str]
    openers: frozenset[str]
    objects: frozenset[str]
    loose_ends: frozenset[str]
    helpers: frozenset[str]
    past: frozenset[str]
    determiners: frozenset[str]
    times: frozenset[str]
    bases: frozenset[str]
    reports: frozenset[str]
    breaks: frozenset[str]
    hedges: frozenset[str]
    goes_on: frozenset[str]
    amounts: frozenset[str]
    leaning: frozenset[str]
    persons: frozenset[str]


@cache
def word_lists() -> WordLists:
    """The word lists, read once."""
    text = (files("rubric.draft") / "data" / "sentences.yaml").read_text(encoding="utf-8")
    return WordLists(**{name: frozenset(words.split()) for name, words in yaml.safe_load(text).items()})


class Word(NamedTuple):
    """One word of a sentence."""

    text: str  # in small letters but for "IT", with straight apostrophes
    after_comma: bool
    typed: str


def words_of(text: str) -> list[Word]:
    """The words before a colon, semicolon or dash: what follows one may be anything.

    A name or saying in quotation marks is one word, unless it is all there is; "&" and "+" are "and".
    """
    main = re.split(r"[:;]\s|\s[–—-]\s|…", without_quotes(_ASIDE.sub("", text)), maxsplit=1)[0]
    found, position = [], 0
    for match in _WORD.finditer(main):
        between = main[position : match.start()]
        position = match.end()
        small = "IT" if match[0] == "IT" else match[0].lower().replace("’", "'")  # information technology is no "it"
        if "&" in between or "+" in between:
            found.append(Word("and", "," in between, "&"))
        found.append(Word(small, "," in between, match[0]))
    return found


def without_quotes(text: str) -> str:
    """The text with one word in place of each name or saying in quotation marks, unless that is all of it."""
    left = _QUOTED.sub(f" {_NAME} ", text)
    return left if re.sub(rf"{_NAME}|\W", "", left) else text

"""A council's own words, typed as a sentence or as a fragment, joined into our sentences without a wrong turn.

Nothing is reworded: a capital may become a small letter, a full stop may be left out, and words may be put before.
Where the kind of words is unclear, they follow a colon, which suits any.
"""

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from rubric.draft.wording import sentence, without_full_stop
from rubric.english import capital

_WORD = re.compile(r"[^\W\d_][\w’'-]*")


class _WordLists(NamedTuple):
    """The word lists of data/joining.yaml."""

    small_inside: frozenset[str]
    verbs: frozenset[str]
    reports: frozenset[str]
    subjects: frozenset[str]
    nominatives: frozenset[str]
    turns: frozenset[str]
    prepositions: frozenset[str]
    linking: frozenset[str]
    orders: frozenset[str]
    done: frozenset[str]
    participles: frozenset[str]


@cache
def _words() -> _WordLists:
    text = (files("rubric.draft") / "data" / "joining.yaml").read_text(encoding="utf-8")
    return _WordLists(**{name: frozenset(words.split()) for name, words in yaml.safe_load(text).items()})


class LeadIn(NamedTuple):
    """How one kind of fact is led in, with {} for the words: a clause, a thing or, where unclear, after a colon."""

    clause: str
    thing: str
    colon: str


CAUSE = LeadIn("This is because {}.", "This comes down to {}.", "The cause: {}.")
AFFECTED = LeadIn("It means that {}.", "It affects {}.", "Who it affects: {}.")
HEARD = LeadIn("We heard that {}.", "We heard about {}.", "What we heard: {}.")
DECIDED = LeadIn("We decided that {}.", "We decided on {}.", "What we decided: {}.")


def lower_first(text: str, lower_words: Collection[str] = ()) -> str:
    """The text for use inside a sentence: its first letter in lower case where its first word is no name.

    Words are no names where data/joining.yaml lists them under `small_inside`, or where the council writes them in
    lower case elsewhere (`lower_words`, themselves in lower case).
    """
    word = _first_word(text)
    return text[:1].lower() + text[1:] if word.lower() in _words().small_inside or word.lower() in lower_words else text


def is_clause(text: str, *, surely: bool = False) -> bool:
    """Whether the words can stand as a sentence of their own, as far as we can tell.

    A verb, or a subject such as "we", before any "who" or "that" makes a clause of them: "staff are unsure",
    but not "staff who are unsure". `surely`: nor "6 of 9 changes made".
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(_main_part(text))]
    lists = _words()
    verbs = lists.nominatives | (lists.verbs - lists.participles if surely else lists.verbs)
    return bool(words) and (words[0] in lists.subjects or any(word in verbs for word in words[1:]))


def is_thing(text: str) -> bool:
    """Whether the words surely name a thing ("too few checks"): before they turn or link, none may be a verb."""
    words = _WORD.findall(_main_part(text))
    lists = _words()
    linked = next((index for index, word in enumerate(words) if index and word.lower() in lists.linking), None)
    doubtful = words[1:-1] if linked is None else words[1:linked]
    return not is_clause(text) and not any(word.endswith(("s", "ed")) for word in doubtful)


def is_order(text: str) -> bool:
    """Whether the first word is a verb of data/joining.yaml's `orders`, so that "we will" can be put before it."""
    return _first_word(text).lower() in _words().orders


def led_in(lead_in: LeadIn, text: str, lower_words: Collection[str] = ()) -> str:
    """The words as one sentence, led in as a clause, a thing or after a colon; "" for no words."""
    words = without_full_stop(text)
    if not words:
        return ""
    first = _first_word(words).lower()
    inner = lower_first(words, lower_words)
    if _is_several(words) or (words[0].isupper() and inner == words and is_clause(words)):
        return capital(sentence(words))
    if not words[0].isalpha():  # a figure or a quotation mark
        return lead_in.colon.format(words)
    if first in ("because", "as", "since"):
        return sentence(f"This is {inner}")
    if first in ("no", "not", "never") and not is_clause(words):  # "this comes down to no owner" is no English
        return lead_in.colon.format(inner)
    if ";" in words or _is_spliced(words):
        return lead_in.colon.format(inner)
    if inner[0].isupper() or not (is_clause(words) or is_thing(words)):
        return lead_in.colon.format(inner)
    return (lead_in.clause if is_clause(words) else lead_in.thing).format(inner)


def heard_sentence(text: str, lower_words: Collection[str] = ()) -> str:
    """What people said: "Tenants told us that…" as it is, "waits are long" as "We heard that waits are long."."""
    words = without_full_stop(text)
    if any(word.lower() in _words().reports for word in _WORD.findall(_main_part(words))):
        return capital(sentence(words))
    return led_in(HEARD, text, lower_words)


def decided_sentence(text: str, lower_words: Collection[str] = ()) -> str:
    """What was decided: "to pay for taxis", "pay for taxis" and "we will pay for taxis" all make a sentence."""
    words = without_full_stop(text)
    if _is_several(words):
        return capital(sentence(words))
    if _first_word(words).lower() == "to":
        return f"We decided {lower_first(words)}."
    if is_order(words):
        return f"We decided to {words[:1].lower()}{words[1:]}."
    if {"we", "our"} & {word.lower() for word in _WORD.findall(_main_part(words))} or not is_clause(words):
        return own_sentence(words, lower_words) or led_in(DECIDED, text, lower_words)
    return led_in(DECIDED, text, lower_words)


def own_sentence(text: str, lower_words: Collection[str] = ()) -> str:
    """The words as a sentence where they are a sentence already or lack only a "we"; else ""."""
    words = without_full_stop(text)
    first = _first_word(words).lower()
    if _is_several(words) or first in ("we", "our") or is_clause(words):
        return capital(sentence(words))
    if first in _words().done or (first.endswith("ed") and len(first) > 4 and first not in lower_words):
        return f"We {words[:1].lower()}{words[1:]}."
    return ""


def changed_sentence(text: str, lower_words: Collection[str] = ()) -> str:
    """What changed, as a sentence; "" for no words.

    Four words or more that start with a capital count as a sentence (our own judgement).
    """
    words = without_full_stop(text)
    if words[:1].isupper() and len(words.split()) >= 4:
        return own_sentence(words, lower_words) or sentence(words)
    return own_sentence(words, lower_words) or (
        sentence(f"What is different: {lower_first(words, lower_words)}") if words else ""
    )


def told_sentence(text: str, lower_words: Collection[str] = ()) -> str:
    """How people were told: "by letter in June" and "a letter to all tenants" both make a sentence."""
    words = without_full_stop(text)
    if not words:
        return ""
    if _first_word(words).lower() in _words().prepositions and not is_clause(words):
        return f"We told people {lower_first(words, lower_words)}."
    if sentence_ := own_sentence(words, lower_words):
        return sentence_
    inner = lower_first(words, lower_words)
    return f"We told people through {inner}." if inner[0].islower() else f"How we told people: {inner}."


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0] if match else ""


def _main_part(text: str) -> str:
    """The words up to the first that turns aside: "people who…", "two teams: one…"."""
    kept = []
    for index, word in enumerate(re.split(r"\s+", text)):
        if index and word.lower() in _words().turns:
            break
        kept.append(word)
        if word.endswith((":", ";")):
            break
    return " ".join(kept)


def _is_spliced(text: str) -> bool:
    """Whether a thing is followed by a sentence after a comma: "too many surveys, nobody joins them up"."""
    before, comma, after = text.partition(", ")
    has_lead = _first_word(text).lower() in _words().linking | _words().prepositions
    return bool(comma) and not has_lead and not is_clause(before) and _first_word(after).lower() in _words().nominatives


def _is_several(text: str) -> bool:
    """Whether there is more than one sentence in it."""
    return re.search(r"[.!?]\s+[A-Z“\"]", text) is not None

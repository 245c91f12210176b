"""Whether what somebody typed is a whole sentence, as far as that is sure.

Only what is surely whole stands in the draft as a sentence of its own; everything else stands behind a label, which is
right for any words. So a sentence that is missed costs a little polish, while a fragment that is taken for a sentence
would make wrong English: the rules below answer yes only where they are sure, and never change a letter.
tests/draft/test_whole.py measures both on sentences and fragments that the rules were not made from.
"""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from rubric.english import MONTHS

_WORD = re.compile(r"[^\W_](?:[\w’'/&-]*[^\W_])?")
_ASIDE = re.compile(r"\([^()]{0,200}\)")  # words in brackets say nothing on the sentence around them
_OPENING = "“‘\"'(["
_MOST_LETTERS = 2_000  # longer than any sentence that anybody means to be read: not looked at
_FEWEST_OF_A_CLOSED = 8  # words: shorter notes are often given a full stop too (our own judgement)
_FEWEST_OF_A_CLAIM = 8  # words that a claim has, typed from capital to full stop, to be taken at its word
_ABBREVIATIONS = "approx|cllr|co|dept|dr|e\\.g|etc|i\\.e|inc|ltd|mr|mrs|ms|no|nos|p|pp|prof|ref|st|vs"
# A new sentence: a mark that ends one, space, then a capital, a figure or an opening quotation mark; not after "Dr.".
_BREAK = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))\s+(?=[\"“‘(]?[A-Z\d])")
_NO_END = re.compile(rf"(?:^|[\s(])(?:{_ABBREVIATIONS}|[A-Za-z])\.$", re.IGNORECASE)


class _WordLists(NamedTuple):
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


@cache
def _lists() -> _WordLists:
    text = (files("rubric.draft") / "data" / "sentences.yaml").read_text(encoding="utf-8")
    return _WordLists(**{name: frozenset(words.split()) for name, words in yaml.safe_load(text).items()})


class _Word(NamedTuple):
    text: str  # in small letters but for "IT", with straight apostrophes
    after_comma: bool
    typed: str


def sentences(text: str) -> list[str]:
    """The sentences of a text on one line, each with its own end; "Dr. Shah" and "e.g. Monday" do not end one."""
    found: list[str] = []
    for part in _BREAK.split(text):
        if found and _NO_END.search(found[-1][-12:]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return [part for part in found if part]


def is_whole(text: str) -> bool:
    """Whether every part of the text, on one line, is surely a sentence with a verb of its own.

    It has to start with a capital, a figure or a quotation mark, since no letter of it is changed.
    """
    words = text.strip()
    if not words or len(words) > _MOST_LETTERS or "\n" in words or not _starts_a_sentence(words):
        return False
    return all(_has_its_verb(part) for part in sentences(words))


def stands_as_typed(text: str) -> bool:
    """Whether a claim, which opens its paragraph and needs nothing before it, can stand there as it was typed.

    So can whole sentences, and what somebody typed at length from a capital to a full stop, with a verb somewhere in
    it; of several lines, the first has to be whole, or to lead in the others with a colon.
    """
    first, *rest = text.split("\n")
    if rest:
        return is_whole(first) or (first.endswith(":") and _starts_a_sentence(first))
    lists = _lists()
    known = lists.verbs | lists.plain_verbs | lists.past | lists.bases | {"we", "they"}
    return is_whole(text) or (
        _starts_a_sentence(text)
        and len(text) <= _MOST_LETTERS
        and text.endswith((".", "!"))
        and len(text.split()) >= _FEWEST_OF_A_CLAIM
        and any(word.text in known or word.text.endswith("ed") for word in _words(text)[1:])
    )


def tells_of_speaking(text: str) -> bool:
    """Whether the words themselves say that somebody spoke: "Tenants told us…"."""
    return any(word.text in _lists().reports for word in _words(text[:_MOST_LETTERS]))


def _starts_a_sentence(text: str) -> bool:
    first = text.lstrip(_OPENING)[:1]
    return first.isupper() or first.isdigit()


def _words(text: str) -> list[_Word]:
    """The words before a colon, semicolon or dash: what follows one may be anything."""
    main = re.split(r"[:;]\s|\s[–—-]\s|…", _ASIDE.sub("", text), maxsplit=1)[0]
    found, position = [], 0
    for match in _WORD.finditer(main):
        between = main[position : match.start()]
        position = match.end()
        small = "IT" if match[0] == "IT" else match[0].lower().replace("’", "'")  # information technology is no "it"
        found.append(_Word(small, "," in between, match[0]))
    return found


def _has_its_verb(sentence: str) -> bool:
    words = _words(sentence)
    lists = _lists()
    hangs = words and words[-1].text in lists.loose_ends and not any(word.text in lists.turns for word in words)
    if len(words) < 2 or hangs or sentence.rstrip("\"'”’)").endswith("?"):
        return False
    is_closed = len(words) >= _FEWEST_OF_A_CLOSED and sentence.rstrip("\"'”’)").endswith((".", "!"))
    if words[0].text not in lists.openers:
        return _is_clause(words, is_closed=is_closed)
    if _is_time(words):
        return any(_is_clause(words[start:], is_closed=is_closed) for start in (2, 3))
    commas = [index for index, word in enumerate(words) if word.after_comma]
    if is_closed and any(_has_a_subject_inside(words, index) for index in range(2, len(words) - 4)):
        return True
    return any(_starts_with_subject(words[index:]) for index in commas) or any(
        _is_clause(words[index:], is_closed=is_closed) for index in commas[:1]
    )


def _is_time(words: list[_Word]) -> bool:
    """ "In May 2026 waits…", "Since 2025 we…": no clause of its own can begin there."""
    return words[0].text in ("in", "since", "from", "by", "during") and (
        bool(re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", words[1].text)) or words[1].typed in MONTHS
    )


def _has_a_subject_inside(words: list[_Word], index: int) -> bool:
    """ "After the spring visits we moved to one rota": a subject with its verb, before anything turns aside."""
    lists = _lists()
    turned = any(word.text in lists.turns or word.after_comma for word in words[1:index])
    return not turned and words[index].text in ("we", "they") and bool(_starts_with_subject(words[index:]))


def _is_clause(words: list[_Word], *, is_closed: bool) -> bool:
    """Whether a subject and its verb surely stand in the words before anything turns aside.

    `is_closed`: the words are many and were typed with a full stop, so less is asked of the verb.
    """
    lists = _lists()
    if len(words) < 2 or words[0].text in lists.turns - lists.pointers or words[0].text in lists.openers:
        return False
    if (started := _starts_with_subject(words)) is not None:
        return started
    commas = 0
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        commas += word.after_comma
        if word.text in lists.turns or (word.text in lists.subjects | lists.everybody | {"there"}):
            return False  # "changes that were made", "changes we have made", "too many surveys, nobody has time"
        if before.text in lists.not_before_a_verb or word.after_comma:
            continue
        if _is_verb(words, index) or (is_closed and _takes_an_object(words, index)):
            joined = any(between.text in ("and", "or") for between in words[1:index])
            return commas != 1 or joined
    return False


def _starts_with_subject(words: list[_Word]) -> bool | None:
    """Whether the verb of "we", "nobody" or "this" follows at once; None where it starts with none of these."""
    lists = _lists()
    first = words[0].text
    if first not in lists.subjects | lists.everybody | lists.pointers:
        return None
    rest = [word for word in words[1:] if word.text not in lists.adverbs]
    if not rest or words[1].after_comma:
        return False
    verb = rest[0].text
    if first in lists.pointers:
        return verb in lists.verbs if first in ("that", "there") or len(rest) < 2 or verb in lists.verbs else None
    if verb in ("and", "or"):  # "we and five providers agreed that…"
        return None
    if first in ("we", "they", "i", "you"):
        return verb not in lists.not_after_a_subject and not verb[0].isdigit()
    return verb in lists.verbs or (verb.endswith(("s", "ed")) and len(verb) > 3)


def _is_verb(words: list[_Word], index: int) -> bool:
    lists = _lists()
    word = words[index].text
    after = words[index + 1].text if index + 1 < len(words) else ""
    if word in ("may", "will", "can", "must", "might") and (words[index].typed[0].isupper() or not after):
        return False
    if word in lists.verbs:
        return bool(after) or word in ("is", "are", "was", "were", "fell", "rose", "grew")
    if word in lists.plain_verbs:
        helped = any(earlier.text in lists.helpers for earlier in words[:index])
        return bool(after) and not helped
    return (word in lists.past and after in lists.objects | {"that"}) or (
        word.endswith("ed") and len(word) > 4 and (after in lists.objects or _is_from_to(words[index + 1 :]))
    )


def _is_from_to(words: list[_Word]) -> bool:
    """ "waits dropped from 23 days to nine": good English whether or not it was meant as a sentence."""
    return bool(words) and words[0].text == "from" and any(word.text == "to" for word in words[1:12])


def _takes_an_object(words: list[_Word], index: int) -> bool:
    """Whether a word in -s or -ed has a thing straight after it, as a verb has: "the board visits every team"."""
    lists = _lists()
    word = words[index].text
    may_be_verb = word in lists.bases or (word.endswith(("s", "ed")) and len(word) >= 4)
    if not may_be_verb or index + 2 >= len(words):
        return False
    return words[index + 1].text in lists.determiners and words[index + 2].text not in lists.times

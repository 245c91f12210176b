"""Whether what somebody typed is a whole sentence, as far as that is sure.

Only what is surely whole stands in the draft as a sentence of its own; everything else stands behind a label, which is
right for any words. So a sentence that is missed costs a little polish, while a fragment that is taken for a sentence
would make wrong English: the rules below answer yes only where they are sure, and never change a letter.
tests/draft/test_whole.py measures both on sentences and fragments that the rules were not made from.
"""

import re

from rubric.draft.sentence_words import Word, word_lists, words_of
from rubric.english import MONTHS

_OPENING = "“‘\"'(["
_MOST_LETTERS = 2_000  # longer than any sentence that anybody means to be read: not looked at
_FEWEST_OF_A_CLOSED = 8  # words: shorter notes are often given a full stop too (our own judgement)
_FEWEST_OF_A_CLAIM = 8  # words that a claim has, typed from capital to full stop, to be taken at its word
_ABBREVIATIONS = "approx|cllr|co|dept|dr|e\\.g|etc|i\\.e|inc|ltd|mr|mrs|ms|no|nos|p|pp|prof|ref|st|vs"
# A new sentence: a mark that ends one, space, then a capital, a figure or an opening quotation mark; not after "Dr.".
_BREAK = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”’)]))\s+(?=[\"“‘(]?[A-Z\d])")
_NO_END = re.compile(rf"(?:^|[\s(])(?:{_ABBREVIATIONS}|[A-Za-z])\.$", re.IGNORECASE)


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
    lists = word_lists()
    known = lists.verbs | lists.plain_verbs | lists.past | lists.bases | {"we", "they"}
    return is_whole(text) or (
        _starts_a_sentence(text)
        and len(text) <= _MOST_LETTERS
        and text.endswith((".", "!"))
        and len(text.split()) >= _FEWEST_OF_A_CLAIM
        and any(word.text in known or word.text.endswith("ed") for word in words_of(text)[1:])
    )


def _starts_a_sentence(text: str) -> bool:
    first = text.lstrip(_OPENING)[:1]
    return first.isupper() or first.isdigit()


def _has_its_verb(sentence: str) -> bool:
    words = words_of(sentence)
    lists = word_lists()
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


def _is_time(words: list[Word]) -> bool:
    """ "In May 2026 waits…", "Since 2025 we…": no clause of its own can begin there."""
    return words[0].text in ("in", "since", "from", "by", "during") and (
        bool(re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", words[1].text)) or words[1].typed in MONTHS
    )


def _has_a_subject_inside(words: list[Word], index: int) -> bool:
    """ "After the spring visits we moved to one rota": a subject with its verb, before anything turns aside."""
    lists = word_lists()
    turned = any(word.text in lists.turns or word.after_comma for word in words[1:index])
    return not turned and words[index].text in ("we", "they") and bool(_starts_with_subject(words[index:]))


def _is_clause(words: list[Word], *, is_closed: bool) -> bool:
    """Whether a subject and its verb surely stand in the words before anything turns aside.

    `is_closed`: the words are many and were typed with a full stop, so less is asked of the verb.
    """
    lists = word_lists()
    if len(words) < 2 or words[0].text in lists.turns - lists.pointers or words[0].text in lists.openers:
        return False
    if _has_no_subject(words):
        return False
    if (started := _starts_with_subject(words)) is not None:
        return started
    commas = 0
    for index in range(1, len(words)):
        word, before = words[index], words[index - 1]
        commas += word.after_comma
        if word.text in lists.turns | lists.breaks | lists.subjects | lists.everybody | {"there"}:
            return False  # "changes that were made", "changes we have made", "n/a, but staff are tired"
        if before.text in lists.not_before_a_verb or word.after_comma:
            continue
        if _is_verb(words, index) or (is_closed and _takes_an_object(words, index)):
            joined = any(between.text in ("and", "or") for between in words[1:index])
            return commas != 1 or joined
    return False


def _starts_with_subject(words: list[Word]) -> bool | None:
    """Whether the verb of "we", "nobody" or "this" follows at once; None where it starts with none of these."""
    lists = word_lists()
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
    if verb in lists.hedges:  # "we think mostly carers" is no sentence, "we think that carers wait" is one
        said = rest[2:] if len(rest) > 1 and rest[1].text == "that" else rest[1:]
        return bool(said) and (said[0].text in lists.goes_on or _is_clause(said, is_closed=False))
    if first in ("we", "they", "i", "you"):
        return verb not in lists.not_after_a_subject and not verb[0].isdigit()
    return verb in lists.verbs or (len(verb) > 3 and (verb.endswith("s") or _asks_for_an_object(first, rest)))


def _asks_for_an_object(first: str, rest: list[Word]) -> bool:
    """ "Nobody asked us" is a sentence, "anyone discharged on a Friday" is none."""
    lists = word_lists()
    goes_on = len(rest) > 1 and rest[1].text in lists.objects | lists.determiners | {"that"}
    return rest[0].text.endswith("ed") and goes_on and not first.startswith(("any", "some"))


def _has_no_subject(words: list[Word]) -> bool:
    """Whether the first word is surely a verb or its like: "reduced waits", "saves approx £14k", "helps us"."""
    lists = word_lists()
    first, second = words[0].text, words[1].text
    if first in lists.everybody | lists.subjects | lists.pointers:
        return False
    if first.endswith("ed") and len(first) > 4 and "-" not in first:
        return True
    is_amount = second in lists.objects | lists.determiners | lists.amounts or second[0].isdigit()
    return (first in lists.verbs or first.endswith("s")) and is_amount and not words[1].after_comma


def _is_verb(words: list[Word], index: int) -> bool:
    lists = word_lists()
    word = words[index].text
    after = words[index + 1].text if index + 1 < len(words) else ""
    if word in ("may", "will", "can", "must", "might") and (words[index].typed[0].isupper() or not after):
        return False
    if word in lists.verbs:
        return bool(after) or word in ("is", "are", "was", "were", "fell", "rose", "grew")
    if word in lists.plain_verbs:
        if after == "of":  # "reduced use of beds"
            return False
        helped = any(earlier.text in lists.helpers for earlier in words[:index])
        return bool(after) and not helped
    return (word in lists.past and after in lists.objects | {"that"}) or (
        word.endswith("ed") and len(word) > 4 and (after in lists.objects or _is_from_to(words[index + 1 :]))
    )


def _is_from_to(words: list[Word]) -> bool:
    """ "waits dropped from 23 days to nine": good English whether or not it was meant as a sentence."""
    return bool(words) and words[0].text == "from" and any(word.text == "to" for word in words[1:12])


def _takes_an_object(words: list[Word], index: int) -> bool:
    """Whether a word in -s or -ed has a thing straight after it, as a verb has: "the board visits every team"."""
    lists = word_lists()
    word = words[index].text
    may_be_verb = word in lists.bases or (word.endswith(("s", "ed")) and len(word) >= 4)
    if not may_be_verb or index + 2 >= len(words):
        return False
    return words[index + 1].text in lists.determiners and words[index + 2].text not in lists.times

"""Whether a whole sentence needs the label before it all the same: because it leans on it, or because of who speaks.

A sentence that opens with "they" or "this", or ends in "we haven't", is good English only behind the words that it
answers; one with "I", or with somebody else's "we", would be read as the council's own. In doubt the label stays.
"""

import re

from rubric.draft.sentence_words import Word, without_quotes, word_lists, words_of
from rubric.draft.whole import sentences

_MOST_LETTERS = 2_000
_SINGULAR = frozenset({"i", "me", "mine", "my", "you", "your", "yours"})
_OTHERS = frozenset({"them", "it", "they", "their", "its", "those", "these", "him", "his", "her", "he", "she"})
_AMOUNT = re.compile(
    r"(?:about |almost |nearly |over |only |all |just )?"
    r"(?:\d[\d,.]*%?|all|another|any|both|each|few|fewer|half|less|many|more|most|none|one|two|three|four|five|six|seven"
    r"|eight|nine|ten|several|some|(?:a )?third|(?:a )?quarter)"
    r"(?: (?:out )?of (?:the |our |these |those |them )?(?:\d[\d,.]*|\w+)?)?"
)
_HELPERS = (
    "am|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|must|might|"
    "isn't|aren't|wasn't|weren't|don't|doesn't|didn't|hasn't|haven't|hadn't|can't|cannot|couldn't|won't|wouldn't"
)
# Before a verb of speaking: then somebody was spoken to, or nobody spoke.
_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't"})
_BE |= {"get", "gets", "got", "getting", "not", "nobody", "none", "no"}


def leans(text: str) -> bool:
    """Whether the words, which are whole sentences, need what stood before them to be understood as they were meant."""
    found = sentences(text[:_MOST_LETTERS])
    if not found or len(text) > _MOST_LETTERS:
        return True
    words = words_of(found[0])
    if not words or _base(words[0]) in word_lists().leaning or (words[0].text == "no" and _comma_after(words, 0)):
        return True
    said = {_base(word) for part in found for word in words_of(part)}
    if said & _SINGULAR or _all_persons(text) & _SINGULAR or any(_ends_on_a_helper(part) for part in found):
        return True
    if words[0].text in word_lists().subjects and any(_base(word) in _OTHERS for word in words[1:]):
        return True
    return _counts_nothing(words)


def tells_of_speaking(text: str) -> bool:
    """Whether the words themselves say that others spoke, in the council's own voice: "Tenants told us…".

    Nobody is told by "we were never asked" or "carers hadn't heard of it", and "carers want us to ring" is theirs.
    """
    words = words_of(text[:_MOST_LETTERS])
    lists = word_lists()
    at = next((index for index, word in enumerate(words) if word.text in lists.reports), 0)
    subject = [word.text for word in words[:at] if word.text not in lists.adverbs | {"have", "also"}]
    if not subject or subject[-1] in _BE or subject[0] in {"nobody", "no", "none", "not"}:
        return False
    if words[at].text == "heard":
        return subject == ["we"]
    after = words[at + 1].text if at + 1 < len(words) else ""
    # What follows "told us" is told to the council, so "we" in it is the council; in "want us" it is not.
    spoken_to = after == "us" and not words[at].text.startswith("want")
    persons = {_base(word) for word in words[:at]} | (set() if spoken_to else _all_persons(text))
    return not persons & lists.persons


def _all_persons(text: str) -> set[str]:
    found = re.findall(r"[a-z]+", without_quotes(text).lower()) if not _is_quoted(text) else []
    return set(found) & word_lists().persons


def _is_quoted(text: str) -> bool:
    return text.startswith(("“", "‘", '"', "'")) and text.rstrip(".!?").endswith(("”", "’", '"', "'"))


def _base(word: Word) -> str:
    return word.text.split("'")[0]


def _comma_after(words: list[Word], index: int) -> bool:
    return index + 1 < len(words) and words[index + 1].after_comma


def _ends_on_a_helper(sentence: str) -> bool:
    """ "We haven't, but plan to", "I can't see that it has.": the verb that is meant stood before."""
    return bool(re.search(rf"(?<![\w'])(?:{_HELPERS})(?:[,;:.!?…]|\s*$)", sentence.replace("’", "'").lower()))


def _counts_nothing(words: list[Word]) -> bool:
    """ "Most are late", "8 of 10 said so": how many of what stood before."""
    line = " ".join(word.text for word in words)
    verbs = "|".join(map(re.escape, word_lists().verbs | word_lists().reports))
    return bool(re.match(rf"{_AMOUNT.pattern} (?:now |still |then |also |have |had )?(?:{verbs})\b", line))

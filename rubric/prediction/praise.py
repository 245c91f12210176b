"""Praise: words that say how good something is and not what it is. They are worth nothing, wherever they stand."""

import re
from functools import lru_cache

# "Strong grip", "better lives" and "a real difference" are told of councils at every score, so they tell nothing apart.
_PRAISE = re.compile(
    r"\b(?:outstanding|world[- ]class|exceptional(?:ly)?|exemplary|sector[- ]leading|second to none|unrivalled"
    r"|best (?:in class|practice)|the (?:very )?best|beacon|flawless(?:ly)?|gold standard|(?:leading|cutting)[- ]edge"
    r"|unparalleled|perfect(?:ly)?|excellent|excellence|superb(?:ly)?|brilliant(?:ly)?|fantastic|wonderful|amazing"
    r"|incredible|remarkable|inspir(?:ing|ational)|passionate(?:ly)?|proud(?:ly)?|pride|committed|commitment|dedicated"
    r"|dedication|strong(?:ly|er|est)?|robust(?:ly)?|great(?:ly|est)?|good|better|positive(?:ly)?|powerful(?:ly)?"
    r"|vibrant|thriving|innovative|transform(?:s|ed|ing|ative|ational)?|difference|meaningful(?:ly)?|real|really|truly"
    r"|deep(?:ly)?|genuine(?:ly)?|highly|hugely|very|valued|grip|success(?:es|ful|fully)?|improv(?:ed|es|ing)"
    r"|enhanc(?:ed|es|ing)|impact(?:s|ful)?|celebrat(?:e|ed|es)|award[- ]winning|nationally recognised|effective(?:ly)?"
    r"|fully|every day|lives)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_WORD = re.compile(r"\w+")
_HOLDS = re.compile(r"\d")


@lru_cache(maxsize=8192)
def without_praise(text: str) -> str:
    """The text without its words of praise, and without sentences after the first that hold little else."""
    first, *more = _SENTENCE.split(text.strip())
    kept = [first, *(sentence for sentence in more if not _is_praise(sentence))]
    return " ".join(_PRAISE.sub(" ", " ".join(kept)).split())


def _is_praise(sentence: str) -> bool:
    """Whether a sentence praises and counts nothing: one word of praise in five words or fewer is enough."""
    praised = len(_PRAISE.findall(sentence))
    return bool(praised) and not _HOLDS.search(sentence) and praised * 6 >= len(_WORD.findall(sentence))

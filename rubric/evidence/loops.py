"""Whether a feedback loop plainly came to its end: what is counted as told to people, and what is not.

All four steps may be filled in and still say that nothing changed, that only some were told, or that it is to come.
Such a loop is told in its own words, and never counted among those on which people were told. The words below are our
own judgement: where they are met without need, a loop is not counted, which claims too little and never too much.
"""

import re

from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated

_MOST_LETTERS = 5_000  # of one step: the rest of a longer one is not looked at

# "People don't have to re-apply" and "open 8 to 6, not 9 to 5" are changes.
_NOT = (
    r"(?<!, )\bnot\b(?! (?:have|need) to)|n['’]t\b(?! (?:have|need) to)"
    r"|\b(?:never|nothing|nobody|none|hardly|barely|scarcely|cannot|without)\b"
)
_PARTLY = (
    r"\b(?:some|few|fewer|partly|partially|in part|part[- ]done|half(?:way)?|mostly|mainly|most|only|so far|except"
    r"|apart from|the (?:rest|others)|started|starting|begun|trial|pilot)\b"
)
_TO_COME = (
    r"\b(?:(?-i:will)|shall|should|would|could|might|plan(?:s|ned|ning)? (?:to|for)|going to|intend\w*"
    r"|hop(?:e|es|ing) to|to be|yet|soon|due to|aim\w* to|tbc|tba|awaiting|in progress|under way)\b"
)
_UNSURE = r"\?|\b(?:think|guess|suppose|believe|assume\w*|probably|possibly|perhaps|maybe|unsure|apparently)\b"
_NO = (
    r"^\W*(?:no|nil|n/?a)\b"
    r"(?=\W*$|\s*[,;:.–-]|\s+(?:but|real |big |visible |great )?(?:change|difference|progress|improvement|one)\b)"
)
_SAID_NO = r"[,;:–-]\s*no\b"
_SHARE = re.compile(r"\b(\d{1,9}) (?:out )?of (?:the |our |all )?(\d{1,9})\b")

_HEARD = re.compile(
    r"^\W*(?:not (?:much|a lot|a great deal|really|sure)|none|nil|n/?a|little|hardly)\b"
    r"|\b(?:i|we)\b[^.]{0,40}(?:n['’]t|\bnot|\bnever)\b[^.]{0,30}\b(?:hear|heard|ask|asked)\b",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"^\W*(?:no|not(?! to)|none|nil|nothing|n/?a)\b|\b(?:nothing|undecided|no decision)\b|\?\W*$"
    r"|(?:n['’]t|\bnot|\bnever|\bto be|\byet)\b[^.]{0,20}\b(?:decided?|agreed?|settled|discussed)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile("|".join((_NOT, _PARTLY, _TO_COME, _UNSURE, _NO, _SAID_NO)), re.IGNORECASE)
_TOLD = re.compile("|".join((_NOT, r"\bno\b", r"^\W*n/?a\b", _PARTLY, _TO_COME, _UNSURE)), re.IGNORECASE)
_DOUBTS = {"heard": _HEARD, "decided": _DECIDED, "changed": _CHANGED, "told": _TOLD}


def plainly_closed(item: EvidenceItem) -> bool:
    """Whether all four steps are recorded, and none of them denies itself, is partial, unsure or still to come.

    "Told" is partial, too, where it counts fewer people than it is out of ("46 of 60").
    """
    return item.closes_a_loop and not any(_is_doubtful(name, getattr(item, name)) for name in _DOUBTS)


def _is_doubtful(step: str, text: str) -> bool:
    words = stated(text)[:_MOST_LETTERS]
    if _DOUBTS[step].search(words):
        return True
    return step == "told" and any(int(some) < int(all_) for some, all_ in _SHARE.findall(words.replace(",", "")))

"""Claims that allow no exception beside a figure that shows some: "we never miss one" beside "55 of 90"."""

import re
from typing import NamedTuple

from rubric.claims.figures import Figure, figures
from rubric.evidence.model import EvidenceItem
from rubric.evidence.stated import stated
from rubric.remembered import remembered

_MOST_LETTERS = 2_000  # of one field: the rest of a longer one is not looked at
# What is said of everything or nothing there is, and what is said of all of one thing: a figure that shows exceptions
# to the second has to be of the same thing.
_WHOLE = re.compile(
    r"\b(?:(?<!or )never|(?<!not )always|(?<!not )everyone|(?<!not )everybody|no[ -]?one|nobody|nothing"
    r"|without (?:an )?exceptions?|100 ?(?:%|per cent)|all (?:of (?:it|them|what)|the time))(?!\w)",
    re.IGNORECASE,
)
_OF_ONE_THING = re.compile(
    r"(?<!\w)(?<!not )(?<!nearly )(?<!almost )(?<!above )(?<!after )(?<!at )"
    r"(?:all(?! (?:about|but|in all|over|right|round|the more|year)\b)|everything"
    r"|every(?! (?:other )?(?:\w+ )?"
    r"(?:afternoon|day|evening|fortnight|month|morning|night|quarter|term|time|week|weekday|winter|year)s?\b))(?!\w)",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"\b(?:never (?:been|before|better|higher|lower|stronger|looked)|nothing but|(?:second|next) to (?:none|nothing)"
    r"|no (?:longer|more|less|fewer|doubt|matter|wonder)|none the)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.;:!?]\s")
_NEAR = 12  # words after the one that allows no exception, within which it says of what
# How many answered says nothing of how many were asked.
_ANSWERED = re.compile(r"\b(?:answer|repl[iy]|respon|return|filled in)\w*", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")
_COMMON = re.compile(
    r"\b(?:about|april|been|cent|does|each|every(?:thing)?|from|have|into|march|none|only|over|some|such|than|that|their"
    r"|them|then|there|these|they|this|those|were|what|when|where|which|will|with|year|your)\b"
)
_STEM = 5  # letters by which two words are one: "audits" and "audited"


class Exceptions(NamedTuple):
    """The word that allows no exception and the figure that shows some, both as typed; the share is from 0 to 1."""

    word: str
    figure: str
    share: float


def exceptions(item: EvidenceItem) -> Exceptions | None:
    """What a claim says to be without exception while the item's figures show exceptions; None where nothing does.

    A share between none and all is one: in the figures, or further on in the claim where it is of the same thing.
    """
    return _exceptions(stated(item.text)[:_MOST_LETTERS], stated(item.figures)[:_MOST_LETTERS])


@remembered(4096)
def _exceptions(claim: str, given: str) -> Exceptions | None:
    said = _PRAISED.sub(lambda found: "~" * len(found[0]), claim)
    whole, of_one_thing = list(_WHOLE.finditer(said)), list(_OF_ONE_THING.finditer(said))
    if not whole and not of_one_thing:
        return None
    some = None if _ANSWERED.search(given) and not _ANSWERED.search(claim) else _some(given)
    if whole and some:
        return Exceptions(whole[0][0], *some)
    for found in (*whole, *of_one_thing):
        about = _stems(" ".join(_END.split(said[found.end() :], maxsplit=1)[0].split()[:_NEAR]))
        if some and (about & _stems(given) or not _stems(given)):
            return Exceptions(found[0], *some)
        later = _END.split(claim[found.end() :], maxsplit=1)[-1]
        if about & _stems(later) and (beside := _some(later)):
            return Exceptions(found[0], *beside)
    return None


def _some(text: str) -> tuple[str, float] | None:
    """The words and the share of the first figure that is neither none nor all of something; None for no such one."""
    shares = ((one.words, _share(one)) for one in figures(text))
    return next(((words, share) for words, share in shares if 0 < share < 1), None)


def _share(figure: Figure) -> float:
    if figure.base:
        return figure.value / figure.base
    return figure.value / 100 if figure.unit == "percent" else 0


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(_COMMON.sub(" ", text.lower()))}

"""Figures in a text: which are there, and whether they have a base and a period.

Dates, times and references ("Regulation 10", "the Care Act 2014") are no figures. Every pattern has an end within a few
characters, so a hostile text costs no more than a long one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from rubric.remembered import remembered

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:19|20)\d\d"
_NUMBER = r"(?<![\w.,])\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?(?![\w.,]?\d)"
_SPELT = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|dozens?)"
)

_REFERENCE = re.compile(
    r"\[[\d, ]{1,40}\]"
    rf"|\b(?:act|regulations|code|bill|vision|act of) {_YEAR}\b"
    r"|\bcovid[ -]?19\b|\b24/7\b|\b(?:999|111|101)\b|\b(?:3|three) conversations\b"
    r"|\b(?:regulations?|sections?|articles?|paras?|paragraphs?|schedule|part|appendix|annex|chapter|pages?|version|phase"
    r"|levels?|bands?|tiers?|grades?|stage|step|standard|principle|statement|item|ref|reference|ir|no\.|number|question"
    r"|theme|objective|priority|key stage|wave|cohort|form|room|floor|ward|zone|type|kloe|evidence|recommendation|point"
    r"|year|week|day|pathway|domain|appendices|figure|table|quality statement|qs|strand|goal|outcome|aim|pillar)"
    r" ?\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?\b(?!%| ?per ?cent)"
    r"|\b\d{1,2}(?:[.:]\d\d)? ?[ap]m\b|\b\d{1,2}:\d\d\b"
)
_DATE = re.compile(
    r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d\d){1,2}\b|\b\d{4}-\d\d-\d\d\b"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH})(?: \d{{1,2}}(?:st|nd|rd|th)?\b)?(?:,? (?:{_YEAR}))?\b"
    rf"|\b{_YEAR}(?: ?[-/] ?\d{{2,4}})?\b"
    r"|\bq[1-4]\b|\bquarter (?:[1-4]|one|two|three|four)\b"
)
_MAY_MONTH = re.compile(
    r"(?:\b\d{1,2}(?:st|nd|rd|th)? "
    r"|\b(?:in|since|by|last|until|from|to|during|of|before|after|and|early|late|mid|this) )$"
)
_RELATIVE = re.compile(
    r"\b(?:last|this|past|previous|current|each|every|per|a|an|(?:the )?same) (?:financial |calendar |school |full |"
    r"twelve |12 |six |three |few )?(?:years?|months?|quarters?|weeks?|fortnight|term|spring|summer|autumn|winter)\b"
    r"|\b(?:yearly|annually|monthly|weekly|quarterly|daily|year on year|year to date)\b"
    r"|\b(?:spring|summer|autumn|winter) (?:19|20)\d\d\b|\bsince (?:last|then|the)\b|\bin the (?:last|past|year)\b"
)
_PERCENT = re.compile(rf"{_NUMBER} ?(?:%|per ?cent\b|pc\b)")
_SHARE_OF_A_THING = re.compile(
    r" of (?:the |our |all |a |total |their )?(?:marks|score|weighting"
    r"|budget|spend|spending|cost|costs|salary|pay|fees?|time|seats|price|quality)\b"
)
_MONEY = re.compile(r"[£$€] ?\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?(?: ?(?:m|k|bn|million|thousand|billion)\b)?")
_SPAN = re.compile(
    rf"(?:{_NUMBER}|\b{_SPELT})[ -](?:working |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b"
)
_COUNT = re.compile(_NUMBER)
_SPELT_COUNT = re.compile(rf"\b{_SPELT}\b")
_SPELT_SHARE = re.compile(
    r"\b(?:half|a third|two[ -]thirds|a quarter|three[ -]quarters|a fifth)\b"
    rf"|\b(?:one|{_SPELT}) (?:in|out of) (?:every )?{_SPELT}\b"
)
_RATIO = re.compile(
    rf"(?:{_NUMBER}|\b(?:one|{_SPELT})) (?:in|of|out of|from)"
    r"(?: (?:every|the|our|all|those|these|about|some|a total of)){0,2}"
    rf" (?:{_NUMBER}|{_SPELT}\b)|(?<![\w/])\d{{1,5}}/\d{{1,5}}(?![\w/])"
)
_LIMIT = re.compile(
    r"(?:every|within|each|per|up to|at least|at most|under|over|after|least|most|than|target of|limit of|our|aged|age"
    r"|the)$"
)
_RATE = re.compile(r" (?:\w{1,20} ){0,2}(?:a|per|each|every) (?:year|month|week|day|quarter|fortnight)\b| times\b")
_ACHIEVED = re.compile(
    r"\b(?:\w{2,20}ed|held|ran|took|met|gave|saw|went|came|rose|fell|sent|made|got|heard|told|had|began|left|won|built|paid)\b"
)
_STOP = re.compile(r"[.!?;] ")
MOST_COUNTS = 5  # as many as anybody needs to be shown
_NEAR = 70  # characters between the two ends of "from 90 ... to 150"


@dataclass(frozen=True)
class Figures:
    """What a text holds: percentages, counts and changes as written; whether there is a base, a period, any figure."""

    percentages: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    has_base: bool = False
    has_period: bool = False
    any: bool = False

    @property
    def measured(self) -> tuple[str, ...]:
        """Every figure that says how things were at some time, so that it needs a period."""
        return (*self.changes, *self.percentages, *self.counts)


@remembered(2048)
def figures(low: str, *, field: bool = False) -> Figures:
    """The figures of a plain text in small letters.

    In a `field` meant for figures every count is one that was measured; in running text only those in a sentence that
    tells what happened: "our 14 teams" and "within 10 days" describe, "240 staff attended" measures.
    """
    text = _REFERENCE.sub(_blank, low)
    period = bool(_RELATIVE.search(text))
    text, dated = _without_dates(text)
    if not _COUNT.search(text) and not _SPELT_COUNT.search(text) and "£" not in text and not _SPELT_SHARE.search(text):
        return Figures(has_period=period or dated)
    changes = tuple(_changes(text))
    percentages = tuple(
        match.group() for match in _PERCENT.finditer(text) if not _SHARE_OF_A_THING.match(text, match.end())
    )
    bare = _SPAN.sub(_blank, _MONEY.sub(_blank, _PERCENT.sub(_blank, text)))
    return Figures(
        percentages=percentages,
        counts=tuple(islice(_counts(bare, text, field=field), MOST_COUNTS)),
        changes=changes,
        has_base=bool(_COUNT.search(bare) or _RATIO.search(bare) or re.search(rf" of (?:the |our )?{_SPELT}\b", bare)),
        has_period=period or dated,
        any=True,
    )


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _without_dates(text: str) -> tuple[str, bool]:
    """The text with its dates blanked, and whether there were any; the verb "may" is none."""
    parts, end, found = [], 0, False
    for match in _DATE.finditer(text):
        words = match.group()
        if words in ("may", "mar", "march", "sept", "sep", "oct", "dec", "jan", "nov") and not _MAY_MONTH.search(
            text[max(0, match.start() - 12) : match.start()]
        ):
            continue
        parts += [text[end : match.start()], " " * len(words)]
        end, found = match.end(), True
    return "".join([*parts, text[end:]]), found


def _changes(text: str) -> list[str]:
    """ "from 90 nights to 150", by the two numbers and the words before them."""
    numbers = list(_COUNT.finditer(text))
    found = []
    for first, second in pairwise(numbers):
        start = text.rfind("from ", max(0, first.start() - 25), first.start())
        if start < 0 or second.start() - first.end() > _NEAR:
            continue
        if re.search(
            r"\bto (?:just |only |about |an average of |£ ?)?$", text[max(0, second.start() - 20) : second.start()]
        ):
            found.append(text[start : second.end()])
    return found


def _counts(bare: str, text: str, *, field: bool) -> Iterator[str]:
    """The counts; in running text only those that tell how things were, and no limit, rate or size."""
    if field:
        yield from (match.group().strip() for match in _COUNT.finditer(bare))
        return
    start = 0
    for stop in (*(match.end() for match in _STOP.finditer(text)), len(text)):
        if _ACHIEVED.search(text, start, stop):
            for match in _COUNT.finditer(bare, start, stop):
                before = bare[max(0, match.start() - 12) : match.start()].rstrip()
                if not _LIMIT.search(before) and not _RATE.match(bare, match.end()):
                    yield match.group().strip()
        start = stop

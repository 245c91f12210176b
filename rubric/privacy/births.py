"""Dates of birth: a date that is called one, that somebody was born on, or that stands beside a person's number."""

import re
from collections.abc import Iterable, Iterator

from rubric.privacy.model import Found, Kind, Sureness
from rubric.privacy.words import near

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    r"(?<![\w./-])(?:[0-3]?[0-9]([/.-])[01]?[0-9]\1(?:[0-9]{4}|[0-9]{2})"
    r"|(?:18|19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
    rf"|[0-3]?[0-9](?:st|nd|rd|th)?(?: of)? {_MONTH},? (?:18|19|20)[0-9]{{2}}"
    rf"|{_MONTH} [0-3]?[0-9](?:st|nd|rd|th)?,? (?:18|19|20)[0-9]{{2}})(?![\w/-]|\.[0-9])",
    re.IGNORECASE,
)
# what is a date only because it is called one
_LOOSE = re.compile(
    r"(?<!\w)(?:d\.? ?o\.? ?b\.?|date of birth|birth date)[ :=(]{1,4}"
    rf"([0-3]?[0-9][ -](?:[01]?[0-9]|{_MONTH})[ -](?:[0-9]{{4}}|[0-9]{{2}})|(?:18|19|20)[0-9]{{6}})(?!\w)"
    rf"|(?<!\w)born in ({_MONTH},? (?:18|19|20)[0-9]{{2}})(?!\w)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:d\.? ?o\.? ?b\.?|dates? of birth|birth ?dates?|birthday|(?<!\w)born|(?:turned|turns|be) [0-9]{2,3}|(?<!\w)b\.)"
    r"(?:,? (?:is|was|as|on|the|recorded|given|entered|of)){0,4}[\s:(,–-]{0,4}$",
    re.IGNORECASE,
)
_AGED = re.compile(r"\s?[,(]\s?(?:now )?(?:aged?|is) [0-9]{1,3}(?!\w)|\s?\(d\.?o\.?b", re.IGNORECASE)
_BESIDE = 4  # characters between a date and the number that it belongs to: ", " or " / "


def births(text: str) -> Iterator[Found]:
    """Dates with words beside them that say somebody was born then; other dates are left alone."""
    for match in _LOOSE.finditer(text):
        group = 1 if match.group(1) else 2
        if not near("not_born").search(text[max(0, match.start() - 30) : match.start()]):
            yield _birth(match, "A date on which somebody was born.", Sureness.SURE, group)
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        called = _CALLED.search(before)
        if called and near("not_born").search(before[: called.start()]):
            continue
        if called:
            yield _birth(match, "A date on which somebody was born.", Sureness.SURE)
        elif _AGED.match(text, match.end()):
            yield _birth(match, "A date with an age beside it.", Sureness.LIKELY)


def births_beside(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Dates as a record has them: beside an NHS or National Insurance number, or in figures right after a name."""
    found = tuple(found)
    named = {one.end for one in found if one.kind is Kind.NAME}
    for match in _DATE.finditer(text) if named else ():
        in_figures = match.group(1) and int(match.group()[-2:]) not in range(10, 40)
        if in_figures and any(match.start() - gap in named for gap in range(1, _BESIDE)):
            yield _birth(match, "A date in figures right after a name.", Sureness.LIKELY)
    numbers = [one for one in found if one.kind in (Kind.NHS_NUMBER, Kind.NI_NUMBER)]
    starts, ends = {one.start for one in numbers}, {one.end for one in numbers}
    for match in _DATE.finditer(text) if numbers else ():
        after = any(match.end() + gap in starts for gap in range(1, _BESIDE))
        if after or any(match.start() - gap in ends for gap in range(1, _BESIDE)):
            yield _birth(match, "A date beside a number that stands for one person.", Sureness.LIKELY)


def _birth(match: re.Match[str], why: str, sure: Sureness, group: int = 0) -> Found:
    return Found(Kind.DATE_OF_BIRTH, match.start(group), match.end(group), match.group(group), why, sure)

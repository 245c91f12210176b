"""Names of people who use services and of their families. Staff in their role and public offices are left alone.

A doctor ("Dr Okafor") is taken for a partner's clinician or an author, as doctors in a council's evidence mostly are.
"""

import re
from collections.abc import Iterator
from functools import cache

from rubric.privacy.model import Found, Kind, Sureness
from rubric.privacy.roles import is_at_work
from rubric.privacy.words import LOWER, UPPER, WORD, any_of, first_names, phrases

_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx)\.?"
_OFFICE = r"(?!(?:Justice|Speaker|President|Chair|Chairman|Mayor|Secretary)\b)"
_SMALL = r"(?:(?:[Vv]an|[Dd]e[rn]?|[Dd]i|[Vv]on|[Bb]in|al|[Ll]a|[Ll]e|Da) ){0,2}"
_TITLED = re.compile(
    rf"(?<!\w){_TITLE}(?:[ \u00a0](?:and|&)[ \u00a0]{_TITLE})?[ \u00a0](?:[{UPPER}]\.? ?){{0,2}}"
    rf"{_OFFICE}(?:{_SMALL}{WORD}|[{UPPER}]{{2,25}}(?!\w))(?:[ \u00a0]{_SMALL}{WORD}){{0,2}}"
)
_RUN = re.compile(rf"(?<![\w'’.-]){WORD}(?:[ \u00a0](?:[{UPPER}]\.? )?{_SMALL}{WORD}){{0,4}}(?![\w-])")
_HASTY = re.compile(
    rf"(?<!\w)(?:m(?:r|rs|s|x)\.? ([{LOWER}'’-]{{3,25}})(?!\w)|(?:MR|MRS|MS|MISS)\.? ([{UPPER}'’-]{{2,25}})(?!\w))"
)
_FILED = re.compile(rf"(?<![\w'’-])[{UPPER}][{UPPER}'’-]{{2,25}}, ({WORD})(?![\w-])")
_OF_PERSON = re.compile(
    r"[ \u00a0]?[,(–-]? ?(?:(?:now )?(?:aged )?[0-9]{2,3}(?:[,).;]|$)|aged |\(?d\.?o\.?b\b|(?:was )?born (?!out)"
    r"|who (?:has|lives|cares|uses|came|lost|moved|fell|is living|draws)\b|whose (?:mum|mother|dad|father|son|wife)\b"
    r"|(?:waited|lives|lived|fell) |[0-3]?[0-9][./-][01]?[0-9][./-][0-9]{2}"
    r"|and (?:her|his|their) (?:mother|father|parents|grandmother|family|son|daughter|wife|husband|sister|brother)\b)",
    re.IGNORECASE,
)


def names(text: str) -> Iterator[Found]:
    """Names with a title, and full names: with words of a private life beside them, or a first name in use here."""
    titled = list(_TITLED.finditer(text))
    for match in titled:
        start, end = match.start(), _shorter(match)
        if not is_at_work(text, start, end):
            yield _name(text, start, end, "A name with a title, with no role at work beside it.", Sureness.LIKELY)
    for match in _HASTY.finditer(text):
        if match.group(1) not in phrases("not_names") and not is_at_work(text, *match.span()):
            yield _name(text, *match.span(), "A name with a title, typed in haste.", Sureness.LIKELY)
    for match in _FILED.finditer(text):
        if match.group(1) in first_names() or _OF_PERSON.match(text, match.end()):
            yield _name(text, *match.span(), "A surname and a first name, as a record has them.", Sureness.LIKELY)
    yield from _first_names_alone(text)
    taken = {place for match in titled for place in range(*match.span())}
    for match in _RUN.finditer(text):
        if match.start() not in taken and (found := _full_name(text, match)):
            yield found


def _first_names_alone(text: str) -> Iterator[Found]:
    """A first name by itself where words beside it say whose story it is: "a carer called Ann", "Ann told us"."""
    for match in _alone().finditer(text):
        words = text[match.start(1) : match.end(1)]
        if words not in _other_capitals() and not is_at_work(text, match.start(1), match.end(1)):
            yield _name(text, match.start(1), match.end(1), "A first name with somebody’s story.", Sureness.POSSIBLE)


@cache
def _alone() -> re.Pattern[str]:
    listed = "|".join(sorted(first_names()))
    relative = any_of("relatives")
    return re.compile(
        rf"(?<![\w'’-])(?:(?:{relative}|person|woman|man|lady|gentleman),? (?:called|named) (?={WORD})"
        rf"|(?i:mum|dad|wife|husband|son|daughter|sister|brother|carer)(?: is| was)? \((?={WORD}\))"
        rf"|(?:Aunt|Auntie|Uncle|Nan|Nanny|Grandma|Grandad|Granny) (?={WORD})|(?=(?:{listed})(?!\w|[ -][{UPPER}])"
        rf"(?:['’]s? (?:story|{relative})\b| (?:told us|said|lives|waited|fell|moved)\b|,? \(?(?:aged )?[1-9][0-9][,)]"
        rf"|, who (?:lives|cares|has|uses)\b|, whose {relative}\b)))({WORD})(?![\w-])"
    )


def _shorter(match: re.Match[str]) -> int:
    """The end of a titled name without words after it that belong to something else: "Mrs Patel Social Worker"."""
    words = match.group().split(" ")
    while len(words) > 2 and words[-1] in _other_capitals():
        words.pop()
    return match.start() + len(" ".join(words))


def _full_name(text: str, run: re.Match[str]) -> Found | None:
    """The name in a run of words with capitals, if it is one and not that of a house, a street or a charity."""
    words = [(word.start() + run.start(), word.end() + run.start()) for word in re.finditer(r"\S+", run.group())]
    while words and text[slice(*words[0])] in _openers():
        words.pop(0)
    if not 2 <= len(words) <= 4 or _is_thing(text, words):
        return None
    start, end = words[0][0], words[-1][1]
    beside = bool(_OF_PERSON.match(text, end)) or bool(_before().search(text, max(0, start - 40), start))
    beside = beside or bool(_relation().match(text, end))
    if not (beside or text[slice(*words[0])] in first_names()) or is_at_work(text, start, end):
        return None
    if beside:
        return _name(text, start, end, "A full name beside words about somebody’s own life.", Sureness.LIKELY)
    return _name(text, start, end, "A full name, with no role at work beside it.", Sureness.POSSIBLE)


def _is_thing(text: str, words: list[tuple[int, int]]) -> bool:
    """Whether a run of capitals names a thing: it has such a word in it or after it, or is a saint's or a place's."""
    if any(text[slice(*word)] in _other_capitals() for word in words):
        return True
    after = text[words[-1][1] : words[-1][1] + 30]
    return bool(re.match(rf"(?:['’]s?)?[ \u00a0](?:[a-z]{{1,12}} )?(?i:{any_of('things_after')})(?!\w)", after))


@cache
def _other_capitals() -> frozenset[str]:
    """Words with a capital that are part of no person's name."""
    lists = ("streets", "houses", "things", "months", "places")
    return frozenset(word for name in lists for phrase in phrases(name) for word in phrase.split())


@cache
def _openers() -> frozenset[str]:
    """Words that begin a sentence or a line before a name."""
    return frozenset(phrases("openers"))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?i:{any_of('relatives')})(?: of|,|:)?"
        r"|(?i:name|patient|client|resident|tenant|complainant)\W{0,2}) ?$"
    )


@cache
def _relation() -> re.Pattern[str]:
    """ "'s mother", and "(carer)"."""
    return re.compile(
        rf"(?:['’]s? (?:late |own |elderly )?|, (?:a |an )?|,? \((?:a |an )?)(?i:{any_of('relatives')})(?!\w)"
    )


def _name(text: str, start: int, end: int, why: str, sure: Sureness) -> Found:
    return Found(Kind.NAME, start, end, text[start:end], why, sure)

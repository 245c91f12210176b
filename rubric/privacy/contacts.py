"""How to reach somebody at home: phone numbers, personal e-mail, addresses. Offices and helplines are left alone."""

import re
from collections.abc import Iterator
from functools import cache

import phonenumbers

from rubric.privacy.model import Found, Kind, Sureness
from rubric.privacy.words import UPPER, WORD, any_of, near, phrases

_DIALLED = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)44[ ]?(?:\(0\))?[ ]?|44(?=7)|\((?=0[0-9]{2,5}\))0|0)"
    r"[1-9](?:[ ()-]{0,2}[0-9]){8,9}(?![\w/-]|[.,][0-9])"
)
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+'-]{1,64})@((?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24})(?![\w-])")
_POSTCODE = r"(?:[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2})"  # BS 7666: which letters the last part may have
_PLACES = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.PERSONAL_NUMBER)
_HOMES = (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def phones(text: str) -> Iterator[Found]:
    """Mobile and ordinary phone numbers, unless the words beside them say helpline, office or the like."""
    for match in _DIALLED.finditer(text):
        sure = _reached(match.group())
        around = text[max(0, match.start() - 45) : match.start()], text[match.end() : match.end() + 25]
        called = any(near("offices").search(words) or near("lines").search(words) for words in around)
        if sure and not called and not _is_works(around[0], sure):
            why = "A mobile number." if sure is Sureness.SURE else "A phone number that is not called an office’s."
            yield Found(Kind.PHONE, match.start(), match.end(), match.group(), why, sure)


def _is_works(before: str, sure: Sureness) -> bool:
    """Whether a role stands before a number: right before a mobile, or anywhere in the line before another."""
    line = before.rsplit("\n", 1)[-1]
    return bool(near("roles").search(line if sure is Sureness.LIKELY else line[-12:]))


def _reached(written: str) -> Sureness | None:
    """How sure it is that this number rings at one person's; None: it is no such number (0300, 0800, too short)."""
    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return None
    line, dialled = phonenumbers.number_type(number), str(number.national_number)
    if line in _PLACES or (_set_aside(dialled) and dialled.startswith("7")):
        return Sureness.SURE
    return Sureness.LIKELY if line in _HOMES or _set_aside(dialled) else None


def _set_aside(dialled: str) -> bool:
    """Whether Ofcom keeps the number for drama: read like a real one, so that the guard can be tried out."""
    return dialled.startswith(phrases("drama_numbers"))


def emails(text: str) -> Iterator[Found]:
    """Addresses at providers that people have at home. Work addresses and shared mailboxes are left alone."""
    for match in _EMAIL.finditer(text):
        provider, _, ending = match.group(2).lower().partition(".")
        if (
            provider in phrases("home_mail")
            and ending in phrases("home_mail_endings")
            and not _is_shared(match.group(1))
        ):
            why = "An address at a provider that people use at home."
            yield Found(Kind.EMAIL, match.start(), match.end(), match.group(), why, Sureness.SURE)


def _is_shared(mailbox: str) -> bool:
    return any(word in mailbox.lower() for word in phrases("shared_mailboxes"))


def addresses(text: str) -> Iterator[Found]:
    """A house number with its street, a named house with its postcode, or a postcode where somebody is said to live."""
    for match in _house().finditer(text):
        if not _is_office(text, match.start(), match.end()):
            yield _address(match, "A house number with its street.", Sureness.LIKELY)
    for match in _named_house().finditer(text):
        if not _is_office(text, match.start(), match.end()):
            yield _address(match, "A street with its postcode.", Sureness.LIKELY)
    for match in _said_home().finditer(text):
        yield Found(
            Kind.ADDRESS, match.start(1), match.end(1), match.group(1), "Called somebody’s address.", Sureness.LIKELY
        )
    for match in _postcode().finditer(text):
        before = text[max(0, match.start() - 60) : match.start()]
        if near("living").search(before) and not near("offices").search(before):
            yield _address(match, "A postcode where somebody is said to live.", Sureness.LIKELY)


def _is_office(text: str, start: int, end: int) -> bool:
    """Whether the words beside an address say that people work or meet there, or that no house is meant."""
    before, after = text[max(0, start - 45) : start], text[end : end + 30]
    sentence = re.split(r"[.;:!?]\s", before)[-1]
    return bool(
        near("offices").search(sentence)
        or near("not_houses").search(before[-12:])
        or re.match(rf"[\s,(]{{0,3}}(?:\w{{1,12}} )?(?i:{any_of('after_offices')})(?!\w)", after)
    )


@cache
def _postcode() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_POSTCODE}(?!\w)")


def _ending() -> str:
    """A town, a postcode, both or neither."""
    return rf"(?:,? {WORD})?(?:,? {_POSTCODE}(?!\w))|(?:, {WORD}(?= |,|\.|$))?"


@cache
def _house() -> re.Pattern[str]:
    flat = r"(?:(?:Flat|Apartment|Apt) [0-9]{1,4}[A-Za-z]?,? )"
    number = r"(?:No\.? ?)?[0-9]{1,4}[A-Za-z]?(?:[/-][0-9]{1,4})?"
    street = rf"(?:(?:{WORD}(?:['’]s)? ){{1,3}}|The ){any_of('streets')}(?!\w)"
    block = rf"(?:{WORD} ){{1,3}}{any_of('houses')}(?!\w)(?:,? (?:[0-9]{{1,4}},? )?{street})?"
    return re.compile(rf"(?<![\w.,/£-])(?:{flat}?{number},? {street}|{flat}{street}|{flat}{block})(?:{_ending()})")


@cache
def _said_home() -> re.Pattern[str]:
    """What is called somebody's address, in whatever words: "lives at 3 Tŷ Gwyn", "home address: 14 orchard close"."""
    small = "|".join(word.lower() for word in phrases("streets") if len(word) > 2)
    return re.compile(
        rf"(?<!\w)(?i:{any_of('living_at')}):? ((?:No\.? ?)?[0-9]{{1,4}}[A-Za-z]?,? "
        rf"(?:{WORD}(?: {WORD}){{0,3}}|[a-z]{{3,20}} (?:[a-z]{{3,20}} )?(?:{small}))(?:{_ending()}))(?!\w)"
    )


@cache
def _named_house() -> re.Pattern[str]:
    house = rf"(?:{WORD} ){{1,3}}{any_of('houses')}(?!\w)"
    return re.compile(rf"(?<![\w-]){house},? (?:[{UPPER}][\w'’]{{1,20}},? ){{0,6}}{_POSTCODE}(?!\w)")


def _address(match: re.Match[str], why: str, sure: Sureness) -> Found:
    return Found(Kind.ADDRESS, match.start(), match.end(), match.group(), why, sure)

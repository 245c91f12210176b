"""Numbers that stand for one person: NHS, National Insurance, and a case system's own."""

import re
from collections.abc import Iterator
from functools import cache

from rubric.privacy.model import Found, Kind, Sureness
from rubric.privacy.words import any_of, near

_GAP = "[ \u00a0\u2009\u202f.-]?"
_NHS = re.compile(rf"(?<![\w.,/£-])(?<!\+)[0-9]{{3}}({_GAP})[0-9]{{3}}\1[0-9]{{4}}(?![\w/-])(?![.,][0-9])")
_NHS_LABELLED = re.compile(
    r"(?<!\w)nhs(?:\W{0,3}id|\)|\W{0,2}no\.?|\W{0,2}num(?:ber)?|\W{0,2}#)?(?: (?:was|is|as))?\W{0,4}"
    r"([0-9](?:[ \u00a0.-]?[0-9]){9})(?![\w/-]|[.,][0-9])",
    re.IGNORECASE,
)
_NI = re.compile(
    # which letters begin and end one: HMRC's National Insurance Manual, NIM39110
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?"
    r"[0-9]{2}([ -]?)[0-9]{2}\1[0-9]{2}[ -]?[A-D](?![\w-])"
)
_NI_LABELLED = re.compile(
    r"(?<!\w)(?:NINO|N\.?I\.?(?: ?(?:no\.?|number))?|national insurance(?: number| no\.?)?)\W{1,4}(?:is |was )?"
    r"([A-Z]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}(?:[ -]?[A-Z])?)(?!\w)",
    re.IGNORECASE,
)
_CODE = r"(?=[A-Z0-9/-]{4,16}(?!\w))((?:[A-Z]{1,5}[-/]?)?[0-9]{4,10}(?:[-/][0-9A-Z]{1,4})?)(?![\w/-]|,[0-9]{3}|\.[0-9])"


def nhs_numbers(text: str) -> Iterator[Found]:
    """Ten digits whose last one checks the others, or any ten that are called an NHS number."""
    for match in _NHS_LABELLED.finditer(text):
        yield _found(Kind.NHS_NUMBER, match, 1, "Ten digits called an NHS number.", Sureness.SURE)
    for match in _NHS.finditer(text):
        other = near("other_numbers").search(text[max(0, match.start() - 25) : match.start()])
        if _checks(match.group()) and match.group()[0] in "34679" and not other:
            why = "Ten digits of which the last checks the others, as in an NHS number."
            yield _found(Kind.NHS_NUMBER, match, 0, why, Sureness.LIKELY)


def _checks(number: str) -> bool:
    """Whether the tenth digit is the one that the first nine give (modulus 11, NHS Data Dictionary, NHS NUMBER)."""
    *nine, last = [int(digit) for digit in number if digit in "0123456789"]
    return (11 - sum(digit * (10 - place) for place, digit in enumerate(nine)) % 11) % 11 == last


def ni_numbers(text: str) -> Iterator[Found]:
    """Two letters, six digits and a letter from A to D, or what is called an NI number."""
    for match in _NI.finditer(text):
        why = "Two letters, six digits and a letter, as in a National Insurance number."
        yield _found(Kind.NI_NUMBER, match, 0, why, Sureness.SURE)
    for match in _NI_LABELLED.finditer(text):
        yield _found(Kind.NI_NUMBER, match, 1, "Called a National Insurance number.", Sureness.SURE)


def case_references(text: str) -> Iterator[Found]:
    """A number beside the name of a case system ("Mosaic ID 104883"), or called a case's, client's or person's."""
    for match in _in_system().finditer(text):
        yield _found(Kind.CASE_REFERENCE, match, 1, "A number beside the name of a case system.", Sureness.SURE)
    for match in _of_case().finditer(text):
        if not _is_year(match.group(1)):
            yield _found(Kind.CASE_REFERENCE, match, 1, "A number called that of a case or a person.", Sureness.LIKELY)


@cache
def _in_system() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?i:{any_of('case_systems')})|LL(?= ?(?i:ref|id|no|num)))"
        rf"(?: (?i:record|case|person|client))?(?: ?(?i:{any_of('number_words')}))?\W{{1,3}}{_CODE}"
    )


@cache
def _of_case() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?i:{any_of('cases')})(?: record| file)?(?: ?(?i:{any_of('number_words')}))\W{{1,3}}"
        rf"|(?i:the |this |see |safeguarding |of |for )(?i:case|client|service user) "
        rf"|(?i:case|record): (?=[A-Z0-9/-]*[0-9]{{5}})|(?i:his|her|their|whose) (?:case |care )?(?:record|file) \()"
        rf"{_CODE}"
    )


def _is_year(code: str) -> bool:
    return len(code) == 4 and code[:2] in ("19", "20")


def _found(kind: Kind, match: re.Match[str], group: int, why: str, sure: Sureness) -> Found:
    return Found(kind, match.start(group), match.end(group), match.group(group), why, sure)

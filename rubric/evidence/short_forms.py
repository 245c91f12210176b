"""Short forms such as "DoLS": where a text uses them, what they stand for, and where their words stand beside them.

The one home for the rule: the writing notes ask for words by it, and the draft puts them in by it. The field's terms
are data, with those that have more than one meaning, which nobody but their author can spell out.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from pydantic import BaseModel

from rubric.english import flat

_SHORT = re.compile(r"(?<![\w&/@#.'-])[A-Z][A-Za-z]{0,5}[A-Z](?:s\b)?(?![\w&])(?!-\d)")
_SHOUTED = re.compile(r"(?:[A-Z]{3,20}[ ,.!?-]{1,3}){3,8}[A-Z]{2,20}")
_AFTER_WORDS = re.compile(r"\([\"“‘']?([A-Z][A-Za-z]{0,6}[A-Z])(s?)[\"”’']?\)")  # "… safeguards (DoLS)"
_BEFORE_WORDS = re.compile(r"(?<![\w&])([A-Z][A-Za-z]{0,6}[A-Z])(s?) ?\(([^()\n]{3,100})\)")  # "DoLS (deprivation …)"
_MOST_WORDS = 12  # that a short form may stand for
_REACH = 160  # letters before a bracket in which its words stand
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "with", "&"})
_CLAUSE = re.compile(r"[.;:!?()“”\n]")
_PARTS = re.compile(r"[\s/,‐‑–-]+")


class Glossary(BaseModel):
    """Short forms that need no spelling out, what others stand for, and which of them mean more than one thing.

    `plurals` are those that are not made with an "s" ("": there is none). `unless` are phrases beside which a short
    form may mean something else.
    """

    known: frozenset[str]
    stand_for: dict[str, str]
    plurals: dict[str, str]
    ambiguous: dict[str, str]
    unless: dict[str, tuple[str, ...]]


class Used(NamedTuple):
    """A short form in a text: its singular, where it stands with its "s", and whether it has one."""

    short: str
    start: int
    end: int
    many: bool


class Words(NamedTuple):
    """What a short form stands for, and what its plural does ("" where that is not known)."""

    one: str
    many: str


class Beside(NamedTuple):
    """A short form beside its words, as somebody typed them: "safeguarding adults reviews (SARs)"."""

    used: Used
    words: str


@cache
def glossary() -> Glossary:
    """The glossary as shipped."""
    path = files("rubric.evidence").joinpath("data", "acronyms.yaml")
    return Glossary.model_validate(yaml.safe_load(path.read_bytes()))


def may_hold(text: str) -> bool:
    """Whether a short form may be in a text: a quick look, as most texts of a long list hold none."""
    return _SHORT.search(text) is not None


def used_in(text: str) -> Iterator[Used]:
    """Every short form in a text, in order, known or not; none in words that are all capitals."""
    for match in _SHORT.finditer(_SHOUTED.sub(lambda shouted: " " * len(shouted[0]), text)):
        short = match[0]
        many = len(short) > 2 and short[-1] == "s"
        yield Used(short[:-1] if many else short, match.start(), match.end(), many)


def beside_words(text: str) -> Iterator[Beside]:
    """The short forms with words in brackets after them, or in brackets after words, where the two agree.

    They agree where the words are those of the glossary, or begin with the short form's letters.
    """
    if "(" not in text:
        return
    for match in _AFTER_WORDS.finditer(text):
        used = Used(match[1], match.start(1), match.end(2), bool(match[2]))
        before = _CLAUSE.split(text[max(0, match.start() - _REACH) : match.start()])[-1].split()
        runs = (before[-count:] for count in range(2, min(len(before), _MOST_WORDS) + 1))
        if found := next((run for run in runs if _agree(used.short, run)), None):
            yield Beside(used, " ".join(found))
    for match in _BEFORE_WORDS.finditer(text):
        used = Used(match[1], match.start(1), match.end(2), bool(match[2]))
        inside = flat(match[3]).removeprefix("the ")
        for words in (inside, re.split(r"[,;–]", inside)[0].strip()):
            if _agree(used.short, words.split()):
                yield Beside(used, words)
                break


def is_beside(text: str, used: Used, words: Words) -> bool:
    """Whether these words stand next to a short form in a text, with nothing but signs or an "or" between."""
    reach = max(map(len, words)) + 24
    before = flat(text[max(0, used.start - reach) : used.start]).casefold()
    after = flat(text[used.end : used.end + reach]).casefold()
    for known in filter(None, words):
        phrase = re.escape(known.casefold())
        if re.search(rf"\b{phrase}s?[\s,(\[“\"'‘–-]*(?:(?:or|called|known as)[\s“\"'‘]*)?$", before):
            return True
        if re.match(rf"[”\"'’]?[\s,(\[–-]*(?:or |the ){{0,2}}{phrase}", after):
            return True
    return False


def same_words(words: str) -> str:
    """The words in the form in which two wordings of one thing agree: small letters, no hyphens, no plural."""
    return " ".join(part for part in _PARTS.split(words.casefold()) if part).removesuffix("s")


def words_for(short: str, one: str) -> Words:
    """The words of a short form with those of its plural, by the glossary or with an "s"; a name has no plural."""
    plurals = glossary().plurals
    regular = "" if one[:1].isupper() or one.endswith("s") else f"{one}s"
    return Words(one, plurals.get(short, regular))


def _agree(short: str, words: Sequence[str]) -> bool:
    if len(words) < 2 or len(words) > _MOST_WORDS:
        return False
    known = glossary().stand_for.get(short, "")
    if known and same_words(" ".join(words)) == same_words(known):
        return True
    parts = [part for part in _PARTS.split(" ".join(words).casefold()) if part]
    if not parts or parts[0] in _SMALL:
        return False
    initials = (part[0] for part in parts if part not in _SMALL), (part[0] for part in parts)
    return short.casefold() in ("".join(letters) for letters in initials)

"""What a source is called, however it was typed, and when it is too old to rely on. One rule for each."""

import re
import unicodedata
from datetime import date

from rubric.english import flat
from rubric.evidence.stated import stated

_ENDING = re.compile(r"\.(?:docx?|pdf|xlsx?|csv|pptx?|txt|md|eml|html?)\s*$", re.IGNORECASE)
_ARTICLES = frozenset({"the", "a", "an", "our"})
_APOSTROPHE = re.compile(r"['’]")  # carers, carer's and carers' are one word to whoever looks for a document
_WORD = re.compile(r"[^\W_]+")  # a file's name may have underscores for spaces
_BETWEEN = re.compile(r"[;\n]")


def source_key(name: str) -> str:
    """The normal form of a source's name: its words in small letters, without the file's ending or a leading article.

    Two names with one normal form are one document. "" for a name without a letter or digit.
    """
    plain = unicodedata.normalize("NFKC", _ENDING.sub("", name)).casefold()
    words = _WORD.findall(_APOSTROPHE.sub("", plain))
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def sources_in(text: str) -> tuple[str, ...]:
    """The sources that a field names, as typed, each once: a semicolon or a new line stands between two."""
    parts = (flat(part) for part in _BETWEEN.split(text))
    return tuple({source_key(part): part for part in parts if stated(part) and source_key(part)}.values())


def is_old(when: date | None, on: date, years: int) -> bool:
    """Whether this day is more than so many years before the day `on`; False where there is no day."""
    return when is not None and (when.year + years, when.month, when.day) < (on.year, on.month, on.day)

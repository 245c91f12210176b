"""A text as such: cleaned of what cannot be shown, in one line, made comparable, and whether it ends a sentence."""

import re

# Not legal in XML 1.0 (https://www.w3.org/TR/xml/#charsets): Word files and the database refuse these later on.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Soft hyphens, zero-width characters and byte order marks: invisible, and they split words.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def clean(text: str) -> str:
    r"""The text without illegal and invisible characters, ligatures spelt out and every line end as `\n`."""
    text = _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    return _LIGATURE.sub(lambda found: _LIGATURES[found.group()], _INVISIBLE.sub("", text))


def one_line(text: str) -> str:
    """The text with each run of spaces and line ends as one space."""
    return _SPACES.sub(" ", text).strip()


def loose(text: str) -> str:
    """Only letters and digits, in lower case, "&" as "and": for comparing headings."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("&", " and ").replace("’", "").replace("'", "")))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does: with a full stop or the like, and any closing quotes or brackets."""
    return _SENTENCE_END.search(text[-8:]) is not None

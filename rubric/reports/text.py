"""A text as such: cleaned of what cannot be shown, in one line, made comparable, and whether it ends a sentence."""

import re

# Not legal in XML 1.0 (https://www.w3.org/TR/xml/#charsets): Word files and the database refuse these later on.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Zero-width characters and byte order marks: invisible, and they split words. A soft hyphen at a line's end is kept, as
# it says that the word goes on in the next line; `one_line` joins the two.
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]|\u00ad(?![ \t]*(?:\n|$))")
_SOFT_END = re.compile("\u00ad\\s*")
# Symbol fonts have their bullets among the characters of private use; elsewhere nothing can show these.
_SYMBOL_BULLET = re.compile("^([ \t]*)[\ue000-\uf8ff](?=\\s*[\\w\"“‘'(£])", re.M)
_SYMBOL = re.compile("[\ue000-\uf8ff]")
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_LEAST_APART = 11  # characters, spaces too: fewer may be initials or a row of figures

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def clean(text: str) -> str:
    r"""The text without illegal and invisible characters, ligatures spelt out and every line end as `\n`.

    The bullets of symbol fonts become "•".
    """
    text = _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))
    if text.isascii():
        return text
    text = _SYMBOL.sub(" ", _SYMBOL_BULLET.sub(r"\1• ", _INVISIBLE.sub("", text)))
    return _LIGATURE.sub(lambda found: _LIGATURES[found.group()], text)


def one_line(text: str) -> str:
    """The text with each run of spaces and line ends as one space, and words whole that a soft hyphen split."""
    return _SPACES.sub(" ", _SOFT_END.sub("", text)).strip()


def goes_on(line: str) -> bool:
    """Whether a line ends within a word, going by a soft hyphen."""
    return line.rstrip().endswith("\u00ad")


def unspaced(line: str) -> str:
    """A line whose letters were set apart ("L e a r n i n g  f r o m"), with its words whole; any other as it is.

    Only where words stand further apart than letters do can they be known again.
    """
    words = re.split(r"\s{2,}", line.strip())
    apart = [word for word in words if re.fullmatch(r"\S(?:\s\S)*", word)]
    if sum(map(len, apart)) < _LEAST_APART or len(apart) < 0.8 * len(words):
        return line
    return " ".join(re.sub(r"\s", "", word) if word in apart else word for word in words)


def loose(text: str) -> str:
    """Only letters and digits, in lower case, "&" as "and": for comparing headings."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("&", " and ").replace("’", "").replace("'", "")))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does: with a full stop or the like, and any closing quotes or brackets."""
    return _SENTENCE_END.search(text[-8:]) is not None

"""Lists of words as data (data/words.yaml), as patterns and as sets."""

import re
from functools import cache
from importlib.resources import files

import yaml

_LATIN = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(letter for letter in _LATIN if letter.isupper())
LOWER = "".join(letter for letter in _LATIN if letter.islower())
# One word of a name: Patel, O'Rourke, McAllister, Lloyd-Davies
_PART = rf"[{UPPER}][{LOWER}]{{1,24}}"
WORD = rf"[{UPPER}](?:['’][{UPPER}])?[{LOWER}]{{1,24}}(?:{_PART})?(?:-{_PART}){{0,2}}"


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    words = files("rubric.privacy").joinpath("data", "words.yaml").read_bytes()
    read = yaml.load(words, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts alone: "no" and "On" are words here
    return {name: tuple(rows) for name, rows in read.items()}


def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list; KeyError where there is no such list."""
    return _lists()[name]


@cache
def any_of(name: str) -> str:
    """A pattern for any phrase of a list, the longest first."""
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases(name), key=len, reverse=True)) + ")"


@cache
def first_names() -> frozenset[str]:
    """First names in use in England, as they are written."""
    text = files("rubric.privacy").joinpath("data", "first_names.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


@cache
def near(name: str) -> re.Pattern[str]:
    """A pattern for any phrase of a list as whole words, in capitals or not."""
    return re.compile(rf"(?<!\w){any_of(name)}(?!\w)", re.IGNORECASE)

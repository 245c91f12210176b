"""One person's story without a name: "Mr B", "Person A", "an 87-year-old woman". With a place it is often enough."""

import re
from collections.abc import Iterator
from functools import cache

from rubric.privacy.model import Found, Kind, Sureness
from rubric.privacy.words import any_of, phrases

_INITIAL = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx)\.?[ \u00a0][A-Z](?![\w'’]{2}|\.[ ]?[A-Z][a-z]|[&-])")
_LETTER_AGED = re.compile(
    r"(?<![\w.'’-])[A-HJ-Z](?=, (?:aged )?[1-9][0-9], (?:has|lives|who|with|is|was|had) | \(aged [1-9][0-9]\))"
)
_AGED = r"(?<!\w)(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]his|[Oo]ur) [0-9]{1,3}[ -]year[ -]old (?:[a-z]{2,20} ){0,2}?"


def vignettes(text: str) -> Iterator[Found]:
    """A title with an initial, a letter or number for a person, or an age with who it is."""
    for match in _INITIAL.finditer(text):
        yield _vignette(match, "A title with an initial: one person’s story, and the rest may say whose.")
    for match in _LETTER_AGED.finditer(text):
        yield _vignette(match, "A letter for a person, with an age.")
    for match in _lettered().finditer(text):
        yield _vignette(match, "A letter or number for a person: one story, and the rest may say whose.")
    for match in _aged().finditer(text):
        yield _vignette(match, "One person with an age: where few live, that can say who it is.")


@cache
def _lettered() -> re.Pattern[str]:
    """ "person A" and "Person 3"; "the person I met" and "each client 3 times" are neither."""
    capital = "|".join(re.escape(word.capitalize()) for word in phrases("persons"))
    return re.compile(
        rf"(?<!\w)(?:(?i:{any_of('persons')}) [A-HJ-Z]|(?:{capital}) [0-9]{{1,2}})(?![\w'’%-]{{2}}|[.,][0-9]|[&-])"
    )


@cache
def _aged() -> re.Pattern[str]:
    return re.compile(rf"{_AGED}{any_of('somebody')}(?!\w)")


def _vignette(match: re.Match[str], why: str) -> Found:
    return Found(Kind.VIGNETTE, match.start(), match.end(), match.group(), why, Sureness.POSSIBLE)

"""A text made plain for the rules: its sentences, and the phrases that it truly claims.

Nothing here is tried at every place of a text with an open end, so a hostile text costs no more than a long one.
"""

import re
from collections.abc import Iterator
from functools import cache, cached_property

from rubric.evidence.lint.rules import data

_PLAIN = str.maketrans("‘’“”‐‑‒–—\N{NO-BREAK SPACE}", "''\"\"----- ")
_SENTENCE = re.compile(r"(?<=[.!?…;])(?=[\s\"')\]])[\"')\]]*\s+|\n+")
_BEFORE = 60  # characters before a phrase in which it may be denied
DENIED_WITHIN = 4  # words


class PlainText:
    """A text made plain: one kind of quote, dash and space. `plain` keeps capitals, `low` has none, both in step."""

    def __init__(self, text: str) -> None:
        self.lines = [" ".join(line.split()) for line in text.translate(_PLAIN).splitlines()]
        self.plain = " ".join(line for line in self.lines if line)

    @cached_property
    def low(self) -> str:
        """The text in small letters, of the same length as `plain`."""
        low = self.plain.lower()
        if len(low) != len(self.plain):  # a letter whose small form is two: the places no longer agree
            self.plain = low
        return low

    @cached_property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.plain.split())

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences, each on one line; lines of a list are sentences too."""
        return [part for line in self.lines for part in _SENTENCE.split(line) if part and part.strip()]

    def has(self, *lists: str) -> bool:
        """Whether any phrase of these lists stands anywhere."""
        return any(pattern(name).search(self.low) for name in lists)

    def claims(self, name: str, *, unless: str = "") -> list[str]:
        """The phrases of a list (data/phrases.yaml) that the text claims as its own, as written, each once.

        Left out: what is denied, aimed at or in doubt in its sentence, what somebody else said, and (`unless`) the
        phrases of another list that contain it.
        """
        return list(dict.fromkeys(self._claims(name, unless)))

    def _claims(self, name: str, unless: str) -> Iterator[str]:
        if not pattern(name).search(self.low):
            return
        for written in self.sentences:
            sentence = written.lower()
            as_written = written if len(written) == len(sentence) else sentence
            spared = [match.span() for match in pattern(unless).finditer(sentence)] if unless else []
            for match in pattern(name).finditer(sentence):
                start, end = match.span()
                inside = any(first <= start and end <= last for first, last in spared)
                if not inside and not _is_turned(sentence, start, end):
                    yield as_written[start:end]


def _is_turned(sentence: str, start: int, end: int) -> bool:
    """Whether a phrase is denied, aimed at, in doubt or somebody else's verdict."""
    before = sentence[max(0, start - 400) : start]
    near = " ".join(before[-_BEFORE:].replace(",", " ").split()[-DENIED_WITHIN:])
    clause = re.split(r"[,;:]| and | but ", before)[-1]
    if pattern("denied").search(near) or pattern("aimed").search(clause) or pattern("doubted").search(clause):
        return True
    if pattern("verdicts").search(before) and pattern("outsiders").search(sentence[max(0, start - 400) : end + 200]):
        return True
    after = sentence[end : end + 60]
    return bool(
        re.match(r"\W{0,3}(?:\w{1,20} ){0,4}by (?:the |our |a )?", after) and pattern("outsiders").search(after)
    )


def paper_claims(text: PlainText) -> list[str]:
    """The papers whose being written, agreed or published is all the news: nothing says that they are used."""
    if not text.has("papers") or text.has("paper_used", "difference"):
        return []
    found = (match for sentence in text.sentences for match in _papers().finditer(sentence.lower()))
    return [match.group() for match in found if not _is_turned(match.string, *match.span())]


@cache
def _papers() -> re.Pattern[str]:
    """ "published our new carers strategy", "we have a charter", "the policy has been approved"."""
    paper, verb = pattern("papers").pattern, pattern("paper_verbs").pattern
    some = r"(?:(?!and |that |which |each |every |for |to )[\w'-]{1,20} ){0,5}?"
    return re.compile(
        rf"{verb} (?:a|an|our|the|its|this|new|their) {some}{paper}"
        r"|\b(?:we|council|directorate|service|borough|county|it) (?:now )?(?:have|has)"
        rf" (?:a|an|our|in place a) {some}{paper}"
        rf"|{paper} {some}(?:was|were|is|are|been|being) (?:\w{{1,12}} )?{verb}"
    )


def activities(text: PlainText) -> list[str]:
    """What the council says that it did: "we held", "our managers visited", "sessions were provided"."""
    found = (match for sentence in text.sentences for match in _activities().finditer(sentence.lower()))
    return [match.group() for match in found if not _is_turned(match.string, *match.span())]


@cache
def _activities() -> re.Pattern[str]:
    did = pattern("activity").pattern
    return re.compile(
        # "our training offer" is no deed
        r"\b(?:we|the (?:council|service|directorate|academy|board|team)"
        r"|our (?:[\w'-]{1,20} ){1,3}?(?!offer|run\b|hold\b)"
        rf"|staff|managers|leaders|officers|teams|every team|each team|all teams) ?"
        rf"(?:(?:have|has|had|also|regularly|now|already|all|jointly) ){{0,2}}{did}"
        rf"|(?:was|were|is|are|been) (?:\w{{1,12}} )?{did}"
    )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One list of phrases as a pattern over text in small letters."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_phrase, sorted(phrases(name), key=len, reverse=True)))})(?!\w)")


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return {name: tuple(map(str, rows)) for name, rows in data("phrases.yaml").items()}


def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list; KeyError where there is no such list."""
    return _lists()[name]


def _phrase(phrase: str) -> str:
    escaped = re.escape(phrase.lower()).replace(r"\ ", "[ -]")
    return escaped.replace(r"\*", r"\w{0,12}").replace("_", r"[\w'-]{1,20}")

"""The council that a report is on: its name, taken only where no other council could be meant."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import yaml

from rubric.english import listed

MOST_TEXT = 400_000  # characters looked through: a whole report has about half
_LEAST_MENTIONS = 2  # one may be of a neighbour

# Words before or after a name that make it another body or place: "Greater Manchester", "Kent Police".
_BEFORE = re.compile(r"(?:Greater|Inner|Outer|New|Mid|North|South|East|West|Lord|Mr|Mrs|Ms|Dr)\s$")
_AFTER = re.compile(
    r"(?:(?:,|\s+(?:and|&|of))?\s+(?:and\s+)?[A-Z][\w'’-]*){0,6}?,?\s+"
    r"(?:Integrated\ Care|ICB|ICS|NHS|Hospitals?|University|Police|Constabulary|Foundation\ Trust)\b"
)
_COUNCIL_AFTER = re.compile(
    r"(?:['’]s)?\s+(?:(?:County|City|Borough|Metropolitan|Unitary)\s+)*(?:Council\b|local authority\b)"
)
_COUNCIL_BEFORE = re.compile(r"(?:Borough|City|Council) of\s$")
_OTHER_COUNCIL = re.compile(
    r"\b([A-Z][\w'’-]+(?:[ -](?:and|of|upon|on|with|the|in|&|[A-Z][\w'’-]+)){0,6}?)"
    r"\s(?:(?:County|City|Borough|Metropolitan|Unitary)\s)*Council\b(?!\s+of\b)"
)
# First words of councils that are not local authorities with adult social care, or are no names.
_NOT_NAMES = frozenset({
    "The", "A", "An", "Each", "Our", "Your", "Their", "This", "That", "Any", "Every", "Another",
    "Neighbouring", "Local", "Borough", "County", "City", "District", "Town", "Parish", "Youth", "National",
    "British", "General", "Arts", "Health", "Unitary", "Metropolitan", "Research", "Medical", "European",
    "Student", "School",
})  # fmt: skip
_CAPITALS = re.compile(r"[^\W\d_][\w'’]*")
_SMALL = frozenset({"and", "of", "upon", "on", "with", "the", "in", "under"})


@lru_cache(maxsize=1)
def _known() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """A pattern for all names, what each is called, and which are ordinary words too."""
    data = yaml.safe_load((files("rubric.reports") / "data" / "authorities.yaml").read_text(encoding="utf-8"))
    called = {_key(name): name for name in data["names"]} | {_key(name): full for name, full in data["also"].items()}
    names = sorted([*data["names"], *data["also"]], key=len, reverse=True)
    patterns = (
        re.escape(name).replace(r"\ and\ ", r"\ (?:and|&)\ ").replace(r"\-", "[- ]").replace(",", ",?")
        for name in names
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?![\w-])"), called, frozenset(data["ordinary_words"])


def _key(name: str) -> str:
    return re.sub(r"[^a-z]+", " ", name.lower().replace("&", "and")).strip()


def councils_in(text: str) -> Counter[str]:
    """How often a text names each council: one of the 153 by its short name, any other as printed ("… Council").

    A text that is all in capitals is read as if it were not.
    """
    pattern, called, ordinary = _known()
    if text.isupper():
        text = _CAPITALS.sub(
            lambda found: found.group() if found.group() in _SMALL else found.group().capitalize(), text.lower()
        )
    found: Counter[str] = Counter()
    for match in pattern.finditer(text):
        before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 80]
        if _BEFORE.search(before) or _AFTER.match(after):
            continue
        name = called[_key(match.group())]
        if name in ordinary and not (_COUNCIL_AFTER.match(after) or _COUNCIL_BEFORE.search(before)):
            continue
        found[name] += 1
    for match in _OTHER_COUNCIL.finditer(text):
        words = match.group(1).split()
        while words and words[0] in _NOT_NAMES:
            words.pop(0)
        name = " ".join(words)
        if name and name[0].isupper() and not _NOT_NAMES & set(words) and not pattern.search(match.group()):
            found[f"{name}{match.group()[match.end(1) - match.start() :]}"] += 1
    return found


def find_authority(stated: Sequence[Iterable[str]], body: Iterable[str]) -> tuple[str | None, list[str], list[str]]:
    """Returns the council's name or None, sentences on what is missing, and notes on what to check.

    In: the places that state the name, best first (the rating's lines, titles, headings), and the text itself. A name
    that only the text gives is taken where it is the only council named, and named more than once, with a note.
    """
    for place in stated:
        named = Counter[str]()
        for line in place:
            named += councils_in(line)
        if len(named) == 1:
            return next(iter(named)), [], []
        if named:
            return None, [f"The council's name is not clear, as the headings name {listed(sorted(named))}."], []
    named, size = Counter[str](), 0
    for text in body:
        size += len(text)
        if size > MOST_TEXT:
            break
        named += councils_in(text)
    if len(named) == 1 and (times := named.total()) >= _LEAST_MENTIONS:
        name = next(iter(named))
        return name, [], [f"No heading names the council: {name} is the only one that the text names ({times} times)."]
    if not named:
        return None, ["The council's name was not found."], []
    names = listed(name for name, _ in sorted(named.most_common(4)))
    return (
        None,
        [f"The council's name is not stated in a heading, and the text names {names}: say whose report it is."],
        [],
    )

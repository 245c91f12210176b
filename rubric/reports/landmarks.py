"""The lines by which a reader finds the way in a report: titles, scores, labels and fixed headings.

Each is recognised by its own words alone, matched loosely; its position is for `spans.py` to judge.
Source of the headings: pages that CQC publishes, and docs/reading.md for the ways they vary.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

import yaml

from rubric.reports.text import loose, one_line

LONGEST = 160  # characters; the longest heading that a report has is under 100


class Mark(StrEnum):
    """What a line is."""

    STATEMENT = "statement"  # a statement's title, perhaps with its score
    SCORE = "score"
    LABEL = "label"
    COMMITMENT = "commitment"
    FINDINGS = "findings"
    EXPECT = "expect"
    SUMMARY = "summary"  # a heading of the overall summary
    THEME = "theme"
    RATING = "rating"
    PERCENT = "percent"
    SECTION = "section"  # a sub-heading that reports are known to have


@dataclass(frozen=True)
class Landmark:
    """A line that means something. `text` is the label, rating, sub-heading or the words after a heading's colon.

    `score` is None where the line has none, and where what it has is not on the scale; `text` then holds that.
    """

    mark: Mark
    statement: str = ""
    score: int | None = None
    text: str = ""
    percent: float | None = None


RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")
# The words that distinguish the four labels, in the order of the scale.
_LABELS = ("significant shortfalls", "some shortfalls", "good standard", "exceptional standard")

_NUMBERED = re.compile(r"^(?:quality statement|statement|qs)?\s*[1-9]\b[\s.:)–—-]*", re.I)
_SCORE = re.compile(
    r"^(?:overall |quality statement )?scored?\s*(?:is|of)?\s*[:=–—-]*\s*"
    r"(\d+(?:\.\d+)?)\s*(%?)\s*(?:(?:out of|/)\s*4)?[\s:.–—-]*(evidence shows .*)?$",
    re.I,
)
_LABEL = re.compile(r"^(?:(\d)\s*[:.)–—-]*\s*)?(evidence shows .+)$", re.I)
_TITLE_AND_SCORE = re.compile(r"^(.+?)[\s:|,(–—-]*(?:score\w*)?[\s:=–—-]*\b([1-4])\)?$", re.I)
_PERCENT = re.compile(
    r"^(?:overall |total )?(?:percentage |score )?\s*:?\s*(\d{2,3}(?:\.\d+)?)\s*%[\s(–—-]*([a-z ]*)\)?$", re.I
)
_RATING = re.compile(rf"^(?:overall )?(?:rating\s*:?\s*)?({'|'.join(RATINGS)})(?:\s+overall)?$", re.I)
_COMMITMENT = re.compile(
    r"^(?:the )?(?:local authority|councils?|authority)(?:['’]s)? commitment\b\s*[:.–—-]*\s*(.*)$", re.I | re.S
)
_SMALL = frozenset({"and", "the", "of", "in", "to"})
_SUMMARY = (
    "overall summary",
    "local authority rating and score",
    "local authority rating",
    "quality statement scores",
    "summary of peoples experiences",
    "summary of strengths",
    "summary of strengths and areas for development",
)


def label_score(label: str) -> int | None:
    """The score that a label such as "Evidence shows a good standard" belongs to; None for other words."""
    label_words = loose(label)
    return next((score for score, words in enumerate(_LABELS, 1) if words in label_words), None)


@dataclass(frozen=True)
class Statement:
    """A quality statement as reports name it."""

    title: str
    sections: tuple[str, ...]


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, Statement], dict[frozenset[str], str], dict[frozenset[str], str], dict[str, Landmark]]:
    """Statements by key, and what leads to them: titles, short names, sub-headings."""
    text = (files("rubric.reports") / "data" / "statements.yaml").read_text(encoding="utf-8")
    statements, titles, short, sections = {}, {}, {}, {}
    for entry in yaml.safe_load(text):
        key = entry["key"]
        statements[key] = Statement(entry["titles"][0], tuple(entry["sections"]))
        titles.update({_words(title): key for title in entry["titles"]})
        short.update({_words(name): key for name in [key.replace("_", " "), *entry["short"]]})
        sections.update({loose(name): Landmark(Mark.SECTION, key, text=name) for name in entry["sections"]})
    return statements, titles, short, sections


def _words(title: str) -> frozenset[str]:
    """A title as a set of words, so that order, case and punctuation don't matter."""
    return frozenset(loose(title).split()) - _SMALL


def statements() -> dict[str, Statement]:
    """The nine statements by key, in order."""
    return _names()[0]


def statement_of(title: str, *, short_names: bool = False) -> str | None:
    """The key of the statement that a title names; None for any other words. Short names are for tables."""
    _, titles, short, _ = _names()
    for candidate in (title, _NUMBERED.sub("", title)):
        words = _words(candidate)
        if found := titles.get(words) or (short.get(words) if short_names else None):
            return found
    return None


def landmark(text: str) -> Landmark | None:
    """What a line is, or None for ordinary text."""
    if found := _COMMITMENT.match(text.strip("*_ ")):
        rest = one_line(found.group(1))
        # "the local authority commitment was clear" is a sentence; the heading is followed by nothing or by the "we"
        if not rest or rest.startswith("We "):
            return Landmark(Mark.COMMITMENT, text=rest)
    if not text or len(text) > LONGEST or "\n" in text:
        return None
    return _of_short_line(text.strip("*_ \t|"))


def _of_short_line(text: str) -> Landmark | None:
    plain = loose(text)
    if found := _SCORE.match(text):
        number, percent, label = found.groups()
        if percent:
            return Landmark(Mark.PERCENT, percent=float(number))
        return Landmark(Mark.SCORE, score=_on_scale(number), text=label or number)
    if (found := _LABEL.match(text)) and label_score(text) and len(text) < 70:
        return Landmark(Mark.LABEL, score=_on_scale(found.group(1) or ""), text=found.group(2).rstrip(". "))
    if found := _RATING.match(text.rstrip(". ")):
        return Landmark(Mark.RATING, text=found.group(1).capitalize())
    if found := _PERCENT.match(text):
        return Landmark(Mark.PERCENT, percent=float(found.group(1)), text=found.group(2).strip())
    if section := _names()[3].get(plain):
        return section
    if plain in {"key findings", "key findings for this quality statement"}:
        return Landmark(Mark.FINDINGS)
    if plain in {"what people expect", "what people can expect"}:
        return Landmark(Mark.EXPECT)
    if plain in _SUMMARY or (plain.startswith("summary of strengths areas for development") and len(plain) < 80):
        return Landmark(Mark.SUMMARY, text=plain)
    if re.match(r"theme [1-4]\b", plain) and not text.endswith("."):
        return Landmark(Mark.THEME)
    return _title(text)


def _title(text: str) -> Landmark | None:
    if text.endswith((".", "?")):
        return None
    if key := statement_of(text):
        return Landmark(Mark.STATEMENT, key, text=text)
    if (found := _TITLE_AND_SCORE.match(text)) and (key := statement_of(found.group(1))):
        return Landmark(Mark.STATEMENT, key, score=int(found.group(2)), text=found.group(1))
    # a title beside the council's or the site's name: "Safeguarding - Exampleshire Council"
    parts = [part for part in re.split(r"\s+[|:–—-]\s+|:\s+", text) if part]
    keys = [(key, part) for part in parts if (key := statement_of(part))]
    rest = loose(" ".join(part for part in parts if not statement_of(part)))
    if len(keys) == 1 and re.search(r"\b(?:council|care quality commission|cqc|assessment|borough)\b", rest):
        return Landmark(Mark.STATEMENT, keys[0][0], text=keys[0][1])
    return None


def _on_scale(number: str) -> int | None:
    return int(number) if number in {"1", "2", "3", "4"} else None

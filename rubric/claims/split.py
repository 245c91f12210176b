"""From a paragraph to claims: one sentence, or one side of a turn ("…; however, …"), each a claim of its own."""

import re

from rubric.english import capital

# A full stop after these ends no sentence.
_SHORT = {
    "e.g", "i.e", "etc", "dr", "mr", "mrs", "ms", "prof", "st", "no", "nos", "vs", "cf", "inc", "ltd", "dept", "approx",
    "fig", "para", "p", "pp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
}  # fmt: skip
_LONGEST_SHORT = 20  # characters before a full stop in which such a word is looked for, with what stands before it
_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])|[.!?…]+[\"”’')\]]*$")
_BULLET = re.compile(r"^\s*(?:[-*•–▪◦·o●○■□◆❖➢➤►✓✔\ue000-\uf8ff]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")

# Where a sentence turns: what stands before and what stands after are two claims.
_TURN = re.compile(
    r"\s*[;,–-]\s*(?=(?:however|but|yet|nevertheless|nonetheless|despite this|whereas)\b[\s,])"
    r"|\s+(?=(?:however|whereas)\b[\s,])|;\s+",
    re.I,
)
_OPENS = re.compile(r"^(although|though|while|whilst|despite|even though)\b(.{12,}?),\s+(?=\w)", re.I)
_LEADING = re.compile(
    r"^(?:however|but|yet|and|nevertheless|nonetheless|whereas|also|additionally|furthermore)[\s,]+", re.I
)

LEAST_WORDS = 4  # a side of a turn with fewer words says nothing by itself
MOST_WORDS = 120  # a longer "sentence" is a list or a run of text; it is cut at its commas


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order; bullets and lines of a list are sentences too."""
    found: list[str] = []
    for line in re.split(r"\n+", text):
        line = _BULLET.sub("", line.strip())
        start = 0
        for end in _END.finditer(line):
            near = max(start, end.start() - _LONGEST_SHORT)
            last = line[near : end.start()].rsplit(None, 1)[-1:] or [""]
            word = last[0].lower().lstrip("(\"“‘'")
            if end.end() < len(line) and (word in _SHORT or re.fullmatch(r"[a-z]", word)):
                continue
            found.append(line[start : end.end()].strip())
            start = end.end()
        if line[start:].strip():
            found.append(line[start:].strip())
    return found


def split(text: str) -> list[str]:
    """The claims of a paragraph, in order, each in the words of the text."""
    return [claim for sentence in sentences(text) for claim in _claims(sentence)]


def _claims(sentence: str) -> list[str]:
    opened = _OPENS.match(sentence)
    if opened and _says_something(opened.group(2)) and _says_something(sentence[opened.end() :]):
        return [*_turned(sentence[: opened.end()].rstrip(", ")), *_turned(capital(sentence[opened.end() :]))]
    return _turned(sentence)


def _turned(sentence: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for turn in _TURN.finditer(sentence):
        before, after = sentence[start : turn.start()], sentence[turn.end() :]
        if _says_something(before) and _says_something(after):
            parts.append(before)
            start = turn.end()
    parts.append(sentence[start:])
    return [piece for part in parts for piece in _bounded(capital(_LEADING.sub("", part.strip(" ,;:–-"))))]


def _bounded(part: str) -> list[str]:
    words = part.split()
    if len(words) <= MOST_WORDS:
        return [part] if words else []
    return [" ".join(words[i : i + MOST_WORDS]) for i in range(0, len(words), MOST_WORDS)]


def _says_something(part: str) -> bool:
    return len(part.split()) >= LEAST_WORDS

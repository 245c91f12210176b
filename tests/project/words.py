"""The words that the screens show, from the code, and how hard they are to read: python -m tests.project.words.

Gathered are the strings in the code of the screens, in what writes sentences for them and in the errors they show, as
far as they hold a whole sentence; what is filled in counts as one short word. To these come the framework's words, the
writing notes and the glossary. Reading age is the Flesch-Kincaid grade (0.39 x words a sentence + 11.8 x syllables a
word - 15.59) plus five, the age at which a child is in the first grade. Syllables are counted by groups of vowels.
GOV.UK writes for a reading age of nine, and for sentences of 25 words at the most.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
# What is no screen itself and writes sentences for them.
_WRITERS = ("evidence/fields.py", "prediction/in_short.py", "prediction/words.py", "prediction/offers.py")
_ONLY_COMMANDS = ("__main__", "bench", "bench_command", "checked", "database_commands", "printed")
# What a screen shows of our data: the file, and the keys whose words are shown.
_DATA = (
    ("framework/data/*/aspects/*.yaml", ("summary", "looks_for", "prompts", "text")),
    ("evidence/data/notes.yaml", ("message", "reason")),
    ("ui/about/glossary.yaml", ("means",)),
)
_FILLED_IN = "it"
_LEAST = 4  # words: shorter sentences are labels, which a formula for prose tells nothing about
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_VOWELS = re.compile(r"[aeiouy]+")
_NOT_WORDS = re.compile(r"<[^>]*>|:(?:material/\w+|small)\b:?|\[[^\]]*\]\(|[*_`“”\[\]]|&\w+;")
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\n\s*[-\d]+\.?\s|\n\n")


class Sentence(NamedTuple):
    """A sentence of the screens, and the room that shows it."""

    room: str
    text: str

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)


def sentences() -> Iterator[Sentence]:
    """Every sentence that stands whole in the code of the screens."""
    code = ROOT / "rubric"
    for file in sorted(chain((code / "ui").rglob("*.py"), (code / "pages").glob("*.py"), map(code.joinpath, _WRITERS))):
        parts = file.relative_to(code).parts
        room = parts[1] if parts[0] == "ui" else file.stem if parts[0] == "pages" else "/".join(parts)
        for text in _strings(ast.parse(file.read_text(encoding="utf-8"))):
            plain = _NOT_WORDS.sub("", text).strip()
            if re.search(r"[.?!](\s|$)", plain):
                yield from _split(room, plain)
    yield from _of_errors(code)
    for pattern, keys in _DATA:
        for file in sorted(code.glob(pattern)):
            for text in _shown(yaml.safe_load(file.read_text(encoding="utf-8")), keys):
                yield from _split(pattern.partition("/")[0] + " data", text)


def _split(room: str, text: str) -> Iterator[Sentence]:
    for one in _SENTENCE.split(text):
        found = Sentence(room, " ".join(one.split()))
        if len(found.words) >= _LEAST:
            yield found


def _of_errors(code: Path) -> Iterator[Sentence]:
    """The sentences with which something is refused, wherever that is; those of a command are for who runs it."""
    for file in sorted(code.rglob("*.py")):
        room = file.relative_to(code).parts[0].removesuffix(".py")
        if room in ("ui", "pages", *_ONLY_COMMANDS):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and node.exc is not None:
                for text in _strings(node.exc):
                    if re.search(r"[.?!]$", text):
                        yield from _split(f"{room} errors", _NOT_WORDS.sub("", text))


def _shown(data: object, keys: tuple[str, ...], *, inside: bool = False) -> Iterator[str]:
    """The texts under these keys, at any depth."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _shown(value, keys, inside=key in keys)
    elif isinstance(data, list):
        for value in data:
            yield from _shown(value, keys, inside=inside)
    elif inside and isinstance(data, str):
        yield data


def _strings(tree: ast.AST) -> Iterator[str]:
    """The strings of the code that are no docstrings; what is filled in is one short word."""
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    whole: list[ast.AST] = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    skipped |= {id(part) for node in whole for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{_FILLED_IN}" for part in node.values
            )


def syllables(word: str) -> int:
    """How many syllables a word has, about: its groups of vowels, without an "e" that is not spoken."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    silent = re.search(r"[^aeiouyl]e(?:s|d)?$", plain) and not re.search(r"(?:[td]ed|[sxzc]es|ches|shes|ges)$", plain)
    return max(1, len(_VOWELS.findall(plain)) - bool(silent))


def reading_age(texts: list[Sentence]) -> float:
    """The age at which these are read with ease. ValueError: there are none."""
    if not texts:
        raise ValueError("There are no sentences to measure.")
    words = [word for text in texts for word in text.words]
    return 0.39 * len(words) / len(texts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 + 5


def main() -> int:
    """Print the reading age of each room, and the longest sentences."""
    found = list(sentences())
    rooms: defaultdict[str, list[Sentence]] = defaultdict(list)
    for one in found:
        rooms[one.room].append(one)
    for room, texts in sorted(rooms.items(), key=lambda pair: reading_age(pair[1])):
        print(f"{reading_age(texts):5.1f}  {len(texts):4}  {room}")
    print(f"{reading_age(found):5.1f}  {len(found):4}  all")
    for one in sorted(found, key=lambda one: -len(one.words)):
        if len(one.words) > 25:
            print(len(one.words), one.room, one.text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

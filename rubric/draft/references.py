"""Citations in a section's text: "[4, 7]" as people read them, "[@id, @id]" as they are stored.

The numbers of the evidence list change whenever an item is added, moved or removed, so a stored text names the items
themselves. What somebody typed that only looks like one of the two has a backslash before it.
"""

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote, unquote

_NUMBER = r"\d{1,6}"
_NAME = r"@[\w.~%-]+"
# A run of backslashes is looked at once, from its start: a text of nothing else would be tried at each of them.
_SLASHES = r"(?<!\\)(\\*+)"
CITATION = re.compile(rf"{_SLASHES}\[({_NUMBER}(?:,[ \N{{NO-BREAK SPACE}}]?{_NUMBER})*)\]", re.ASCII)
_STORED = re.compile(
    rf"([ \N{{NO-BREAK SPACE}}]?){_SLASHES}\[((?:{_NUMBER}|{_NAME})(?:, ?(?:{_NUMBER}|{_NAME}))*)\]", re.ASCII
)


def numbers_in(inside: str) -> tuple[int, ...]:
    """The numbers between the brackets of a citation ("4, 7"), each once; ValueError where a part is no number."""
    return tuple(dict.fromkeys(int(number) for number in inside.split(",")))


def unknown_numbers(text: str, valid_numbers: Collection[int]) -> tuple[int, ...]:
    """The numbers that a text cites and that are not in `valid_numbers`, the evidence list's, in ascending order."""
    cited = (number for match in CITATION.finditer(text) if not match[1] for number in numbers_in(match[2]))
    return tuple(sorted({number for number in cited if number not in valid_numbers}))


def with_ids(text: str, numbers: Mapping[str, int]) -> str:
    """A text with "[4, 7]" turned into "[@id, @id]", for storing. `numbers` gives the items' current numbers."""
    ids = {number: f"@{quote(item, safe='')}" for item, number in numbers.items()}

    def to_ids(match: re.Match[str]) -> str:
        space, slashes, inside = match[1], match[2], match[3]
        if "@" in inside:  # typed by somebody: no citation of ours
            return f"{space}\\{slashes}[{inside}]"
        if slashes:
            return match[0]
        return f"{space}[{', '.join(ids.get(number, str(number)) for number in numbers_in(inside))}]"

    return _STORED.sub(to_ids, text)


def with_numbers(text: str, numbers: Mapping[str, int]) -> str:
    """A stored text with each "[@id]" turned into the item's current number in `numbers`.

    The citation of an item that no longer exists is left out: see `lost_items`.
    """

    def to_numbers(match: re.Match[str]) -> str:
        space, slashes, inside = match[1], match[2], match[3]
        if slashes or "@" not in inside:
            return f"{space}{slashes[1:]}[{inside}]" if "@" in inside else match[0]
        existing = sorted(
            {number for reference in inside.split(",") if (number := _number(reference.strip(), numbers)) is not None}
        )
        return f"{space}[{', '.join(map(str, existing))}]" if existing else ""

    return _STORED.sub(to_numbers, text)


def lost_items(text: str, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """The ids of items that a stored text cites and `numbers` no longer has, in the order they are cited."""
    references = (
        reference.strip() for match in _STORED.finditer(text) if not match[2] for reference in match[3].split(",")
    )
    ids = (unquote(reference[1:]) for reference in references if reference.startswith("@"))
    return tuple(dict.fromkeys(item_id for item_id in ids if item_id not in numbers))


def _number(reference: str, numbers: Mapping[str, int]) -> int | None:
    return numbers.get(unquote(reference[1:])) if reference.startswith("@") else int(reference)

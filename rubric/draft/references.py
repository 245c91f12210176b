"""Citations in a section's text: "[4, 7]" as people read them, "[@id, @id]" as they are kept.

The numbers of the evidence list move whenever an item is added, moved or removed, so a text that is kept for long
names the items themselves. What somebody typed that only looks like one of the two has a backslash before it.
"""

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote, unquote

_NUMBER = r"\d{1,6}"
_NAME = r"@[\w.~%-]+"
CITATION = re.compile(rf"(\\*)\[({_NUMBER}(?:,[ \N{{NO-BREAK SPACE}}]?{_NUMBER})*)\]", re.ASCII)
_KEPT = re.compile(
    rf"([ \N{{NO-BREAK SPACE}}]?)(\\*)\[((?:{_NUMBER}|{_NAME})(?:, ?(?:{_NUMBER}|{_NAME}))*)\]", re.ASCII
)


def numbers_in(inside: str) -> tuple[int, ...]:
    """The numbers between the brackets of a citation, each once."""
    return tuple(dict.fromkeys(int(one) for one in inside.split(",")))


def unknown_numbers(text: str, known: Collection[int]) -> tuple[int, ...]:
    """The numbers that a text cites and the evidence list does not have, in order."""
    cited = (number for found in CITATION.finditer(text) if not found[1] for number in numbers_in(found[2]))
    return tuple(sorted({number for number in cited if number not in known}))


def with_ids(text: str, numbers: Mapping[str, int]) -> str:
    """A text with "[4, 7]" turned into "[@id, @id]", to be kept. `numbers` gives each item's number now."""
    ids = {number: f"@{quote(item, safe='')}" for item, number in numbers.items()}

    def named(found: re.Match[str]) -> str:
        space, slashes, inside = found[1], found[2], found[3]
        if "@" in inside:  # typed by somebody: no citation of ours
            return f"{space}\\{slashes}[{inside}]"
        if slashes:
            return found[0]
        return f"{space}[{', '.join(ids.get(number, str(number)) for number in numbers_in(inside))}]"

    return _KEPT.sub(named, text)


def with_numbers(text: str, numbers: Mapping[str, int]) -> str:
    """A kept text with its items' numbers of today; the citation of an item that is gone is left out (see `lost_items`)."""

    def numbered(found: re.Match[str]) -> str:
        space, slashes, inside = found[1], found[2], found[3]
        if slashes or "@" not in inside:
            return f"{space}{slashes[1:]}[{inside}]" if "@" in inside else found[0]
        there = sorted({number for one in inside.split(",") if (number := _number(one.strip(), numbers)) is not None})
        return f"{space}[{', '.join(map(str, there))}]" if there else ""

    return _KEPT.sub(numbered, text)


def lost_items(text: str, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """The ids of items that a kept text cites and the evidence list no longer has, in the order they are cited."""
    cited = (one.strip() for found in _KEPT.finditer(text) if not found[2] for one in found[3].split(","))
    names = (unquote(one[1:]) for one in cited if one.startswith("@"))
    return tuple(dict.fromkeys(name for name in names if name not in numbers))


def _number(one: str, numbers: Mapping[str, int]) -> int | None:
    return numbers.get(unquote(one[1:])) if one.startswith("@") else int(one)

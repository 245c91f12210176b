"""Draws the house from the code's own imports, into docs/architecture.md: python -m tests.project.house.

A room is a folder (or a lone file) of the package, an arrow says that something in one room imports from the other. The
drawing leaves an arrow out where a longer way along the others says the same; the counts have all of them.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "architecture.md"
DRAWN = {"rubric": "The house", "rubric.ui": "The screens"}
_BEGIN, _END = "<!-- drawn: {} -->", "<!-- end: {} -->"


@dataclass(frozen=True)
class House:
    """The rooms of a package by name, and its arrows: (from, to)."""

    package: str
    rooms: tuple[str, ...]
    arrows: frozenset[tuple[str, str]]

    @property
    def told(self) -> str:
        """ "rubric.ui: 15 rooms, 33 arrows"."""
        return f"{self.package}: {len(self.rooms)} rooms, {len(self.arrows)} arrows"

    def drawing(self) -> str:
        """The house as a Mermaid flowchart, the rooms that others rest on at the bottom."""
        lines = ["```mermaid", "flowchart TD"]
        lines += [f'    {room}["{room}"]' for room in self.rooms]
        lines += [f"    {one} --> {other}" for one, other in sorted(self._telling())]
        return "\n".join([*lines, "```"])

    def _telling(self) -> set[tuple[str, str]]:
        """The arrows that no longer way along the others implies."""
        to = {room: {other for one, other in self.arrows if one == room} for room in self.rooms}

        def reached(room: str, seen: frozenset[str] = frozenset()) -> set[str]:
            onward = to[room] - seen
            return onward | {end for other in onward for end in reached(other, seen | {room})}

        return {
            (one, other)
            for one, other in self.arrows
            if not any(other in reached(between) for between in to[one] - {other})
        }


def house(package: str) -> House:
    """The rooms and arrows of a package as its code imports today."""
    graph = grimp.build_graph("rubric", cache_dir=None)
    rooms = tuple(sorted(room.removeprefix(f"{package}.") for room in graph.find_children(package)))
    arrows = set()
    for one in rooms:
        for other in rooms:
            if one != other and graph.direct_import_exists(
                importer=f"{package}.{one}", imported=f"{package}.{other}", as_packages=True
            ):
                arrows.add((one, other))
    return House(package, rooms, frozenset(arrows))


def page(text: str) -> str:
    """The page with every drawing made afresh. ValueError: it has no place for one."""
    for package, title in DRAWN.items():
        begin, end = _BEGIN.format(package), _END.format(package)
        if begin not in text or end not in text:
            raise ValueError(f"docs/architecture.md has no place for {title}: {begin} … {end}")
        drawn = house(package)
        inside = f"{begin}\n{drawn.drawing()}\n\n*{drawn.told}.*\n{end}"
        before, rest = text.split(begin, maxsplit=1)
        text = before + inside + rest.split(end, maxsplit=1)[1]
    return text


def main() -> int:
    """Draw, and say what was counted."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    for package in DRAWN:
        print(house(package).told)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Pairs of an item and a finding, judged by readers: what `rubric/comparison/alike.py` learned its weights from.

`items.csv` has 315 items by five writers (w1 to w5), 63 each, as officers of made-up councils type them. `pairs.csv`
has 4,408 pairs of one of them and one of the shipped findings, about seven at each score: what likeness in meaning,
words or topic puts first, so that they are hard to tell. Eight readers, who had seen neither the tool nor its figures,
judged whether an officer would nod at seeing both side by side: 2 the same particular thing, 1 the same subject, 0
neither. `again` is what another reader said of the same pair, blind. Two more sets (w0, w6) have 36 sentences on other
work of a council, such as bins and libraries, with 330 pairs: none of them is on anything that a finding is on.
"""

import csv
from collections.abc import Mapping
from importlib.resources import files

_FOLDER = files(__name__)
SAME_THING, SAME_SUBJECT = 2, 1
LEARNED_FROM = ("w0", "w1", "w2", "w3")  # the writers whose pairs the weights are fitted to; the others test them


def items() -> dict[str, Mapping[str, str]]:
    """By its name, each item's `aspect`, `polarity` and `text`."""
    return {row["item"]: row for row in _rows("items.csv")}


def pairs() -> list[tuple[str, str, int, int | None]]:
    """Each pair: the item's name, the finding's id, how it was judged, and how again, if it was."""
    return [
        (row["item"], row["finding"], int(row["judged"]), int(row["again"]) if row["again"] else None)
        for row in _rows("pairs.csv")
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with _FOLDER.joinpath(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))

"""Where an item stands within its aspect: a number between those of its neighbours, so that a move writes one row."""

import math
from collections.abc import Sequence

from rubric.storage.tables import ItemRow


def in_order(rows: Sequence[ItemRow]) -> list[ItemRow]:
    """As `Assessment.items_of` has them: by position, and by id where two share one."""
    return sorted(rows, key=lambda row: (row.position, row.id))


def put_last(item: ItemRow, others: Sequence[ItemRow]) -> None:
    """Place `item` after all `others` of its aspect."""
    put_between(item, in_order(others), len(others))


def put_between(item: ItemRow, others: Sequence[ItemRow], index: int) -> None:
    """Place `item` so that it is number `index` among `others`, which are in order and leave it out.

    Where two neighbours are too close for a number to fit between them, all are numbered anew: 1, 2, 3 …
    """
    before = others[index - 1].position if index > 0 else None
    after = others[index].position if index < len(others) else None
    position = _between(before, after)
    if position is None:
        for number, row in enumerate([*others[:index], item, *others[index:]], start=1):
            row.position = float(number)
    else:
        item.position = position


def _between(before: float | None, after: float | None) -> float | None:
    """A number that sorts strictly between two (None: no neighbour on that side), or None where there is no room."""
    if before is None and after is None:
        return 1.0
    if before is None:
        position = after - 1 if after is not None else 1.0
    elif after is None:
        position = before + 1
    else:
        position = before / 2 + after / 2  # halved first: the sum of two very large numbers is infinite
    fits = (before is None or before < position) and (after is None or position < after)
    return position if fits and math.isfinite(position) else None

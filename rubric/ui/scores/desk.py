"""What the page of published scores remembers between clicks."""

from dataclasses import dataclass


@dataclass
class ScoresDesk:
    """`removed` is the number of the table that was taken away last, 0 for none."""

    removed: int = 0

"""What the page of published scores remembers between clicks."""

from dataclasses import dataclass


@dataclass
class ScoresDesk:
    """`removed` is the number of the table removed last, 0 for none."""

    removed: int = 0

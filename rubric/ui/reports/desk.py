"""What the page of reports remembers between clicks."""

from dataclasses import dataclass, field
from typing import TypeAlias

from rubric.ui.state.desk import Gone

Cells: TypeAlias = dict[int, dict[str, object]]  # the cells of a table that were changed, by row and column


@dataclass(frozen=True)
class FileOutcome:
    """The result for one file brought into the library. `report` is the id of the report it holds, "" for none."""

    name: str
    kind: str  # read, shipped, already, removed, library, wrong
    lines: tuple[str, ...]
    report: str = ""


@dataclass(frozen=True)
class Correction:
    """One change to the coding of a report that can be undone: a revision, or the findings that were left out."""

    report: str
    revision: int = 0
    left_out: tuple[int, ...] = ()


@dataclass
class ReportsDesk:
    """Files brought in, the report removed last, and the corrections to the open one.

    `taken` has the files of the batch that is being read, by Streamlit's own ids. By the key of a table of findings,
    `edits` has the changes that it has sent so far, and `rows` the numbers of the findings in it.
    """

    brought: list[FileOutcome] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    removed: Gone | None = None
    corrections: list[Correction] = field(default_factory=list)
    edits: dict[str, Cells] = field(default_factory=dict)
    rows: dict[str, tuple[int, ...]] = field(default_factory=dict)

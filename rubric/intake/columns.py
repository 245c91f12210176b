"""Which column of somebody's evidence log or action plan holds which field: by its name and by what is in it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from statistics import median

import yaml

from rubric.evidence import fields
from rubric.intake.days import day_of
from rubric.intake.values import share_known
from rubric.reports.files.table import Sheet
from rubric.reports.text import loose

HEADER_WITHIN = 25  # rows that may stand above the column names
_LEAST_NAMED = 3
_SAMPLE = 60  # rows that are looked at
_MOSTLY = 0.6  # of filled cells, before a column is taken for what they are
_SURE = 0.9  # of a first row's only name that we know: any less may be a word in a text
_LONGEST_NAME = 80  # characters of a column's name
_LONG = 8  # words in the middle cell of a column that holds claims


Tells = Callable[[list[str]], float]
Goodness = tuple[bool, int, float]  # whether it can be used, how many columns it names, and how surely


class Kind(StrEnum):
    """What the rows of a table are."""

    ITEMS = "item"
    ACTIONS = "action"


class Why(StrEnum):
    """How a column was matched."""

    NAME = "by its name"
    CONTENT = "by what is in it"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Column:
    """A column: its place from 0, its name as in the file, and the field it was taken for ("" for none)."""

    index: int
    heading: str
    field: str = ""
    why: Why | None = None


@dataclass(frozen=True)
class Matching:
    """How a table is read. `header` is the number of the row with the column names, 0 where there is none."""

    kind: Kind
    header: int
    columns: tuple[Column, ...]

    @property
    def is_usable(self) -> bool:
        """Whether a column holds what every row has to say."""
        return any(column.field == "text" for column in self.columns)

    @property
    def is_ours(self) -> bool:
        """Whether the table is surely a log or a plan: three fields are told by names, and one holds its rows' words.

        What that one is called is everybody's own, as in "What we can say": it may be told by what is in it.
        """
        named = [column.field for column in self.columns if column.why in {Why.NAME, Why.CHOSEN}]
        return self.is_usable and len(named) >= _LEAST_NAMED

    @property
    def unmatched(self) -> tuple[Column, ...]:
        """The columns that are taken for no field: their cells go to a note on the item."""
        return tuple(column for column in self.columns if not column.field)

    def corrected(self, choices: Mapping[int, str]) -> "Matching":
        """The same with other fields for some columns, by their places; "" for none. A field has one column.

        KeyError: no field of that name.
        """
        for name in choices.values():
            if name:
                _field(self.kind, name)
        taken = set(choices.values()) - {""}
        return replace(
            self,
            columns=tuple(
                replace(column, field=choices[column.index], why=Why.CHOSEN)
                if column.index in choices
                else replace(column, field="", why=None)
                if column.field in taken
                else column
                for column in self.columns
            ),
        )

    def remembered(self) -> dict[str, str]:
        """The field of each column by its name, to be kept for the next file of the same kind."""
        return {loose(column.heading): column.field for column in self.columns if column.heading}


def _field(kind: Kind, name: str) -> fields.Field:
    return fields.item(name) if kind is Kind.ITEMS else fields.action(name)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """What the columns of either kind of table are called, by field."""
    text = (files("rubric.intake") / "data" / "columns.yaml").read_text(encoding="utf-8")
    return {
        kind: {field: tuple(map(loose, names)) for field, names in by_field.items()}
        for kind, by_field in yaml.safe_load(text).items()
    }


def match_columns(sheet: Sheet, known: Mapping[str, str] | None = None) -> Matching:
    """How a table seems to be meant. `known`: what was `remembered` of an earlier one, which counts before all else."""
    heads = range(min(HEADER_WITHIN, len(sheet.rows)))
    tried = [_matched(sheet, index, kind, known or {}) for kind in Kind for index in heads]
    best = max(tried, key=lambda pair: pair[0], default=None)
    if best is None or best[0][1] == 0:
        return _without_header(sheet)
    return best[1]


def _matched(sheet: Sheet, index: int, kind: Kind, known: Mapping[str, str]) -> tuple[Goodness, Matching]:
    """The matching with a row as header, and how good it is."""
    row = sheet.rows[index]
    below = [entry.cells for entry in sheet.rows[index + 1 : index + 1 + _SAMPLE]]
    cells = {column: [other[column] for other in below if column < len(other)] for column in range(len(row.cells))}
    taken = _by_name(kind, row.cells, cells, known)
    named = len(taken) if len(taken) > 1 or (index == 0 and sum(taken.values()) > _SURE) else 0
    fields_of = dict(taken.keys())
    columns = tuple(
        Column(place, heading, fields_of.get(place, ""), Why.NAME if place in fields_of else None)
        for place, heading in enumerate(row.cells)
        if heading or any(cells[place])
    )
    matching = _by_content(Matching(kind, row.number, columns), cells)
    # what the rows are is surer where a column is called so than where one only looks so
    sure = sum(taken.values()) + (0.5 if "text" in fields_of.values() else 0.0)
    return (named > 0 and matching.is_usable, named, sure), matching


def _by_name(
    kind: Kind, header: tuple[str, ...], cells: Mapping[int, list[str]], known: Mapping[str, str]
) -> dict[tuple[int, str], float]:
    """For the columns that names tell, the place and the field, with how surely; each field once, the surest first."""
    wanted = {
        (column, field): likeness
        for column, heading in enumerate(header)
        if heading and len(heading) < _LONGEST_NAME
        for field, likeness in _called(kind, heading, known).items()
        if _fits(field, cells[column])
    }
    taken: dict[tuple[int, str], float] = {}
    for (column, field), likeness in sorted(wanted.items(), key=lambda pair: (-pair[1], pair[0][0])):
        if all(column != other and field != name for other, name in taken):
            taken[column, field] = likeness
    return taken


def _called(kind: Kind, heading: str, known: Mapping[str, str]) -> dict[str, float]:
    """How surely a column's name means each field, from 0 to 1."""
    said = loose(heading)
    if said in known:
        return {known[said]: 2.0} if known[said] in _names()[kind.value] else {}
    found: dict[str, float] = {}
    for field, names in _names()[kind.value].items():
        for place, name in enumerate(names):
            if said == name:
                likeness = 1.0 - 0.01 * place
            elif set(name.split()) <= set(said.split()):
                likeness = 0.7 * len(name.split()) / len(said.split()) - 0.01 * place
            else:
                continue
            found[field] = max(found.get(field, 0.0), likeness)
    return found


def _fits(field: str, cells: list[str]) -> bool:
    """Whether what is in a column does not speak against a field: dates where dates should be, words where words."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return True
    dates = sum(day_of(cell) is not None for cell in filled) / len(filled)
    if field in {"source_date", "due", "action.due"}:
        return dates > 0
    if field == "text":
        return dates < _MOSTLY and any(re.search(r"[a-z]{3}", cell, re.I) for cell in filled)
    return dates < _MOSTLY or field in {"source", "figures"}


def _by_content(matching: Matching, cells: Mapping[int, list[str]]) -> Matching:
    """The matching with fields that its columns' names did not give, where what is in a column leaves no doubt."""
    columns = list(matching.columns)
    for field, tells in _TELLS[matching.kind].items():
        if any(column.field == field for column in columns):
            continue
        free = [place for place, column in enumerate(columns) if not column.field]
        scored = [(tells(cells.get(columns[place].index, [])), place) for place in free]
        score, place = max(scored, default=(0.0, -1))
        if score > 0:
            columns[place] = replace(columns[place], field=field, why=Why.CONTENT)
    return replace(matching, columns=tuple(columns))


def _without_header(sheet: Sheet) -> Matching:
    width = max((len(row.cells) for row in sheet.rows), default=0)
    cells = {
        place: [row.cells[place] for row in sheet.rows[:_SAMPLE] if place < len(row.cells)] for place in range(width)
    }
    columns = tuple(Column(place, "") for place in range(width) if any(cells[place]))
    return _by_content(Matching(Kind.ITEMS, 0, columns), cells)


def _prose(cells: list[str]) -> float:
    """How long the texts of a column are: the middle one's words, where they are sentences."""
    lengths = [len(cell.split()) for cell in cells if cell]
    middle = median(lengths) if lengths else 0
    return float(middle) if middle >= _LONG else 0.0


def _mostly(share: float) -> float:
    return share if share >= _MOSTLY else 0.0


def _dates(cells: list[str]) -> float:
    filled = [cell for cell in cells if cell]
    return _mostly(sum(day_of(cell) is not None for cell in filled) / len(filled)) if len(filled) > 1 else 0.0


def _coded(kind: str) -> Tells:
    return lambda cells: _mostly(share_known(kind, cells)) if sum(map(bool, cells)) > 1 else 0.0


# For each field that may be told without its column's name: how surely a column's cells are its values, 0 for not.
_TELLS: Mapping[Kind, Mapping[str, Tells]] = {
    Kind.ITEMS: {
        "text": _prose,
        "aspect": _coded("aspect"),
        "polarity": _coded("polarity"),
        "maturity": _coded("maturity"),
        "source_date": _dates,
    },
    Kind.ACTIONS: {"text": _prose, "status": _coded("status"), "due": _dates, "aspects": _coded("aspect")},
}

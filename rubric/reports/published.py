"""A table of the scores that CQC published for councils: read, counted, and a council's own scores placed in it.

The shipped counts (`load_national`) come from such a table; a newer one that a council has can take their place.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rubric.english import listed
from rubric.errors import BadInput
from rubric.framework.model import Frozen
from rubric.reports.files.guard import safe_name
from rubric.reports.files.table import SCORES, SheetRow, read_sheets
from rubric.reports.landmarks import RATINGS, label_score, landmark, statement_of, statements
from rubric.reports.model import NationalCounts
from rubric.reports.pages.dates import as_iso
from rubric.reports.text import loose

SCALE = (1, 2, 3, 4)
_HEADER_WITHIN = 30  # rows that may stand above the table
_MOST_PROBLEMS = 20
_LONGEST_LABEL = 80  # characters of a cell that holds a score's words; a longer one is a sentence

_AUTHORITY = frozenset({
    "authority", "local authority", "council", "local authority name", "authority name", "council name", "la",
    "la name", "name",
})  # fmt: skip
_OTHER = {
    "authority_type": frozenset({"authority type", "type", "type of authority", "council type", "la type"}),
    "overall_rating": frozenset({"overall rating", "rating", "overall", "overall judgement"}),
    "published": frozenset({"published", "date", "publication date", "date published", "report date", "month"}),
}
_NUMBERED = re.compile(r"^(quality statement|statement|qs)?\s*([1-9])(?:\s*score)?$")
# Words of a council's name that only some who write it down add.
_KINDS_OF_COUNCIL = re.compile(
    r"\b(?:(?:royal |london )?borough(?: of)?|(?:county|city|metropolitan|unitary|district)? ?council|"
    r"metropolitan (?:borough|district)(?: of)?|unitary authority|the)\b"
)
_UNSCORED = frozenset({"", "n a", "na", "none", "not rated", "not scored", "not assessed", "tbc", "awaited"})


class CouncilScores(Frozen):
    """One council's row. A statement without a score on the scale is left out of `scores`."""

    authority: str
    authority_type: str = ""
    overall_rating: str = ""
    published: str = ""
    scores: dict[str, int]


class ReadScoreTable(Frozen):
    """A table as read: `matched` says which column was taken for which field, `problems` what was left out and why."""

    name: str
    rows: tuple[CouncilScores, ...]
    matched: dict[str, str]
    unmatched: tuple[str, ...]
    problems: tuple[str, ...]


class Rank(Frozen):
    """How many councils scored below, the same as and above one council."""

    below: int
    same: int
    above: int

    @property
    def councils(self) -> int:
        """How many councils were compared with."""
        return self.below + self.same + self.above


class Placing(Frozen):
    """A council's scores among the published ones, for each statement it has a score on.

    `total` compares the sum of nine scores with that of councils that have all nine; None where not all are given.
    """

    by_statement: dict[str, Rank]
    total: Rank | None


def read_scores(data: bytes, name: str) -> ReadScoreTable:
    """The table in a CSV file or Excel workbook; BadInput, in one sentence, where none can be read.

    Columns are matched by name, in any order: titles, short titles ("Learning") or numbers ("QS9").
    """
    name = safe_name(name)
    best: tuple[int, int, tuple[SheetRow, ...]] | None = None
    read = read_sheets(data, name, SCORES)
    for sheet in read.sheets:
        for index, row in enumerate(sheet.rows[:_HEADER_WITHIN]):
            fields = {field for field in map(_field, row.cells) if field}
            matches = len(fields & set(statements()))
            if "authority" in fields and matches and (best is None or matches > best[0]):
                best = (matches, index, sheet.rows)
    if best is None:
        raise BadInput(
            f"{name} has no row of column names with a council and a quality statement: "
            "name one column “authority” and the others after the statements."
        )
    _, index, rows = best
    return _table(rows[index].cells, rows[index + 1 :], name, read.notes)


def counts(table: ReadScoreTable) -> NationalCounts:
    """How many councils hold each score on each statement, in the shape of the shipped counts.

    `as_of` is the latest month of publication in the table. BadInput where no row has a score.
    """
    if not any(row.scores for row in table.rows):
        raise BadInput(f"{table.name} holds no scores from 1 to 4: check that the columns are the right ones.")
    found = {key: Counter(row.scores[key] for row in table.rows if key in row.scores) for key in statements()}
    months = [(iso[:7], row.published) for row in table.rows if (iso := as_iso(row.published))]
    return NationalCounts(
        as_of=max(months)[1] if months else "not stated",
        councils=len(table.rows),
        source=f"Scores published by CQC, as compiled in {table.name}",
        by_statement={key: {score: found[key][score] for score in SCALE} for key in statements()},
    )


def place(scores: Mapping[str, int], table: ReadScoreTable) -> Placing:
    """How a council's scores rank among the published ones; BadInput for statements or scores that don't exist."""
    for key, score in scores.items():
        if key not in statements() or score not in SCALE:
            raise BadInput(
                f"A score of {score} for {key} cannot be placed: scores are 1 to 4 for {listed(statements())}."
            )
    by_statement = {
        key: _rank(score, [row.scores[key] for row in table.rows if key in row.scores]) for key, score in scores.items()
    }
    complete = [sum(row.scores.values()) for row in table.rows if len(row.scores) == len(statements())]
    total = _rank(sum(scores.values()), complete) if len(scores) == len(statements()) else None
    return Placing(by_statement=by_statement, total=total)


def _rank(own: int, others: Sequence[int]) -> Rank:
    return Rank(
        below=sum(other < own for other in others),
        same=sum(other == own for other in others),
        above=sum(other > own for other in others),
    )


def _field(column: str) -> str | None:
    """What a column holds, by its name; None for columns we have no use for."""
    name = loose(column)
    if name in _AUTHORITY:
        return "authority"
    for field, names in _OTHER.items():
        if name in names:
            return field
    if found := _NUMBERED.match(name):
        return list(statements())[int(found.group(2)) - 1]
    without = re.sub(r"\s*\b(?:score|scores|scored)\b\s*", " ", name).strip()
    return statement_of(without, short_names=True) if without else None


def _columns(header: Sequence[str], rows: Sequence[SheetRow]) -> tuple[dict[str, int], list[str]]:
    """The place of each field's column, and sentences on columns that were passed over for another.

    A column that a title names comes before one with a bare figure, which may as well number the rows.
    """
    fields = [(index, field) for index, column in enumerate(header) if (field := _field(column))]
    fields.sort(key=lambda found: (_is_bare(header[found[0]]), found[0]))
    columns: dict[str, int] = {}
    problems = []
    for index, field in fields:
        if _is_bare(header[index]) and not _holds_scores(index, rows):
            continue
        if field in columns and not _is_bare(header[index]):
            problems.append(f"Two columns hold {_called(field)}: “{header[columns[field]]}” was taken.")
        columns.setdefault(field, index)
    return columns, problems


def _is_bare(column: str) -> bool:
    """Whether a column's name is a figure and no more."""
    found = _NUMBERED.match(loose(column))
    return found is not None and not found.group(1)


def _holds_scores(index: int, rows: Sequence[SheetRow]) -> bool:
    """Whether a column holds scores: its figures are on the scale and do not number the rows."""
    cells = [row.cells[index] for row in rows if index < len(row.cells) and row.cells[index]]
    numbering = len(cells) > 1 and [_score(cell) for cell in cells[:4]] == list(SCALE)[: len(cells)]
    return not numbering and 2 * sum(_score(cell) is not None for cell in cells) >= len(cells)


def _table(header: Sequence[str], rows: Sequence[SheetRow], name: str, notes: Sequence[str]) -> ReadScoreTable:
    columns, doubled = _columns(header, rows)
    fields = {index: field for field, index in columns.items()}
    matched = {header[index]: fields[index] for index in sorted(fields)}
    unmatched = [column for index, column in enumerate(header) if column and index not in fields]
    problems = [*notes, *doubled]
    lacking = [statement.title for key, statement in statements().items() if key not in columns]
    if lacking:
        problems.append(f"No column was found for {'; '.join(lacking)}.")
    found: dict[str, CouncilScores] = {}
    for row in rows:
        council = _council(row, columns, problems)
        if council is None:
            continue
        key = _same(council.authority)
        if key in found:
            also = "" if found[key].authority == council.authority else f", as {found[key].authority} too"
            problems.append(f"{council.authority} stands more than once{also}: its first row was taken.")
        found.setdefault(key, council)
    if not found:
        raise BadInput(f"{name} has column names but no councils below them: add a row for each council.")
    if len(problems) > _MOST_PROBLEMS:
        problems = [*problems[:_MOST_PROBLEMS], f"There are {len(problems) - _MOST_PROBLEMS} more problems like these."]
    return ReadScoreTable(
        name=name, rows=tuple(found.values()), matched=matched, unmatched=tuple(unmatched), problems=tuple(problems)
    )


def _called(field: str) -> str:
    statement = statements().get(field)
    return statement.title if statement else field.replace("_", " ")


def _same(authority: str) -> str:
    """A council's name without what only some add: "Mereford" and "Mereford Borough Council" are the same."""
    full = loose(authority)
    return " ".join(_KINDS_OF_COUNCIL.sub(" ", full).split()) or full


def _council(row: SheetRow, columns: Mapping[str, int], problems: list[str]) -> CouncilScores | None:
    """One row, None where it holds nothing; what is wrong in it goes to `problems`."""
    cells = {field: row.cells[index] if index < len(row.cells) else "" for field, index in columns.items()}
    keys = [key for key in statements() if key in cells]
    if not any(cells.values()):
        return None
    scores: dict[str, int] = {}
    for key in keys:
        score = _score(cells[key])
        if score:
            scores[key] = score
        elif loose(cells[key]) not in _UNSCORED:
            label = cells["authority"] or f"Row {row.number}"
            problems.append(
                f"{label}: “{cells[key][:40]}” for {_called(key)} is not a score from 1 to 4, so it was left out."
            )
    if not cells["authority"]:
        # totals and notes under a table have no council, and are nothing to complain of without scores
        if scores:
            problems.append(f"Row {row.number} has scores but no council, so it was left out.")
        return None
    if not scores and not any(rating.lower() == loose(cells.get("overall_rating", "")) for rating in RATINGS):
        problems.append(f"{cells['authority'][:60]} has no scores, so it was left out.")
        return None
    return CouncilScores(
        authority=cells["authority"],
        authority_type=cells.get("authority_type", ""),
        overall_rating=cells.get("overall_rating", ""),
        published=cells.get("published", ""),
        scores=scores,
    )


def _score(cell: str) -> int | None:
    """The score in a cell: "3", "3.0", "Score: 3" or "3 - Evidence shows a good standard", or these words alone."""
    if len(cell) < _LONGEST_LABEL and (by_words := label_score(cell)):
        return by_words
    if found := re.fullmatch(r"([1-4])(?:\.0+)?", cell.strip()):
        return int(found.group(1))
    found_mark = landmark(cell)
    return found_mark.score if found_mark and found_mark.statement == "" else None

"""Keeps what was read from files, once personal data in it is settled; out comes a sentence or two on each file."""

from collections import Counter

from rubric.english import count, either
from rubric.intake.columns import Kind, match_columns
from rubric.intake.guarded import Choices, proposed, tables
from rubric.intake.model import FileRead, Intake, Table
from rubric.ui.intake.desk import FileOutcome
from rubric.ui.state import cache

_NOTHING = "Nothing in it reads as evidence."


def keep(assessment: str, read: Intake, choices: Choices) -> list[FileOutcome]:
    """Store the proposals and tables of all files. StoreError: they can't be stored; what was stored before stays."""
    store = cache.store()
    ours = proposed(read, choices)
    new = store.proposals.add(assessment, ours)
    known = store.logs.known(assessment)
    for file in read.files:
        for table in tables(file, choices):
            matching = match_columns(table.sheet, known)
            store.logs.add(assessment, file.source.name, file.source.sha256, Table(table.sheet, matching))
    found = Counter(origin.sha256 for one in ours for origin in one.origins)
    fresh = Counter(origin.sha256 for one in ours if one.id in new for origin in one.origins)
    return [_outcome(file, found[file.source.sha256], fresh[file.source.sha256]) for file in read.files]


def _outcome(file: FileRead, claims: int, fresh: int) -> FileOutcome:
    if file.refused:
        return FileOutcome(file.source.name, (file.refused,), refused=True)
    found = [f"{count(fresh, 'claim')} to look at"] if fresh else []
    found += [_told(table) for table in file.tables]
    if before := claims - fresh:
        found.append(f"{count(before, 'claim')} that {either(before, 'was', 'were')} proposed here before")
    first = f"{'; '.join(found)}." if found else _NOTHING
    left = f" {count(file.left_out, 'passage')} left out, such as headings and contents." if file.left_out else ""
    return FileOutcome(file.source.name, (first + left, *file.notes))


def _told(table: Table) -> str:
    what = "an evidence log" if table.matching.kind is Kind.ITEMS else "an action plan"
    rows = sum(row.number > table.matching.header for row in table.sheet.rows)
    where = f" on sheet “{table.sheet.name}”" if table.sheet.name else ""
    return f"{what}{where} with {count(rows, 'row')}"
